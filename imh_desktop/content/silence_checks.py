"""Checks that every item is heard: some answer to it must lead to words or to a rule.

Whether a rule hears it is tried out with the program's own rules on small made-up visits.
"""

from collections.abc import Iterator
from datetime import date, timedelta

from msgspec.structs import replace

from imh_desktop.core.ages import BANDS, POLICIES, add_months, read_age
from imh_desktop.core.checklist import Checklist, Item, ItemText
from imh_desktop.core.facts import Facts
from imh_desktop.core.guidance import guide
from imh_desktop.core.people import Birth, Child
from imh_desktop.core.visit import Answer, PrivateAnswer, PrivateTalk, Visit

_ON = date(2026, 3, 4)
_APART = timedelta(days=30)
"""Longer than any rule asks two visits to be apart."""
_FROM_MONTHS = {band.band_id: band.from_months for band in BANDS}


def is_silent(item: Item, checklist: Checklist, words: list[ItemText]) -> bool:
    """Tell whether no answer to an item leads anywhere: to a strength's sentence, to help on its
    card or a next step, in any language, or to a rule. An item that takes a note only is heard
    by who reads it."""
    if not item.codes:
        return False
    for text in words:
        if any(said.strip() for said in (text.strength, text.do, text.say, text.step)):
            return False
    # Whether it is ever shown is another question.
    bare = replace(checklist, items=tuple(replace(i, show_when=None) for i in checklist.items))
    return not any(_names(facts, item) for facts in _visits(item, bare))


def _names(facts: Facts, item: Item) -> bool:
    """Tell whether a rule fires that stands on an answer to the item."""
    found = guide(facts)
    traces = (*found.open_traces, *found.private_traces)
    return any(said.item_id == item.item_id for trace in traces for said in trace.answers)


def _visits(item: Item, checklist: Checklist) -> Iterator[Facts]:
    """Yield visits in which a rule would hear the item if any does: each answer, alone, after a
    better answer, after the same one, and once the item is outgrown."""
    bands = [band for band in checklist.bands if band in item.bands]
    later = [
        b for b in checklist.bands if all(_FROM_MONTHS[b] > _FROM_MONTHS[i] for i in item.bands)
    ]
    for band in bands:
        for code in item.codes:
            for before in ((), (item.codes[0],), (code,)):
                yield _facts(item, checklist, band, (*before, code))
            for next_band in later:
                yield _facts(item, checklist, next_band, (code, code, ""), asked_in=band)


def _facts(
    item: Item, checklist: Checklist, band: str, codes: tuple[str, ...], asked_in: str = ""
) -> Facts:
    """Return the facts of the last of some visits, each with one answer to the item or none."""
    born = add_months(_ON, -_FROM_MONTHS[band]) - timedelta(days=1)
    visits = [
        _visit(item, checklist, asked_in or band, code, _ON - _APART * ago)
        for ago, code in enumerate(reversed(codes))
    ]
    now = replace(visits[0], band=band)
    private: tuple[PrivateTalk, ...] = ()
    if item.sensitivity.private:
        said = {item.item_id: PrivateAnswer(code=codes[-1])}
        talk = PrivateTalk(visit_id=now.visit_id, caregiver_id="", sensitivity=item.sensitivity)
        private = (replace(talk, answers=said),)
    return Facts(
        checklist=checklist,
        visit=now,
        child=Child(child_id="", given_name="", birth=Birth.on(born)),
        reading=read_age(born, None, _ON, POLICIES[checklist.age_policy]),
        private=private,
        earlier=tuple(visits[1:]),
    )


def _visit(item: Item, checklist: Checklist, band: str, code: str, on: date) -> Visit:
    """Return a visit that opens the item's group, and finds the rest of its domain not yet."""
    codes = {
        other.item_id: "not_yet" if other.kind == "behaviour" else "a_little"
        for other in checklist.in_band(band)
        if (other.kind == "behaviour" and checklist.domain_of(other) == checklist.domain_of(item))
        or item.item_id in other.signs
    }
    codes[item.item_id] = code
    open_codes = {} if item.sensitivity.private else codes
    answers = {name: Answer(code=said, known="seen") for name, said in open_codes.items() if said}
    return Visit(visit_id=on.isoformat(), child_id="", on=on, band=band, answers=answers)
