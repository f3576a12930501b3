"""Reads criteria from Python, as `to_code` and a printed request body show them: never run."""

import ast
from collections.abc import Iterator, Sequence
from typing import Any

from leadwidgets.errors import InvalidCriteriaError

_PLAIN = "Give plain values: texts, numbers, lists, True, False, None, or lw.Comparison(…)."
_SHAPE = "Give one lw.SearchCriteria(…), as to_code() writes it, or a dictionary of fields."
_IGNORED = (ast.Import, ast.ImportFrom)


def read_code(text: str) -> dict[str, Any]:
    """Give the fields that a Python text names, by the names that stand there.

    It is parsed and not run, so that it may come from anybody.

    Raises
    ------
    InvalidCriteriaError
        If it is no Python, holds anything but one ``SearchCriteria(…)`` or dictionary, or a field
        whose value is no plain one.
    """
    return dict(_once(_fields(_expression(_statements(text.strip())))))


def _statements(text: str) -> Sequence[ast.stmt]:
    try:
        return ast.parse(text).body
    except SyntaxError as error:
        where = f", line {error.lineno}"
    except (ValueError, RecursionError, MemoryError):  # no Unicode, or nested without end
        where = ""
    raise _refusal(f"The criteria are not valid Python{where}", _SHAPE)


def _expression(statements: Sequence[ast.stmt]) -> ast.expr:
    told = [one for one in statements if not isinstance(one, _IGNORED)]
    if len(told) == 1 and isinstance(told[0], ast.Expr | ast.Assign):
        return told[0].value
    raise _refusal("The text is not one expression of criteria", _SHAPE)


def _fields(node: ast.expr) -> Iterator[tuple[str, Any]]:
    if isinstance(node, ast.Dict):
        for key, value in zip(node.keys, node.values, strict=True):
            name = key.value if isinstance(key, ast.Constant) else None
            if not isinstance(name, str):
                raise _refusal(f"A field in line {node.lineno} is named by no text", _SHAPE)
            yield name, _value(name, value)
        return
    if not isinstance(node, ast.Call) or _called(node) != "SearchCriteria":
        raise _refusal("The text is not one expression of criteria", _SHAPE)
    if node.args:
        raise _refusal("SearchCriteria(…) holds a value without the name of its field", _SHAPE)
    for keyword in node.keywords:
        if keyword.arg is None:
            raise _refusal("SearchCriteria(…) holds fields that do not stand there (**)", _SHAPE)
        yield keyword.arg, _value(keyword.arg, keyword.value)


def _once(fields: Iterator[tuple[str, Any]]) -> Iterator[tuple[str, Any]]:
    seen: set[str] = set()
    for name, value in fields:
        if name in seen:
            raise _refusal(f"{name:.60} is given twice", "Give it once.")
        seen.add(name)
        yield name, value


def _called(node: ast.Call) -> str:
    match node.func:
        case ast.Name(name) | ast.Attribute(ast.Name(), name):
            return name
    return ""


def _value(field: str, node: ast.expr) -> Any:  # noqa: ANN401 - any field's value
    match node:
        case ast.Constant(str() | int() | None as value):
            return value
        case ast.UnaryOp(ast.USub(), ast.Constant(int() as number)):
            return -number
        case ast.List(items) | ast.Tuple(items) | ast.Set(items):
            return [_value(field, item) for item in items]
        case ast.Dict(keys, values) if None not in keys:
            pairs = zip(keys, values, strict=True)
            return {_value(field, key): _value(field, one) for key, one in pairs if key}
        case ast.Call() if _called(node) == "Comparison":
            return _comparison(field, node)
    raise _refusal(f"{field:.60} holds what is no plain value, in line {node.lineno}", _PLAIN)


def _comparison(field: str, node: ast.Call) -> dict[str, Any]:
    places = ("operator", "value")
    parts = dict(zip(places, node.args, strict=False))
    parts |= {one.arg: one.value for one in node.keywords if one.arg is not None}
    given = len(node.args) + len(node.keywords)
    if given != len(places) or set(parts) != set(places):
        raise _refusal(f"{field:.60} holds a Comparison without its two parts", _PLAIN)
    return {name: _value(field, part) for name, part in parts.items()}


def _refusal(message: str, next_step: str) -> InvalidCriteriaError:
    return InvalidCriteriaError(message, next_step=next_step)
