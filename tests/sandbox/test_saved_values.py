# ruff: noqa: ANN401 - leads come in any type
"""Values of saved leads: what the account offers is found, what is not understood is refused."""

import datetime as dt
import json
import re
import shlex
from collections import Counter
from decimal import Decimal
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sandbox.foreign import Foreign

import leadwidgets as lw
from leadwidgets.sandbox import Dialect, ReadingOptions, Sandbox
from leadwidgets.sandbox.snapshots import Snapshot, read_snapshot
from leadwidgets.sandbox.snapshots.column_matching import match_columns
from leadwidgets.sandbox.snapshots.columns.null_words import NULL_WORDS
from leadwidgets.sandbox.store import UNDOCUMENTED
from leadwidgets.vocabulary import LEAD_STATES, SYSTEM_DISPOSITIONS, Term

EVERYTHING = lw.SearchCriteria()
BLANK = ["", " ", "\t", "\u00a0", "\u3000 "]
OWN_WORDS = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=8)


def _spellings(*terms: Term) -> list[str]:
    return [
        spelling
        for term in terms
        for code in (term.value, term.label)
        for spelling in (code, code.lower(), code.title(), re.sub("[-_ ]", "_", code), f" {code} ")
    ]


STATES = st.sampled_from(_spellings(*LEAD_STATES.values()))
SYSTEM = st.sampled_from(_spellings(*SYSTEM_DISPOSITIONS.values()))
NOTHING = st.sampled_from([None, *BLANK])
LEADS = st.lists(
    st.fixed_dictionaries(
        {
            "lead_state": STATES | OWN_WORDS | NOTHING,
            "last_pass_dispo": SYSTEM | OWN_WORDS | NOTHING,
            "agent_disposition": st.sampled_from(["Sale", "sale", "NA", "1", " Sale"])
            | OWN_WORDS
            | NOTHING,
            "physical_state": st.sampled_from(["NY", "ny", "NSW"]) | OWN_WORDS | NOTHING,
            "campaign_id": st.sampled_from([5, 2**31 - 1, 2**31, 0, -3]) | st.just("Spring"),
            "list_id": st.sampled_from([7, None, "Old list", " ", 2**60]),
        }
    ),
    min_size=1,
    max_size=12,
)


def _snapshot(columns: Any, **said: Any) -> Snapshot:
    frame = pd.DataFrame(columns)
    ids = pd.DataFrame({"lead_id": range(1, len(frame) + 1), "campaign_id": 5})
    missing = ids[[name for name in ids if name not in frame]]
    return read_snapshot(pd.concat([missing, frame], axis=1), {}, ReadingOptions(**said))


def _column(snapshot: Snapshot, field: str) -> list[Any]:
    values: list[Any] = snapshot.leads[field].to_pylist()
    return values


def _own(snapshot: Snapshot) -> list[dict[str, Any]]:
    return [json.loads(f"{{{members}}}") for members in snapshot.leads["undocumented"].to_pylist()]


# What is offered is found


def _meant(text: str | None, terms: dict[str, Term]) -> str | None:
    """Give what a person means by a text: a documented code, spelled in any way, or itself."""
    if text is None or not text.strip():
        return None
    letters = re.sub(r"[-_\s]", "", text).upper()
    for code, term in terms.items():
        if letters in (re.sub(r"[-_\s]", "", one).upper() for one in (code, term.label)):
            return code
    return text.strip()


