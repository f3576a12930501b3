"""Two snapshots compared: each row counted once, as plain dictionaries count it."""

import html
import math
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from itertools import product
from typing import Any, Literal

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from results import receipt

import leadwidgets as lw
from leadwidgets.criteria import SearchCriteria
from leadwidgets.snapshot_comparison.intervals import Pairs, Share, newcombe
from leadwidgets.testing import Faults, leads_appear, leads_change, leads_vanish

Rows = list[dict[str, Any]]

_SIDES: Sequence[Literal["before", "after"]] = ("before", "after")

pytestmark = pytest.mark.slow

_ID = st.sampled_from([1, 2, 3, 4, 5, 6, "1", " 2", 3.0, None, "", math.nan])
_ROW = st.fixed_dictionaries(
    {
        "lead_id": _ID,
        "lead_state": st.sampled_from(
            ["READY", "DO_NOT_CALL", "DO-NOT-CALL", "COMPLETE", "(vanished)", "(none)", None, ""]
        ),
        "list_id": st.sampled_from([7, "7", 8, 8.0, None]),
        "campaign_id": st.sampled_from([5, "6", None]),
        "lead_passes": st.sampled_from([0, 1, 2, "3", -1, 1.5, "x", None, math.inf]),
        "suppressed": st.sampled_from([True, False, "true", "FALSE", "maybe", None]),
        "system_disposition": st.sampled_from(["ANSWER", "BUSY", "odd", None, ""]),
        "last_pass_dts": st.sampled_from(["2026-11-02T10:00:00Z", "", None]),
    }
)
_ROWS = st.lists(_ROW, max_size=9)


def _frame(rows: Rows, *, inferred: bool = False) -> pd.DataFrame:
    columns = [*_COLUMNS, "row"]
    numbered = [row | {"row": place} for place, row in enumerate(rows)]
    dtype = None if inferred else object
    # Rows have no index of their own that anything may rely on.
    return pd.DataFrame(numbered, columns=columns, dtype=dtype, index=[3] * len(rows))


_COLUMNS = (
    *("lead_id", "lead_state", "list_id", "campaign_id", "lead_passes", "suppressed"),
    *("system_disposition", "last_pass_dts"),
)


# The same in plain Python, written apart from the code under test.


def _text(value: Any) -> str:  # noqa: ANN401 - a cell
    if value is None or value != value:  # noqa: PLR0124 - NaN
        return ""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return str(value).strip()


def _state(row: dict[str, Any]) -> str:
    return _text(row["lead_state"]).replace("DO_NOT_CALL", "DO-NOT-CALL") or "(none)"


def _passes(row: dict[str, Any]) -> int | None:
    text = _text(row["lead_passes"])
    return int(text) if re.fullmatch(r"-?\d+", text) else None


def _suppressed(row: dict[str, Any]) -> bool | None:
    return {"true": True, "false": False, "1": True, "0": False}.get(
        _text(row["suppressed"]).lower()
    )


def _dialed(row: dict[str, Any]) -> bool:
    return (_passes(row) or 0) > 0 or _text(row["last_pass_dts"]) != ""


def _contact(row: dict[str, Any]) -> bool | None:
    disposition = _text(row["system_disposition"])
    return disposition == "ANSWER" if disposition and _dialed(row) else None


