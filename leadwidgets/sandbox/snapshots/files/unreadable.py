"""Why a file could not be read, before anybody says which file."""


class UnreadableError(Exception):
    """The file holds no table of leads that can be read without a doubt.

    Parameters
    ----------
    why
        What stands against it and where, as a clause: ``line 3 holds 5 values for 4 columns``.
    next_step
        What the reader can do about it.
    """

    def __init__(self, why: str, next_step: str) -> None:
        super().__init__(why)
        self.why = why
        self.next_step = next_step
