# ruff: noqa: ANN401 - callers give leads, and say of them, whatever they like
"""Columns under the names of other programs: proposed by name and values, and kept in a table."""

import json
import re
import shlex
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

import leadwidgets as lw
from leadwidgets.cli import main
from leadwidgets.fields import LEAD_FIELDS
from leadwidgets.sandbox.snapshots.column_matching import plain
from leadwidgets.sandbox.snapshots.proposals.guesses import GUESSES

PHONES = ["555-0100-001", "(555) 010-0002", "+15550100003"]
KEYS = ["K-1", "K-2", "K-3"]
DATES = ["2026-11-03 09:15", "2026-11-04 10:15", "2026-11-05"]
NAMES = ["Ann", "Bo", "Cy"]
STREETS = ["1 Main St", "2 Main St", "3 Main St"]
ZIPS = ["02134", "90001", "73301"]
STATES = ["NY", "CA", "TX"]
CAMPAIGNS = ["Spring", "Spring", "Fall"]
EMPTY = ["", "", ""]

# From a program to the columns that it writes, each with the field that it is and some values.
PROGRAMS: Mapping[str, Mapping[str, tuple[str, list[Any]]]] = {
    "RingCX": {
        "External ID": ("lead_id", KEYS),
        "Lead Phone": ("lead_phone", PHONES),
        "Middle Name": ("mid_name", NAMES),
        "Address 1": ("address1", STREETS),
        "Zip Code": ("zip", ZIPS),
        "Auxiliary Data 1": ("aux_data1", ["blue", "red", "red"]),
        "Campaign Name": ("campaign_id", CAMPAIGNS),
    },
    "VICIdial": {
        "lead_id": ("lead_id", [1001, 1002, 1003]),
        "entry_date": ("loaded_dts", DATES),
        "modify_date": ("", DATES),
        "status": ("agent_disposition", ["NEW", "NA", "SALE"]),
        "vendor_lead_code": ("extern_id", ["V01", "V02", "V03"]),
        "list_id": ("list_id", [101, 101, 101]),
        "gmt_offset_now": ("lead_timezone", ["-5.00", "-5.00", "-8.00"]),
        "phone_code": ("", ["1", "1", "1"]),
        "phone_number": ("lead_phone", PHONES),
        "middle_initial": ("mid_name", ["A", "", "C"]),
        "state": ("physical_state", STATES),
        "postal_code": ("zip", ZIPS),
        "date_of_birth": ("", ["0000-00-00", "0000-00-00", "0000-00-00"]),
        "alt_phone": ("aux_phone", EMPTY),
        "called_count": ("lead_passes", [0, 3, 2]),
        "last_local_call_time": ("last_pass_dts", ["0000-00-00 00:00:00", *DATES[1:]]),
    },
    "Five9": {
        "number1": ("lead_phone", PHONES),
        "number2": ("aux_phone", ["555-0100-004", "", ""]),
        "first_name": ("first_name", NAMES),
        "street": ("address1", STREETS),
        "company": ("", ["Example Co", "Example Co", "Example Co"]),
        "customer_id": ("lead_id", [7, 8, 9]),
        "Last Campaign": ("campaign_id", CAMPAIGNS),
        "Last Disposition": ("agent_disposition", ["Sold", "No interest", "Sold"]),
    },
    "HubSpot": {
        "Record ID": ("lead_id", [51, 52, 53]),
        "Phone Number": ("lead_phone", PHONES),
        "Lead Status": ("lead_state", ["Attempted to contact", "", "New"]),
        "Create Date": ("loaded_dts", DATES),
        "State/Region": ("physical_state", STATES),
        "Postal Code": ("zip", ZIPS),
        "Time Zone": ("lead_timezone", ["America/New_York", "", ""]),
    },
    "Salesforce": {
        "Lead ID": ("lead_id", ["00QXX00000AbCdE", "00QXX00000AbCdF", "00QXX00000AbCdG"]),
        "Lead Owner": ("", NAMES),
        "Lead Source": ("", ["Web", "Web", "Phone"]),
        "Salutation": ("title", ["Ms.", "Mr.", ""]),
        "Phone": ("lead_phone", PHONES),
        "State/Province": ("physical_state", STATES),
        "Zip/Postal Code": ("zip", ZIPS),
        "Created Date": ("loaded_dts", ["11/3/2026", "11/4/2026", "11/5/2026"]),
        "Street": ("address1", STREETS),
    },
    "LeadSquared": {
        "Prospect ID": ("extern_id", [f"7927b2df-8bba-4d29-b9a2-b6e0beafc62{n}" for n in "012"]),
        "Lead Number": ("lead_id", [660737, 660728, 660727]),
        "Lead Origin": ("", ["API", "API", "Form"]),
        "Last Activity": ("", ["Email Opened", "Email Opened", "Page Visited"]),
    },
    "jtel": {
        "DiallerContact": ("", ["DiallerContact", "DiallerContact", "DiallerContact"]),
        "dtImported": ("loaded_dts", DATES),
        "DiallerCampaignsName": ("campaign_id", CAMPAIGNS),
        "UserData": ("lead_id", KEYS),
        "Name": ("last_name", ["Sample", "Sample", "Sample"]),
        "FirstName": ("first_name", NAMES),
        "PostalCode": ("zip", ZIPS),
        "PhoneNumber1": ("lead_phone", PHONES),
    },
    "Cloverhound": {
        "customer_reference_id": ("lead_id", [1001, 1002, 1003]),
        "agent": ("", ["ann@example.com", "bo@example.com", "ann@example.com"]),
        "primary": ("lead_phone", PHONES),
        "home": ("", EMPTY),
        "mobile": ("", EMPTY),
        "local_time_zone": ("lead_timezone", ["US/Eastern", "", ""]),
        "scheduled_for": ("next_dial_time", ["11/03/2026 09:15 AM", "", ""]),
    },
}


