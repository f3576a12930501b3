"""Writes wire.ts: the structs of leadwidgets/widgets/wire as TypeScript, as biome formats it.

python js/generate_wire.py

Constants, types and structs come under their names and in their order. Limits are left out: only
Python checks them.
"""

import json
import typing
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, Union

import msgspec

from leadwidgets.widgets.wire import charts, envelopes, form, messages, searches, table

WIDTH = 100
HEAD = """\
/**
 * The wire between the page and the kernel. Generated from leadwidgets/widgets/wire, which says
 * more, by `python js/generate_wire.py`: change it there.
 */
"""
PLAIN: Mapping[object, str] = {
    str: "string",
    int: "number",
    float: "number",
    bool: "boolean",
    NoneType: "null",
    Any: "unknown",
}
COMPOUND = {Sequence: "{}[]", tuple: "[{}, {}]", dict: "Record<{}, {}>"}


def typescript() -> str:
    """Give what wire.ts must hold."""
    names: dict[str, Any] = {}
    for module in (messages, form, searches, table, charts, envelopes):
        names |= vars(module)
    return "\n".join([HEAD, *declarations(names)])


def declarations(names: Mapping[str, Any]) -> Iterator[str]:
    """Declare what is among these names that goes over the wire."""
    public = {name: value for name, value in names.items() if not name.startswith("_")}
    constants = {name: value for name, value in public.items() if type(value) in (int, tuple)}
    aliases = {value: name for name, value in public.items() if _is_alias(value)}
    structs = [value for value in public.values() if _is_message(value)]
    for name, constant in constants.items():
        yield _constant(name, constant)
    for alias, name in aliases.items():
        yield _alias(name, alias, constants, aliases)
    for struct in structs:
        yield _interface(struct, aliases)
    yield _asks([struct for struct in structs if issubclass(struct, messages.Ask)])


def _is_alias(value: object) -> bool:
    return isinstance(value, UnionType) or typing.get_origin(value) in (Literal, Union)


def _is_message(value: object) -> bool:
    """Tell the structs that are sent from their bases."""
    return (
        isinstance(value, type) and issubclass(value, msgspec.Struct) and not value.__subclasses__()
    )


def _constant(name: str, value: int | Sequence[str]) -> str:
    if isinstance(value, int):
        return f"export const {name} = {value};\n"
    line = f"export const {name} = [{', '.join(map(json.dumps, value))}] as const;\n"
    if len(line) <= WIDTH:
        return line
    items = "".join(f"  {json.dumps(one)},\n" for one in value)
    return f"export const {name} = [\n{items}] as const;\n"


def _alias(
    name: str, alias: object, constants: Mapping[str, object], aliases: Mapping[object, str]
) -> str:
    for constant, values in constants.items():
        if values == typing.get_args(alias):
            return f"export type {name} = (typeof {constant})[number];\n"
    parts = _parts(alias, aliases)
    line = f"export type {name} = {' | '.join(parts)};\n"
    if len(line) <= WIDTH:
        return line
    return f"export type {name} =\n" + "\n".join(f"  | {part}" for part in parts) + ";\n"


def _interface(struct: type[msgspec.Struct], aliases: Mapping[object, str]) -> str:
    says = (struct.__doc__ or "").partition("\n")[0]
    fields = [
        f"  {field.encode_name}: {_type(field.type, aliases)};\n"
        for field in msgspec.structs.fields(struct)
    ]
    config = struct.__struct_config__
    if config.tag is not None:
        fields.insert(0, f"  {config.tag_field}: {json.dumps(config.tag)};\n")
    if not fields:
        return f"/** {says} */\nexport type {struct.__name__} = Record<never, never>;\n"
    return f"/** {says} */\nexport interface {struct.__name__} {{\n{''.join(fields)}}}\n"


def _asks(asks: Sequence[type[messages.Ask]]) -> str:
    lines = "".join(
        f"  {ask.__struct_config__.tag}: {{ ask: {ask.__name__}; reply: {ask.reply.__name__} }};\n"
        for ask in asks
    )
    return (
        f"/** Every ask by its kind, and what answers it. */\nexport interface Asks {{\n{lines}}}\n"
    )


def _parts(annotation: object, aliases: Mapping[object, str]) -> list[str]:
    """Give the members of a union, or the values of a literal type."""
    arguments = typing.get_args(annotation)
    if typing.get_origin(annotation) is Literal:
        return [json.dumps(value) for value in arguments]
    return list(dict.fromkeys(_type(one, aliases) for one in arguments))


def _type(annotation: Any, aliases: Mapping[object, str]) -> str:  # noqa: ANN401 - any annotation
    known = {**PLAIN, **aliases}
    if annotation in known:
        return known[annotation]
    if _is_message(annotation):
        return str(annotation.__name__)
    if _is_alias(annotation):
        return " | ".join(_parts(annotation, aliases))
    arguments = typing.get_args(annotation)
    if typing.get_origin(annotation) is Annotated:
        return _type(arguments[0], aliases)
    origin = typing.get_origin(annotation)
    inner = [_type(one, aliases) for one in arguments]
    if origin is Sequence and _is_alias(arguments[0]) and arguments[0] not in known:
        inner[0] = f"({inner[0]})"
    return COMPOUND[origin].format(*inner)


if __name__ == "__main__":
    Path(__file__).with_name("wire.ts").write_text(typescript(), encoding="utf-8")
