"""Readings of the vault as core values; no row leaves this room.

A field in conflict reads so that nothing is hidden: names stand side by side, a birth spans its
candidates, anything else reads as not known. ``Journal.record`` tells every candidate.
"""

from datetime import date
from typing import Literal
from uuid import NAMESPACE_URL, UUID, uuid5

import msgspec

from imh_desktop.core.checklist import Checklist
from imh_desktop.core.handover import Handover
from imh_desktop.core.people import Caregiver, Child, Programme, Worker
from imh_desktop.core.print_desk import PrintPage
from imh_desktop.core.printed import Printed
from imh_desktop.core.privacy import Sensitivity
from imh_desktop.core.referral import Consent, Partner
from imh_desktop.core.same_child import Link
from imh_desktop.core.visit import PrivateTalk, Visit
from imh_desktop.store.consents import consent_of
from imh_desktop.store.entry import Value
from imh_desktop.store.one_reading import read_once
from imh_desktop.store.paper_values import print_page_of, printed_of
from imh_desktop.store.people_values import (
    caregiver_of,
    child_of,
    handover_of,
    link_of,
    partner_of,
    programme_of,
    worker_of,
)
from imh_desktop.store.reading import Tables
from imh_desktop.store.referral_values import Referral, referral_of
from imh_desktop.store.scalars import day_of
from imh_desktop.store.vault import Vault
from imh_desktop.store.visit_days import Draft, VisitDay
from imh_desktop.store.visit_values import talk_of, visit_of

PROGRAMME_ID = str(uuid5(NAMESPACE_URL, "imh:programme"))
"""The one settings record, the same on every laptop, so that settings travel and meet."""


class Case(msgspec.Struct, frozen=True, kw_only=True):
    """One line of the list of children. ``answers``: how many the open visit holds, open items
    only; ``last_on``: the day of the latest closed visit; ``again_on``: the day its results say to
    look again, None when they say none; ``open_level``: the level they say, empty when none;
    ``drafts``: every open visit, not the latest alone."""

    child: Child
    caregiver_names: tuple[str, ...] = ()
    open_visit_id: str = ""
    open_on: date | None = None
    answers: int = 0
    last_visit_id: str = ""
    last_on: date | None = None
    again_on: date | None = None
    open_level: str = ""
    drafts: tuple[Draft, ...] = ()


def private_id(visit_id: str, caregiver_id: str, sensitivity: Sensitivity) -> str:
    """Return the id of the one private record of a visit, a caregiver and a class."""
    return str(uuid5(UUID(visit_id), f"{caregiver_id}/{sensitivity.value}"))


def children(vault: Vault) -> list[Child]:
    """Return every child whose birth is known, by name."""
    found = filter(None, map(child_of, Tables(vault).all("child")))
    return sorted(found, key=lambda child: (child.name.casefold(), child.child_id))


@read_once
def child(vault: Vault, child_id: str) -> Child | None:
    """Return one child; None when there is none of this id."""
    row = Tables(vault).one("child", child_id)
    return child_of(row) if row else None


@read_once
def children_of_household(vault: Vault, household_id: str) -> list[Child]:
    """Return the children of one home."""
    rows = Tables(vault).of("child", "household_id", household_id)
    return [child for child in map(child_of, rows) if child]


def children_born_near(vault: Vault, first: str, last: str, also: str, number: str) -> list[Child]:
    """Return the children who may be born from one day to another, on a third one, or who bear a
    number; days as ISO texts, empty = none."""
    found = Tables(vault).children_born_near(first, last, also, number)
    return [child for child in map(child_of, found) if child]


@read_once
def caregivers(vault: Vault, child_id: str) -> list[Caregiver]:
    """Return the adults who care for a child, in the order they were added."""
    return [caregiver_of(row) for row in Tables(vault).of("caregiver", "child_id", child_id)]


@read_once
def visits(vault: Vault, child_id: str) -> list[Visit]:
    """Return a child's visits, earliest first; ``closed_at`` is empty while open."""
    found = filter(None, map(visit_of, Tables(vault).of("visit", "child_id", child_id)))
    return sorted(found, key=lambda visit: (visit.on, visit.visit_id))


@read_once
def visit(vault: Vault, visit_id: str) -> Visit | None:
    """Return one visit's open record; None when there is none of this id."""
    row = Tables(vault).one("visit", visit_id)
    return visit_of(row) if row else None


def open_visits(vault: Vault) -> list[Visit]:
    """Return every visit that is not closed, latest day first."""
    found = filter(None, map(visit_of, Tables(vault).open_visits()))
    return sorted(found, key=lambda visit: (visit.on, visit.visit_id), reverse=True)


@read_once
def private_talks(vault: Vault, visit_id: str) -> tuple[PrivateTalk, ...]:
    """Return what was said alone in a visit, by caregiver and class."""
    found = map(talk_of, Tables(vault).of("private", "visit_id", visit_id))
    return tuple(talk for talk in found if talk.spoken)


def closed_on(vault: Vault, on: date) -> dict[str, str]:
    """Return visit id -> child id of the visits of a day that are closed."""
    return Tables(vault).closed_on(on.isoformat())


def results(vault: Vault, record_id: str) -> dict[str, Value] | None:
    """Return what a visit or private record was closed with; None while it is open."""
    tables = Tables(vault)
    row = tables.one("visit", record_id) or tables.one("private", record_id)
    return row.elements("results") if row and row.text("closed_at") else None


