"""The open rules of clinical.md 3.3 (A1, A3, C1-C6, C8), as resolved in its section 0.

Each looks at answers one by one or counts them; nothing is weighted and nothing is added up. A
rule names every answer it stands on, so that taking these away takes the rule away.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import timedelta
from functools import partial
from itertools import chain
from typing import NamedTuple

from imh_desktop.core.ages import BANDS
from imh_desktop.core.checklist import ANSWERED, Checklist, Item
from imh_desktop.core.facts import Facts, PastVisit, fired, past_visits, traced
from imh_desktop.core.privacy import Sensitivity
from imh_desktop.core.trace import RULE_SET, Trace, TracedAnswer
from imh_desktop.core.visit import Answer, Level

LOSS_APART = timedelta(days=14)
SIGN_APART = timedelta(days=14)
NOT_YET_APART = timedelta(days=28)
ENOUGH_OF_A_DOMAIN = 4
"""Answered behaviour items of a domain below which C6 says nothing."""
VERY_EARLY_DAYS = 196
"""Gestation of 28w0d; a birth before it may open early intervention by itself (C8)."""

_NOT_SURE_COUNTS = ("T1", "T2", "T3", "T4")
A_LITTLE_OR_MORE = ("a_little", "a_lot")
_END_OF = {band.band_id: band.before_months for band in BANDS}

Past = dict[str, list[tuple[PastVisit, TracedAnswer]]]


def talk_today(item: Item, code: str) -> bool:
    """Tell whether an answer to a talk-today item fires A1: "yes", or "not sure" on T1-T4."""
    return code == "yes" or (code == "not_sure" and item.construct in _NOT_SURE_COUNTS)


class Step(NamedTuple):
    """A rule, or C6 of one domain: what fires given the answers, and the items it reads now."""

    fire: Callable[[Mapping[str, Answer]], Iterable[Trace]]
    item_ids: frozenset[str] = frozenset()


class Rules:
    """The open rules of one visit. What stands on earlier visits is looked up once, here."""

    def __init__(self, facts: Facts) -> None:
        """Read the earlier visits, and sort this visit's open items by the rules they may fire."""
        self._facts, self._visit = facts, facts.visit
        past = past_visits(facts)
        self._past = _by_item(past)
        in_band = facts.checklist.in_band(self._visit.band)
        items = [item for item in in_band if not item.sensitivity.private]
        self._groups = [item for item in items if item.kind == "sign_group"]
        self._today = [item for item in items if item.kind == "today"]
        self._signs = [item for item in items if item.kind == "sign"]
        self._worries = [item for item in items if item.kind == "worry"]
        # Before the due date no "not yet" means anything.
        due = facts.reading.working is not None
        behaviours = [item for item in items if item.kind == "behaviour" and due]
        self._skills = [i for i in behaviours if i.skill and i.item_id in self._past]
        self._outgrown = [i for i in behaviours if i.skill and self._outgrew(i)]
        self._domains = _by_domain(facts.checklist, behaviours)
        self._mostly_before = _mostly_not_yet_before(past)
        self._before = tuple(self._outgrown_before({i.item_id for i in in_band})) if due else ()
        self._early = tuple(_early_intervention(facts))
        self.steps = tuple(self._steps())

    def traces(self, answers: Mapping[str, Answer]) -> tuple[Trace, ...]:
        """Return what fires, given item id -> answer for the open answers that count.

        Rules stand in the order of their names; within one, items in that of the checklist.
        """
        return tuple(chain.from_iterable(step.fire(answers) for step in self.steps))

    def _steps(self) -> Iterator[Step]:
        yield Step(self._talk_today, _ids(self._today))
        yield Step(self._lost_skills, _ids(self._skills) | _ids(self._today))
        for rule in (self._single_signs, self._repeated_signs, self._several_signs):
            yield Step(rule, _ids(self._signs))
        yield Step(self._worry, _ids(self._worries))
        yield Step(self._outgrown_now, _ids(self._outgrown))
        yield Step(lambda _: self._before)
        for domain_id, items in self._domains:
            yield Step(partial(self._not_yet_domain, domain_id, items), _ids(items))
        yield Step(lambda _: self._early)

    def left_open(self, answers: Mapping[str, Answer]) -> tuple[TracedAnswer, ...]:
        """Return the answers of sign groups that worry, while none of their signs is answered."""
        return tuple(
            self._now(group, answers[group.item_id])
            for group in self._groups
            if group.item_id in answers
            and answers[group.item_id].code in A_LITTLE_OR_MORE
            and not any(_is_answered(answers.get(sign)) for sign in group.signs)
        )

    def _talk_today(self, answers: Mapping[str, Answer]) -> Iterator[Trace]:
        """A1: something that cannot wait was said."""
        for item in self._today:
            answer = answers.get(item.item_id)
            if answer and talk_today(item, answer.code):
                yield self._fired("A1", "N3", [item], [self._now(item, answer)], item.item_id)

    def _lost_skills(self, answers: Mapping[str, Answer]) -> Iterator[Trace]:
        """A3: a skill once seen often is not yet seen now.

        Compared is the most recent earlier visit, at least 14 days before, in which the item was
        answered often or not yet: a slow loss, over a "sometimes" in between, is a loss too.
        Nothing is compared between a corrected and an uncorrected age. Once the family says a
        skill was lost (T5), it calls for action today.
        """
        for item in self._skills:
            answer = answers.get(item.item_id)
            if answer and answer.code == "not_yet":
                now = self._now(item, answer)
                before = self._often_before(now)
                if before:
                    yield self._loss(item, [before, now], answers)

    def _often_before(self, now: TracedAnswer) -> TracedAnswer | None:
        plain = (p for p in self._past[now.item_id] if p[1].code != "sometimes")
        apart = (p for p in plain if now.on - p[1].on >= LOSS_APART)
        past, before = max(apart, key=lambda p: p[1].on, default=(None, None))
        if past is None or before is None or before.code != "often":
            return None
        corrected = [r.basis == "corrected" for r in (past.reading, self._facts.reading)]
        return before if corrected[0] == corrected[1] else None

    def _loss(self, item: Item, seen: list[TracedAnswer], answers: Mapping[str, Answer]) -> Trace:
        for lost in self._today:
            said = answers.get(lost.item_id)
            if lost.construct == "T5" and said and said.code == "yes":
                both = [*seen, self._now(lost, said)]
                return self._fired("A3", "N3", [item, lost], both, item.item_id)
        return self._fired("A3", "N1", [item], seen, item.item_id)

    def _single_signs(self, answers: Mapping[str, Answer]) -> Iterator[Trace]:
        """C1: a sign worries a lot; poor growth (S1) does so when it worries a little."""
        for item, now in self._worrying(answers):
            if now.code == "a_lot" or item.construct == "S1":
                yield self._fired("C1", "N2", [item], [now], item.item_id)

    def _repeated_signs(self, answers: Mapping[str, Answer]) -> Iterator[Trace]:
        """C2: a sign worries at least a little now, and did in a visit 14 days ago or more."""
        for item, now in self._worrying(answers):
            past = [t for _, t in self._past.get(item.item_id, ()) if t.code in A_LITTLE_OR_MORE]
            if any(now.on - before.on >= SIGN_APART for before in past):
                yield self._fired("C2", "N2", [item], [*past, now], item.item_id)

    def _several_signs(self, answers: Mapping[str, Answer]) -> Iterator[Trace]:
        """C3: two or more signs worry at least a little."""
        found = list(self._worrying(answers))
        if len(found) >= 2:
            yield self._fired("C3", "N1", [item for item, _ in found], [now for _, now in found])

    def _worrying(self, answers: Mapping[str, Answer]) -> Iterator[tuple[Item, TracedAnswer]]:
        for item in self._signs:
            answer = answers.get(item.item_id)
            if answer and answer.code in A_LITTLE_OR_MORE:
                yield item, self._now(item, answer)

    def _worry(self, answers: Mapping[str, Answer]) -> Iterator[Trace]:
        """C4: the caregiver worries, a little or a lot."""
        for item in self._worries:
            answer = answers.get(item.item_id)
            if answer and answer.code in A_LITTLE_OR_MORE:
                level: Level = "N2" if answer.code == "a_lot" else "N1"
                yield self._fired("C4", level, [item], [self._now(item, answer)], item.item_id)

    def _outgrown_now(self, answers: Mapping[str, Answer]) -> Iterator[Trace]:
        """C5, for skills asked in this visit though the child is past their last band."""
        for item in self._outgrown:
            answer = answers.get(item.item_id)
            if answer and answer.code == "not_yet":
                seen = [t for _, t in self._past.get(item.item_id, ())]
                yield from self._still_not_yet(item, [*seen, self._now(item, answer)])

    def _outgrown_before(self, in_band: set[str]) -> Iterator[Trace]:
        """C5, for skills of earlier bands, which only earlier visits asked."""
        for item_id in sorted(self._past.keys() - in_band):
            seen = self._past[item_id]
            item = seen[-1][0].checklist.item(item_id)
            if item.kind == "behaviour" and item.skill and self._outgrew(item):
                yield from self._still_not_yet(item, [t for _, t in seen])

    def _still_not_yet(self, item: Item, seen: list[TracedAnswer]) -> Iterator[Trace]:
        """C5: not yet the last time, and in a visit 28 days before that or more."""
        not_yet = [t for t in seen if t.code == "not_yet"]
        last = seen[-1]
        if last.code == "not_yet" and any(last.on - t.on >= NOT_YET_APART for t in not_yet):
            yield self._fired("C5", "N2", [item], not_yet, item.item_id)

    def _outgrew(self, item: Item) -> bool:
        months = self._facts.reading.working_months
        return all(months >= _END_OF[band] for band in item.bands)

    def _not_yet_domain(
        self, domain_id: str, items: list[Item], answers: Mapping[str, Answer]
    ) -> Iterator[Trace]:
        """C6: half or more of a domain's answered behaviours are not yet seen; twice is N2."""
        found = _mostly_not_yet(items, answers)
        if found:
            now = [self._now(item, answers[item.item_id]) for item in found]
            before = self._mostly_before.get(domain_id, [])
            level: Level = "N2" if before else "N1"
            yield self._fired("C6", level, found, [*before, *now], domain_id)

    def _fired(
        self,
        rule: str,
        level: Level,
        items: Iterable[Item],
        answers: Iterable[TracedAnswer],
        subject: str = "",
    ) -> Trace:
        return fired(self._facts, rule, level, items, answers, subject)

    def _now(self, item: Item, answer: Answer) -> TracedAnswer:
        return traced(self._visit, item.item_id, answer)