def _fields(leads: Any) -> dict[str, str]:
    columns = lw.check(leads).columns
    return dict(zip(columns["column"], columns["field"].fillna(""), strict=True))


@pytest.mark.parametrize("program", PROGRAMS)
def test_the_columns_of_a_program_are_proposed_for_the_fields_that_they_are(
    program: str, tmp_path: Path
) -> None:
    frame = pd.DataFrame({name: values for name, (_, values) in PROGRAMS[program].items()})
    path = tmp_path / "export.csv"
    frame.to_csv(path, index=False)
    assert _fields(path) == {name: field for name, (field, _) in PROGRAMS[program].items()}


def test_known_names_are_of_fields_and_stand_once_for_each() -> None:
    for guess in GUESSES:
        assert guess.field in LEAD_FIELDS
        assert all(name and name == plain(name) for name in guess.names)
    for field in {guess.field for guess in GUESSES}:
        names = [name for guess in GUESSES if guess.field == field for name in guess.names]
        assert len(names) == len(set(names)), field


def _found(account: lw.Account) -> pd.DataFrame:
    return lw.search(lw.SearchCriteria(), account).leads


def _leads(columns: Mapping[str, list[Any]]) -> pd.DataFrame:
    rows = max(map(len, columns.values()))
    return pd.DataFrame({"lead_id": range(1, rows + 1), "campaign_id": [5] * rows, **columns})


@pytest.mark.parametrize(
    ("column", "values", "field"),
    [
        ("Status", ["READY", "Complete", "ready"], "lead_state"),
        ("Status", ["Sold", "Sold", "Callback later"], "agent_disposition"),
        ("Disposition", ["ANSWER : Sold", "BUSY", "ANSWER : No"], "last_pass_disposition"),
        ("Disposition", ["No answer", "busy", "MACHINE"], "last_pass_dispo"),
        ("Created", ["yesterday", "today", "2026-11-01"], ""),
        ("Created", ["NULL", "0000-00-00", "2026-11-01"], "loaded_dts"),
        ("Created", [1793520000, 1793520001, 1793520002], "loaded_dts"),
        ("Phone", ["home", "work", "home"], ""),
        ("Attempts", ["3", "many", "4"], ""),
        ("Attempts", ["3", "", "4"], "lead_passes"),
        ("Mail", ["yes", "no", "yes"], ""),
        ("Zip code", ["north", "south", "north"], ""),
    ],
)
def test_values_decide_what_a_name_leaves_open(column: str, values: list[Any], field: str) -> None:
    assert _fields(_leads({column: values}))[column] == field