@read_once
def results_of(vault: Vault, child_id: str) -> dict[str, dict[str, Value]]:
    """Return visit id -> what it was closed with, of a child's closed visits."""
    rows = Tables(vault).of("visit", "child_id", child_id)
    return {row.record_id: row.elements("results") for row in rows if row.text("closed_at")}


@read_once
def consents(vault: Vault, child_id: str) -> list[Consent]:
    """Return the permissions given for a child, in the order they were written."""
    return [c for c in map(consent_of, Tables(vault).of("consent", "child_id", child_id)) if c]


@read_once
def referrals(vault: Vault, child_id: str) -> list[Referral]:
    """Return a child's referrals, in the order they were written."""
    return [referral_of(row) for row in Tables(vault).of("referral", "child_id", child_id)]


@read_once
def partners(vault: Vault) -> list[Partner]:
    """Return every referral partner, by name."""
    found = [partner_of(row) for row in Tables(vault).all("partner")]
    return sorted(found, key=lambda partner: (partner.name.casefold(), partner.partner_id))


@read_once
def handovers(vault: Vault) -> list[Handover]:
    """Return what families were given to which laptop, in the order it was written."""
    return [one for one in map(handover_of, Tables(vault).all("handover")) if one]


def print_pages(vault: Vault) -> list[PrintPage]:
    """Return the family pages that were sent to a print desk."""
    return [page for page in map(print_page_of, Tables(vault).all("page")) if page]


@read_once
def printed(
    vault: Vault, field: Literal["child_id", "visit_id", "code"], value: str
) -> list[Printed]:
    """Return the pages that were given of a child, of a visit or under a code, earliest first."""
    found = map(printed_of, Tables(vault).of("print", field, value))
    return sorted((one for one in found if one), key=lambda one: (one.on, one.print_id))


def printed_one(vault: Vault, print_id: str) -> Printed | None:
    """Return one page that was given; None when there is none of this id."""
    row = Tables(vault).one("print", print_id)
    return printed_of(row) if row else None


def recipients(vault: Vault, child_id: str) -> dict[str, str | None]:
    """Return caregiver id -> why this person receives no page of a child; None: may receive one.

    Who is not named may; what two laptops wrote differently is held back until it is decided.
    """
    row = Tables(vault).one("child", child_id)
    if row is None:
        return {}
    said = row.elements("recipients")
    unsettled = (field.partition(".") for field in row.unsettled)
    waiting = {key: "" for group, _, key in unsettled if group == "recipients"}
    reasons = {key: str(each) if each else None for key, each in said.items()}
    return {**reasons, **waiting}


def link_id(first: str, second: str) -> str:
    """Return the id of the one link between two children, the same on every laptop."""
    one, other = sorted((first, second))
    return str(uuid5(UUID(one), f"link/{other}"))


@read_once
def links(vault: Vault) -> list[Link]:
    """Return what was said of children that may be one, by the children's ids."""
    found = [link_of(row) for row in Tables(vault).all("link")]
    return sorted((link for link in found if link), key=lambda one: (one.first, one.second))


@read_once
def worker(vault: Vault) -> Worker:
    """Return the person the vault was opened by."""
    row = Tables(vault).one("worker", vault.worker_id)
    return worker_of(row) if row else Worker(worker_id=vault.worker_id, name="")


def workers(vault: Vault) -> dict[str, Worker]:
    """Return every person who worked with this vault or with one merged into it, by id."""
    return {row.record_id: worker_of(row) for row in Tables(vault).all("worker")}


def events(vault: Vault) -> list[tuple[str, str, str]]:
    """Return what was done, as (record id, kind, subject), in the order it was written."""
    rows = Tables(vault).all("event")
    return [(row.record_id, row.text("kind"), row.text("subject")) for row in rows]


def worker_name(vault: Vault, worker_id: str) -> str:
    """Return a worker's name; empty when it is not known here."""
    row = Tables(vault).one("worker", worker_id)
    return row.text("name") if row else ""


@read_once
def programme(vault: Vault) -> Programme:
    """Return the organisation's settings; the defaults before any are set."""
    row = Tables(vault).one("setting", PROGRAMME_ID)
    programme = programme_of(row) if row else Programme()
    return msgspec.structs.replace(programme, fictional=True) if vault.made_up else programme


@read_once
def checklist(vault: Vault, structure_hash: str) -> Checklist | None:
    """Return the checklist a visit was made with; None when it is not kept here.

    Raises:
        msgspec.ValidationError: a newer release wrote it in a form unknown here.
    """
    row = Tables(vault).by_column("checklist", "hash", structure_hash)
    return msgspec.json.decode(row.text("body"), type=Checklist) if row else None


def caseload(vault: Vault) -> list[Case]:
    """Return every child with caregivers, open visit and last visit, by name."""
    tables = Tables(vault)
    names, (unfinished, finished, drafts) = tables.caregiver_names(), tables.latest_visits()
    cases = []
    for child in children(vault):
        now = unfinished.get(child.child_id, _NO_VISIT)
        last = finished.get(child.child_id, _NO_VISIT)
        cases.append(
            Case(
                child=child, caregiver_names=tuple(names.get(child.child_id, ())),
                open_visit_id=now.visit_id, open_on=day_of(now.on), answers=now.answers,
                last_visit_id=last.visit_id, last_on=day_of(last.on),
                again_on=day_of(last.again or ""), open_level=last.level or "",
                drafts=tuple(drafts.get(child.child_id, ())),
            )
        )  # fmt: skip
    return cases


_NO_VISIT = VisitDay("", "", closed=False, answers=0, again=None, level=None)
