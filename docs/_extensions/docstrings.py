"""How docstrings and signatures are read, where Sphinx's own reading is not ours.

A parameter in backticks is a name, not a reference. A reference to something that has a public name
leads there, by whichever of its names it was meant.
"""

import inspect
import re
from collections.abc import Mapping
from importlib import import_module

from docutils import nodes
from sphinx.addnodes import pending_xref
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment

# The modules whose names the reference lists, a public name's first home first.
_HOMES = ("leadwidgets", "leadwidgets.client", "leadwidgets.testing", "leadwidgets.account")
_IN_BACKTICKS = re.compile(r"(?<![`:\w])`(\w+)`(?![`_])")


def _home(name: str) -> str | None:
    """Give the public name of what is called so, somewhere in the package."""
    for home in _HOMES:
        if name in import_module(home).__all__:
            return f"{home}.{name}"
    return None


def _name_parameters(
    _app: Sphinx, _what: str, _name: str, of: object, _options: object, lines: list[str]
) -> None:
    own = _parameters(of)
    lines[:] = [
        _IN_BACKTICKS.sub(lambda found: f"``{found[1]}``" if found[1] in own else found[0], line)
        for line in lines
    ]


def _parameters(of: object) -> Mapping[str, object]:
    return inspect.signature(of).parameters if callable(of) else {}


def _find(
    app: Sphinx, env: BuildEnvironment, node: pending_xref, content: nodes.TextElement
) -> nodes.Element | None:
    target: str = node.get("reftarget", "")
    public = _home(target.rpartition(".")[2])
    if node.get("refdomain") != "py" or public in (None, target):
        return None
    return env.domains.python_domain.resolve_xref(
        env, node["refdoc"], app.builder, "obj", public, node, content
    )


def setup(app: Sphinx) -> dict[str, bool]:
    """Tell Sphinx."""
    app.connect("autodoc-process-docstring", _name_parameters)
    app.connect("missing-reference", _find)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
