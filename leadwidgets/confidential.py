"""Values that hold secrets or personal data: their repr tells nothing, and they are never saved."""

from typing import NoReturn


class Confidential:
    """Base of such values."""

    __slots__ = ()

    def __repr__(self) -> str:
        return f"{type(self).__name__}([secure])"

    def __reduce__(self) -> NoReturn:
        message = f"{type(self).__name__} is never pickled: it holds what nobody may read"
        raise TypeError(message)
