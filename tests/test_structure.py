import ast
import inspect
import re
import types
import typing
from collections.abc import Iterator
from functools import cache
from graphlib import TopologicalSorter
from importlib import import_module
from pathlib import Path

import pytest
from source_files import ROOT, imported, modules

import leadwidgets

# Imports run from a later line to an earlier one, or within a line; never the other way.
LAYERS = (
    {
        *("confidential", "errors", "vocabulary", "fields", "criteria", "account", "extras"),
        *("formulas", "plain_text"),
    },
    {"frame", "breakdown", "result", "lookup", "snapshot_comparison", "audits"},
    {"sandbox"},
    {"testing", "default_account", "client"},
    {"widgets"},
    {"cli", "__main__"},
)
VALUES = LAYERS[0]

# Where a user finds the types that public calls take and give, beside `leadwidgets` itself.
DOCUMENTED = ("leadwidgets.client", "leadwidgets.testing")


@pytest.fixture(scope="module")
def graph() -> dict[str, set[str]]:
    """Give the modules of the package that each of them imports."""
    files = modules()
    return {
        module: {
            name if name in files else name.rpartition(".")[0]
            for name in imported(path)
            if name.split(".")[0] == "leadwidgets"
        }
        for module, path in files.items()
    }


def _part(module: str) -> str:
    return module.split(".")[1]


def _layer(module: str) -> int:
    layers = [index for index, parts in enumerate(LAYERS) if _part(module) in parts]
    assert len(layers) == 1, f"{module} belongs to no layer: add it to LAYERS"
    return layers[0]


def test_imports_run_one_way(graph: dict[str, set[str]]) -> None:
    wrong = [
        f"{module} imports {target}"
        for module, targets in graph.items()
        for target in targets
        if module != "leadwidgets" and _layer(target) > _layer(module)
    ]
    assert wrong == []


def test_the_page_on_how_it_works_tells_the_layers() -> None:
    page = (ROOT / "docs" / "how-it-works" / "index.md").read_text(encoding="utf-8")
    told = re.findall(r"^\d  .+?  +([\w, ]+)$", page, flags=re.MULTILINE)
    assert [set(parts.split(", ")) for parts in told] == [{*one} - {"__main__"} for one in LAYERS]


def test_imports_make_no_circle(graph: dict[str, set[str]]) -> None:
    assert list(TopologicalSorter(graph).static_order())


def test_no_module_imports_the_public_names(graph: dict[str, set[str]]) -> None:
    assert [module for module, targets in graph.items() if "leadwidgets" in targets] == []


def test_the_embedded_account_knows_the_values_only(graph: dict[str, set[str]]) -> None:
    known = {
        _part(target)
        for module, targets in graph.items()
        if module.startswith("leadwidgets.sandbox")
        for target in targets
    }
    assert known <= VALUES | {"sandbox"}


@cache
def _packages() -> dict[str, Path]:
    return {name: path for name, path in modules().items() if path.name == "__init__.py"}


def _room(module: str) -> str:
    """Give the package that a module stands in; a package stands in itself."""
    return module if module in _packages() else module.rpartition(".")[0]


def _through_walls(module: str, path: Path) -> Iterator[str]:
    """Give what a module imports from inside of a package that it is not in."""
    packages = _packages()
    inside = {".".join(_room(module).split(".")[:depth]) for depth in range(1, 9)}
    for name in imported(path):
        parts = name.split(".")
        doors = (".".join(parts[:depth]) for depth in range(1, len(parts)))
        door = next((door for door in doors if door in packages and door not in inside), None)
        if door is not None and name not in {f"{door}.{one}" for one in _listed(door)}:
            yield f"{module} imports {name}"


def _listed(package: str) -> list[str]:
    listed: list[str] = import_module(package).__all__
    return listed


def test_packages_are_entered_by_their_doors() -> None:
    assert [
        wrong for module, path in modules().items() for wrong in _through_walls(module, path)
    ] == []


@pytest.mark.parametrize("package", sorted(_packages()))
def test_a_package_says_what_it_is_for_and_what_it_gives(package: str) -> None:
    module = import_module(package)
    assert (module.__doc__ or "").split("\n")[0].endswith(".")
    assert all(hasattr(module, name) for name in _listed(package))


@pytest.mark.parametrize("package", sorted(_packages()))
def test_a_door_lists_all_that_it_imports_of_its_own(package: str) -> None:
    own = {
        alias.name
        for node in ast.walk(ast.parse(_packages()[package].read_text(encoding="utf-8")))
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith(package)
        for alias in node.names
    }
    submodules = {name.rpartition(".")[2] for name in modules() if _room(name) == package}
    assert own - submodules <= set(_listed(package))


def _public_calls() -> Iterator[tuple[str, object]]:
    for name in leadwidgets.__all__:
        value = getattr(leadwidgets, name)
        if inspect.isfunction(value):
            yield name, value
        elif isinstance(value, type):
            for method, of in vars(value).items():
                call = of.__func__ if isinstance(of, classmethod | staticmethod) else of
                call = call.fget if isinstance(call, property) else call
                if inspect.isfunction(call) and not method.startswith("_"):
                    yield f"{name}.{method}", call


def _named_in(hint: object) -> Iterator[type]:
    if isinstance(hint, type) and not isinstance(hint, types.GenericAlias):
        yield hint
    for part in typing.get_args(hint):
        yield from _named_in(part)


@pytest.mark.parametrize(
    ("name", "call"), [pytest.param(*one, id=one[0]) for one in _public_calls()]
)
def test_what_a_public_call_gives_can_be_imported(name: str, call: object) -> None:
    namespace = vars(import_module("leadwidgets.sandbox")) | {
        "go": import_module("plotly.graph_objects")
    }
    given = typing.get_type_hints(call, localns=namespace).get("return")
    documented = {
        name: getattr(import_module(place), name)
        for place in ("leadwidgets", *DOCUMENTED)
        for name in _listed(place)
    }
    ours = {hint for hint in _named_in(given) if hint.__module__.startswith("leadwidgets")}
    assert ours <= {value for value in documented.values() if isinstance(value, type)}, name


def test_no_class_has_rules_of_its_own_in_two_style_sheets() -> None:
    """One of them would meet elements that it does not know."""
    sheets: dict[str, set[str]] = {}
    for sheet in (*(ROOT / "js").glob("*.css"), *(ROOT / "js").glob("[a-z]*/*.css")):
        text = sheet.read_text(encoding="utf-8")
        rules = re.findall(r"^(?:\.leadwidgets )?\.(lw-[a-z-]+) \{", text, re.MULTILINE)
        for name in rules:
            sheets.setdefault(name, set()).add(sheet.name)
    assert len(sheets) > 50
    assert {name: found for name, found in sheets.items() if len(found) > 1} == {}
