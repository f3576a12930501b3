"""How Sphinx builds the site: `nox -s docs`, with every warning an error."""

import os
import sys
from importlib.metadata import version as version_of
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent / "_extensions"))
os.environ["COLUMNS"] = "80"  # as wide as the commands' help is, whatever terminal this is

project = "leadwidgets"
author = "leadwidgets contributors"
project_copyright = author
version = release = version_of("leadwidgets")
html_title = f"leadwidgets {version}"

extensions = [
    "myst_parser",
    "sphinx.ext.autodoc",
    "sphinx.ext.napoleon",
    "docstrings",
    "package_tables",
]
exclude_patterns = ["_build", "_extensions"]

# Every reference has to lead somewhere: in pages, in docstrings, in signatures.
nitpicky = True
# What belongs to other packages has no page here, and finding theirs would take the network.
_OTHERS = (
    "anywidget|asyncio|collections|contextlib|datetime|go|httpx|narwhals|numbers|os|pandas|pathlib"
    "|plotly|starlette|typing"
)
nitpick_ignore_regex = [
    (r"py:.*", rf"({_OTHERS})\..*"),
    (r"py:class", r"'.*'|\d+"),  # the values of a Literal
    (r"py:class", r".*\.PanelSession"),  # what a panel's parts share; nobody else makes one
]

myst_enable_extensions = ["colon_fence"]
myst_heading_anchors = 3

default_role = "py:obj"
add_module_names = False
autodoc_member_order = "bysource"
autodoc_typehints = "description"
autodoc_typehints_description_target = "documented_params"
autodoc_preserve_defaults = True
napoleon_google_docstring = False
python_use_unqualified_type_names = True
python_display_short_literal_types = True
python_maximum_signature_line_length = 80
toc_object_entries_show_parents = "hide"

html_theme = "furo"  # nothing of it comes from elsewhere: fonts are the reader's own
html_show_sourcelink = False
html_copy_source = False
