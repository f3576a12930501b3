# ruff: noqa: ANN401 - leads come in any type
"""Saved leads, served again: the same leads, their value lists, errors that say what to do."""

import re
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sandbox.foreign import Foreign

import leadwidgets as lw
from leadwidgets.sandbox import Dialect, Sandbox
from leadwidgets.sandbox.snapshots import read_snapshot
from leadwidgets.vocabulary import LEAD_STATES, SYSTEM_DISPOSITIONS

pytestmark = pytest.mark.slow

EVERYTHING = lw.SearchCriteria()
FOREIGN = {
    "Lead ID": ["7", "3", "5"],
    "Campaign": ["12", "12", "14"],
    "Status": ["READY", "DO_NOT_CALL", "SLEEPING"],
    "Phone": ["(212) 555-0100", "1-212-555-0101", None],
    "ZIP": ["01234", "", "H2X 1Y4"],
    "Last result": ["ANSWER : Sold", "NOANSWER", None],
    "Loaded": ["2026-03-01T12:00:00+0000", "2026-09-21 10:13:20-04:00", None],
    "Shoe size": ["44", None, "38"],
    "=Formula": ["a", "b", "c"],
}
MAPPING = {
    "Campaign": "campaign_id",
    "Status": "lead_state",
    "Phone": "leadPhone",
    "Last result": "last_pass_disposition",
    "Loaded": "loadedDts",
}


@pytest.fixture(scope="module")
def found(sandbox: Sandbox) -> lw.SearchResult:
    return lw.search(EVERYTHING, sandbox)


@pytest.fixture
def strange() -> Foreign:
    """Give a client of leads from another program."""
    leads = pd.DataFrame(FOREIGN)
    return Foreign(Sandbox.from_leads(leads, columns=MAPPING, limits=False))


def _ways(found: lw.SearchResult, folder: Path) -> dict[str, Any]:
    found.to_parquet(folder / "leads.parquet")
    by_id = lw.SearchResult(found.leads.set_index("lead_id"), found.receipt)
    by_id.to_parquet(folder / "by-id.parquet")
    return {
        "result": found,
        "frame": found.leads,
        "shuffled": found.leads.sample(frac=1, random_state=1),
        "indexed": by_id.leads,
        "arrow": pa.Table.from_pandas(found.leads),
        "arrow types": found.leads.convert_dtypes(dtype_backend="pyarrow"),
        "parquet": folder / "leads.parquet",
        "indexed parquet": str(folder / "by-id.parquet"),
    }


@pytest.mark.parametrize(
    "way",
    [
        "result",
        "frame",
        "shuffled",
        "indexed",
        "arrow",
        "arrow types",
        "parquet",
        "indexed parquet",
    ],
)
def test_a_search_of_saved_leads_finds_them_as_they_were(
    found: lw.SearchResult, tmp_path: Path, way: str
) -> None:
    snapshot = Sandbox.from_leads(_ways(found, tmp_path)[way], limits=False)
    again = lw.search(EVERYTHING, snapshot)
    assert again.receipt.complete
    pd.testing.assert_frame_equal(again.leads, found.leads)


def test_csv_keeps_every_value_too(found: lw.SearchResult, tmp_path: Path) -> None:
    path = tmp_path / "leads.csv"
    found.to_csv(path)
    again = lw.search(EVERYTHING, Sandbox.from_leads(path, limits=False)).leads
    pd.testing.assert_frame_equal(again, found.leads)


def test_criteria_find_the_same_saved_leads(found: lw.SearchResult, sandbox: Sandbox) -> None:
    snapshot = Sandbox.from_leads(found, limits=False)
    for criteria in (
        lw.SearchCriteria(campaign_ids=[136785], lead_states=["READY", "AGENT_CALLBACK"]),
        lw.SearchCriteria(lead_phone_num=found.leads["lead_phone"][5].split("|")[0]),
        lw.SearchCriteria(lead_passes_criteria=lw.Comparison("GREATER_THAN", 4)),
        lw.SearchCriteria(suppressed="ONLY_SUPPRESSED", physical_states=["CA"]),
        lw.SearchCriteria(orphaned_leads_only=True),
    ):
        expected = lw.search(criteria, sandbox).leads
        assert len(expected) > 0
        pd.testing.assert_frame_equal(lw.search(criteria, snapshot).leads, expected)