def _ids(items: Iterable[Item]) -> frozenset[str]:
    return frozenset(item.item_id for item in items)


def _by_item(past: tuple[PastVisit, ...]) -> Past:
    """Return item id -> the earlier visits it was asked in, oldest first, with its answers."""
    found: Past = {}
    for visit in past:
        for item_id, answer in visit.answers.items():
            if answer.code in ANSWERED:
                said = traced(visit.visit, item_id, answer)
                found.setdefault(item_id, []).append((visit, said))
    return found


def _by_domain(checklist: Checklist, items: list[Item]) -> list[tuple[str, list[Item]]]:
    """Return the domains in order, each with those of the items that stand in it."""
    return [
        (domain.domain_id, [item for item in items if item.construct in domain.constructs])
        for domain in checklist.domains
    ]


def _mostly_not_yet(items: list[Item], answers: Mapping[str, Answer]) -> list[Item]:
    """Return the items not yet seen, when they are half or more of four or more answered."""
    answered = [item for item in items if _is_answered(answers.get(item.item_id))]
    not_yet = [item for item in answered if answers[item.item_id].code == "not_yet"]
    enough = len(answered) >= ENOUGH_OF_A_DOMAIN and 2 * len(not_yet) >= len(answered)
    return not_yet if enough else []


def _mostly_not_yet_before(past: tuple[PastVisit, ...]) -> dict[str, list[TracedAnswer]]:
    """Return domain id -> the answers C6 stood on in the visit before this one."""
    if not past:
        return {}
    last = past[-1]
    behaviours = [item for item in last.checklist.items if item.kind == "behaviour"]
    return {
        domain_id: [traced(last.visit, i.item_id, last.answers[i.item_id]) for i in found]
        for domain_id, items in _by_domain(last.checklist, behaviours)
        if (found := _mostly_not_yet(items, last.answers))
    }


def _is_answered(answer: Answer | None) -> bool:
    return answer is not None and answer.code in ANSWERED


def _early_intervention(facts: Facts) -> Iterator[Trace]:
    """C8, a note: early intervention may be open to the child without any delay shown."""
    gestation = facts.child.gestation_days
    very_early = gestation is not None and gestation < VERY_EARLY_DAYS
    if facts.child.conditions_known or very_early:
        yield Trace(
            rule="C8",
            rule_set=RULE_SET,
            level=None,
            sensitivity=Sensitivity.C,
            answers=(),
            subject="conditions_known" if facts.child.conditions_known else "gestation_days",
            age_basis=facts.reading.basis,
        )
