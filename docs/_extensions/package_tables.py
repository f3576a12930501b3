"""Directives for what the package itself knows, so that each fact stands once.

``{search-fields}``, ``{lead-fields}`` and ``{dimensions}`` are tables of `leadwidgets.fields` and
`leadwidgets.breakdown`; ``{guide-fields}`` puts what RingCentral's guide says beside the first of
them; ``{terms} LEAD_STATES`` is one of `leadwidgets.vocabulary`; ``{command} search`` is what
``leadwidgets search --help`` prints.
"""

from collections.abc import Iterator
from contextlib import redirect_stdout, suppress
from io import StringIO
from typing import ClassVar

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

from leadwidgets import vocabulary
from leadwidgets.breakdown import DIMENSIONS
from leadwidgets.cli import parser
from leadwidgets.fields import LEAD_FIELDS, SEARCH_FIELDS, Personal
from leadwidgets.frame import empty_leads

Row = tuple[str, ...]

_MASKED = {Personal.NO: "", Personal.PHONE: "but two digits", Personal.YES: "yes"}


class Table(SphinxDirective):
    """A Markdown table; the first row is its head."""

    def rows(self) -> Iterator[Row]:
        """Give the rows, a Markdown text a cell."""
        raise NotImplementedError

    def run(self) -> list[nodes.Node]:
        """Give the table."""
        head, *rows = self.rows()
        lines = [_line(head), _line(("---",) * len(head)), *map(_line, rows)]
        return self.parse_text_to_nodes("\n".join(lines))


class SearchFields(Table):
    """Every field of a search."""

    def rows(self) -> Iterator[Row]:
        """Give a row for each field, in the order of the form."""
        yield "Field", "What it filters", "A lead matches when its", "Option", "Counted as"
        for field in SEARCH_FIELDS.values():
            mark = "**" if field.primary else ""
            yield (
                _code(field.name),
                f"{mark}{field.label}{mark}: {field.help}",
                f"{_code(field.lead_field.column)} {field.match.value}",
                _code(field.option),
                _code(field.counted_as),
            )


class GuideFields(Table):
    """The fields that the guide describes, a line each, beside those of the package."""

    has_content = True

    def rows(self) -> Iterator[Row]:
        """Give a row for each line, which holds a field's name, its label, and what it filters."""
        yield (
            "In the guide",
            "Label there",
            "What the guide says",
            "In Python",
            "Label here",
            "A lead matches when its",
        )
        ours = {field.api: field for field in SEARCH_FIELDS.values()}
        ours["campaignId"] = ours["campaignIds"]
        for line in self.content:
            api, label, says = line.split(" | ")
            field = ours[api]
            yield (
                _code(api),
                label,
                says,
                _code(field.name),
                field.label,
                f"{_code(field.lead_field.column)} {field.match.value}",
            )


class LeadFields(Table):
    """Every field of a lead."""

    def rows(self) -> Iterator[Row]:
        """Give a row for each column of a field, in the order of a DataFrame."""
        yield "Column", "Dtype", "On the wire", "Masked"
        dtypes = empty_leads().dtypes
        for field in LEAD_FIELDS.values():
            if field.column in dtypes:
                yield (
                    _code(field.column),
                    _code(str(dtypes[field.column])),
                    _code(field.api),
                    _MASKED[field.personal],
                )


class Dimensions(Table):
    """What leads can be counted by."""

    def rows(self) -> Iterator[Row]:
        """Give a row for each."""
        yield "`by`", "Counts by", "Columns that it looks for"
        for dimension in DIMENSIONS.values():
            columns = " or ".join(map(_code, dimension.columns))
            yield _code(dimension.name), dimension.title, columns


class Terms(Table):
    """The known values of a coded field."""

    required_arguments: ClassVar[int] = 1

    def rows(self) -> Iterator[Row]:
        """Give a row for each value, in the order in which panel and charts show them."""
        yield "Value", "Label", "Meaning"
        for term in getattr(vocabulary, self.arguments[0]).values():
            yield _code(term.value), term.label, term.meaning


class Command(SphinxDirective):
    """What a command says of itself."""

    required_arguments: ClassVar[int] = 1

    def run(self) -> list[nodes.Node]:
        """Give the text as it is."""
        printed = StringIO()
        with redirect_stdout(printed), suppress(SystemExit):
            parser().parse_args([self.arguments[0], "--help"])
        return [nodes.literal_block(printed.getvalue(), printed.getvalue(), language="text")]


def setup(app: Sphinx) -> dict[str, bool]:
    """Tell Sphinx the directives."""
    app.add_directive("search-fields", SearchFields)
    app.add_directive("guide-fields", GuideFields)
    app.add_directive("lead-fields", LeadFields)
    app.add_directive("dimensions", Dimensions)
    app.add_directive("terms", Terms)
    app.add_directive("command", Command)
    return {"parallel_read_safe": True, "parallel_write_safe": True}


def _line(cells: Row) -> str:
    return f"| {' | '.join(cells)} |"


def _code(text: str) -> str:
    return f"`{text}`" if text else ""
