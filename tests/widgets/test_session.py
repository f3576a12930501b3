import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

import pytest
from widgets.sessions import listed, opened, opened_session, settled, until

from leadwidgets.account import Account, JwtCredentials
from leadwidgets.criteria import SearchCriteria
from leadwidgets.errors import (
    InvalidArgumentError,
    InvalidCriteriaError,
    LeadSearchError,
    SearchCancelled,
    SignInError,
)
from leadwidgets.fields import SEARCH_FIELDS
from leadwidgets.sandbox import Dialect, Faults, Sandbox
from leadwidgets.sandbox.service.faults import answered, late
from leadwidgets.vocabulary import LEAD_TIMEZONES
from leadwidgets.widgets.session import PanelSession

pytestmark = pytest.mark.anyio


@pytest.fixture(scope="module")
def sandbox() -> Sandbox:
    return Sandbox(leads=3_000, limits=False)


async def test_it_opens_with_the_first_active_campaign_and_its_lists(sandbox: Sandbox) -> None:
    async with opened(sandbox) as session:
        await until(session, lambda: settled(session))
        first = session.choices.first_campaign()
        assert first is not None
        assert first.is_active
        assert session.criteria == SearchCriteria(campaign_ids=[first.campaign_id])
        raw = sandbox.raw_leads()
        mine = raw[raw["campaignId"] == first.campaign_id]
        offered = session.choices.fields["list_ids"].options.values
        assert set(mine["listId"].dropna()) <= set(offered)
        assert session.live_count.leads == len(mine)
        assert session.problem is None


def another_campaign(session: PanelSession) -> int:
    offered = session.choices.fields["campaign_ids"].options.values
    return next(int(one) for one in offered if one not in session.criteria.campaign_ids)


async def with_lists_taken_out(session: PanelSession, lists: int) -> SearchCriteria:
    """Choose lists, then another campaign; give the criteria before."""
    await until(session, lambda: listed(session))
    session.set_field("list_ids", session.choices.fields["list_ids"].options.values[:lists])
    before = session.criteria
    session.set_field("campaign_ids", [another_campaign(session)])
    await until(session, lambda: bool(session.notices))
    return before


async def test_changing_the_campaign_takes_out_what_it_does_not_have_and_names_it(
    sandbox: Sandbox,
) -> None:
    async with opened(sandbox) as session:
        await until(session, lambda: listed(session))
        first, second, *_ = session.choices.fields["list_ids"].options.labels
        before = await with_lists_taken_out(session, 4)
        assert session.criteria == SearchCriteria(campaign_ids=session.criteria.campaign_ids)
        offered = session.choices.fields["list_ids"].options.values
        assert not set(before.list_ids) & set(offered)
        [notice] = session.notices
        assert notice.text == (
            f"Loaded lists: “{first}”, “{second}” and 2 more were taken out, because no chosen "
            "campaign has them."
        )


async def test_choosing_the_campaign_again_brings_its_lists_back(sandbox: Sandbox) -> None:
    async with opened(sandbox) as session:
        before = await with_lists_taken_out(session, 1)
        session.set_field("campaign_ids", [*before.campaign_ids])
        await until(session, lambda: "chosen again" in session.notices[0].text)
        assert session.criteria == before
        session.undo()
        await until(session, lambda: settled(session))
        assert session.criteria.list_ids == ()


async def test_what_was_brought_back_and_dropped_by_hand_stays_dropped(sandbox: Sandbox) -> None:
    async with opened(sandbox) as session:
        before = await with_lists_taken_out(session, 1)
        session.undo()
        assert session.criteria == before
        session.set_field("list_ids", [])
        session.set_field("campaign_ids", [another_campaign(session)])
        session.set_field("campaign_ids", [*before.campaign_ids])
        await until(session, lambda: settled(session))
        assert (session.criteria.list_ids, session.notices) == ((), [])