def test_raw_leads_are_served_as_they_are(sandbox: Sandbox, foreign: Foreign) -> None:
    snapshot = Foreign(Sandbox.from_leads(sandbox.raw_leads(), limits=False))
    assert snapshot.rows({}, maxRows=500) == foreign.rows({}, maxRows=500)
    agent = int(sandbox.raw_leads()["agentId"].dropna().iloc[0])
    assert snapshot.count({"agentId": agent}) == foreign.count({"agentId": agent}) > 0


def test_lists_and_dispositions_are_those_of_the_leads(sandbox: Sandbox, foreign: Foreign) -> None:
    snapshot = Foreign(Sandbox.from_leads(sandbox.raw_leads(), limits=False))
    groups = snapshot.get("/dialGroups/withChildren").json()
    assert [group["dialGroupId"] for group in groups] == [50011, 50014, 50020]
    assert [campaign["campaignName"] for campaign in groups[0]["campaigns"]] == [
        "Solar Spring",
        "Window Replacement",
        "Gutters 2025",
    ]
    campaign = "/dialGroups/50011/campaigns/136785"
    for there, here in zip(
        snapshot.get(f"{campaign}/lists").json(),
        foreign.get(f"{campaign}/lists").json(),
        strict=True,
    ):
        for name in ("listId", "listDesc", "leadsSupplied", "uploadDate"):
            assert there[name] == here[name], name
    dispositions = snapshot.get(f"{campaign}/campaignDispositions").json()
    leads = sandbox.raw_leads()
    used = leads.loc[leads["campaignId"] == 136785, "agentDispostion"].dropna()
    assert {entry["disposition"] for entry in dispositions} == set(used)
    assert {entry["isContact"] for entry in dispositions} == {None}


def test_leads_of_another_program_are_served_by_a_mapping(strange: Foreign) -> None:
    rows = strange.rows({})
    assert [row["leadId"] for row in rows] == [3, 5, 7]
    third = rows[2]
    assert (third["campaignId"], third["leadState"], third["zip"]) == (12, "READY", "01234")
    assert (third["lastPassDispo"], third["agentDispostion"]) == ("ANSWER", "Sold")
    assert third["loadedDts"] == "2026-03-01T12:00:00.000+0000"
    assert rows[0]["loadedDts"] == "2026-09-21T14:13:20.000+0000"
    assert {row["suppressed"] for row in rows} == {False}
    assert strange.count({"leadPhoneNumbers": ["+1 212 555 0101", "2125550100"]}) == 2


def test_a_column_that_is_no_field_comes_back_as_an_undocumented_one(strange: Foreign) -> None:
    rows = strange.rows({})
    assert [row["Shoe size"] for row in rows] == [None, "38", "44"]
    assert [row["=Formula"] for row in rows] == ["b", "c", "a"]
    leads = lw.search(EVERYTHING, strange.account).leads
    assert {"Shoe size", "=Formula"} <= set(leads)


def test_values_that_nobody_has_documented_are_in_the_lists(strange: Foreign) -> None:
    assert strange.get("/campaignLeads/leadStates").json() == [*LEAD_STATES, "SLEEPING"]
    assert strange.get("/campaignLeads/systemDispositions").json() == list(SYSTEM_DISPOSITIONS)
    assert strange.count({"leadStates": ["SLEEPING"]}) == 1
    [group] = strange.get("/dialGroups/withChildren").json()
    assert [campaign["campaignName"] for campaign in group["campaigns"]] == [
        "Campaign 12",
        "Campaign 14",
    ]


def test_states_beyond_the_documented_ones_are_listed() -> None:
    leads = pd.DataFrame({"leadId": [1, 2], "campaignId": [1, 1], "state": ["CA", "ZZ"]})
    states = Foreign(Sandbox.from_leads(leads)).call("GET", "/states").json()
    assert len(states) == 70
    assert states[-1] == {"state": "ZZ", "description": "ZZ"}


