"""Values that hold secrets or personal data: their repr tells nothing, and they are never saved."""

from typing import Any, NoReturn, Self, TypeVar

K = TypeVar("K", bound=type)


class Confidential:
    """Base of such values."""

    __slots__ = ()

    def __repr__(self) -> str:
        return f"{type(self).__name__}([secure])"

    def __copy__(self) -> Self:
        return self  # nothing changes them

    def __deepcopy__(self, _memo: dict[int, Any]) -> Self:
        return self

    def __reduce__(self) -> NoReturn:
        message = f"{type(self).__name__} is never pickled: it holds what nobody may read"
        raise TypeError(message)


class ConfidentialDict(dict[str, Any]):
    """A dict that shows nothing of itself, wherever a traceback or a log shows values."""

    def __repr__(self) -> str:
        return "{[secure]}"


def closed(kind: K) -> K:
    """Keep `dataclasses.asdict`, and whoever else asks a dataclass for its fields, from opening it.

    A class decorator, to stand before ``dataclass``.
    """
    delattr(kind, "__dataclass_fields__")
    return kind
