"""Lists typed into a field: what becomes of each value, before a search and after one."""

from collections.abc import AsyncIterator

import pytest
from hypothesis import given
from hypothesis import strategies as st
from oracle import matching
from widgets.sessions import listed, opened, until

from leadwidgets.criteria import SearchCriteria
from leadwidgets.errors import InvalidCriteriaError
from leadwidgets.sandbox import Sandbox
from leadwidgets.widgets.session import PanelSession
from leadwidgets.widgets.typed_lists import typed_reply
from leadwidgets.widgets.wire import TypedReply

pytestmark = pytest.mark.anyio

PHONES = "lead_phone_numbers"


@pytest.fixture(scope="module")
def sandbox() -> Sandbox:
    return Sandbox(leads=2_000, limits=False)


@pytest.fixture
async def session(sandbox: Sandbox) -> AsyncIterator[PanelSession]:
    async with opened(sandbox, SearchCriteria(suppressed="ALL")) as session:
        await until(session, lambda: listed(session))
        yield session


def asked(session: PanelSession, text: str) -> TypedReply:
    return typed_reply("lead_phone_numbers", text, session.result)


def some_phones(sandbox: Sandbox, count: int) -> list[str]:
    phones = sandbox.raw_leads()["leadPhone"].str.split("|").str[0]
    return phones.drop_duplicates().head(count).tolist()


async def test_bad_values_and_second_spellings_are_told_and_the_good_ones_are_given_once() -> None:
    reply = typed_reply("lead_phone_numbers", "212-555-0100\nn/a\n\n+1 (212) 555.0100", None)
    assert reply.texts == ["212-555-0100", "n/a", "+1 (212) 555.0100"]
    assert reply.outcomes == ["good", "none", "doubled"]
    assert reply.firsts == [0, 0, 1]
    assert reply.values == ["2125550100"]
    assert (reply.leads, reply.looked_in) == (None, None)


async def test_lead_ids_are_whole_numbers_and_external_ids_any_text() -> None:
    ids = typed_reply("lead_ids", "41000021 41000021x, 041000021\n0", None)
    assert ids.outcomes == ["good", "none", "doubled", "none"]
    assert ids.values == [41_000_021]
    assert typed_reply("extern_ids", "A 1\na 1\nA 1", None).outcomes == ["good", "good", "doubled"]


async def test_a_search_for_the_values_tells_which_were_found(
    session: PanelSession, sandbox: Sandbox
) -> None:
    there, gone = some_phones(sandbox, 3), ["2005550199"]
    session.set_field(PHONES, [*there, *gone])
    assert asked(session, "\n".join(there)).leads is None
    await session.search()
    reply = asked(session, "\n".join([*there, *gone]))
    raw = sandbox.raw_leads()
    each = [SearchCriteria(lead_phone_numbers=[one], suppressed="ALL") for one in [*there, *gone]]
    assert reply.leads == [len(matching(raw, one)) for one in each]
    assert reply.looked_in is not None
    assert reply.looked_in.endswith("of the last search.")


async def test_values_that_were_not_searched_for_are_not_called_missing(
    session: PanelSession, sandbox: Sandbox
) -> None:
    there = some_phones(sandbox, 2)
    session.set_field(PHONES, there[:1])
    await session.search()
    assert asked(session, "\n".join(there)).leads is None


async def test_a_search_that_other_fields_narrow_says_so(
    session: PanelSession, sandbox: Sandbox
) -> None:
    there = some_phones(sandbox, 2)
    session.set_field(PHONES, there)
    session.set_field("last_name", "nobody is called so")
    await session.search()
    reply = asked(session, "\n".join(there))
    assert reply.leads == [0, 0]
    assert "its other fields leave leads out" in (reply.looked_in or "")


async def test_a_field_joins_two_spellings_of_a_number(session: PanelSession) -> None:
    session.set_field(PHONES, ["(212) 555-0100", "12125550100", "2125550101"])
    assert list(session.criteria.lead_phone_numbers) == ["2125550100", "2125550101"]


async def test_a_field_refuses_what_is_no_number_and_says_how_many_not_which(
    session: PanelSession,
) -> None:
    with pytest.raises(InvalidCriteriaError, match="Phones: 1 of 2 is no phone number") as told:
        session.set_field(PHONES, ["2125550100", "n/a"])
    assert "n/a" not in str(told.value)
    assert list(session.refused) == [PHONES]


@given(st.text(max_size=200))
def test_every_text_is_read_and_every_column_is_of_one_length(text: str) -> None:
    for field in ("lead_phone_numbers", "lead_ids", "extern_ids"):
        reply = typed_reply(field, text, None)
        assert len(reply.texts) == len(reply.outcomes) == len(reply.firsts)
        assert len(reply.values) == reply.outcomes.count("good")