@pytest.mark.slow
@settings(max_examples=40)
@given(rows=LEADS)
def test_each_value_offered_is_accepted_and_finds_the_leads_that_have_it(
    rows: list[dict[str, Any]],
) -> None:
    frame = pd.DataFrame(rows, dtype="object").assign(lead_id=range(1, len(rows) + 1))
    foreign = Foreign(Sandbox.from_leads(frame, limits=False))
    campaigns = [
        (group["dialGroupId"], campaign["campaignId"])
        for group in foreign.get("/dialGroups/withChildren").json()
        for campaign in group["campaigns"]
    ]

    def entries(name: str, key: str) -> list[Any]:
        paths = (
            f"/dialGroups/{group}/campaigns/{campaign}/{name}" for group, campaign in campaigns
        )
        return [entry[key] for path in paths for entry in foreign.get(path).json()]

    def found(field: str, value: Any) -> int:
        return foreign.count(EVERYTHING.replace(**{field: [value]}).to_api())

    for column, field, offered, terms in (
        ("lead_state", "lead_states", foreign.get("/campaignLeads/leadStates").json(), LEAD_STATES),
        (
            "last_pass_dispo",
            "system_dispositions",
            foreign.get("/campaignLeads/systemDispositions").json(),
            SYSTEM_DISPOSITIONS,
        ),
        (
            "agent_disposition",
            "agent_dispositions",
            entries("campaignDispositions", "disposition"),
            {},
        ),
        (
            "physical_state",
            "physical_states",
            [entry["state"] for entry in foreign.call("GET", "/states").json()],
            {},
        ),
    ):
        expected = Counter(_meant(row[column], dict(terms)) for row in rows)
        counts = {value: found(field, value) for value in dict.fromkeys(offered)}
        assert {value: number for value, number in counts.items() if number} == {
            value: number for value, number in expected.items() if value is not None
        }
        assert sum(counts.values()) + expected[None] == len(rows)
    assert sum(found("campaign_ids", campaign) for _, campaign in campaigns) == len(rows)
    lists = set(entries("lists", "listId"))
    orphans = foreign.count({"orphanedLeadsOnly": True})
    assert orphans == sum(row["list_id"] in (None, " ") for row in rows)
    assert sum(found("list_ids", one) for one in lists) + orphans == len(rows)


def test_states_and_dispositions_get_one_spelling_and_it_is_said() -> None:
    snapshot = _snapshot(
        {
            "lead_state": ["Ready", "ready", "Do Not Call", "do_not_call", "AGENT_CALLBACK", "Own"],
            "last_pass_disposition": [
                "Answered : Sale",
                "answer",
                "No Answer",
                None,
                " ",
                "Own : x",
            ],
        }
    )
    assert _column(snapshot, "leadState") == [
        *("READY", "READY", "DO-NOT-CALL", "DO-NOT-CALL", "AGENT-CALLBACK", "Own"),
    ]
    assert _column(snapshot, "lastPassDispo") == ["ANSWER", "ANSWER", "NOANSWER", None, None, "Own"]
    assert _column(snapshot, "agentDispostion") == ["Sale", None, None, None, None, "x"]
    assert snapshot.notes == (
        (
            "lead_state: 4 values got the spelling of RingCX: Ready → READY (1), "
            "ready → READY (1), Do Not Call → DO-NOT-CALL (1), do_not_call → DO-NOT-CALL (1)"
        ),
        (
            "last_pass_disposition: 3 values got the spelling of RingCX: Answered : Sale → "
            "ANSWER : Sale (1), answer → ANSWER (1), No Answer → NOANSWER (1)"
        ),
        "last_pass_disposition: 1 blank value became null",
    )


def test_states_of_an_account_with_underscores_are_found_whatever_else_they_hold() -> None:
    leads = pd.DataFrame({"lead_id": [1], "campaign_id": 5, "lead_state": "Open - Not Contacted"})
    dialect = Dialect(lead_state_spelling="underscore")
    foreign = Foreign(Sandbox.from_leads(leads, dialect=dialect))
    state = foreign.get("/campaignLeads/leadStates").json()[-1]
    assert foreign.count({"leadStates": [state]}) == 1
    assert foreign.rows({})[0]["leadState"] == state


@pytest.mark.parametrize(
    "column", ["agent_disposition", "physical_state", "list_desc", "campaign_name"]
)
def test_an_empty_text_is_in_no_value_list_of_the_client(column: str) -> None:
    leads = pd.DataFrame(
        {"lead_id": [1, 2], "campaign_id": 5, "list_id": 7, column: ["", "\u00a0"]}
    )
    account = Sandbox.from_leads(leads.astype({column: "object"}))
    foreign = Foreign(account)
    [group] = foreign.get("/dialGroups/withChildren").json()
    [campaign] = group["campaigns"]
    path = f"/dialGroups/{group['dialGroupId']}/campaigns/5"
    assert foreign.get(f"{path}/campaignDispositions").json() == []
    assert [one["listDesc"] for one in foreign.get(f"{path}/lists").json()] == ["List 7"]
    assert campaign["campaignName"] == "Campaign 5"
    assert len(foreign.call("GET", "/states").json()) == 69