def test_a_snapshot_speaks_the_dialect_that_it_is_told_to(sandbox: Sandbox) -> None:
    dialect = Dialect(lead_state_spelling="underscore")
    foreign = Foreign(Sandbox.from_leads(sandbox.raw_leads(), dialect=dialect))
    rows = foreign.rows({"leadStates": ["AGENT_CALLBACK"]})
    assert {row["leadState"] for row in rows} == {"AGENT_CALLBACK"}


@given(ids=st.lists(st.integers(1, 30), min_size=1, max_size=40), text=st.booleans())
def test_repeated_lead_ids_are_counted_as_pandas_counts_them(ids: list[int], *, text: bool) -> None:
    column = pd.Series(ids).astype("str") + ".0" if text else pd.Series(ids)
    leads = pd.DataFrame({"Lead No": column, "campaignId": 1})
    often = column.value_counts()
    twice = often[often > 1]
    if twice.empty:
        assert len(read_snapshot(leads, {"Lead No": "leadId"}).leads) == len(ids)
        return
    with pytest.raises(lw.SnapshotError, match="Lead ids repeat") as caught:
        read_snapshot(leads, {"Lead No": "leadId"})
    first = next(number for number in column if number in twice)
    rows = [row for row, number in enumerate(column, start=1) if number == first]
    told = [int(number) for number in re.findall(r"\d+", caught.value.message)]
    assert told[:2] == [len(twice), twice.sum()]
    assert told[2:] == (rows if len(rows) <= 3 else [len(rows), *rows[:3]])


def test_repeated_lead_ids_can_be_dropped_as_told() -> None:
    leads = pd.DataFrame({"Lead No": [8, 5, 8], "campaignId": 1, "city": ["old", "only", "new"]})
    columns = {"Lead No": "leadId"}
    with pytest.raises(lw.SnapshotError) as caught:
        Sandbox.from_leads(leads, columns=columns)
    assert "leads.drop_duplicates('Lead No', keep='last')" in str(caught.value)
    kept = leads.drop_duplicates("Lead No", keep="last")
    found = lw.search(EVERYTHING, Sandbox.from_leads(kept, columns=columns))
    assert found.receipt.complete
    assert dict(zip(found.leads["lead_id"], found.leads["city"], strict=True)) == {
        5: "only",
        8: "new",
    }


def test_leads_without_an_id_are_refused_and_can_be_dropped_as_told(tmp_path: Path) -> None:
    ids = [4, None, 2, None, None, None, 1]
    leads = pd.DataFrame({"Lead No": ids, "campaign_id": 7})
    columns = {"Lead No": "lead_id"}
    leads.to_csv(tmp_path / "leads.csv", index=False)
    leads.to_parquet(tmp_path / "leads.parquet")
    told = re.escape("'Lead No' is empty in 4 rows below the column names (2, 4, 5, …)")
    for source in (leads, tmp_path / "leads.csv", tmp_path / "leads.parquet"):
        with pytest.raises(lw.SnapshotError, match=told):
            Sandbox.from_leads(source, columns=columns)
    with pytest.raises(lw.SnapshotError, match=r"'Lead No' is empty in row 2 below"):
        Sandbox.from_leads(leads[:3], columns=columns)
    kept = Sandbox.from_leads(leads.dropna(subset=["Lead No"]), columns=columns)
    assert kept.raw_leads()["leadId"].tolist() == [1, 2, 4]


def test_an_id_beyond_what_the_account_holds_is_refused_and_never_another_one() -> None:
    leads = pd.DataFrame({"leadId": pd.array([1, 2**64 - 1], "UInt64"), "campaignId": 1})
    with pytest.raises(lw.SnapshotError, match="something else, the first in row 2"):
        Sandbox.from_leads(leads)


def test_no_leads_are_an_account_too(found: lw.SearchResult) -> None:
    snapshot = Sandbox.from_leads(found.leads.iloc[:0])
    foreign = Foreign(snapshot)
    assert foreign.rows({}) == []
    assert foreign.get("/dialGroups/withChildren").json() == []
    assert snapshot.stories().empty


