"""Profile and guidance of an open visit, kept up to date answer by answer.

It gives what ``read_profile`` and ``guide`` give, but looks up what earlier visits say only once
and reads again only the rules and the construct an answer stands in.
"""

from collections.abc import Iterable
from itertools import chain
from typing import TypeVar

from msgspec.structs import replace

from imh_desktop.core.checklist import Item
from imh_desktop.core.facts import Facts, codes_of, counted
from imh_desktop.core.guidance import (
    Guidance,
    asked_privately,
    codes_by_caregiver,
    concerned_items,
    private_traces,
    raised,
    showing_of,
    together,
    unfinished,
)
from imh_desktop.core.profile import DomainReader, Profile, readers, whole
from imh_desktop.core.rules import Rules
from imh_desktop.core.visit import Answer, PrivateAnswer, PrivateTalk

A = TypeVar("A")


class Evaluation:
    """What the answers of one visit mean so far.

    Made anew when anything but an answer changes: the child, the earlier visits, a raised level.
    """

    profile: Profile
    guidance: Guidance
    shown: frozenset[str]
    """The items shown: open ones, and private ones that any talk shows."""

    def __init__(self, facts: Facts) -> None:
        """Read all facts once."""
        self._facts = facts
        self._items = {item.item_id: item for item in facts.checklist.items}
        self._rules, self._showing = Rules(facts), showing_of(facts)
        self._readers = readers(facts.checklist, facts.visit.band)
        self._steps_of = _index(step.item_ids for step in self._rules.steps)
        self._domains_of = _index(_read_by(reader) for reader in self._readers)
        self._raised = tuple(raised(facts, facts.visit))
        self._answers = dict(facts.visit.answers)
        self._talks = {(talk.caregiver_id, talk.sensitivity): talk for talk in facts.private}
        self._read_all()

    def answered(
        self, item_id: str, answer: Answer | PrivateAnswer | None, caregiver_id: str = ""
    ) -> None:
        """Take in an answer, or with None that it was taken away.

        Args:
            caregiver_id: whose private talk it belongs to; not looked at for an open item.
        Raises:
            KeyError: the checklist has no such item.
            TypeError: an open answer to a private item, or a private one to an open item.
        """
        item = self._items[item_id]
        if item.sensitivity.private:
            if isinstance(answer, Answer):
                raise TypeError("an open answer was given to a private item")
            self._take_private(item, answer, caregiver_id)
        else:
            if isinstance(answer, PrivateAnswer):
                raise TypeError("a private answer was given to an open item")
            self._take_open(item, answer)

    def _take_open(self, item: Item, answer: Answer | None) -> None:
        _set(self._answers, item.item_id, answer)
        if item.item_id in self._showing.watched:
            self._read_all()
        elif item.item_id in self.shown:
            self._read_one(item, answer)

    def _take_private(self, item: Item, answer: PrivateAnswer | None, who: str) -> None:
        talk = self._talks.get((who, item.sensitivity)) or PrivateTalk(
            visit_id=self._facts.visit.visit_id, caregiver_id=who, sensitivity=item.sensitivity
        )
        answers = dict(talk.answers)
        _set(answers, item.item_id, answer)
        self._talks[who, item.sensitivity] = replace(talk, answers=answers)
        self._read_all()

    def _read_all(self) -> None:
        """Find out again what is shown, and read everything but the earlier visits."""
        facts = replace(
            self._facts,
            visit=replace(self._facts.visit, answers=dict(self._answers)),
            private=tuple(self._talks.values()),
        )
        open_codes = codes_of(self._answers)
        self.shown = self._showing.shown(open_codes).union(
            *(
                self._showing.shown(open_codes | codes)
                for codes in codes_by_caregiver(facts).values()
            )
        )
        self._counted = counted(facts.checklist, self._answers, self.shown)
        self._codes = codes_of(self._counted)
        self._private = private_traces(facts, self._showing)
        self._asked_privately = asked_privately(facts)
        self._left_open = self._rules.left_open(self._counted)
        self._fired = [tuple(step.fire(self._counted)) for step in self._rules.steps]
        self._traces = tuple(chain.from_iterable(self._fired))
        self._concerned = concerned_items(self._traces)
        self._readings = [
            [each.read(self._codes, self.shown, self._concerned) for each in reader.constructs]
            for reader in self._readers
        ]
        self._domains = [
            reader.join(readings)
            for reader, readings in zip(self._readers, self._readings, strict=True)
        ]
        self.profile = whole(tuple(self._domains))
        self._advise()

    def _read_one(self, item: Item, answer: Answer | None) -> None:
        """Read again what one answer can change that neither shows nor hides an item."""
        counts = answer if answer and answer.code in item.codes else None
        _set(self._counted, item.item_id, counts)
        _set(self._codes, item.item_id, counts.code if counts else None)
        before, completeness = self._concerned, self.profile.completeness
        fires_anew = self._fire(item.item_id)
        self._read_constructs({item.item_id} | (before ^ self._concerned))
        if fires_anew or self.profile.completeness != completeness:
            self._advise()

    def _fire(self, item_id: str) -> bool:
        """Ask the rules that read an item again; tell whether they say anything else."""
        changed = False
        for place in self._steps_of.get(item_id, ()):
            fired = tuple(self._rules.steps[place].fire(self._counted))
            changed |= fired != self._fired[place]
            self._fired[place] = fired
        if changed:
            self._traces = tuple(chain.from_iterable(self._fired))
            self._concerned = concerned_items(self._traces)
        return changed

    def _read_constructs(self, item_ids: set[str]) -> None:
        """Read the constructs of some items again, and the domains they stand in."""
        places = {place for item_id in item_ids for place in self._domains_of.get(item_id, ())}
        for place in places:
            reader, readings = self._readers[place], self._readings[place]
            for i, construct in enumerate(reader.constructs):
                if not construct.item_ids.isdisjoint(item_ids):
                    readings[i] = construct.read(self._codes, self.shown, self._concerned)
            self._domains[place] = reader.join(readings)
        if places:
            self.profile = whole(tuple(self._domains))

    def _advise(self) -> None:
        floor = unfinished(self._facts, self.profile, self._left_open)
        traces = (*self._traces, *floor, *self._raised)
        self.guidance = together(traces, self._private, self._asked_privately)


def _index(groups: Iterable[Iterable[str]]) -> dict[str, list[int]]:
    """Return item id -> the places of the groups it is in."""
    found: dict[str, list[int]] = {}
    for place, group in enumerate(groups):
        for item_id in group:
            found.setdefault(item_id, []).append(place)
    return found


def _read_by(reader: DomainReader) -> frozenset[str]:
    return frozenset[str]().union(*(each.item_ids for each in reader.constructs))


def _set(answers: dict[str, A], item_id: str, answer: A | None) -> None:
    if answer is None:
        answers.pop(item_id, None)
    else:
        answers[item_id] = answer