async def test_a_notice_is_taken_back_with_its_campaign_and_edits_since_stay(
    sandbox: Sandbox,
) -> None:
    async with opened(sandbox) as session:
        before = await with_lists_taken_out(session, 2)
        session.set_field("first_name", "Jon")
        session.revert(session.notices[0].number + 1)
        assert session.notices != []
        session.revert(session.notices[0].number)
        await until(session, lambda: settled(session))
        assert session.criteria == before.replace(first_name="Jon")
        assert session.notices == []
        session.undo()
        assert session.criteria.list_ids == ()


async def test_changes_are_undone_and_redone_one_by_one(sandbox: Sandbox) -> None:
    async with opened(sandbox) as session:
        await until(session, lambda: settled(session))
        assert (session.history.undoable, session.history.redoable) == (None, None)
        held = [session.criteria]
        session.set_field("suppressed", "ONLY_SUPPRESSED")
        held.append(session.criteria)
        session.set_field("suppressed", "ONLY_SUPPRESSED")
        for typed in ("J", "Jo", "Jon"):
            session.set_field("first_name", typed)
        held.append(session.criteria)
        session.set_criteria(SearchCriteria(lead_ids=[7]))
        held.append(session.criteria)
        session.reset()
        held.append(session.criteria)
        seen = []
        for _ in held:
            seen.append(session.criteria)
            session.undo()
        assert seen == held[::-1]
        assert session.history.redoable == SEARCH_FIELDS["suppressed"].label
        for _ in held:
            session.redo()
        assert session.criteria == held[-1]
        session.undo()
        session.set_field("last_name", "Li")
        assert session.history.redoable is None


async def test_what_a_field_refused_is_undone_and_comes_back_like_any_other(
    sandbox: Sandbox,
) -> None:
    async with opened(sandbox) as session:
        with pytest.raises(InvalidCriteriaError):
            session.set_field("lead_ids", ["41000021x"])
        session.undo()
        session.check_form()
        session.redo()
        assert session.refused["lead_ids"].value == ["41000021x"]


async def test_adding_a_campaign_keeps_the_chosen_lists(sandbox: Sandbox) -> None:
    async with opened(sandbox) as session:
        await until(session, lambda: listed(session))
        own = session.choices.fields["list_ids"].options.values[:1]
        session.set_field("list_ids", list(own))
        every = session.choices.fields["campaign_ids"].options.values
        session.set_field("campaign_ids", list(every))
        await until(session, lambda: settled(session))
        assert session.criteria.list_ids == own
        assert session.notices == []
        assert len(session.choices.fields["list_ids"].options.groups) > 1


async def test_without_a_campaign_the_linked_fields_wait_for_one(sandbox: Sandbox) -> None:
    async with opened(sandbox) as session:
        await until(session, lambda: listed(session))
        session.set_field("campaign_ids", [])
        await until(session, lambda: session.choices.fields["list_ids"].status == "waiting")
        assert session.choices.fields["agent_dispositions"].message == "Choose a campaign first."


async def test_a_refused_value_changes_nothing(sandbox: Sandbox) -> None:
    async with opened(sandbox) as session:
        before = session.criteria
        with pytest.raises(InvalidCriteriaError, match="Lead status"):
            session.set_field("lead_states", ["ready"])
        assert session.criteria == before


async def test_nothing_is_searched_or_counted_while_a_field_holds_what_no_search_can(
    sandbox: Sandbox,
) -> None:
    async with opened(sandbox) as session:
        await until(session, lambda: session.live_count.status == "known")
        for field, value in (("loaded_dts_start", "half a date"), ("lead_ids", ["41000021x"])):
            with pytest.raises(InvalidCriteriaError):
                session.set_field(field, value)
        assert session.live_count.message == "Not counted, because of Lead ids and Loaded from."
        with pytest.raises(InvalidCriteriaError, match="Not searched, because of Lead ids and Loa"):
            await session.search()
        assert (session.result, session.panel_search.status) == (None, "idle")
        session.set_field("lead_ids", [])
        session.set_field("loaded_dts_start", None)
        await until(session, lambda: session.live_count.status == "known")
        assert (await session.search()).receipt.complete