class Oracle:
    """Which rows are which lead."""

    def __init__(self, before: Rows, after: Rows) -> None:
        self.sides = {"before": before, "after": after}
        keys = {side: [_text(row["lead_id"]) for row in rows] for side, rows in self.sides.items()}
        often = {side: Counter(of_side) for side, of_side in keys.items()}
        repeated = {key for counts in often.values() for key, n in counts.items() if n > 1} - {""}
        single = {
            side: {key: row for row, key in enumerate(of_side) if key and key not in repeated}
            for side, of_side in keys.items()
        }
        self.pairs = [
            (row, single["after"][key])
            for key, row in single["before"].items()
            if key in single["after"]
        ]
        paired = {"before": {b for b, _ in self.pairs}, "after": {a for _, a in self.pairs}}
        self.rows: dict[tuple[str, str], set[int]] = {}
        for side, of_side in keys.items():
            alone = "vanished" if side == "before" else "appeared"
            for row, key in enumerate(of_side):
                fate = "no key" if not key else "repeated key" if key in repeated else alone
                if row not in paired[side]:
                    self.rows.setdefault((fate, side), set()).add(row)
        for what, happened in _HAPPENED.items():
            met = [(b, a) for b, a in self.pairs if happened(before[b], after[a])]
            self.rows[what, "before"] = {b for b, _ in met}
            self.rows[what, "after"] = {a for _, a in met}

    def of(self, what: str, side: str) -> set[int]:
        return self.rows.get((what, side), set())


def _gained(before: dict[str, Any], after: dict[str, Any]) -> int | None:
    one, other = _passes(before), _passes(after)
    return None if one is None or other is None else other - one


_HAPPENED: dict[str, Any] = {
    "same state": lambda b, a: _state(b) == _state(a),
    "moved": lambda b, a: _state(b) != _state(a),
    "changed list": lambda b, a: _text(b["list_id"]) != _text(a["list_id"]),
    "changed campaign": lambda b, a: _text(b["campaign_id"]) != _text(a["campaign_id"]),
    "gained passes": lambda b, a: (_gained(b, a) or 0) > 0,
    "lost passes": lambda b, a: (_gained(b, a) or 0) < 0,
    "became suppressed": lambda b, a: _suppressed(b) is False and _suppressed(a) is True,
    "no longer suppressed": lambda b, a: _suppressed(b) is True and _suppressed(a) is False,
}


def _rows_of(leads: pd.DataFrame) -> list[int]:
    return [int(row) for row in leads["row"]]


@pytest.mark.parametrize("inferred", [True, False])
@settings(max_examples=25)
@given(before=_ROWS, after=_ROWS)
def test_each_count_and_the_leads_behind_it_are_those_of_plain_dictionaries(
    *, inferred: bool, before: Rows, after: Rows
) -> None:
    compared = lw.compare(_frame(before, inferred=inferred), _frame(after, inferred=inferred))
    oracle = Oracle(before, after)
    for what, leads, of, _, _ in compared.counts.itertuples(index=False):
        side = "before" if of == "leads before" else "after"
        assert leads == len(oracle.of(what, side)), what
        for one in _SIDES:
            if (what, one) in oracle.rows:
                behind = _rows_of(compared.leads(what, side=one))
                assert behind == sorted(oracle.of(what, one)), what


@settings(max_examples=25)
@given(_ROWS, _ROWS)
def test_fates_add_up_to_the_rows_of_each_side(before: Rows, after: Rows) -> None:
    compared = lw.compare(_frame(before), _frame(after))
    fates = compared.to_frame()
    alone_and_rows = (("vanished", before), ("appeared", after))
    for side, (alone, rows) in zip(_SIDES, alone_and_rows, strict=True):
        on_side = fates[fates[f"row_{side}"].notna()]
        counted = on_side["fate"].value_counts()
        told = counted[["same state", "moved", alone]].sum()
        assert told + counted["no key"] + counted["repeated key"] == len(rows)
        assert sorted(on_side[f"row_{side}"]) == list(range(len(rows)))
        assert told == len(rows) - sum(
            len(compared.leads(what, side=side)) for what in ("no key", "repeated key")
        )