@pytest.mark.parametrize(
    ("leads", "columns", "complaint"),
    [
        (
            {"Lead No": [1], "campaign": [2]},
            {},
            (
                "The leads have no column for leadId and campaignId; leadId may be 'Lead No'; "
                "campaignId may be 'campaign'. Name it with columns={'Lead No': 'leadId', "
                "'campaign': 'campaignId'}, in a shell with --column \"Lead No=leadId\" "
                '--column "campaign=campaignId". Or take every column for what is proposed with '
                "columns='auto', in a shell with --columns auto; `leadwidgets check` shows what "
                "that is. If all leads are of one campaign, say which with campaign='Spring', "
                "in a shell with --campaign Spring. "
                "The leads have: 'Lead No', 'campaign'."
            ),
        ),
        (
            {"leadId": [1], "campaignId": [2], "Stat": ["READY"]},
            {"Status": "leadState"},
            (
                "The mapping names 'Status', which the leads do not have (nearest: 'Stat'). "
                "The leads have: 'leadId', 'campaignId', 'Stat'."
            ),
        ),
        (
            {"leadId": [1], "campaignId": [2], "Status": ["READY"]},
            {"Status": "leadStates"},
            (
                "The mapping says that 'Status' is 'leadStates', which is no field of a lead "
                "(nearest: 'leadState'"
            ),
        ),
        (
            {"leadId": [1], "lead_id": [1], "campaignId": [2]},
            {},
            "Two columns hold leadId: 'leadId' and 'lead_id'. Drop or rename one of them.",
        ),
        (
            {"leadId": ["1", "2", "x", "2.5"], "campaignId": [1, 1, 1, 1]},
            {},
            (
                "The column 'leadId' is leadId, which holds ids, and 2 of its values are something "
                "else, the first in row 3 below the column names. Correct them, take those rows "
                "out, or say which other column it is: columns={'that column': 'leadId', "
                "'leadId': ''}, in a shell with --column \"that column=leadId\" --column "
                '"leadId=".'
            ),
        ),
        (
            {"leadId": [1], "campaignId": [1], "loaded dts": ["yesterday"]},
            {},
            "The column 'loaded dts' is loadedDts, which holds times, and no one way of writing",
        ),
        (
            {"leadId": [1], "campaignId": [1], "Suppressed": ["perhaps"]},
            {},
            "The column 'Suppressed' is suppressed, which holds true or false",
        ),
    ],
    ids=["missing", "mapping", "no field", "twice", "number", "time", "flag"],
)
def test_what_cannot_be_served_is_refused_with_what_to_do(
    leads: dict[str, Any], columns: dict[str, str], complaint: str
) -> None:
    with pytest.raises(lw.SnapshotError, match=re.escape(complaint)):
        Sandbox.from_leads(pd.DataFrame(leads), columns=columns)


def test_what_is_no_file_of_leads_is_refused(tmp_path: Path) -> None:
    broken = tmp_path / "leads.parquet"
    broken.write_text("no")
    for source, complaint in (
        (broken, "it is no parquet file"),
        (tmp_path / "missing.csv", "could not be read"),
        (tmp_path, "Is a directory|Permission denied"),
        (7, "got int"),
    ):
        with pytest.raises(lw.SnapshotError, match=complaint):
            Sandbox.from_leads(source)


@pytest.mark.parametrize(
    ("column", "sent"),
    [
        (pd.Series([2134.0, None]), ["2134", None]),
        (pd.Series(["01234", ""]), ["01234", ""]),
        (pd.Series([1, "b"], dtype="object"), ["1", "b"]),
        (pd.Series(["x", None], dtype="category"), ["x", None]),
    ],
    ids=["floats", "texts", "mixed", "categories"],
)
def test_text_is_text_whatever_pandas_made_of_it(column: Any, sent: list[str | None]) -> None:
    leads = pd.DataFrame({"leadId": [1, 2], "campaignId": 1, "zip": column})
    assert [row["zip"] for row in Foreign(Sandbox.from_leads(leads)).rows({})] == sent