@pytest.mark.parametrize("mend", ["reset", "set_criteria"])
async def test_a_form_that_is_filled_anew_holds_nothing_that_was_refused(
    sandbox: Sandbox, mend: str
) -> None:
    async with opened(sandbox) as session:
        with pytest.raises(InvalidCriteriaError):
            session.set_field("lead_ids", ["41000021x"])
        if mend == "reset":
            session.reset()
        else:
            session.set_criteria(SearchCriteria())
        assert (await session.search()).receipt.complete


async def test_a_search_answers_what_the_form_holds(sandbox: Sandbox) -> None:
    async with opened(sandbox, SearchCriteria(lead_states=["READY"])) as session:
        result = await session.search()
        raw = sandbox.raw_leads()
        ready = raw[raw["leadState"] == "READY"]["leadId"]
        assert sorted(result.leads["lead_id"]) == sorted(ready)
        assert session.result is result
        assert session.live_count.leads == len(ready)
        assert session.panel_search.status == "done"


async def test_a_result_says_whether_it_is_of_what_the_form_holds(sandbox: Sandbox) -> None:
    async with opened(sandbox, SearchCriteria(lead_states=["READY"])) as session:
        assert not session.result_is_current
        result = await session.search()
        assert session.result_is_current
        session.set_field("lead_states", ["PENDING"])
        assert not session.result_is_current
        session.restore()
        assert session.criteria == result.receipt.criteria
        assert session.result_is_current
        with pytest.raises(InvalidCriteriaError):
            session.set_field("lead_ids", ["41000021x"])
        assert not session.result_is_current


async def test_wrong_credentials_are_shown_with_what_to_check(sandbox: Sandbox) -> None:
    with sandbox.serve() as served:
        wrong = JwtCredentials("an-app", "not-the-secret", "not-the-jwt")
        account = Account(
            account_id=served.account_id,
            credentials=wrong,
            base_url=served.base_url,
            platform_url=served.platform_url,
        )
        async with opened(account) as session:
            await until(session, lambda: settled(session))
            assert session.problem is not None
            assert session.problem.next_step
            failed = [one for one in session.choices.fields.values() if one.status == "failed"]
            assert len(failed) == 4
            assert {one.message for one in failed} == {None}  # the problem tells it, once
            assert session.live_count.message == "The sign-in was not accepted."
            with pytest.raises(SignInError):
                await session.search()
            assert session.panel_search.status == "failed"
            assert "not-the" not in str(session.problem)


async def test_a_list_that_the_account_refuses_leaves_its_field_free() -> None:
    sandbox = Sandbox(leads=500, limits=False, dialect=Dialect(missing_lists=frozenset({"states"})))
    async with opened(sandbox) as session:
        await until(session, lambda: listed(session))
        assert session.choices.fields["physical_states"].status == "failed"
        session.set_field("physical_states", ["NY"])
        result = await session.search()
        assert set(result.leads["physical_state"].unique()) <= {"NY"}


@pytest.mark.slow
async def test_a_cancelled_search_says_so_and_keeps_the_last_result() -> None:
    sandbox = Sandbox(leads=5_000, limits=False, faults=Faults(late(0.05, times=None)))
    async with opened(sandbox, SearchCriteria()) as session:
        last = await session.search()
        searching = asyncio.create_task(session.search())
        await until(session, lambda: session.panel_search.status == "running")
        session.cancel()
        with pytest.raises(SearchCancelled):
            await searching
        assert session.panel_search.status == "cancelled"
        assert session.result is last
        assert session.problem is None


@pytest.mark.slow
async def test_a_new_search_ends_the_one_before() -> None:
    sandbox = Sandbox(leads=5_000, limits=False, faults=Faults(late(0.05, times=None)))
    async with opened(sandbox, SearchCriteria()) as session:
        first = asyncio.create_task(session.search())
        await until(session, lambda: session.panel_search.status == "running")
        second = await session.search()
        with pytest.raises(SearchCancelled):
            await first
        assert session.result is second
        assert session.panel_search.status == "done"


