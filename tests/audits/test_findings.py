"""Findings: the stories of the embedded account, each with its leads; and none where none is."""

from datetime import UTC, datetime, timedelta
from functools import cache

import pandas as pd
import pytest

import leadwidgets as lw
from leadwidgets.audits import FIGURES
from leadwidgets.sandbox.invented.stories import (
    DNC_LEAKAGE,
    DUPLICATES,
    EXHAUSTED,
    FRESH,
    OVERDUE,
    STORIES,
    STUCK,
    SUPPRESSED,
    WRONG_TIMEZONE,
    Story,
)

NOW = datetime(2026, 11, 2, 17, tzinfo=UTC)
KINDS = {
    EXHAUSTED: "exhausted",
    STUCK: "stuck",
    OVERDUE: "overdue_callbacks",
    WRONG_TIMEZONE: "wrong_timezone",
    DNC_LEAKAGE: "dnc_leakage",
    DUPLICATES: "duplicates_across_campaigns",
    SUPPRESSED: "suppressed",
    FRESH: "fresh",
}
EAST = 136_811


@cache
def _account(seed: int) -> lw.Sandbox:
    return lw.Sandbox(leads=4_000, seed=seed, now=NOW, limits=False)


@cache
def _result(seed: int) -> lw.SearchResult:
    return lw.search(lw.SearchCriteria(), _account(seed))


@cache
def _report(seed: int) -> lw.AuditReport:
    return lw.audit(_result(seed), now=NOW)


@pytest.mark.slow
@pytest.mark.parametrize("country", ["CA", "AU"])
def test_abroad_every_story_is_found_with_as_many_leads(country: str) -> None:
    account = lw.Sandbox(leads=2_000, country=country, now=NOW, limits=False)
    result = lw.search(lw.SearchCriteria(), account)
    report = lw.audit(result, now=NOW, settings=_SMALL)
    stories = account.stories()
    for story, truth in zip(STORIES, stories["leads"], strict=True):
        sizes = [
            int((finding.leads["list_id"] == story.list_id).sum())
            for finding in report.findings
            if finding.kind == KINDS[story]
        ]
        assert truth in sizes, story.title


def _is_in(leads: pd.DataFrame, story: Story) -> "pd.Series[bool]":
    """Tell which leads of a list are in its story, from its telling and not from the audit."""
    state, passes = leads["lead_state"].astype("str"), leads["lead_passes"]
    match KINDS[story]:
        case "exhausted":
            spent = state.eq("READY") & passes.ge(leads["max_passes"])
            return spent | state.eq("MAX-DIAL-LIMIT")
        case "stuck":
            old = leads["state_dts"].lt(NOW - timedelta(minutes=30))
            return (state.eq("PENDING") & old) | state.eq("PENDING-ERR")
        case "overdue_callbacks":
            callback = ["CALLBACK", "AGENT-CALLBACK", "PENDING-CALLBACK"]
            return state.isin(callback) & leads["next_dial_time"].lt(NOW)
        case "wrong_timezone":
            return leads["lead_timezone"].isin(["PST", "PDT"]) & ~leads["physical_state"].isin(
                ["CA", "NV", "OR", "WA", "BC"]
            )
        case "suppressed":
            return leads["suppressed"]
        case _:
            return pd.Series(data=True, index=leads.index)


@pytest.mark.slow
@pytest.mark.parametrize("seed", [1, 2, 3, 7])
@pytest.mark.parametrize("story", STORIES, ids=lambda story: story.title)
def test_every_story_is_found_with_exactly_its_leads(seed: int, story: Story) -> None:
    found = [finding for finding in _report(seed).findings if finding.kind == KINDS[story]]
    if story is DUPLICATES:
        found = [one for one in found if "Auto Renewals East and Auto Ren" in one.sentence]
    leads = pd.concat([finding.leads for finding in found])
    here = leads[leads["list_id"] == story.list_id]
    everyone = _result(seed).leads
    stories = _account(seed).stories()
    [truth] = stories.loc[stories["title"] == story.title, "leads"].tolist()
    assert here["lead_id"].is_unique
    assert len(here) == truth > 0
    listed = everyone[everyone["list_id"] == story.list_id]
    if story in {DUPLICATES, DNC_LEAKAGE}:
        elsewhere = everyone[everyone["list_id"] != story.list_id]
        if story is DUPLICATES:
            elsewhere = elsewhere[elsewhere["campaign_id"] == EAST]
        others = set(elsewhere["lead_phone"].dropna().str.split("|").explode())
        assert set(here["lead_phone"].str.split("|").explode()) & others
        assert here["lead_phone"].str.split("|").map(others.intersection).astype(bool).all()
    else:
        assert set(here["lead_id"]) == set(listed.loc[_is_in(listed, story), "lead_id"])


@pytest.mark.parametrize("seed", [1, 2, 3, 7])
def test_what_a_finding_says_can_be_searched_for_is_found_by_that_search(seed: int) -> None:
    told = [finding for finding in _report(seed).findings if finding.criteria is not None]
    assert {"overdue_callbacks", "suppressed", "fresh", "orphaned"} <= {one.kind for one in told}
    for finding in told:
        assert finding.criteria is not None
        searched = lw.search(finding.criteria, _account(seed)).leads
        assert set(searched["lead_id"]) == set(finding.leads["lead_id"]), finding