def test_timezones_that_no_search_of_ringcx_takes_are_said() -> None:
    zones = ["America/New_York", "EST", "-5.00", "America/New_York", None]
    snapshot = _snapshot({"lead_timezone": zones})
    assert _column(snapshot, "leadTimezone") == zones
    assert snapshot.notes == (
        (
            "Timezones that are none of RingCX's abbreviations were kept: America/New_York (2), "
            "-5.00 (1)"
        ),
    )


# Ids


def test_campaigns_and_lists_of_a_text_are_numbered_and_keep_it_as_their_name() -> None:
    leads = {
        "campaign_id": ["SPRING26", "2", "TESTCAMP", "SPRING26", None],
        "list_id": ["A", None, "7", r"\N", "A"],
        "campaign_name": [None, "Two", None, "Spring", None],
    }
    snapshot = _snapshot(leads, fill=(("campaign_id", 2),))
    assert _column(snapshot, "campaignId") == [1, 2, 3, 1, 2]
    assert _column(snapshot, "campaignName") == ["SPRING26", "Two", "TESTCAMP", "Spring", None]
    assert _column(snapshot, "listId") == [1, None, 7, None, 1]
    assert _column(snapshot, "listDesc") == ["A", None, None, None, "A"]
    assert [lead["campaign_id as saved"] for lead in _own(snapshot)] == [
        *("SPRING26", None, "TESTCAMP", "SPRING26", None),
    ]
    assert snapshot.notes == (
        "campaign_id: 1 empty value became 2",
        "campaign_id: texts got numbers: SPRING26 is 1, TESTCAMP is 3",
        r"list_id: \N (1) became null",
        "list_id: texts got numbers: A is 1",
    )


def test_lead_ids_of_a_text_get_the_same_number_in_every_file() -> None:
    ids = ["00QXX00000AbCdE", "00QXX00000AbCdF", "ann@example.com"]
    first, second = (_snapshot({"lead_id": some}) for some in (ids, ids[::-1][:2]))
    numbers = [
        dict(zip(_column(one, "externId"), _column(one, "leadId"), strict=True))
        for one in (first, second)
    ]
    assert list(numbers[0]) != []
    assert numbers[0].items() > numbers[1].items()
    account = Sandbox.from_leads(pd.DataFrame({"lead_id": ids, "campaign_id": 5}))
    criteria = lw.SearchCriteria(lead_ids=[numbers[0][ids[0]]])
    assert lw.search(criteria, account).leads["extern_id"].tolist() == ids[:1]


@pytest.mark.parametrize(
    "ids",
    [["1", "2", "x"], ["Leads Report", "Total"], ["5.55E+09", "5.56E+09"], ["K-1", "5.55E+09"]],
)
def test_lead_ids_that_are_none_are_refused_with_their_row(ids: list[str]) -> None:
    with pytest.raises(lw.SnapshotError, match=r"'lead_id' is leadId.*first in row [123] below"):
        _snapshot({"lead_id": ids})


def test_a_campaign_is_needed_in_every_row_and_the_user_may_say_which() -> None:
    leads = pd.DataFrame({"lead_id": [1, 2, 3], "campaign_id": [5, None, "NULL"]})
    with pytest.raises(lw.SnapshotError, match=r"'campaign_id' is empty in rows 2, 3 below"):
        read_snapshot(leads, {})
    snapshot = read_snapshot(leads, {}, ReadingOptions(fill=(("campaignId", "Spring"),)))
    assert _column(snapshot, "campaignId") == [5, 1, 1]
    assert _column(snapshot, "campaignName") == [None, "Spring", "Spring"]
    assert snapshot.notes[0] == "campaign_id: 2 empty values became Spring"


def test_a_filling_takes_words_for_nothing_for_empty_where_they_are_no_texts() -> None:
    leads = {"lead_passes": ["NULL", "3", None], "last_name": ["Null", "Na", ""]}
    snapshot = _snapshot(leads, fill=(("lead_passes", 0), ("last_name", "Doe")))
    assert _column(snapshot, "leadPasses") == [0, 3, 0]
    assert _column(snapshot, "lastName") == ["Null", "Na", "Doe"]


def test_a_field_that_no_column_is_can_be_said_for_every_lead() -> None:
    leads = pd.DataFrame({"lead_id": [1, 2]})
    said = ReadingOptions(fill=(("campaign_id", "Spring"), ("lead_state", "ready")))
    snapshot = read_snapshot(leads, {}, said)
    assert _column(snapshot, "campaignName") == ["Spring", "Spring"]
    assert _column(snapshot, "leadState") == ["READY", "READY"]
    assert snapshot.notes[:2] == (
        "campaign_id is Spring for every lead",
        "lead_state is ready for every lead",
    )


