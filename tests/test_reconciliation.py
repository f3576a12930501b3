"""A CRM's table held against leads: each row gets the one category that is true of it."""

from typing import Any

import pandas as pd
import pytest

import leadwidgets as lw
from leadwidgets.lookup import reconciliation
from leadwidgets.vocabulary import LEAD_STATES

_LEADS = pd.DataFrame(
    [
        (1, "2125550101", "READY", False, 5, "Spring", "a"),
        (2, "2125550102", "COMPLETE", False, 5, "Spring", "b"),
        (3, "2125550103", "READY", True, 5, "Spring", "c"),
        (4, "2125550104", "PAUSED", False, 5, "Spring", "d"),
        (5, "2125550105", "READY", False, 6, "Autumn", "e"),
        (6, "2125550106", "READY", False, 5, "Spring", "f"),
        (7, "12125550106|2125550107", "COMPLETE", False, 5, "Spring", "g"),
        (8, "2125550108", "DO_NOT_CALL", False, 5, "Spring", "h"),
    ],
    columns=(
        "lead_id lead_phone lead_state suppressed campaign_id campaign_name extern_id".split()
    ),
)
_STATUS: dict[str, Any] = {"status": "Stage", "closed": ["Won", "Lost"]}


def _crm(*rows: tuple[object, ...]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=["Phone", "Stage"], index=range(100, 100 + len(rows)))


def _category(phone: object, stage: object, **given: Any) -> str:  # noqa: ANN401 - as reconcile
    crm = _crm((phone, stage), (None, "Won"))
    table = lw.reconcile(_LEADS, crm, phone="Phone", **_STATUS, **given)
    return str(table["category"].iloc[0])


@pytest.mark.parametrize(
    ("phone", "stage", "category"),
    [
        ("+1 212 555 0101", "Open", "agrees"),
        ("212-555-0101", "Won", "dialable in RingCX, closed in the CRM"),
        ("(212) 555-0102", "Lost", "agrees"),
        ("(212) 555-0102", "Open", "finished in RingCX, open in the CRM"),
        ("2125550102", None, "finished in RingCX, open in the CRM"),
        ("2125550103", "Won", "neither finished nor dialable"),
        ("2125550104", "Open", "neither finished nor dialable"),
        ("2125550106", "Open", "several leads"),
        ("2125550107", "Won", "agrees"),
        ("2125550108", "Open", "finished in RingCX, open in the CRM"),
        ("2125550199", "Open", "missing in RingCX"),
        ("n/a", "Open", "no phone number"),
        (None, "Open", "no phone number"),
        (2125550101.0, " Won ", "dialable in RingCX, closed in the CRM"),
    ],
)
def test_a_row_gets_the_category_that_is_true_of_it(
    phone: object, stage: object, category: str
) -> None:
    assert _category(phone, stage) == category


@pytest.mark.parametrize(
    ("phone", "campaign", "category"),
    [
        ("2125550105", 5, "in another campaign"),
        ("2125550105", 6, "agrees"),
        ("2125550199", 6, "missing in RingCX"),
        ("2125550106", 6, "in another campaign"),
    ],
)
def test_a_campaign_for_all_rows_tells_which_leads_are_in_another(
    phone: str, campaign: int, category: str
) -> None:
    assert _category(phone, "Open", campaign=campaign) == category


def test_a_column_of_campaigns_may_hold_ids_names_or_nothing() -> None:
    crm = _crm(*[("2125550105", "Open")] * 5, ("x", "Won"))
    crm["Campaign"] = ["6", "Autumn", "5", None, "Spring", None]
    table = lw.reconcile(_LEADS, crm, phone="Phone", campaign="Campaign", **_STATUS)
    agrees, elsewhere = "agrees", "in another campaign"
    assert list(table["category"][:5]) == [agrees, agrees, elsewhere, agrees, elsewhere]


def test_the_table_has_a_row_for_each_of_the_crms_and_counts_what_is_behind_it() -> None:
    crm = _crm(("2125550106", "Open"), ("2125550101", "Won"), ("1-212-555-0101", "Open"), ("?", ""))
    table = lw.reconcile(_LEADS, crm, phone="Phone", **_STATUS)
    assert list(table.index) == list(crm.index)
    assert list(table["matching_leads"]) == [2, 1, 1, 0]
    assert list(table["crm_rows"]) == [1, 2, 2, 0]
    assert table["lead_id"].isna().tolist() == [True, False, False, True]
    assert list(table["lead_id"])[1:3] == [1, 1]
    counts = table["category"].value_counts()
    assert counts["several leads"] == counts["no phone number"] == counts["agrees"] == 1
    assert counts["missing in RingCX"] == 0
    assert counts.sum() == len(crm)


def test_external_ids_tell_a_row_as_well() -> None:
    crm = pd.DataFrame({"Id": ["a", "A", ""], "Stage": ["Won", "Open", "Won"]})
    table = lw.reconcile(_LEADS, crm, extern_id="Id", **_STATUS)
    assert list(table["category"]) == [
        "dialable in RingCX, closed in the CRM",
        "missing in RingCX",
        "no external id",
    ]


def test_what_an_account_found_is_reconciled_as_its_leads_are() -> None:
    account = lw.Sandbox(400)
    leads = lw.search(lw.SearchCriteria(), account)
    phones = [str(phone).split("|")[0] for phone in leads.leads["lead_phone"].dropna()][:60]
    crm = pd.DataFrame({"Phone": [*phones, "2125559999"], "Stage": ["Won", "Open"] * 30 + ["Won"]})
    of_all = lw.reconcile(leads, crm, phone="Phone", **_STATUS)
    found = lw.find(phones=crm["Phone"], account=account)
    pd.testing.assert_frame_equal(lw.reconcile(found, crm, phone="Phone", **_STATUS), of_all)
    assert of_all.attrs["notes"] == ()
    part = lw.search(lw.SearchCriteria(), account, max_leads=10)
    [note] = lw.reconcile(part, crm, phone="Phone", **_STATUS).attrs["notes"]
    assert "The leads are not all" in note


def test_a_state_is_finished_or_dialable_or_neither_and_never_two() -> None:
    assert not reconciliation.FINISHED & reconciliation.DIALABLE
    assert LEAD_STATES.keys() >= reconciliation.FINISHED | reconciliation.DIALABLE


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({}, "Neither phone nor extern_id"),
        ({"phone": "Phone", "extern_id": "Phone"}, "Both phone and extern_id"),
        ({"phone": "Mobile"}, "The CRM's table has no column Mobile"),
        ({"phone": "Phone", "status": "State"}, "The CRM's table has no column State"),
        ({"phone": "Phone", "campaign": "Where"}, "The CRM's table has no column Where"),
        ({"phone": "Phone", "closed": ["won"]}, "No row has one of the 1 values given as closed"),
        ({"phone": "Phone", "crm": 1}, "The CRM's table is a value of type int"),
        (
            {"phone": "Phone", "leads": _LEADS.drop(columns="lead_state")},
            "The table of leads has no column lead_state",
        ),
    ],
    ids="none both phone status campaign closed table leads".split(),
)
def test_a_reconciliation_that_means_nothing_is_refused(given: dict[str, Any], told: str) -> None:
    asked = {"leads": _LEADS, "crm": _crm(("2125550101", "Won"))} | _STATUS | given
    with pytest.raises(lw.InvalidArgumentError, match=told):
        lw.reconcile(**asked)
