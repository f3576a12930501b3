"""Where an account's data comes from: drawn leads, saved leads, or a file that keeps either."""

from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from leadwidgets.sandbox.invented import (
    HOME_ACCOUNTS,
    STORIES,
    AccountPlan,
    draw_leads,
    stored_columns,
)
from leadwidgets.sandbox.service import AccountData, OwnValues
from leadwidgets.sandbox.snapshots import Snapshot, read_catalog
from leadwidgets.sandbox.store import (
    CARRIED,
    About,
    Cursors,
    LeadStore,
    fill,
    open_kept,
    write_kept,
)

_SAVED_ACCOUNT_ID = HOME_ACCOUNTS["US"].account_id


def invented(  # noqa: PLR0913 - what leads are drawn from, and how they are kept
    plan: AccountPlan,
    *,
    leads: int,
    seed: int,
    now: datetime,
    underscores: bool,
    file: Path | None = None,
) -> AccountData:
    """Give an account of drawn leads, which are drawn when they are first asked for."""

    def filled(cursors: Cursors) -> None:
        fill(cursors, draw_leads(plan, leads, seed, now), stored_columns(plan.country))

    about = About(plan.name, leads, seed, now.isoformat(), plan.country)

    def made() -> LeadStore:
        return LeadStore(_database(file, about, filled), underscores=underscores)

    return AccountData(plan, now, made, stories=STORIES)


def saved(
    snapshot: Snapshot, name: str, *, underscores: bool, file: Path | None = None
) -> AccountData:
    """Give an account of saved leads, as `read_snapshot` gives them."""
    about = About(name, snapshot.leads.num_rows, notes=snapshot.notes)
    cursors = _database(file, about, partial(fill, source=snapshot.leads, columns=CARRIED))
    return _of_saved_leads(LeadStore(cursors, underscores=underscores), _SAVED_ACCOUNT_ID, name)


def kept(file: Path, *, underscores: bool) -> tuple[AccountData, About]:
    """Open an account that is kept in a file."""
    cursors, about = open_kept(file)
    store = LeadStore(cursors, underscores=underscores)
    if about.now is None:
        return _of_saved_leads(store, _SAVED_ACCOUNT_ID, about.name), about
    plan = HOME_ACCOUNTS[about.country]
    now = datetime.fromisoformat(about.now)
    return AccountData(plan, now, lambda: store, stories=STORIES), about


def _database(file: Path | None, about: About, filled: Callable[[Cursors], None]) -> Cursors:
    if file is not None:
        return write_kept(file, about, filled)
    cursors = Cursors()
    filled(cursors)
    return cursors


def _of_saved_leads(store: LeadStore, account_id: str, name: str) -> AccountData:
    now = datetime.now(UTC)
    catalog = read_catalog(store, account_id, name, now)
    own = OwnValues(catalog.states, catalog.lead_states, catalog.system_dispositions)
    return AccountData(catalog.plan, now, lambda: store, own)
