"""All that the rules may look at for one visit, and what counts of it."""

from collections.abc import Collection, Iterable, Mapping
from typing import TypeVar

import msgspec

from imh_desktop.core.ages import POLICIES, AgeReading, read_age
from imh_desktop.core.checklist import Checklist, Item
from imh_desktop.core.conditions import shown_items
from imh_desktop.core.people import Child
from imh_desktop.core.privacy import Sensitivity, highest
from imh_desktop.core.trace import RULE_SET, Trace, TracedAnswer
from imh_desktop.core.visit import Answer, Level, PrivateAnswer, PrivateTalk, Visit

A = TypeVar("A", Answer, PrivateAnswer)


class Facts(msgspec.Struct, frozen=True, kw_only=True):
    """One visit with its private talks and the child's closed earlier visits.

    ``reading``: the child's age on the day of the visit. ``checklists``: structure hash ->
    checklist, for earlier visits made with another one; a hash that is not there is read by
    ``checklist``. Earlier visits of a later day are not looked at.
    """

    checklist: Checklist
    visit: Visit
    child: Child
    reading: AgeReading
    private: tuple[PrivateTalk, ...] = ()
    earlier: tuple[Visit, ...] = ()
    checklists: dict[str, Checklist] = {}


class PastVisit(msgspec.Struct, frozen=True, kw_only=True):
    """An earlier visit as the rules read it. ``answers``: the open ones that count."""

    visit: Visit
    checklist: Checklist
    reading: AgeReading
    answers: dict[str, Answer]


def codes_of(answers: Mapping[str, A]) -> dict[str, str]:
    """Return item id -> code."""
    return {item_id: answer.code for item_id, answer in answers.items()}


def counted(
    checklist: Checklist, answers: Mapping[str, A], shown: Collection[str], *, private: bool = False
) -> dict[str, A]:
    """Return the answers that count: of items shown, of the class asked for, with a known code."""
    return {
        item.item_id: answers[item.item_id]
        for item in checklist.items
        if item.item_id in shown
        and item.item_id in answers
        and item.sensitivity.private is private
        and answers[item.item_id].code in item.codes
    }


def past_visits(facts: Facts) -> tuple[PastVisit, ...]:
    """Return the earlier visits, oldest first.

    What was not yet seen before the due date says nothing, so behaviours of such a visit are
    left out.
    """
    now = facts.visit
    earlier = [v for v in facts.earlier if v.on <= now.on and v.visit_id != now.visit_id]
    earlier.sort(key=lambda visit: (visit.on, visit.visit_id))
    return tuple(_past(facts, visit) for visit in earlier)


def _past(facts: Facts, visit: Visit) -> PastVisit:
    checklist = facts.checklists.get(visit.checklist_hash, facts.checklist)
    reading = read_age(
        min(facts.reading.born_on, visit.on),
        facts.child.gestation_days,
        visit.on,
        POLICIES[facts.reading.policy_id],
    )
    codes = codes_of(visit.answers)
    shown = shown_items(checklist, visit.band, codes, reading.working_months, visit.kind)
    answers = counted(checklist, visit.answers, shown)
    if reading.working is None:
        behaviours = {item.item_id for item in checklist.items if item.kind == "behaviour"}
        answers = {item_id: a for item_id, a in answers.items() if item_id not in behaviours}
    return PastVisit(visit=visit, checklist=checklist, reading=reading, answers=answers)


def traced(visit: Visit, item_id: str, answer: Answer | PrivateAnswer) -> TracedAnswer:
    """Return an answer as a trace keeps it, on the day it was given."""
    return TracedAnswer(
        visit_id=visit.visit_id,
        item_id=item_id,
        code=answer.code,
        known=answer.known,
        on=answer.answered_on or visit.on,
    )


def fired(
    facts: Facts,
    rule: str,
    level: Level,
    items: Iterable[Item],
    answers: Iterable[TracedAnswer],
    subject: str = "",
    at_least: Sensitivity = Sensitivity.P,
) -> Trace:
    """Return the trace of a rule, in the highest class of the items it names."""
    return Trace(
        rule=rule,
        rule_set=RULE_SET,
        level=level,
        sensitivity=highest(at_least, *(item.sensitivity for item in items)),
        answers=tuple(answers),
        subject=subject,
        age_basis=facts.reading.basis,
    )
