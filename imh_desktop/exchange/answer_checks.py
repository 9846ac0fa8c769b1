"""What the answers of a visit file must be: of known items, in their codes, private ones apart."""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta

from imh_desktop.core.checklist import Checklist, Item
from imh_desktop.core.visit import Answer, PrivateAnswer, PrivateTalk, Raise, Visit
from imh_desktop.exchange.faults import Fault, one_of
from imh_desktop.exchange.visit_file import ANSWERED_WITHIN, VisitFile

Items = dict[str, Item]


def open_answer_faults(
    file: VisitFile, checklist: Checklist, visit: Visit, place: str
) -> Iterator[Fault]:
    """Yield what is wrong with the open answers, notes and actions of a visit."""
    items = {item.item_id: item for item in checklist.in_band(visit.band)}
    yield from _answer_faults(file, items, visit, visit.answers, f"{place}.answers", private=False)
    for item_id, answer in visit.answers.items():
        if visit.kind == "remote" and answer.known in ("seen", "both"):
            where = f"{place}.answers.{item_id}.known"
            yield where, "nothing is seen in a remote visit", "told"
    for field, keys in (("notes", visit.notes), ("actions", visit.actions)):
        for key in keys:
            yield from item_faults(items, key, visit.band, f"{place}.{field}.{key}")


def talk_faults(
    file: VisitFile, checklist: Checklist, talk: PrivateTalk, place: str
) -> Iterator[Fault]:
    """Yield what is wrong with what a caregiver said alone."""
    visits = (*file.earlier_visits, file.visit)
    visit = next((each for each in visits if each.visit_id == talk.visit_id), None)
    if visit is None:
        ids = one_of(each.visit_id for each in visits)
        yield f"{place}.visit_id", "is no visit of this file", ids
        return
    caregivers = [caregiver.caregiver_id for caregiver in file.caregivers]
    if talk.caregiver_id not in caregivers:
        yield f"{place}.caregiver_id", "is no caregiver of this file", one_of(caregivers)
    if not talk.sensitivity.private:
        yield f"{place}.sensitivity", f"`{talk.sensitivity}` is not private", "G or V"
    items = {item.item_id: item for item in checklist.in_band(visit.band)}
    yield from _answer_faults(file, items, visit, talk.answers, f"{place}.answers", private=True)
    yield from _class_faults(items, visit.band, talk, place)
    yield from raise_faults(talk.raised, f"{place}.raised")


def raise_faults(raised: Raise | None, place: str) -> Iterator[Fault]:
    """Yield what is wrong with a level the visitor raised: it has a reason, and does raise."""
    if raised is None:
        return
    if raised.level == "N0":
        yield f"{place}.level", "`N0` raises nothing", "one of: N1, N2, N3"
    if not raised.reason.strip():
        yield f"{place}.reason", "is empty", "why the level was raised"


def item_faults(
    items: Items, item_id: str, band: str, place: str, *, private: bool = False
) -> Iterator[Fault]:
    """Yield what is wrong with naming an item among the open or the private ones of a band."""
    if item_id not in items:
        wanted = one_of(i.item_id for i in items.values() if i.sensitivity.private == private)
        yield place, f"is not asked in band {band}", wanted
    elif items[item_id].sensitivity.private and not private:
        yield place, "is private and may not stand in the visit itself", "it under `private`"
    elif private and not items[item_id].sensitivity.private:
        yield place, "is not private", "it in the visit itself"


def _class_faults(items: Items, band: str, talk: PrivateTalk, place: str) -> Iterator[Fault]:
    for field in ("answers", "notes", "actions"):
        for key in getattr(talk, field):
            where = f"{place}.{field}.{key}"
            yield from item_faults(items, key, band, where, private=True)
            if key in items and items[key].sensitivity != talk.sensitivity:
                yield where, f"is of class {items[key].sensitivity}", f"class {talk.sensitivity}"


def _answer_faults(
    file: VisitFile,
    items: Items,
    visit: Visit,
    answers: Mapping[str, Answer | PrivateAnswer],
    place: str,
    *,
    private: bool,
) -> Iterator[Fault]:
    caregivers = [caregiver.caregiver_id for caregiver in file.caregivers]
    for item_id, answer in answers.items():
        where = f"{place}.{item_id}"
        yield from item_faults(items, item_id, visit.band, where, private=private)
        if item_id in items and answer.code not in items[item_id].codes:
            codes = ", ".join(items[item_id].codes) or "a note and no answer"
            yield f"{where}.code", f"`{answer.code}` is no answer to this", codes
        if answer.informant and answer.informant not in caregivers:
            yield f"{where}.informant", "is no caregiver of this file", one_of(caregivers)
        if answer.answered_on:
            yield from _day_faults(file, visit, answer.answered_on, f"{where}.answered_on")


def _day_faults(file: VisitFile, visit: Visit, day: date, place: str) -> Iterator[Fault]:
    first, last = file.child.birth.earliest, visit.on + timedelta(days=ANSWERED_WITHIN)
    if not first <= day <= last:
        yield place, f"{day} is not a day of this visit", f"a day from {first} to {last}"
