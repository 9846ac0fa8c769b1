"""The board of a day: visits due, visits left open and referrals that wait, in one list."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from imh_desktop.core.contact_log import Tries, tries_since
from imh_desktop.core.next_visit import NextVisit
from imh_desktop.core.people import Child
from imh_desktop.core.referral import Partner
from imh_desktop.core.referral_clocks import Due, dues
from imh_desktop.core.today import Matter, board
from imh_desktop.flows.case_progress import CaseProgress
from imh_desktop.flows.caseload import CaseRow
from imh_desktop.flows.referral_watch import ReferralAlarm, alarm_of, school_told, track_of
from imh_desktop.store import listing, records
from imh_desktop.store.contact_log import all_contacts
from imh_desktop.store.referral_values import Referral
from imh_desktop.store.scalars import day_of
from imh_desktop.store.vault import Vault
from imh_desktop.words import Words

_ELSEWHERE = ("given", "covered")


class Clockwork(NamedTuple):
    """A referral's clock, and what its sentence is made of when somebody looks at it."""

    referral: Referral
    due: Due
    partner: Partner | None

    def alarm(self, words: Words) -> ReferralAlarm:
        """Return the clock in words."""
        return alarm_of(self.referral, self.due, self.partner, words)


@dataclass(frozen=True, slots=True)
class TodayRow:
    """One matter with whom it is about. ``owner``: who made the open visit; ``progress``: of it;
    ``clock``: the referral's; ``due``: the visit due; ``tries``: to reach the family since its last
    visit."""

    matter: Matter
    child: Child
    owner: str = ""
    progress: CaseProgress | None = None
    clock: Clockwork | None = None
    due: NextVisit | None = None
    tries: Tries | None = None


def today_board(vault: Vault, rows: Iterable[CaseRow], today: date) -> tuple[TodayRow, ...]:
    """Return what waits, what is most at risk of being forgotten first (``core.today.board``).

    A child whose care ended has nothing there. A family that another laptop follows has its open
    visits alone: nobody else can finish them.

    Args:
        rows: of every child, as the caseload has them.
    """
    among = {row.child.child_id: row for row in rows if not row.ended}
    found = {row.matter: row for row in _all(vault, among, today)}
    return tuple(found[one] for one in board(found, today))


def _all(vault: Vault, among: dict[str, CaseRow], today: date) -> Iterator[TodayRow]:
    here = {id_: row for id_, row in among.items() if row.held not in _ELSEWHERE}
    yield from _drafts(vault, among.values())
    yield from _visits(vault, here.values(), today)
    yield from _referrals(vault, here, today)


def _drafts(vault: Vault, rows: Iterable[CaseRow]) -> Iterator[TodayRow]:
    names = {id_: worker.name for id_, worker in records.workers(vault).items()}
    for row in rows:
        for draft in row.drafts:
            if (on := day_of(draft.on)) is not None:
                matter = Matter(
                    what="draft", child_id=row.child.child_id, record_id=draft.visit_id, on=on
                )
                yield TodayRow(
                    matter=matter, child=row.child, owner=names.get(draft.worker_id, ""),
                    progress=row.progress.of(draft),
                )  # fmt: skip


def _visits(vault: Vault, rows: Iterable[CaseRow], today: date) -> Iterator[TodayRow]:
    tried = all_contacts(vault)
    for row in rows:
        if row.drafts or row.due is None or row.due.first.on > today:
            continue
        first = row.due.first
        child_id = row.child.child_id
        tries = tries_since(tried.get(child_id, ()), row.last_on)
        matter = Matter(
            what=first.why, child_id=child_id, record_id=child_id, on=first.on,
            tried_on=tries.last_on if tries else None,
        )  # fmt: skip
        yield TodayRow(matter=matter, child=row.child, due=row.due, tries=tries)


def _referrals(vault: Vault, rows: dict[str, CaseRow], today: date) -> Iterator[TodayRow]:
    partners = {partner.partner_id: partner for partner in records.partners(vault)}
    referrals = tuple(listing.loops(vault))
    schools = school_told(referrals, partners)
    for one in referrals:
        if (row := rows.get(one.child_id)) is None:
            continue
        partner = partners.get(one.partner_id)
        track = track_of(one, row.child, partner, school_told=one.child_id in schools)
        tried = max((each.on for each in one.attempts), default=None)
        for due in dues(track, today):
            if due.pause is None:
                matter = Matter(
                    what=due.clock, child_id=one.child_id, record_id=one.referral_id,
                    on=due.due_on, tried_on=tried,
                )  # fmt: skip
                yield TodayRow(matter=matter, child=row.child, clock=Clockwork(one, due, partner))
