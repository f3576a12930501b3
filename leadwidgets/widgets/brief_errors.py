"""What stands at a field, or at a count, when the account could not be asked.

What stops everything is told once, in the panel's alert: fields say nothing of it, a count which it
was.
"""

from leadwidgets.errors import ConnectionFailedError, LeadSearchError, SignInError

_OF_EVERYTHING: dict[type[LeadSearchError], str] = {
    SignInError: "The sign-in was not accepted.",
    ConnectionFailedError: "The account did not answer.",
}


def stops_everything(error: LeadSearchError) -> bool:
    """Tell whether nothing at all can be asked of the account."""
    return type(error) in _OF_EVERYTHING


def brief(error: LeadSearchError) -> str:
    """Give the whole error, or in a few words one that stops everything."""
    return _OF_EVERYTHING.get(type(error), str(error))