@settings(max_examples=25)
@given(_ROWS, _ROWS)
def test_the_matrix_and_the_long_table_count_the_moves_that_dictionaries_count(
    before: Rows, after: Rows
) -> None:
    compared = lw.compare(_frame(before), _frame(after))
    oracle = Oracle(before, after)
    wanted = Counter((_state(before[b]), _state(after[a])) for b, a in oracle.pairs)
    for row in oracle.of("vanished", "before"):
        wanted[_state(before[row]), "(vanished)"] += 1
    for row in oracle.of("appeared", "after"):
        wanted["(appeared)", _state(after[row])] += 1
    cells = {
        (one, other): leads
        for one, row in compared.matrix.to_dict("index").items()
        for other, leads in row.items()
        if leads
    }
    assert cells == wanted
    assert sum(compared.moves["leads"]) == sum(wanted.values())
    for moved in compared.moves.to_dict("records"):
        states = ("state_before", "state_after")
        asked = {name: moved[name] for name in states if pd.notna(moved[name])}
        assert len(compared.leads(moved["fate"], **asked)) == moved["leads"]


@settings(max_examples=25)
@given(_ROWS, _ROWS)
def test_gained_passes_are_spread_as_dictionaries_count_them(before: Rows, after: Rows) -> None:
    compared = lw.compare(_frame(before), _frame(after))
    gains = [_gained(before[b], after[a]) for b, a in Oracle(before, after).pairs]
    wanted = Counter(gain for gain in gains if gain is not None)
    assert dict(zip(compared.passes["gained"], compared.passes["leads"], strict=True)) == wanted
    for gained, leads in wanted.items():
        assert len(compared.leads(gained=gained)) == leads


def _shares(compared: lw.SnapshotComparison) -> dict[tuple[str, str, str], dict[Any, Any]]:
    rows = compared.shares.to_dict("records")
    return {(row["figure"], row["value"], row["of"]): row for row in rows}


def _figures(before: Rows, after: Rows) -> Iterator[tuple[str, str, Any]]:
    """Give figure, value, and what says of a row: yes, no, or outside of the basis."""
    both = [*before, *after]
    for state in {_state(row) for row in both}:
        yield "lead state", state, lambda row, state=state: _state(row) == state
    for one in {_text(row["system_disposition"]) for row in both} - {""}:
        yield (
            "system disposition",
            one,
            lambda row, one=one: (
                (_text(row["system_disposition"]) or None)
                and (_text(row["system_disposition"]) == one)
            ),
        )
    yield "penetration", "dialed", _dialed
    yield "contact", "last pass ANSWER", _contact
    yield "suppressed", "suppressed", _suppressed


@settings(max_examples=25)
@given(_ROWS, _ROWS)
def test_each_share_has_the_leads_basis_and_pairs_that_dictionaries_count(
    before: Rows, after: Rows
) -> None:
    compared = lw.compare(_frame(before), _frame(after))
    pairs = Oracle(before, after).pairs
    shares = _shares(compared)
    parts = {"all leads": (before, after)}
    if pairs and not len(pairs) == len(before) == len(after):
        parts["leads on both sides"] = [before[b] for b, _ in pairs], [after[a] for _, a in pairs]
    assert {of for _, _, of in shares} <= parts.keys()
    figures = [*_figures(before, after)]
    assert len(shares) == len(figures) * len(parts)
    for figure, value, said in figures:
        for of, sides in parts.items():
            row = shares[figure, value, of]
            counted = []
            for side, rows in zip(_SIDES, sides, strict=True):
                answers = [said(one) for one in rows]
                known = [bool(answer) for answer in answers if answer is not None]
                counted.append(Share(sum(known), len(known)))
                assert (row[f"leads_{side}"], row[f"basis_{side}"]) == (sum(known), len(known))
                if of == "all leads":
                    behind = _rows_of(compared.leads(figure, value=value, side=side))
                    assert behind == [place for place, yes in enumerate(answers) if yes]
            if not all(share.basis for share in counted):
                assert pd.isna(row["low"])
                continue
            met = [(said(before[b]), said(after[a])) for b, a in pairs]
            table = Counter((bool(b), bool(a)) for b, a in met if b is not None and a is not None)
            cells = (table[b, a] for b, a in product((True, False), repeat=2))
            low, high = newcombe(counted[0], counted[1], Pairs(*cells))
            assert (row["low"], row["high"]) == (low, high)
            assert row["change"] == counted[1].value - counted[0].value
            assert row["beyond_noise"] == (not low <= 0 <= high)