# Words for nothing


def test_words_for_nothing_stay_texts_and_the_note_says_how_to_make_them_null() -> None:
    leads = {
        "agent_disposition": [r"\N", "NA", "NULL"],
        "last_name": ["Null", "Na", "NA"],
        "Shoe size": ["-", "44", None],
        "lead_passes": ["NULL", "3", "N/A"],
    }
    snapshot = _snapshot(leads)
    assert _column(snapshot, "agentDispostion") == leads["agent_disposition"]
    assert _column(snapshot, "lastName") == leads["last_name"]
    assert _column(snapshot, "leadPasses") == [None, 3, None]
    assert snapshot.notes == (
        "lead_passes: NULL (1), N/A (1) became null",
        (
            r"Words that may stand for nothing were kept as texts: agent_disposition holds "
            r"\N (1), NULL (1); last_name holds Null (1), NA (1); Shoe size holds - (1); "
            r"null_words=['-', 'NA', 'NULL', 'Null', '\\N'] makes them null wherever a value is "
            r"one of them, in every column; in a shell it is --null-words - NA NULL Null '\N'"
        ),
    )
    null = _snapshot(leads, null_words=[r"\N", "NULL", "Null", "-", "N/A"])
    assert _column(null, "agentDispostion") == [None, "NA", None]
    assert _column(null, "lastName") == [None, "Na", "NA"]
    assert [lead["Shoe size"] for lead in _own(null)] == [None, "44", None]
    assert null.notes[0] == (
        "Words that stand for nothing became null: agent_disposition (2), last_name (1), "
        "Shoe size (1), lead_passes (2)"
    )


@pytest.mark.parametrize("word", NULL_WORDS)
def test_each_word_for_nothing_can_be_written_in_a_shell(word: str) -> None:
    [note] = _snapshot({"first_name": [word]}).notes
    assert shlex.split(note.rpartition("--null-words ")[2]) == [word]


# Phones, zips and other long numbers


@pytest.mark.parametrize(
    ("phone", "read"),
    [
        ("5550100001;5550100002", "5550100001|5550100002"),
        ("(555) 010-0001, +1 555.010.0002", "(555) 010-0001|+1 555.010.0002"),
        ("5550100001 / 5550100002", "5550100001|5550100002"),
        ("5550100001|5550100002", "5550100001|5550100002"),
        ("0555/0100001", "0555/0100001"),
        ("5550100001,12", "5550100001,12"),
        ("5550100001; call late", "5550100001; call late"),
        (["5550100001", "5550100002"], "5550100001|5550100002"),
    ],
)
def test_several_phones_of_a_lead_are_told_apart_where_they_are_unmistakable(
    phone: Any, read: str
) -> None:
    snapshot = _snapshot({"lead_phone": pd.Series([phone], dtype="object")})
    assert _column(snapshot, "leadPhone") == [read]
    noted = isinstance(phone, str) and phone != read
    assert len(snapshot.notes) == noted
    assert all("1 value with several phone numbers got the bars" in one for one in snapshot.notes)


def test_either_of_several_phones_finds_the_lead() -> None:
    leads = pd.DataFrame({"lead_id": [1, 2], "campaign_id": 5})
    account = Sandbox.from_leads(leads.assign(lead_phone=["5550100001;5550100002", "5550100003"]))
    for number in ("5550100001", "+1 555 010 0002"):
        found = lw.search(lw.SearchCriteria(lead_phone_num=number), account)
        assert found.leads["lead_id"].tolist() == [1]


def test_digits_that_a_spreadsheet_took_are_said_to_be_gone() -> None:
    snapshot = _snapshot(
        {
            "lead_phone": ["5.55E+09", "15550100002"],
            "extern_id": ["1.23457E+17", "123456789012345678"],
            "zip": ["2134", "90001"],
        }
    )
    assert _column(snapshot, "zip") == ["2134", "90001"]
    assert snapshot.notes == (
        "lead_phone: digits are gone in 1 value such as 1.2E+09; export the column as text",
        "extern_id: digits are gone in 1 value such as 1.2E+09; export the column as text",
        (
            "zip: 1 value of three or four digits may have lost leading zeros; export the column "
            "as text"
        ),
    )
    assert _snapshot({"zip": ["2134", "3000"]}).notes == ()