def test_a_finding_without_criteria_says_why() -> None:
    for finding in _report(1).findings:
        assert (finding.criteria is None) != (finding.no_criteria is None)


def test_criteria_stay_within_the_search_that_the_leads_came_from() -> None:
    account = _account(1)
    criteria = lw.SearchCriteria(campaign_ids=[136_792], lead_states=["CALLBACK", "READY"])
    report = lw.audit(lw.search(criteria, account), now=NOW, settings=_SMALL)
    [finding] = [one for one in report.findings if one.kind == "overdue_callbacks"]
    assert finding.criteria is not None
    assert finding.criteria.campaign_ids == (136_792,)
    assert finding.criteria.lead_states == ("CALLBACK",)
    found = lw.search(finding.criteria, account).leads
    assert set(found["lead_id"]) == set(finding.leads["lead_id"])


_SMALL = lw.AuditSettings(least_leads=1, least_share=0)


def _clean(leads: pd.DataFrame) -> pd.DataFrame:
    """Take out the leads of stories, and what is untidy in the same ways, by pandas alone."""
    state = leads["lead_state"].astype("str")
    late = leads["next_dial_time"].lt(NOW) & state.str.contains("CALLBACK")
    spent = leads["lead_passes"].ge(leads["max_passes"]) & state.eq("READY")
    failed = leads["system_disposition"].isin(["INTERCEPT", "DISCONNECT"])
    untidy = state.isin(["PENDING", "PENDING-ERR", "MAX-DIAL-LIMIT", "DO-NOT-CALL"])
    dropped = late | spent | failed | untidy | leads["suppressed"]
    refused = leads["agent_disposition"].isin(["Do Not Call"])
    kept = leads[~(dropped | refused) & leads["lead_timezone"].isin(["EST", "EDT"])]
    eastern = ["NY", "NJ", "GA", "PA", "OH", "NC", "VA", "MA", "MD", "CT", "SC", "MI", "ON"]
    kept = kept[kept["physical_state"].isin(eastern)]
    phones = kept["lead_phone"].str.split("|").explode()
    repeated = phones[phones.duplicated(keep=False)].index
    return kept.drop(index=repeated.unique())


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_clean_leads_have_nothing_to_mend(seed: int) -> None:
    leads = _clean(_result(seed).leads)
    assert len(leads) > 50
    report = lw.audit(leads, now=NOW, settings=_SMALL)
    assert {finding.level for finding in report.findings} <= {"note"}
    assert report.verdict.startswith("Nothing to mend")
    assert len(report.to_frame()) == len(FIGURES)


def test_nothing_to_mend_is_not_said_of_what_was_not_looked_for() -> None:
    report = lw.audit(pd.DataFrame({"lead_state": ["READY"] * 20}), now=NOW)
    assert report.verdict.startswith("Nothing to mend; ")
    assert report.verdict.endswith("kinds of findings not looked for")
    reasons = dict(report.not_looked_for)
    assert "no column suppressed" in reasons["dnc_leakage"]
    assert "Findings not looked for" in report._repr_html_()


def test_findings_come_by_rank_and_then_by_what_is_dialed_next() -> None:
    findings = _report(1).findings
    order = [(finding.rank, -finding.dialed_next) for finding in findings]
    assert order == sorted(order)
    assert findings[0].rank.words == "legal exposure"


def test_small_findings_are_left_out_unless_they_are_a_legal_exposure() -> None:
    leads = _result(1).leads
    stuck = leads[leads["lead_state"] == "PENDING-ERR"].head(9)
    leaking = _leads_of(_report(1), "dnc_leakage").head(1)
    refusals = leads[leads["lead_state"] == "DO-NOT-CALL"]
    rest = leads[leads["lead_state"] == "COMPLETE"]
    one = pd.concat([stuck, leaking, refusals, rest]).drop_duplicates("lead_id")
    kinds = {finding.kind: finding.size for finding in lw.audit(one, now=NOW).findings}
    assert "stuck" not in kinds
    assert kinds["dnc_leakage"] == 1


def _leads_of(report: lw.AuditReport, kind: str) -> pd.DataFrame:
    return next(finding.leads for finding in report.findings if finding.kind == kind)


def test_a_finding_of_mostly_one_list_is_that_lists_own() -> None:
    found = [one for one in _report(1).findings if one.kind == "wrong_timezone"]
    own = next(one for one in found if set(one.leads["list_id"]) == {WRONG_TIMEZONE.list_id})
    size = int((_result(1).leads["list_id"] == WRONG_TIMEZONE.list_id).sum())
    assert own.of == size
    assert own.sentence == (
        f"{own.size:,} leads of Windows radio have a timezone that no part of the state keeps: "
        f"{100 * own.size / size:.0f} % of the list."
    )
    assert own.certainty == "possible"


def test_one_lead_has_a_verb_of_its_own() -> None:
    lead = _result(1).leads.iloc[[-1]].assign(lead_timezone="HAST", physical_state="NY")
    [finding] = [x for x in lw.audit(lead, now=NOW).findings if x.kind == "wrong_timezone"]
    assert finding.sentence.startswith("1 lead of ")
    assert " has a timezone " in finding.sentence


@pytest.mark.slow
def test_the_given_leads_stay_as_they_were() -> None:
    leads = _result(2).leads
    before = leads.copy()
    lw.audit(leads, by="campaign", now=NOW)
    pd.testing.assert_frame_equal(leads, before)