# Keys


def _leads(**columns: Sequence[Any]) -> pd.DataFrame:
    rows = len(next(iter(columns.values())))
    return pd.DataFrame({"lead_state": ["READY"] * rows} | columns)


def test_phones_are_one_key_in_all_their_spellings_and_the_first_of_several_counts() -> None:
    before = _leads(lead_phone=["(212) 555-0100", "2125550101|2125550102", "n/a", None])
    after = _leads(lead_phone=["12125550100", "212.555.0101", "2125550103"])
    compared = lw.compare(before, after, key="phone")
    counts = compared.counts.set_index(["what", "of"])["leads"]
    assert counts["same state", "leads on both sides"] == 2
    assert counts["appeared", "leads after"] == 1
    assert counts["no key", "leads before"] == 2
    shown = repr(compared) + compared._repr_html_()
    assert "555" not in shown


def test_external_ids_follow_a_lead_that_was_copied_to_another_campaign() -> None:
    before = _leads(lead_id=[1, 2], extern_id=["a", "b"], campaign_id=[5, 5])
    after = _leads(lead_id=[1, 9], extern_id=["a", "b"], campaign_id=[5, 6])
    by_extern_id = lw.compare(before, after, key="extern_id")
    assert by_extern_id.leads("changed campaign")["lead_id"].tolist() == [9]
    by_lead_id = lw.compare(before, after)
    assert by_lead_id.leads("vanished")["lead_id"].tolist() == [2]
    assert by_lead_id.leads("appeared")["lead_id"].tolist() == [9]


def test_a_repeated_key_multiplies_no_rows_and_is_told_by_number() -> None:
    before, after = _leads(lead_id=[1, 1, 2]), _leads(lead_id=[1, 1, 1, 2])
    compared = lw.compare(before, after)
    assert len(compared.to_frame()) == 6
    assert "repeated key: 2 of 3 leads before" in repr(compared)
    assert "repeated key: 3 of 4 leads after" in repr(compared)
    assert compared.leads("repeated key", side="before").index.tolist() == [0, 1]


def test_columns_under_the_names_of_the_api_are_read_as_well() -> None:
    ours = pd.DataFrame(
        {"lead_id": [1, 2], "lead_state": ["READY", "READY"], "lead_passes": [0, 1]}
    )
    theirs = pd.DataFrame(
        {"leadId": [1, 2], "leadState": ["READY", "COMPLETE"], "leadPasses": [1, 1]}
    )
    compared = lw.compare(ours, theirs)
    assert compared.leads("moved")["leadId"].tolist() == [2]
    assert compared.leads("gained passes")["leadId"].tolist() == [1]


def test_two_campaigns_are_compared_as_independent_groups() -> None:
    leads = lw.search(lw.SearchCriteria(), lw.Sandbox(2_000)).leads
    first, second = (of for _, of in [*leads.groupby("campaign_id")][:2])
    by_key = lw.compare(first, second)
    assert set(by_key.shares["method"].dropna()) == {"Newcombe, independent groups"}
    assert set(by_key.shares["of"]) == {"all leads"}
    assert "Compared as two groups: lead_id matched no lead" in by_key.notes
    assert "vanished" not in repr(by_key)
    as_groups = lw.compare(first, second, key=None)
    pd.testing.assert_frame_equal(as_groups.shares, by_key.shares)


# The embedded account