# Columns that are no field


def _nested() -> pa.Table:
    moment = dt.datetime.fromisoformat("2026-11-01T08:00:00.123456")
    return pa.table(
        {
            "lead_id": [1, 2],
            "campaign_id": pa.array([5, 5], pa.uint64()),
            "tags": pa.array([["a", "b"], []], pa.large_list(pa.string_view())),
            "scores": pa.array([[1, None, 2**60], None], pa.list_(pa.int64())),
            "rates": pa.array([[0.5, float("inf"), float("nan")], None], pa.list_(pa.float64())),
            "seen": pa.array([{"at": moment, "for": Decimal("1.50")}, None]),
            "by hour": pa.array([[("08", 1)], None], pa.map_(pa.string(), pa.int64())),
            "score": [float("-inf"), 0.5],
            "price": pa.array([Decimal("12.50"), None]),
            "day": [dt.date(2026, 11, 1), None],
            "big": pa.array([2**64 - 1, None], pa.uint64()),
            "raw": [b"ab\xff", None],
        }
    )


def test_lists_and_objects_are_kept_exactly(tmp_path: Path) -> None:
    path = tmp_path / "leads.parquet"
    pq.write_table(_nested(), path)
    for source in (_nested(), path):
        snapshot = read_snapshot(source, {})
        first, second = _own(snapshot)
        assert first == {
            "tags": ["a", "b"],
            "scores": [1, None, 2**60],
            "rates": [0.5, "Infinity", "NaN"],
            "seen": {"at": "2026-11-01T08:00:00.123456", "for": "1.50"},
            "by hour": [["08", 1]],
            "score": "-Infinity",
            "price": "12.50",
            "day": "2026-11-01",
            "big": 2**64 - 1,
            "raw": "ab\\xff",
        }
        assert second == dict.fromkeys(first) | {"tags": [], "score": 0.5}
        assert "score: 1 infinite value became the text Infinity" in snapshot.notes


def test_lists_of_a_pandas_frame_are_kept_exactly() -> None:
    lists = [
        np.array([1, 2]),
        np.array([0.5, np.nan]),
        np.array(["2026-11-01"], "datetime64[ns]"),
        {"a": (1,)},
    ]
    snapshot = _snapshot({"lists": pd.Series(lists, dtype="object")})
    assert [lead["lists"] for lead in _own(snapshot)] == [
        *([1, 2], [0.5, None], ["2026-11-01T00:00:00"], {"a": [1]}),
    ]


@pytest.mark.parametrize("unit", ["s", "ms", "us", "ns"])
@pytest.mark.parametrize("kind", ["numpy", "category", "arrow", "objects"])
def test_moments_without_an_offset_are_kept_without_one(unit: str, kind: str) -> None:
    fraction = {"s": "", "ms": ".123000", "us": ".123456", "ns": ".123456789"}[unit]
    texts = [f"2026-11-01T08:00:00{fraction}", f"1600-01-01T00:00:01{fraction}"]
    texts = texts[: 1 if unit == "ns" else 2]
    column: Any = pd.Series(np.array([*texts, "NaT"], dtype=f"datetime64[{unit}]"))
    dtypes: dict[str, Any] = {
        "numpy": f"datetime64[{unit}]",
        "category": "category",
        "arrow": pd.ArrowDtype(pa.timestamp(unit)),
        "objects": "object",
    }
    column = column.astype(dtypes[kind])
    snapshot = _snapshot({"Seen": column, "aux_data1": column})
    assert [lead["Seen"] for lead in _own(snapshot)] == [*texts, None]
    if kind != "objects":
        assert _column(snapshot, "auxData1") == [*texts, None]


def test_moments_with_an_offset_are_kept_in_utc() -> None:
    column = pd.to_datetime(pd.Series(["2026-11-01T08:00:00-05:00", None]))
    [first, second] = _own(_snapshot({"Seen": column}))
    assert dt.datetime.fromisoformat(first["Seen"]) == column[0]
    assert second["Seen"] is None


def test_a_column_can_be_kept_as_no_field_and_a_lead_has_each_name_once() -> None:
    leads = pd.DataFrame({"lead_id": [1], "campaign_id": 5, "loaded_dts": "tomorrow"})
    account = Sandbox.from_leads(leads, columns={"loaded_dts": ""})
    found = lw.search(lw.SearchCriteria(), account)
    assert found.leads["loaded_dts"].isna().all()
    assert found.leads["loaded_dts as saved"].tolist() == ["tomorrow"]


