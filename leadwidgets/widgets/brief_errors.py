"""What stands at a field, or at the count, when the account could not be asked.

What stops everything is told once, in the panel's alert; each field only says which it was.
"""

from leadwidgets.errors import ConnectionFailedError, LeadSearchError, SignInError

_OF_EVERYTHING: dict[type[LeadSearchError], str] = {
    SignInError: "The sign-in was not accepted.",
    ConnectionFailedError: "The account did not answer.",
}


def brief(error: LeadSearchError) -> str:
    """Give the whole error, or in a few words one that stops everything."""
    return _OF_EVERYTHING.get(type(error), str(error))