def test_what_moved_in_the_embedded_account_is_found_lead_by_lead() -> None:
    ids = [int(one) for one in lw.search(lw.SearchCriteria(), lw.Sandbox(600)).leads["lead_id"]]
    gone, new, changed = ids[:7], ids[10:21], ids[30:43]
    then = lw.Sandbox(600, faults=Faults(leads_appear(new, first=1_000)))
    now = lw.Sandbox(600, faults=Faults(leads_vanish(gone), leads_change(changed, "DO-NOT-CALL")))
    before, after = (lw.search(lw.SearchCriteria(), account) for account in (then, now))
    compared = lw.compare(before, after)
    assert compared.notes == ()
    assert compared.receipts == (before.receipt, after.receipt)
    assert sorted(compared.leads("vanished")["lead_id"]) == gone
    assert sorted(compared.leads("appeared")["lead_id"]) == new
    states = before.leads.set_index("lead_id")["lead_state"]
    assert sorted(compared.leads("moved")["lead_id"]) == [
        one for one in changed if states[one] != "DO-NOT-CALL"
    ]
    assert (
        compared.matrix["DO-NOT-CALL"].sum() == (after.leads["lead_state"] == "DO-NOT-CALL").sum()
    )
    assert compared.matrix.to_numpy().sum() == 600
    assert _shares(compared)["lead state", "DO-NOT-CALL", "leads on both sides"]["beyond_noise"]
    assert "of 582 leads on both sides" in repr(compared)


def test_an_account_compared_with_itself_has_changed_in_nothing() -> None:
    result = lw.search(lw.SearchCriteria(), lw.Sandbox(400))
    compared = lw.compare(result, result)
    assert compared.counts.set_index("what")["leads"].drop("same state").sum() == 0
    assert not compared.shares["beyond_noise"].any()
    assert set(compared.shares["method"]) == {"Newcombe, paired"}
    pd.testing.assert_frame_equal(compared.leads("same state"), result.leads)


# What it is of


def _result(**changes: Any) -> lw.SearchResult:  # noqa: ANN401 - of a receipt
    whole = {"complete": True, "reason": None, "criteria": SearchCriteria(campaign_ids=[5])}
    return lw.SearchResult(_leads(lead_id=[1, 2]), receipt(**(whole | changes)))


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        (
            {"criteria": SearchCriteria(campaign_ids=[6], first_name="Jon")},
            "The criteria differ, so leads can appear or vanish",
        ),
        ({"complete": False, "reason": "it was cancelled"}, "after are not all.*it was cancelled"),
        ({"account_id": "1"}, "The accounts differ"),
        ({"finished": datetime(2020, 1, 1, tzinfo=UTC)}, "The leads before are the newer ones"),
    ],
    ids="criteria incomplete account order".split(),
)
def test_what_is_doubtful_of_the_two_searches_is_told(changes: dict[str, Any], told: str) -> None:
    compared = lw.compare(_result(), _result(**changes))
    assert any(re.search(told, note) for note in compared.notes)
    assert re.search(told, repr(compared))
    assert re.search(told, html.unescape(compared._repr_html_()))
    assert "Jon" not in repr(compared) + compared._repr_html_()


def test_two_searches_of_the_same_criteria_leave_nothing_doubtful_about_them() -> None:
    before = _result()
    after = _result(finished=before.receipt.finished + timedelta(days=7))
    assert not any(
        "criteria" in note or "not all" in note for note in lw.compare(before, after).notes
    )


def test_what_a_side_has_no_columns_for_is_left_out_and_told() -> None:
    compared = lw.compare(_leads(lead_id=[1]), _leads(lead_id=[1], lead_passes=[2]))
    assert "gained passes" not in set(compared.counts["what"])
    assert "penetration" not in set(compared.shares["figure"])
    assert any(
        "gained passes" in note and "penetration" in note and "lead state" not in note
        for note in compared.notes
    )


# How it shows itself

_EVIL = '<img src=x onerror=alert(1)>$a$ & "b"'


