"""The figures of an audit: each one declaration, counted in DuckDB.

To add one of your own, give a `Figure` to ``lw.audit(leads, figures=[mine])``.
"""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Literal

import duckdb

from leadwidgets.audits.lead_table import MARKS, PARTS, LeadTable
from leadwidgets.audits.settings import AuditSettings
from leadwidgets.errors import InvalidArgumentError

Good = Literal["more", "less", ""]


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A figure of an audit, as a declaration.

    Parameters
    ----------
    name
        One word, to find it by.
    title
        For people.
    definition
        What it is, in a sentence; ``{stuck_minutes}`` stands for that setting, and so on.
    fields
        The columns that it takes. Without one of them it is *not computable*, and says so.
    expression
        An aggregate in DuckDB's SQL over the leads. It may name the columns of a search's leads,
        and whatever the audit says of a lead, such as ``dialed``, ``dialable`` or ``exhausted``.
    unit
        ``share`` (0 to 1), ``leads``, ``passes``, …
    good
        Whether ``more`` or ``less`` of it is good; empty where that depends.
    basis
        An aggregate that counts the leads that it is a figure of.
    """

    name: str
    title: str
    definition: str
    fields: tuple[str, ...]
    expression: str
    unit: str = "leads"
    good: Good = ""
    basis: str = "count(*)"


@dataclass(frozen=True, slots=True)
class FigureValue:
    """What a figure is for all leads, or for a group of them.

    Attributes
    ----------
    figure
        Which one.
    definition
        Of it, with the settings' numbers in place.
    group
        The values that the leads of the group have in common; empty for all leads.
    value
        None where it is not computable.
    basis
        How many leads it is a figure of.
    reason
        Why it is not computable; None where it is.
    """

    figure: Figure
    definition: str
    group: tuple[str, ...]
    value: float | None
    basis: int | None
    reason: str | None


def values(
    table: LeadTable,
    figures: Sequence[Figure],
    settings: AuditSettings,
    by: Sequence[tuple[str, str]] = (),
) -> list[FigureValue]:
    """Work the figures out.

    Parameters
    ----------
    table
        The leads.
    figures
        Which ones.
    settings
        For the definitions.
    by
        What to group by: for each, an expression of the value and one of its name.

    Raises
    ------
    InvalidArgumentError
        DuckDB does not understand an expression.
    """
    computable = [figure for figure in figures if set(figure.fields) <= table.columns]
    groups = "".join(f"{value}, {label}, " for value, label in by)
    places = ", ".join(str(2 * place + 1) for place in range(len(by)))
    ending = f" GROUP BY {places} ORDER BY {places}" if by else ""
    terms = ", ".join(f"({one.expression})::DOUBLE, {one.basis}" for one in computable) or "0"
    try:
        rows = table.rows(f"SELECT {groups}{terms} FROM leads{ending}")  # noqa: S608 - ours
    except duckdb.Error as error:
        raise _not_understood(table, computable, error) from None
    found = []
    for row in rows:
        group = _group(row[: 2 * len(by)])
        numbers = dict(
            zip([one.name for one in computable], _pairs(row[2 * len(by) :]), strict=False)
        )
        for figure in figures:
            worded = _worded(figure.definition, settings)
            found.append(_value(figure, worded, group, numbers.get(figure.name), table))
    return found


def _group(values_and_names: Sequence[object]) -> tuple[str, ...]:
    return tuple(
        "(none)" if value is None else str(value if name is None else name)
        for value, name in _pairs(values_and_names)
    )


def _pairs(row: Sequence[object]) -> list[tuple[object, object]]:
    return list(zip(row[::2], row[1::2], strict=False))


def _value(
    figure: Figure,
    definition: str,
    group: tuple[str, ...],
    numbers: tuple[object, object] | None,
    table: LeadTable,
) -> FigureValue:
    if numbers is None:
        missing = [name for name in figure.fields if name not in table.columns]
        reason = f"The leads have no column {' and no '.join(missing)}"
        return FigureValue(figure, definition, group, None, None, reason)
    value, basis = numbers
    counted = int(str(basis or 0))
    if value is None or (counted == 0 and figure.unit != "leads"):
        return FigureValue(figure, definition, group, None, counted, "There is no lead to count")
    return FigureValue(figure, definition, group, float(str(value)), counted, None)


def _worded(definition: str, settings: AuditSettings) -> str:
    words = {**asdict(settings), "contact": settings.contact}
    for name, value in words.items():
        definition = definition.replace(f"{{{name}}}", str(value))
    return definition


def _not_understood(
    table: LeadTable, figures: Sequence[Figure], error: duckdb.Error
) -> InvalidArgumentError:
    """Find the figure that an error comes from."""
    for figure in figures:
        try:
            table.rows(f"SELECT ({figure.expression})::DOUBLE, {figure.basis} FROM leads")  # noqa: S608
        except duckdb.Error as own:
            said = str(own).split("\n", maxsplit=1)[0]
            return InvalidArgumentError(
                f"The figure {figure.name!r} cannot be worked out: {said:.200}",
                next_step="Its expression and its basis are aggregates in DuckDB's SQL.",
            )
    return InvalidArgumentError(f"The figures cannot be worked out: {error!s:.200}")


def _share(  # noqa: PLR0913 - what a declaration has
    name: str,
    title: str,
    definition: str,
    mark: str,
    good: Good,
    *,
    of: str = "true",
    fields: tuple[str, ...] = (),
) -> Figure:
    needed = (*MARKS[mark][1], *(MARKS[of][1] if of in MARKS else ())) if mark in MARKS else ()
    basis = f"count(*) FILTER ({of})"
    return Figure(
        name=name,
        title=title,
        definition=definition,
        fields=tuple(dict.fromkeys((*needed, *fields))),
        expression=f"count(*) FILTER (({mark}) AND ({of})) / nullif({basis}, 0)",
        unit="share",
        good=good,
        basis=basis,
    )


_PART_DEFINITIONS = {
    "suppressed": "Leads that the system does not dial, whatever their state.",
    "finished": (
        "COMPLETE, DO-NOT-CALL, DISCONNECTED, INTERCEPT, TRANSITIONED or CALLBACK-CANCELLED."
    ),
    "exhausted": "READY with as many passes as they may have, or MAX-DIAL-LIMIT.",
    "parked": "PAUSED or CANCELLED.",
    "callback": "CALLBACK, AGENT-CALLBACK or PENDING-CALLBACK.",
    "in progress": "ACTIVE, PENDING, PENDING-ERR or PENDING-HCI.",
    "untouched": "READY and never dialed.",
    "workable": "READY, dialed before, with passes left.",
    "unknown": "All others: another state, or READY without a known maximum of passes.",
}
_PART_FIELDS = ("lead_state", "suppressed", "lead_passes", "max_passes")


def _part(part: str) -> Figure:
    return Figure(
        name=f"inventory_{part.replace(' ', '_')}",
        title=f"Inventory: {part}",
        definition=(
            f"{_PART_DEFINITIONS[part]} A lead is in the first part that fits it; the parts add up "
            "to all leads."
        ),
        fields=_PART_FIELDS,
        expression=f"count(*) FILTER (part = '{part}')",
    )


def _speed(name: str, title: str, column: str, percentile: int) -> Figure:
    return Figure(
        name=name,
        title=title,
        definition=(
            f"So long or shorter waited {percentile} of 100 leads, of those with a value. RingCX "
            "does not document the unit."
        ),
        fields=(column,),
        expression=f"quantile_cont({column}, {percentile / 100})",
        unit="as RingCX sends it",
        good="less",
        basis=f"count({column})",
    )


FIGURES: tuple[Figure, ...] = (
    *(_part(part) for part in PARTS),
    _share(
        "penetration",
        "Penetration",
        "Leads dialed at least once (with a pass, or with a time of the last one) ÷ leads.",
        "dialed",
        "more",
    ),
    Figure(
        name="saturation",
        title="Saturation",
        definition="Passes of all leads ÷ leads: 5.0 stands for five passes each.",
        fields=("lead_passes",),
        expression="sum(lead_passes) / nullif(count(lead_passes), 0)",
        unit="passes",
        basis="count(lead_passes)",
    ),
    _share(
        "exhausted",
        "Exhausted",
        "Leads that are READY with as many passes as they may have, or MAX-DIAL-LIMIT, ÷ leads.",
        "exhausted",
        "less",
    ),
    _share(
        "maximum_unknown",
        "Maximum of passes unknown",
        "Leads without a maximum of passes of their own ÷ leads. The campaign's is not in them.",
        "maximum_unknown",
        "less",
    ),
    _share(
        "dialable_now",
        "Dialable now, by the leads alone",
        (
            "READY, not suppressed, passes left, no later next dial time, and between "
            "{calling_from} and {calling_until} o'clock by its own clock, ÷ leads. Leads whose "
            "clock is not known are not counted in; campaign hours are not in the leads."
        ),
        "dialable_now",
        "more",
    ),
    _share(
        "stuck",
        "Stuck",
        "PENDING for more than {stuck_minutes} minutes, or PENDING-ERR, ÷ leads.",
        "stuck",
        "less",
    ),
    _share(
        "overdue_callbacks",
        "Overdue callbacks",
        "Callbacks whose time passed more than {callback_grace_minutes} minutes ago ÷ callbacks.",
        "overdue",
        "less",
        of="callback",
    ),
    _share(
        "contact_share",
        "Last-pass contact share",
        (
            "Leads whose last pass was a contact ÷ leads dialed whose outcome is known. A contact "
            "is {contact}. A later call that nobody answered hides an earlier contact."
        ),
        "contact",
        "more",
        of="with_outcome",
    ),
    _share(
        "without_outcome",
        "Dialed without an outcome",
        "Leads dialed whose last pass has no disposition ÷ leads dialed.",
        "NOT with_outcome",
        "less",
        of="dialed",
        fields=MARKS["with_outcome"][1],
    ),
    _share(
        "machine_share",
        "Last-pass machine share",
        "Leads whose last pass reached a machine ÷ leads dialed.",
        "machine",
        "less",
        of="dialed",
    ),
    _share(
        "abandoned_share",
        "Last-pass abandoned share",
        (
            "Leads whose last pass was abandoned ÷ leads dialed. This is not the abandon rate, "
            "which counts every call."
        ),
        "abandoned",
        "less",
        of="dialed",
    ),
    _share(
        "bad_numbers",
        "Bad numbers",
        (
            "Leads whose last pass ended as INTERCEPT or DISCONNECT, or whose state is INTERCEPT "
            "or DISCONNECTED, ÷ leads dialed; each lead once."
        ),
        "bad_number",
        "less",
        of="dialed",
    ),
    Figure(
        name="dnc_leakage",
        title="Do-not-call leakage",
        definition=(
            "Leads that are READY, not suppressed, with passes left, and have a number by which "
            "some lead is DO-NOT-CALL or was closed as one of {do_not_call_dispositions}."
        ),
        fields=MARKS["leaking"][1],
        expression="count(*) FILTER (leaking)",
        good="less",
    ),
    _share(
        "suppressed",
        "Suppressed",
        "Suppressed leads ÷ leads; they keep their state.",
        "suppressed",
        "",
        fields=("suppressed",),
    ),
    *(
        _share(name, title, f"{definition} ÷ leads.", mark, "less", fields=needed)
        for name, title, definition, mark, needed in (
            (
                "duplicates_in_list",
                "Duplicates in their list",
                "Leads that share a number with another lead of their list",
                "twice_in_list",
                ("lead_phone", "list_id"),
            ),
            (
                "duplicates_in_campaign",
                "Duplicates in their campaign",
                "Leads that share a number with another lead of their campaign",
                "twice_in_campaign",
                ("lead_phone", "campaign_id"),
            ),
            (
                "duplicates_across_campaigns",
                "Duplicates across campaigns",
                "Leads that share a number with a lead of another campaign",
                "in_other_campaign",
                ("lead_phone", "campaign_id"),
            ),
            (
                "surplus",
                "Surplus leads",
                (
                    "Leads that are not the one to keep of those with a number in their campaign "
                    "(the most passes, then the first loaded)"
                ),
                "surplus",
                ("lead_phone", "campaign_id", "lead_passes", "loaded_dts"),
            ),
            (
                "extern_id_twice",
                "Repeated external ids",
                "Leads that share their external id with another lead of their campaign",
                "extern_id_twice",
                ("extern_id", "campaign_id"),
            ),
        )
    ),
    _share(
        "without_timezone",
        "Without a timezone",
        "Leads without a timezone ÷ leads.",
        "without_timezone",
        "less",
    ),
    _share(
        "wrong_timezone",
        "Timezone contradicts the state",
        (
            "Leads whose timezone no part of their state keeps ÷ leads. Zones and states that are "
            "not known here are not judged."
        ),
        "wrong_timezone",
        "less",
    ),
    _speed("first_pass_p50", "Speed to first pass, median", "speed_to_lead_first_pass", 50),
    _speed(
        "first_pass_p95", "Speed to first pass, 95th percentile", "speed_to_lead_first_pass", 95
    ),
    _speed("agent_p50", "Speed to agent, median", "speed_to_lead_agent_conn", 50),
    _speed("agent_p95", "Speed to agent, 95th percentile", "speed_to_lead_agent_conn", 95),
    _share(
        "left_waiting",
        "Left waiting",
        (
            "Dialable leads whose next dial time passed more than {recycle_hours} hours ago (by "
            "the clock: campaign hours are not in the leads) ÷ dialable leads."
        ),
        "left_waiting",
        "less",
        of="dialable",
    ),
    _share("orphaned", "Orphaned", "Leads of no list ÷ leads.", "orphaned", "less"),
    _share(
        "reset",
        "Reset",
        "Leads with no pass and yet a time of the last one ÷ leads: their passes were reset.",
        "reset",
        "",
    ),
)
"""The figures that every audit works out, in the order in which they stand."""
