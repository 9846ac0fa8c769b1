"""What a visit file must hold beyond its shape: known items, right codes, and private answers
kept apart from open ones."""

from collections.abc import Iterable, Iterator
from typing import TypeVar

from imh_desktop.core.ages import POLICIES, BeforeBirth, bands_touched
from imh_desktop.core.checklist import Checklist, Item
from imh_desktop.core.people import Programme
from imh_desktop.core.referral import LINES, Consent, ReferralRequest
from imh_desktop.core.visit import Answer, PrivateTalk, Visit
from imh_desktop.errors import InputError
from imh_desktop.exchange.visit_file import VisitFile

T = TypeVar("T")
Fault = tuple[str, str, str]
"""Place, what is wrong, what was expected."""

_NO_ANSWER = Answer(code="")


def check(file: VisitFile, checklist: Checklist, name: str) -> None:
    """Hold a visit file to its checklist.

    Raises:
        InputError: the first fault, with file, place and what was expected.
    """
    for place, said, expected in _faults(file, checklist):
        raise InputError(said, place=f"{name}: {place}", expected=expected)


def check_programme(programme: Programme, name: str) -> None:
    """Hold a programme's settings to what the rules can work with. Raises as ``check``."""
    for place, said, expected in programme_faults(programme):
        raise InputError(said, place=f"{name}: {place}", expected=expected)


def _faults(file: VisitFile, checklist: Checklist) -> Iterator[Fault]:
    yield from _birth_faults(file)
    yield from _people_faults(file)
    seen: set[str] = set()
    for place, visit in _visits(file):
        if visit.visit_id in seen:
            yield f"{place}.visit_id", "stands twice in this file", "an id of its own"
        seen.add(visit.visit_id)
        yield from _visit_faults(file, checklist, visit, place)
    for number, talk in enumerate(file.private):
        yield from _talk_faults(file, checklist, talk, f"private[{number}]")
    yield from _referral_faults(file, checklist)
    if file.programme:
        for place, said, expected in programme_faults(file.programme):
            yield f"programme.{place}", said, expected


def _visits(file: VisitFile) -> tuple[tuple[str, Visit], ...]:
    earlier = ((f"earlier_visits[{n}]", visit) for n, visit in enumerate(file.earlier_visits))
    return *earlier, ("visit", file.visit)


def _birth_faults(file: VisitFile) -> Iterator[Fault]:
    birth, days = file.child.birth, file.child.gestation_days
    if birth.latest < birth.earliest:
        yield "child.birth", "ends before it starts", "earliest on or before latest"
    if days is not None and not 22 * 7 <= days < 45 * 7:
        yield "child.gestation_days", f"{days} is no gestation in days", "154 to 314, or null"
    for place, visit in _visits(file):
        if visit.on < birth.earliest:
            yield f"{place}.on", "is before the birth", "a day on or after the birth"
    if not file.child.given_name.strip():
        yield "child.given_name", "is empty", "the child's first name"


def _people_faults(file: VisitFile) -> Iterator[Fault]:
    child_id = file.child.child_id
    for number, caregiver in enumerate(file.caregivers):
        if caregiver.child_id != child_id:
            yield f"caregivers[{number}].child_id", "is another child's", child_id
    for number, consent in enumerate(file.consents):
        if consent.child_id != child_id:
            yield f"consents[{number}].child_id", "is another child's", child_id
    for place, visit in _visits(file):
        if visit.child_id != child_id:
            yield f"{place}.child_id", "is another child's", child_id


def _visit_faults(
    file: VisitFile, checklist: Checklist, visit: Visit, place: str
) -> Iterator[Fault]:
    if visit.checklist_id != checklist.checklist_id:
        known = checklist.checklist_id
        yield f"{place}.checklist_id", f"`{visit.checklist_id}` is not here", known
    yield from _band_faults(file, checklist, visit, place)
    if place != "visit" and visit.on >= file.visit.on:
        yield f"{place}.on", "is not earlier than the visit", f"a day before {file.visit.on}"
    items = {item.item_id: item for item in checklist.in_band(visit.band)}
    for item_id, answer in visit.answers.items():
        where = f"{place}.answers.{item_id}"
        yield from _answer_faults(items, item_id, answer.code, False, visit.band, where)
        if visit.kind == "remote" and answer.known in ("seen", "both"):
            yield f"{where}.known", "nothing is seen in a remote visit", "told"
    for field, keys in (("notes", visit.notes), ("actions", visit.actions)):
        for key in keys:
            yield from _item_faults(items, key, False, visit.band, f"{place}.{field}.{key}")
    for number, key in enumerate(visit.strengths):
        yield from _item_faults(items, key, False, visit.band, f"{place}.strengths[{number}]")
        if visit.answers.get(key, _NO_ANSWER).code not in ("often", "sometimes"):
            where = f"{place}.strengths[{number}]"
            yield where, f"`{key}` was not seen", "an answer often or sometimes"
    strategies = [strategy.strategy_id for strategy in checklist.strategies]
    for number, strategy_id in enumerate(visit.strategies):
        if strategy_id not in strategies:
            yield (
                f"{place}.strategies[{number}]",
                f"`{strategy_id}` is no strategy",
                _some(strategies),
            )