def test_text_of_strangers_is_shown_and_never_obeyed() -> None:
    before = _leads(lead_id=range(40), agent_disposition=["sold"] * 40)
    after = before.assign(lead_state=_EVIL, agent_disposition=_EVIL)
    compared = lw.compare(before, after)
    page = compared._repr_html_()
    assert "<img" not in page
    assert html.escape(_EVIL[:12]) in page
    drawn = compared.figure().to_plotly_json()["data"][0]
    assert all("<" not in text and "$" not in text for text in drawn["node"]["label"])


def test_the_diagram_has_every_lead_that_was_matched_once() -> None:
    before = pd.DataFrame({"lead_id": [1, 2, 3, 3], "lead_state": ["READY", "READY", "x", "x"]})
    after = pd.DataFrame({"lead_id": [2, 4], "lead_state": ["COMPLETE", None]})
    drawn = lw.compare(before, after).figure().to_plotly_json()["data"][0]
    assert drawn["type"] == "sankey"
    names, link = drawn["node"]["label"], drawn["link"]
    links = {
        (names[source], names[target]): leads
        for source, target, leads in zip(link["source"], link["target"], link["value"], strict=True)
    }
    assert links == {
        ("Ready", "Complete"): 1,
        ("Ready", "(vanished)"): 1,
        ("(appeared)", "(none)"): 1,
    }


def test_changes_are_told_with_basis_interval_and_method() -> None:
    before = _leads(lead_id=range(200))
    after = before.assign(lead_state=["COMPLETE"] * 50 + ["READY"] * 150)
    [line] = [line for line in lw.compare(before, after).lines() if "COMPLETE" in line]
    assert re.fullmatch(
        r"lead state, COMPLETE: 0\.0% of 200 → 25\.0% of 200 leads, "
        r"\+25\.0 points \(\+19\.\d to \+31\.\d\) \(Newcombe, paired\)",
        line,
    )


def test_two_empty_tables_are_compared_too() -> None:
    compared = lw.compare(_leads(lead_id=[]), _leads(lead_id=[]))
    assert compared.counts["leads"].sum() == 0
    assert compared.matrix.empty
    assert repr(compared)
    assert compared._repr_html_()


# What means nothing


@pytest.mark.parametrize(
    ("given_", "told"),
    [
        ({"key": "name"}, "Expected key to be one of lead_id, extern_id, phone, or None"),
        ({"key": "phone"}, "The leads before have no column that holds 'phone'"),
        ({"before": 1}, "The leads are a value of type int"),
        (
            {"after": _leads(lead_id=[1]).drop(columns="lead_state")},
            "after have no column lead_state",
        ),
        (
            {"after": pd.concat([_leads(lead_id=[1])] * 2, axis=1)},
            "Several columns after have the same name: 'lead_state', 'lead_id'",
        ),
    ],
    ids="key column table state twice".split(),
)
def test_a_comparison_that_means_nothing_is_refused(given_: dict[str, Any], told: str) -> None:
    asked = {"before": _leads(lead_id=[1]), "after": _leads(lead_id=[1])} | given_
    with pytest.raises(lw.InvalidArgumentError, match=told):
        lw.compare(**asked)


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ({"what": "gone"}, "There is no number of leads 'gone'"),
        ({"what": "lead state"}, "Which lead state"),
        ({"what": "lead state", "value": "odd"}, "No lead of either side has the value 'odd'"),
        ({"what": "moved", "value": "READY"}, "A value was given without a figure"),
        ({"side": "middle"}, "Expected side to be before or after"),
    ],
    ids="what figure value moved side".split(),
)
def test_leads_behind_no_number_are_refused(asked: dict[str, Any], told: str) -> None:
    before = _leads(lead_id=[1, 2])
    compared = lw.compare(before, before.assign(lead_state=["READY", "COMPLETE"]))
    with pytest.raises(lw.InvalidArgumentError, match=told):
        compared.leads(**asked)