async def test_reset_brings_back_the_start_and_keeps_the_result(sandbox: Sandbox) -> None:
    async with opened(sandbox) as session:
        start = session.criteria
        session.set_field("lead_states", ["READY"])
        result = await session.search()
        session.reset()
        await until(session, lambda: session.criteria == start)
        assert session.result is result


async def test_edits_made_while_it_opens_are_kept_beside_the_first_campaign(
    sandbox: Sandbox,
) -> None:
    session = PanelSession(sandbox)
    session.set_field("lead_states", ["READY"])
    async with opened_session(session):
        first = session.choices.first_campaign()
        assert first is not None
        assert session.criteria == SearchCriteria(
            campaign_ids=[first.campaign_id], lead_states=["READY"]
        )


async def test_criteria_given_while_it_opens_are_not_added_to(sandbox: Sandbox) -> None:
    session = PanelSession(sandbox)
    session.set_criteria(SearchCriteria(lead_states=["READY"]))
    async with opened_session(session):
        assert session.criteria == SearchCriteria(lead_states=["READY"])


async def test_a_campaign_changed_while_it_opens_drops_the_other_ones_lists_too() -> None:
    slow = Faults(late(0.2, on="withChildren"))
    sandbox = Sandbox(leads=2_000, limits=False, faults=slow)
    lists = sandbox.raw_leads()[["campaignId", "listId"]].dropna().drop_duplicates("campaignId")
    [one, list_of_one], [other, _], *_ = lists.astype(int).to_numpy().tolist()
    session = PanelSession(sandbox, SearchCriteria(campaign_ids=[one], list_ids=[list_of_one]))
    session.set_field("campaign_ids", [other])
    async with opened_session(session):
        result = await session.search()
        assert result.receipt.criteria == SearchCriteria(campaign_ids=[other])
        assert len(result.leads) > 0


async def test_a_search_right_after_the_campaign_changed_never_sends_the_old_lists() -> None:
    slow = Faults(late(0.2, on="/lists", first=2, times=None))
    async with opened(Sandbox(leads=2_000, limits=False, faults=slow)) as session:
        await until(session, lambda: listed(session))
        fields = session.choices.fields
        session.set_field("list_ids", list(fields["list_ids"].options.values[:1]))
        session.set_field("campaign_ids", [fields["campaign_ids"].options.values[1]])
        result = await session.search()
        assert result.receipt.criteria.list_ids == ()
        assert len(result.leads) > 0


async def test_a_search_is_cancelled_while_the_session_still_opens() -> None:
    slow = Faults(late(0.2, on="dialGroups", times=None))
    session = PanelSession(Sandbox(leads=500, limits=False, faults=slow))
    opening = asyncio.create_task(session.open())
    searching = asyncio.create_task(session.search())
    await until(session, lambda: session.panel_search.status == "running")
    session.cancel()
    with pytest.raises(SearchCancelled):
        await searching
    await opening
    assert session.result is None
    await session.close()


async def test_cancelling_who_waits_for_a_search_is_a_cancellation() -> None:
    sandbox = Sandbox(leads=5_000, limits=False, faults=Faults(late(0.05, times=None)))
    async with opened(sandbox, SearchCriteria()) as session:
        searching = asyncio.create_task(session.search())
        await until(session, lambda: session.panel_search.status == "running")
        searching.cancel()
        with pytest.raises(asyncio.CancelledError):
            await searching
        assert session.panel_search.status == "cancelled"


async def test_reset_reads_anew_what_failed() -> None:
    refused = Faults(
        answered(403, on="withChildren", times=1), answered(403, on="leadStates", times=1)
    )
    async with opened(Sandbox(leads=500, limits=False, faults=refused)) as session:
        fields = session.choices.fields
        await until(session, lambda: fields["lead_states"].status == "failed")
        assert fields["campaign_ids"].status == "failed"
        assert session.problem is not None
        session.reset()
        await until(session, lambda: fields["list_ids"].status == "ready")
        assert fields["campaign_ids"].status == fields["lead_states"].status == "ready"
        assert len(session.criteria.campaign_ids) == 1
        assert session.problem is None