def _band_faults(
    file: VisitFile, checklist: Checklist, visit: Visit, place: str
) -> Iterator[Fault]:
    policy = POLICIES[policy_id(file.programme, checklist)]
    try:
        touched = bands_touched(file.child.birth, file.child.gestation_days, visit.on, policy)
    except BeforeBirth:
        return
    if not touched:
        yield f"{place}.on", "the child is 72 months or older", "a visit before the 6th birthday"
    elif visit.band not in touched:
        yield f"{place}.band", f"`{visit.band}` is not the band on that day", _some(touched)
    elif place == "visit" and visit.band not in checklist.bands:
        ready = _some(checklist.bands)
        yield f"{place}.band", f"the checklist is not written for `{visit.band}`", ready


def policy_id(programme: Programme | None, checklist: Checklist) -> str:
    """Return the age policy that holds: the programme's own, else the checklist's."""
    if programme and programme.age_policy != "default" and programme.age_policy in POLICIES:
        return programme.age_policy
    return checklist.age_policy


def _talk_faults(
    file: VisitFile, checklist: Checklist, talk: PrivateTalk, place: str
) -> Iterator[Fault]:
    visit = next((v for _, v in _visits(file) if v.visit_id == talk.visit_id), None)
    if visit is None:
        ids = _some(v.visit_id for _, v in _visits(file))
        yield f"{place}.visit_id", "is no visit of this file", ids
        return
    caregivers = [caregiver.caregiver_id for caregiver in file.caregivers]
    if talk.caregiver_id not in caregivers:
        yield f"{place}.caregiver_id", "is no caregiver of this file", _some(caregivers)
    if not talk.sensitivity.private:
        yield f"{place}.sensitivity", f"`{talk.sensitivity}` is not private", "G or V"
    items = {item.item_id: item for item in checklist.in_band(visit.band)}
    for item_id, answer in talk.answers.items():
        where = f"{place}.answers.{item_id}"
        yield from _answer_faults(items, item_id, answer.code, True, visit.band, where)
    for field, keys in (
        ("answers", talk.answers),
        ("notes", talk.notes),
        ("actions", talk.actions),
    ):
        for key in keys:
            where = f"{place}.{field}.{key}"
            yield from _item_faults(items, key, True, visit.band, where)
            if key in items and items[key].sensitivity != talk.sensitivity:
                yield where, f"is of class {items[key].sensitivity}", f"class {talk.sensitivity}"


def _item_faults(
    items: dict[str, Item], item_id: str, private: bool, band: str, place: str
) -> Iterator[Fault]:
    if item_id not in items:
        wanted = _some(i.item_id for i in items.values() if i.sensitivity.private == private)
        yield place, f"is not asked in band {band}", wanted
    elif items[item_id].sensitivity.private and not private:
        yield place, "is private and may not stand in the visit itself", "it under `private`"
    elif private and not items[item_id].sensitivity.private:
        yield place, "is not private", "it in the visit itself"


def _answer_faults(
    items: dict[str, Item], item_id: str, code: str, private: bool, band: str, place: str
) -> Iterator[Fault]:
    yield from _item_faults(items, item_id, private, band, place)
    if item_id in items and code not in items[item_id].codes:
        codes = ", ".join(items[item_id].codes) or "a note and no answer"
        yield f"{place}.code", f"`{code}` is no answer to this", codes


def _referral_faults(file: VisitFile, checklist: Checklist) -> Iterator[Fault]:
    """A consent may cover items of other bands; a referral tells this visit's."""
    everywhere = {item.item_id: item for item in checklist.items}
    here = {item.item_id: item for item in checklist.in_band(file.visit.band)}
    asked: list[tuple[str, Consent | ReferralRequest, dict[str, Item]]] = [
        (f"consents[{number}]", each, everywhere) for number, each in enumerate(file.consents)
    ]
    if file.referral:
        asked.append(("referral", file.referral, here))
    for place, told, items in asked:
        for number, line in enumerate(told.lines):
            if line not in LINES:
                yield f"{place}.lines[{number}]", f"`{line}` is no line", ", ".join(LINES)
        for number, key in enumerate(told.items):
            where = f"{place}.items[{number}]"
            yield from _item_faults(items, key, False, file.visit.band, where)


def programme_faults(programme: Programme) -> Iterator[Fault]:
    """Yield what is wrong with a programme's settings: place, what, and what was expected."""
    if programme.age_policy not in POLICIES:
        yield "age_policy", f"`{programme.age_policy}` is no age policy", ", ".join(POLICIES)
    for number, days in enumerate(programme.reobserve_days):
        if not 1 <= days <= 90:
            yield f"reobserve_days[{number}]", f"{days} is not allowed", "1 to 90 days"


def _some(known: Iterable[str]) -> str:
    """Name what was expected, the first few of it."""
    listed = list(known)
    said = ", ".join(listed[:6])
    return f"one of: {said}, ..." if len(listed) > 6 else f"one of: {said}" if listed else "none"