@pytest.mark.parametrize(
    "ids", [[51, 51, 53], [51, None, 53], ["New lead", "Old lead", "Web"], ["51", "x", "53"]]
)
def test_an_id_is_unique_and_of_every_lead(ids: list[Any]) -> None:
    leads = pd.DataFrame({"Record ID": ids, "campaign_id": 5})
    assert _fields(leads)["Record ID"] != "lead_id"


def test_as_many_values_as_leads_are_no_campaigns() -> None:
    slogans = [f"Call {number} times" for number in range(50)]
    leads = pd.DataFrame({"lead_id": range(50), "Campaign": slogans})
    assert _fields(leads)["Campaign"] != "campaign_id"


def test_of_columns_that_compete_none_is_chosen_and_both_are_told() -> None:
    leads = _leads({"Phone": PHONES, "Telephone": PHONES})
    account = lw.Sandbox.from_leads(leads, columns="auto")
    assert _found(account)["lead_phone"].isna().all()
    assert _found(account)["telephone"].tolist() == PHONES
    assert (
        "lead_phone: 'Phone' and 'Telephone' may be it, and none was chosen; say which with "
        "columns={'Phone': 'lead_phone'}, in a shell with --column \"Phone=lead_phone\""
    ) in account.notes
    said = ["auto", {"Phone": "lead_phone"}]
    assert lw.Sandbox.from_leads(leads, columns=said).raw_leads()["leadPhone"].tolist() == PHONES


def test_a_less_likely_column_is_told_and_kept() -> None:
    leads = _leads({"Phone": PHONES, "Mobile": PHONES[::-1]})
    account = lw.Sandbox.from_leads(leads, columns="auto")
    assert _found(account)["lead_phone"].tolist() == PHONES
    assert _found(account)["mobile"].tolist() == PHONES[::-1]
    assert "'Mobile' may be lead_phone, too, and is kept as it is" in account.notes


def test_an_empty_column_gives_way_to_one_with_values() -> None:
    leads = _leads({"Phone": ["", ""], "Mobile": PHONES[:2]})
    assert _fields(leads)["Mobile"] == "lead_phone"


def test_what_was_chosen_stands_in_every_receipt() -> None:
    leads = pd.DataFrame({"Record ID": [51, 52], "Campaign": ["Spring", "Fall"]})
    account = lw.Sandbox.from_leads(leads, columns="auto")
    assert (
        "Columns taken for fields by their names and values: 'Record ID' is lead_id, "
        "'Campaign' is campaign_id"
    ) in lw.search(lw.SearchCriteria(), account).receipt.notes


def test_nothing_is_proposed_for_columns_of_which_something_is_said() -> None:
    leads = _leads({"Phone": PHONES})
    found = _found(lw.Sandbox.from_leads(leads, columns=["auto", {"Phone": ""}]))
    assert found["phone"].tolist() == PHONES
    assert found["lead_phone"].isna().all()


def test_a_name_of_a_campaign_is_its_id_where_there_is_no_other() -> None:
    leads = pd.DataFrame({"lead_id": [1, 2], "campaign_name": ["Spring", "Fall"]})
    raw = lw.Sandbox.from_leads(leads, columns="auto").raw_leads()
    assert raw["campaignId"].tolist() == [2, 1]
    assert raw["campaignName"].tolist() == ["Spring", "Fall"]


def test_a_table_is_saved_changed_and_used_again(tmp_path: Path) -> None:
    leads = pd.DataFrame(
        {"Record ID": [51], "Campaign": ["Spring"], "Phone": PHONES[:1], "Mobile": PHONES[1:2]}
    )
    table = tmp_path / "columns.json"
    lw.check(leads).save_columns(table)
    columns = json.loads(table.read_text())
    assert columns == {"Record ID": "lead_id", "Campaign": "campaign_id", "Phone": "lead_phone"}
    del columns["Phone"]
    table.write_text(json.dumps(columns | {"Mobile": "lead_phone"}))
    for said in (table, str(table), [table], [{"Mobile": ""}, table]):
        raw = lw.Sandbox.from_leads(leads, columns=said).raw_leads()
        assert raw["leadPhone"].tolist() == PHONES[1:2]
    raw = lw.Sandbox.from_leads(leads, columns=[table, {"Mobile": ""}]).raw_leads()
    assert raw["leadPhone"].isna().all()


