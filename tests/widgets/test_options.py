from leadwidgets.client import Campaign, CampaignDisposition, DialGroup, LeadList, State
from leadwidgets.vocabulary import LEAD_STATES, SYSTEM_DISPOSITIONS
from leadwidgets.widgets import options


def campaign(number: int, *, active: bool = True) -> Campaign:
    return Campaign(
        campaign_id=number, name=f"Campaign {number}", is_active=active, dial_group_id=1
    )


def loaded_list(number: int, leads: int = 1_200) -> LeadList:
    return LeadList(
        list_id=number, name=f"List {number}", state="ACTIVE", leads_supplied=leads, uploaded=None
    )


def disposition(name: str, *, contact: bool = False, disabled: bool = False) -> CampaignDisposition:
    return CampaignDisposition(
        disposition_id=1,
        disposition=name,
        is_contact=contact,
        is_success=False,
        is_complete=False,
        is_disabled=disabled,
        do_not_call=False,
    )


def test_coded_values_come_in_our_order_and_the_accounts_own_behind_them() -> None:
    offered = options.of_terms(LEAD_STATES, ["EXPIRED", "DO-NOT-CALL", "READY"])
    assert offered.values == ("READY", "DO-NOT-CALL", "EXPIRED")
    assert offered.labels == ("Ready", "Do not call", "EXPIRED")


def test_without_a_list_of_the_account_every_known_value_is_offered() -> None:
    assert options.of_terms(SYSTEM_DISPOSITIONS).values == tuple(SYSTEM_DISPOSITIONS)


def test_campaigns_stand_under_their_dial_groups_and_empty_groups_do_not() -> None:
    groups = [
        DialGroup(dial_group_id=1, name="East", campaigns=(campaign(1), campaign(2, active=False))),
        DialGroup(dial_group_id=2, name="Empty", campaigns=()),
        DialGroup(dial_group_id=3, name="West", campaigns=(campaign(3),)),
    ]
    offered = options.of_campaigns(groups)
    assert offered.values == (1, 2, 3)
    assert offered.groups == (("East", 0), ("West", 2))
    assert offered.hints == ("1", "2 · not active", "3")


def test_lists_of_several_campaigns_are_grouped_and_a_shared_one_stands_once() -> None:
    first, second = [loaded_list(1), loaded_list(2)], [loaded_list(2), loaded_list(3)]
    lists = [("One", first), ("Two", second)]
    offered = options.of_lists(lists)
    assert offered.values == (1, 2, 3)
    assert offered.groups == (("One", 0), ("Two", 2))
    assert options.of_lists(lists[:1]).groups == ()
    assert offered.hints is not None
    assert offered.hints[0] == "1,200 leads supplied · ACTIVE · 1"


def test_a_list_of_one_lead_has_one_lead() -> None:
    assert options.of_lists([("One", [loaded_list(1, leads=1)])]).hints == (
        "1 lead supplied · ACTIVE · 1",
    )


def test_campaigns_of_the_same_name_keep_their_own_lists() -> None:
    offered = options.of_lists([("Renewals", [loaded_list(1)]), ("Renewals", [loaded_list(2)])])
    assert offered.values == (1, 2)


def test_dispositions_of_several_campaigns_are_offered_by_name_once() -> None:
    offered = options.of_agent_dispositions(
        [disposition("Sold", contact=True), disposition("Busy"), disposition("Sold", disabled=True)]
    )
    assert offered.values == ("Sold", "Busy")
    assert offered.hints == ("contact", "")


def test_states_are_offered_by_name_and_sent_by_code() -> None:
    offered = options.of_states([State(code="NY", name="New York"), State(code="ON", name="")])
    assert offered.values == ("NY", "ON")
    assert offered.labels == ("New York", "ON")


def test_a_value_that_leads_have_shown_stands_once_even_when_it_is_listed() -> None:
    listed = options.of_states([State("NSW", "New South Wales")])
    offered = options.with_seen(listed, ["NSW", "Nowhere"])
    assert offered.values == ("NSW", "Nowhere")
    assert offered.labels == ("New South Wales", "Nowhere")
    assert offered.hints is not None
    assert offered.hints[1] == "Seen in leads."