async def test_a_closed_session_says_so(sandbox: Sandbox) -> None:
    async with opened(sandbox) as session:
        pass
    with pytest.raises(LeadSearchError, match="was closed"):
        await session.search()
    with pytest.raises(LeadSearchError, match="was closed"):
        session.set_criteria(SearchCriteria())
    with pytest.raises(LeadSearchError, match="was closed"):
        session.set_field("lead_states", [])
    with pytest.raises(LeadSearchError, match="was closed"):
        session.reset()


async def test_codes_that_leads_have_shown_are_offered_behind_the_listed_ones() -> None:
    async with opened(Sandbox(leads=2_000, country="AU")) as session:
        await until(session, lambda: settled(session))
        field = session.choices.fields["lead_timezones"]
        assert field.options.values == tuple(LEAD_TIMEZONES)
        before, states = field.version, session.choices.fields["physical_states"].version
        await session.search()
        offered = session.choices.fields["lead_timezones"].options
        assert offered.values[: len(LEAD_TIMEZONES)] == tuple(LEAD_TIMEZONES)
        assert {"NSW1", "WA01"} <= set(offered.values)
        assert len(offered.values) == len(offered.labels) == len(offered.hints or ())
        assert field.version == before + 1
        assert session.choices.fields["physical_states"].version == states  # nothing new in them
        session.set_field("lead_timezones", ["WA01"])
        result = await session.search()
        assert set(result.leads["lead_timezone"]) == {"WA01"}


async def test_what_was_seen_is_offered_in_the_next_panel_from_the_start() -> None:
    account = Sandbox(leads=500, country="AU")
    async with opened(account) as session:
        await session.search()
    async with opened(account) as session:
        assert "NSW1" in session.choices.fields["lead_timezones"].options.values


@contextmanager
def seeing_two() -> Iterator[tuple[Account, str]]:
    """Serve an account that names no sub-account to a user who sees two; give the other's id."""
    sandbox = Sandbox(leads=300)
    other = sandbox.users[1].account_ids[0]
    object.__setattr__(sandbox.users[0], "account_ids", (sandbox.account_id, other))
    with sandbox.serve() as served:
        yield replace(served, account_id="", name=""), other


async def test_a_sub_account_is_chosen_first_where_there_are_several() -> None:
    with seeing_two() as (account, other):
        async with opened(account) as session:
            assert [one.account_id for one in session.sub_accounts][1] == other
            assert session.problem is None
            assert session.live_count.status == "idle"
            with pytest.raises(SignInError, match="RINGCX_ACCOUNT_ID"):
                await session.search()
            session.choose_account(other)
            await until(session, lambda: settled(session))
            assert session.sub_accounts == ()
            assert session.problem is None
            assert session.account.name == "Quiet Valley Credit"
            result = await session.search()
    assert result.receipt.account_id == other
    assert result.receipt.account_name == "Quiet Valley Credit"
    assert len(result.leads) == 200


async def test_a_search_that_follows_the_choice_waits_for_the_first_campaign() -> None:
    with seeing_two() as (account, other):
        async with opened(account) as session:
            session.choose_account(other)
            result = await session.search()
            await until(session, lambda: settled(session))
    assert result.receipt.criteria.campaign_ids == (236_001,)


async def test_only_what_was_found_can_be_chosen_and_only_once() -> None:
    with seeing_two() as (account, other):
        async with opened(account) as session:
            with pytest.raises(InvalidArgumentError, match="to be chosen"):
                session.choose_account("12345")
            assert len(session.sub_accounts) == 2
            session.choose_account(other)
            with pytest.raises(InvalidArgumentError, match="to be chosen"):
                session.choose_account(session.account.account_id)
            await until(session, lambda: settled(session))


async def test_an_account_whose_sub_accounts_cannot_be_read_says_why() -> None:
    refused = Faults(answered(403, on="admin/accounts", times=None))
    with Sandbox(leads=50, faults=refused).serve() as served:
        async with opened(replace(served, account_id="")) as session:
            await until(session, lambda: settled(session))
            assert session.sub_accounts == ()
            assert session.problem is not None
            assert "denied" in session.problem.detail
