"""All records of a type, read in small parts, so that a window may breathe between two of them."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import NamedTuple

from imh_desktop.core.people import Child
from imh_desktop.core.referral_loop import first_days
from imh_desktop.core.visit import PrivateTalk, Visit
from imh_desktop.store.entry import Value
from imh_desktop.store.faults import storage_faults
from imh_desktop.store.people_values import child_of
from imh_desktop.store.reading import Tables
from imh_desktop.store.referral_values import Referral, referral_of
from imh_desktop.store.row import Row
from imh_desktop.store.vault import Vault
from imh_desktop.store.visit_values import talk_of, visit_of

_PART = 20


class StoredChild(NamedTuple):
    """A child, None while the birth is not known, and the day the record began here."""

    child_id: str
    child: Child | None
    given_name: str
    family_name: str
    gestation_days: int | None
    language: str
    began_on: date | None


class StoredVisit(NamedTuple):
    """A visit, None while its day is not known, with what it was closed with."""

    visit_id: str
    child_id: str
    visit: Visit | None
    closed: bool
    age_policy: str
    checklist_version: str
    results: dict[str, Value]


def how_many(vault: Vault) -> int:
    """Return the number of children, visits, referrals and private talks together."""
    tables = Tables(vault)
    return sum(tables.count(each) for each in ("child", "visit", "referral", "private"))


def children(vault: Vault) -> Iterator[StoredChild]:
    """Yield every child."""
    for row in _rows(vault, "child"):
        yield StoredChild(
            row.record_id, child_of(row), row.text("given_name"), row.text("family_name"),
            row.number("gestation_days"), row.text("page_language") or "en",
            _first_day(vault, row.record_id),
        )  # fmt: skip


def visits(vault: Vault) -> Iterator[StoredVisit]:
    """Yield every visit's open record."""
    for row in _rows(vault, "visit"):
        yield StoredVisit(
            row.record_id, row.text("child_id"), visit_of(row), bool(row.text("closed_at")),
            row.text("age_policy"), row.text("checklist_version"), row.elements("results"),
        )  # fmt: skip


def referrals(vault: Vault) -> Iterator[tuple[Referral, dict[str, date]]]:
    """Yield every referral with the first day it was in each state."""
    for row in _rows(vault, "referral"):
        referral = referral_of(row)
        reached = _reached(vault, row.record_id)
        # What somebody said of a day counts before the day it was written down.
        yield referral, {**reached, **first_days(referral.steps)}


def loops(vault: Vault) -> Iterator[Referral]:
    """Yield every referral, all read at once: whoever asks looks at each of them."""
    return map(referral_of, Tables(vault).all("referral"))


def private_talks(vault: Vault) -> Iterator[PrivateTalk]:
    """Yield every private talk in which something was said."""
    return (talk for talk in map(talk_of, _rows(vault, "private")) if talk.spoken)


def answer_times(vault: Vault, visit_id: str) -> tuple[int, ...]:
    """Return when each answer of a visit was first given, in seconds, earliest first."""
    first: dict[str, int] = {}
    for entry in vault.journal.retracting.given(visit_id):
        for field in entry.changes:
            if field.startswith("answers."):
                at = round(datetime.fromisoformat(entry.recorded_at).timestamp())
                first[field] = min(at, first.get(field, at))
    return tuple(sorted(first.values()))


def visits_asked_of(vault: Vault) -> list[str]:
    """Return the visits of which a visitor asked a coordinator for a lower step."""
    select = "SELECT record_id FROM visit WHERE lower_asked IS NOT NULL ORDER BY record_no"
    with storage_faults():
        rows = vault.open_connection().execute(select).fetchall()
    return [record_id for (record_id,) in rows]


def _rows(vault: Vault, table: str) -> Iterator[Row]:
    rows, last = Tables(vault).part(table, 0, _PART)
    while rows:
        yield from rows
        rows, last = Tables(vault).part(table, last, _PART)


def _first_day(vault: Vault, record_id: str) -> date | None:
    history = vault.journal.retracting.given(record_id)
    return min((_day(entry.recorded_at) for entry in history), default=None)


def _reached(vault: Vault, referral_id: str) -> dict[str, date]:
    reached: dict[str, date] = {}
    for entry in vault.journal.retracting.given(referral_id):
        state = entry.changes.get("state")
        if isinstance(state, str) and state:
            day = _day(entry.recorded_at)
            reached[state] = min(day, reached.get(state, day))
    return reached


def _day(recorded_at: str) -> date:
    """Return the day it was where the laptop is."""
    return datetime.fromisoformat(recorded_at).astimezone().date()