def test_half_a_surrogate_pair_is_refused_by_its_row() -> None:
    with pytest.raises(lw.SnapshotError, match=r"'city' holds text that is not Unicode.*row 2"):
        _snapshot({"city": pd.Series(["Town", "\ud800"], dtype="object")})


def test_a_zone_of_any_code_is_found_by_its_code() -> None:
    zones = ["America/New_York", "-5.00", "NSW1", "EST"]
    leads = pd.DataFrame({"lead_id": range(1, 5), "campaign_id": 5, "lead_timezone": zones})
    account = lw.Sandbox.from_leads(leads)
    for lead_id, zone in enumerate(zones, 1):
        found = lw.search(lw.SearchCriteria(lead_timezones=[zone]), account)
        assert found.leads["lead_id"].tolist() == [lead_id]


def test_leads_that_do_not_say_whether_they_are_suppressed_are_not_and_it_is_said() -> None:
    said = ["true", None, "", "NULL", "no"]
    leads = pd.DataFrame({"lead_id": range(5), "campaign_id": 5, "suppressed": said})
    account = lw.Sandbox.from_leads(leads)
    found = {
        choice: lw.search(lw.SearchCriteria(suppressed=choice), account).leads["lead_id"].tolist()
        for choice in ("ONLY_SUPPRESSED", "ONLY_UNSUPPRESSED")
    }
    assert found == {"ONLY_SUPPRESSED": [0], "ONLY_UNSUPPRESSED": [1, 2, 3, 4]}
    assert "suppressed: 3 empty values became false: not suppressed" in account.notes


@pytest.mark.parametrize(
    ("column", "texts"),
    [
        (pd.Series([5550100001.0, None]), ["5550100001", "unknown"]),
        (pd.Series([5550100001.0, "x"], dtype="object"), ["5550100001", "x"]),
        (pd.Series([1.5, 12345678901.0]), ["1.5", "12345678901"]),
        (pd.Series([0.1, 1e-7], dtype="float32"), ["0.1", "0.0000001"]),
        (pd.Series([1.5, 12345678901.0], dtype="object"), ["1.5", "12345678901"]),
    ],
)
def test_numbers_among_texts_are_written_without_an_exponent(
    column: Any, texts: list[str | None]
) -> None:
    leads = pd.DataFrame({"lead_id": [1, 2], "campaign_id": 5, "lead_phone": column})
    said = ReadingOptions(fill=(("lead_phone", "unknown"),))
    assert read_snapshot(leads, {}, said).leads["leadPhone"].to_pylist() == texts


def test_a_system_disposition_is_kept_where_the_user_or_its_values_say_that_it_is_another() -> None:
    leads = pd.DataFrame({"lead_id": [1, 2], "campaign_id": 5, "System Disposition": ["BUSY", ""]})
    said = read_snapshot(leads, {"System Disposition": ""}).leads
    assert said["lastPassDispo"].null_count == 2
    assert said[UNDOCUMENTED][0].as_py() == '"System Disposition":"BUSY"'
    leads = leads.rename(columns={"System Disposition": "system_disposition"})
    same = read_snapshot(leads.assign(last_pass_dispo=["busy", "NOANSWER"]), {}).leads
    assert UNDOCUMENTED not in same.column_names
    other = read_snapshot(leads.assign(last_pass_dispo="NOANSWER"), {}).leads
    assert other["lastPassDispo"].to_pylist() == ["NOANSWER"] * 2
    assert other[UNDOCUMENTED][0].as_py() == '"system_disposition":"BUSY"'


@pytest.mark.parametrize(
    "column", ["agent_disposition", "physical_state", "lead_timezone", "lead_state", "list_id"]
)
def test_blanks_around_a_code_make_no_other_code_of_it(column: str) -> None:
    leads = pd.DataFrame({"lead_id": [1, 2, 3], "campaign_id": 5, column: ["CA", "CA ", "\tCA"]})
    snapshot = read_snapshot(leads, {})
    [field] = match_columns([column], {})
    assert len(set(snapshot.leads[field].to_pylist())) == 1
    if column != "list_id":
        assert f"{column}: 2 values lost the blanks around them" in snapshot.notes
