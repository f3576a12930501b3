"""Next steps in words: an argument for Python, and the same as options for a shell."""

import shlex
from collections.abc import Iterable

_SPECIAL_IN_QUOTES = frozenset('"\\$`!\n')


def saying(argument: str, option: str, pairs: Iterable[tuple[str, object]]) -> str:
    """Write what to say: ``times={'Loaded': 'iso'}, in a shell with --time "Loaded=iso"``."""
    pairs = list(pairs)
    in_python = ", ".join(f"{name!r}: {value!r}" for name, value in pairs)
    in_a_shell = " ".join(f"{option} {_quoted(f'{name}={value}')}" for name, value in pairs)
    return f"{argument}={{{in_python}}}, in a shell with {in_a_shell}"


def saying_one(name: str, value: str) -> str:
    """Write what to say: ``campaign='Spring', in a shell with --campaign Spring``."""
    return f"{name}={value!r}, in a shell with --{name} {shlex.quote(value)}"


def keeping(column: str) -> str:
    """Write how a column is kept as it is, as none of the API's fields."""
    return saying("columns", "--column", [(column, "")])


def _quoted(text: str) -> str:
    return shlex.quote(text) if _SPECIAL_IN_QUOTES & set(text) else f'"{text}"'
