from collections.abc import Mapping

import pytest

from leadwidgets.vocabulary import (
    LEAD_STATES,
    LEAD_TIMEZONES,
    SUPPRESSED,
    SYSTEM_DISPOSITIONS,
    Term,
    canonical_lead_state,
    spell_lead_state,
)

GUIDE_LEAD_STATES = """ACTIVE AGENT_CALLBACK CALLBACK_CANCELLED CALLBACK CANCELLED COMPLETE
DISCONNECTED DO_NOT_CALL INTERCEPT MAX_DIAL_LIMIT PAUSED PENDING_CALLBACK PENDING_ERR PENDING_HCI
PENDING READY TRANSITIONED WHITELIST""".split()
GUIDE_SYSTEM_DISPOSITIONS = """ANSWER NOANSWER BUSY MACHINE INTERCEPT DISCONNECT ABANDON CONGESTION
MANUAL_PASS INBOUND_CALLBACK APP_DNC APP_REQUEUE APP_REQUEUE_COMPLETE APP_REQUEUE_ABANDON
INBOUND_ABANDON""".split()
GUIDE_TIMEZONES = """ADT AKDT AKST AST CDT CST EDT EST HADT HAST MDT MST NDT NST PDT PMDT PMST PST
WSDT WSST""".split()


def test_every_value_of_the_guide_is_there_and_no_other_is_invented() -> None:
    assert {canonical_lead_state(state) for state in GUIDE_LEAD_STATES} == set(LEAD_STATES)
    newer = {"API_BLOCKED", "API_ERROR"}
    assert set(SYSTEM_DISPOSITIONS) == {*GUIDE_SYSTEM_DISPOSITIONS, *newer}
    assert set(LEAD_TIMEZONES) == set(GUIDE_TIMEZONES)
    assert set(SUPPRESSED) == {"ALL", "ONLY_UNSUPPRESSED", "ONLY_SUPPRESSED"}


@pytest.mark.parametrize(
    "terms",
    [LEAD_STATES, SYSTEM_DISPOSITIONS, LEAD_TIMEZONES, SUPPRESSED],
    ids=["lead states", "system dispositions", "timezones", "suppressed"],
)
def test_every_value_has_a_label_of_its_own_and_a_meaning(terms: Mapping[str, Term]) -> None:
    assert len({term.label for term in terms.values()}) == len(terms)
    assert [value for value, term in terms.items() if not term.meaning.endswith(".")] == []


@pytest.mark.parametrize("state", GUIDE_LEAD_STATES)
def test_both_spellings_of_a_lead_state_are_one(state: str) -> None:
    hyphens = state.replace("_", "-")
    assert canonical_lead_state(state) == canonical_lead_state(hyphens) == hyphens


def test_an_unknown_lead_state_passes_through() -> None:
    assert canonical_lead_state("EXPIRED_SOON") == "EXPIRED_SOON"


def test_a_lead_state_is_spelled_as_the_account_lists_it() -> None:
    assert spell_lead_state("DO-NOT-CALL", ["READY", "DO_NOT_CALL"]) == "DO_NOT_CALL"
    assert spell_lead_state("DO_NOT_CALL", ["READY", "DO-NOT-CALL"]) == "DO-NOT-CALL"
    assert spell_lead_state("DO_NOT_CALL", []) == "DO-NOT-CALL"