def test_an_older_table_is_replaced_and_nothing_is_left_beside_it(tmp_path: Path) -> None:
    table = tmp_path / "columns.json"
    table.write_text("mine")
    lw.check(_leads({"Phone": PHONES})).save_columns(table)
    assert json.loads(table.read_text()) == {"Phone": "lead_phone"}
    assert list(tmp_path.iterdir()) == [table]


@pytest.mark.parametrize(
    ("table", "why"),
    [
        ('{"No": "lead_id", "Zip": "zip", "No": "extern_id"}', "it names 'No' more than once"),
        ('{"No": "lead_id", "Kind"', "it is no JSON text"),
        ("[" * 100_000, "it is no JSON text"),
        ('["No", "lead_id"]', "it is no JSON object from columns to fields"),
        ('{"No": 7}', "it is no JSON object from columns to fields"),
        ("", "No such file"),
    ],
    ids=["twice", "half", "deep", "list", "number", "missing"],
)
def test_a_table_that_is_none_is_refused_and_its_next_step_makes_one(
    table: str, why: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    pd.DataFrame({"Record ID": [51], "Campaign": ["Spring"]}).to_csv("export.csv", index=False)
    path = Path("mine.json")
    if table:
        path.write_text(table)
    with pytest.raises(lw.SnapshotError, match=re.escape(why)) as caught:
        lw.Sandbox.from_leads("export.csv", columns=path)
    assert "mine.json" in str(caught.value)
    [(example, command)] = re.findall(r"(\{.*\}); `leadwidgets (.*)`", str(caught.value))
    leads = pd.DataFrame({"Lead No": [1], "Score": [7], "campaign_id": [5]})
    assert len(lw.Sandbox.from_leads(leads, columns=json.loads(example)).raw_leads()) == 1
    assert main(shlex.split(command)) == 1  # what is proposed is not accepted yet
    account = lw.Sandbox.from_leads("export.csv", columns="columns.json")
    assert len(account.raw_leads()) == 1


@pytest.mark.parametrize(
    ("table", "named"),
    [
        ({"Nummer": "lead_id"}, "'Nummer', which the leads do not have"),
        ({"No": "leed_id"}, "'No' is 'leed_id', which is no field of a lead"),
        ({"No": "lead_id", "Zip": "lead_id"}, "Two columns hold leadId: 'No' and 'Zip'"),
    ],
)
def test_a_table_that_does_not_fit_the_leads_is_refused_by_name(
    table: dict[str, str], named: str, tmp_path: Path
) -> None:
    path = tmp_path / "columns.json"
    path.write_text(json.dumps(table))
    leads = pd.DataFrame({"No": [1], "campaign_id": [5], "Zip": ["02134"]})
    with pytest.raises(lw.SnapshotError, match=named):
        lw.Sandbox.from_leads(leads, columns=path)
    assert named in str(lw.check(leads, columns=path).refusals[0])


@pytest.mark.parametrize("said", [7, {"No": 7}, [7], {7: "lead_id"}])
def test_what_says_nothing_of_columns_is_a_wrong_call(said: Any) -> None:
    with pytest.raises(lw.InvalidArgumentError, match=r"columns: expected a mapping such as"):
        lw.Sandbox.from_leads(_leads({"x": [1]}), columns=said)


@pytest.mark.parametrize(("campaign", "number"), [("Spring", 1), (136785, 136785), ("7", 7)])
def test_leads_of_one_campaign_need_no_column_of_campaigns(
    campaign: str | int, number: int
) -> None:
    account = lw.Sandbox.from_leads(pd.DataFrame({"lead_id": [1, 2]}), campaign=campaign)
    assert lw.count(lw.SearchCriteria(campaign_ids=[number]), account) == 2
    assert f"campaign_id is {campaign} for every lead" in account.notes


@pytest.mark.parametrize("campaign", ["", " ", True, 1.5])
def test_a_campaign_that_is_none_is_a_wrong_call(campaign: Any) -> None:
    with pytest.raises(lw.InvalidArgumentError, match="campaign: expected an id or a name"):
        lw.Sandbox.from_leads(pd.DataFrame({"lead_id": [1]}), campaign=campaign)
