"""A child's journey in words: what a picture of it draws, and what is read aloud instead."""

from dataclasses import dataclass
from datetime import date

import msgspec

from imh_desktop.content.library import Library
from imh_desktop.core.checklist import ChecklistTexts
from imh_desktop.core.journey import Mark, Path, Seen, Stop, Turn, changes, in_order, paths, turns
from imh_desktop.core.people import Child, Programme
from imh_desktop.core.profile import Profile
from imh_desktop.core.visit import Visit
from imh_desktop.errors import InputError
from imh_desktop.flows.ages import reading_for
from imh_desktop.flows.codes_said import band_said
from imh_desktop.flows.loading import checklist_of, policy_of
from imh_desktop.store import records
from imh_desktop.store.vault import Vault
from imh_desktop.words import Words


@dataclass(frozen=True, slots=True)
class JourneyStop:
    """One visit above the picture. ``age`` in short; ``turned``: what is different from here on,
    in words; empty when nothing is."""

    visit_id: str
    on: date
    age: str
    turned: str


@dataclass(frozen=True, slots=True)
class JourneyRow:
    """One construct. ``marks`` of each stop: one, or one for each caregiver who told; ``said``
    says the same in a sentence, for who cannot see the picture."""

    construct: str
    title: str
    domain: str
    marks: tuple[tuple[Seen, ...], ...]
    said: str


@dataclass(frozen=True, slots=True)
class Journey:
    """All closed visits of one child, the oldest first."""

    stops: tuple[JourneyStop, ...]
    rows: tuple[JourneyRow, ...]


def journey(vault: Vault, library: Library, child_id: str, words: Words) -> Journey:
    """Return a child's journey, from results as they were closed. A visit whose checklist is not
    here, or on which two laptops differ, is left out."""
    child, programme = records.child(vault, child_id), records.programme(vault)
    if child is None:
        return Journey((), ())
    stops = in_order(
        [
            stop
            for visit in records.visits(vault, child_id)
            if (stop := _stop(vault, library, child, programme, visit))
        ]
    )
    if not stops:
        return Journey((), ())
    texts = library.texts(stops[-1].visit.checklist_id, words.language)
    names = {each.caregiver_id: each.name for each in records.caregivers(vault, child_id)}
    told = tuple(
        _told(stop, turn, child, words) for stop, turn in zip(stops, turns(stops), strict=True)
    )
    domains = {
        construct: texts.domains.get(domain.domain_id, domain.domain_id)
        for stop in stops
        for domain in stop.checklist.domains
        for construct in domain.constructs
    }
    rows = (_row(path, told, domains, texts, names, words) for path in paths(stops))
    return Journey(told, tuple(rows))


def seen_said(seen: Seen, words: Words) -> str:
    """Say where a construct stands."""
    return {
        "often": words.say("often"),
        "sometimes": words.say("sometimes"),
        "not_yet": words.say("not yet"),
        "concern": words.say("to look at again"),
        "quiet": words.say("asked, no worry"),
        "unknown": words.say("not enough was answered"),
        "not_asked": words.say("not asked"),
    }[seen]


def _stop(
    vault: Vault, library: Library, child: Child, programme: Programme, visit: Visit
) -> Stop | None:
    profile = (records.results(vault, visit.visit_id) or {}).get("profile")
    if not isinstance(profile, str):
        return None
    try:
        checklist = checklist_of(vault, library, visit)
        basis = reading_for(child, visit.on, policy_of(programme, checklist)).basis
    except InputError:
        return None
    return Stop(visit, basis, msgspec.json.decode(profile, type=Profile), checklist)


def _told(stop: Stop, turn: Turn, child: Child, words: Words) -> JourneyStop:
    turned = []
    if turn.band:
        band = band_said(words, stop.visit.band)
        turned.append(words.say("From here the checklist for {band}.", band=band))
    if turn.basis:
        turned.append(
            words.say("From here the age counts from the day of birth.")
            if stop.basis == "chronological"
            else words.say("From here the age counts from the due date.")
        )
    return JourneyStop(
        visit_id=stop.visit.visit_id,
        on=stop.visit.on,
        age=_short_age(child, stop.visit.on, words),
        turned=" ".join(turned),
    )


def _short_age(child: Child, on: date, words: Words) -> str:
    months = (on.year - child.birth.earliest.year) * 12 + on.month - child.birth.earliest.month
    months -= on.day < child.birth.earliest.day
    return words.say_for("age in a picture", "{n} m", n=max(months, 0))


def _row(
    path: Path, stops: tuple[JourneyStop, ...], domains: dict[str, str], texts: ChecklistTexts,
    names: dict[str, str], words: Words,
) -> JourneyRow:  # fmt: skip
    title = texts.constructs.get(path.construct, path.construct)
    parts = [
        words.say("{day}: {seen}", day=words.date(stop.on), seen=_mark_said(marks, names, words))
        for stop, marks in zip(stops, path.marks, strict=True)
    ]
    changed = changes(path, [stop.on for stop in stops])
    last = (
        words.say(
            "Since {day} it is {now}; before, it was {was}.",
            day=words.date(stops[changed[-1].after].on),
            now=seen_said(changed[-1].now, words),
            was=seen_said(changed[-1].was, words),
        )
        if changed
        else ""
    )
    said = words.say("{title}. {visits}.", title=title, visits=words.clauses(parts))
    return JourneyRow(
        construct=path.construct,
        title=title,
        domain=domains.get(path.construct, ""),
        marks=tuple(tuple(mark.seen for mark in marks) for marks in path.marks),
        said=f"{said} {last}".strip(),
    )


def _mark_said(marks: tuple[Mark, ...], names: dict[str, str], words: Words) -> str:
    if len(marks) == 1:
        return seen_said(marks[0].seen, words)
    return words.listed(
        words.say(
            "{seen}, told by {name}",
            seen=seen_said(mark.seen, words),
            name=names.get(mark.told_by, words.say("somebody")),
        )
        for mark in marks
    )
