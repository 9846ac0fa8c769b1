"""Looking over a visit together, choosing what the family takes home, and closing it."""

import re
from dataclasses import dataclass
from datetime import date

from imh_desktop.core.limits import NAME_LIMIT, NOTE_LIMIT, clean
from imh_desktop.core.privacy import Sensitivity
from imh_desktop.core.trace import Trace
from imh_desktop.core.visit import LEVELS, Level, SeenMoment, Step
from imh_desktop.errors import InputError
from imh_desktop.flows.closing import ClosedVisit, CloseRefused, close, missing, reobserve_on
from imh_desktop.flows.explaining import (
    answer_lines,
    completeness_said,
    explain,
    level_said,
)
from imh_desktop.flows.marks import DomainMarks, Mark, domain_marks
from imh_desktop.flows.open_visit import OpenVisit
from imh_desktop.flows.summarising import FEWEST_STRENGTHS
from imh_desktop.flows.visit_state import SEEN, AloneNeeded
from imh_desktop.flows.wording import page_fault
from imh_desktop.store.entry import Scalar

__all__ = [
    "FEWEST_STRENGTHS",
    "CloseRefused",
    "ClosedVisit",
    "DomainMarks",
    "Mark",
    "PrivateReview",
    "StepReason",
    "Suggestion",
    "add_moment",
    "add_step",
    "choose_strategy",
    "choose_strength",
    "close",
    "completeness_said",
    "explain",
    "level_said",
    "missing",
    "private_review",
    "profile_marks",
    "raise_level",
    "reasons",
    "reobserve_on",
    "strategies",
    "strengths",
    "suggested_steps",
    "write_moment",
    "write_step",
]

MOST_STRATEGIES = 2
MOST_STEPS = 3
_PHONE = re.compile(r"[0-9 +()./x#*-]{0,40}")


@dataclass(frozen=True, slots=True)
class StepReason:
    """One fired rule, ready to be read: the step it suggests, the sentence behind "Why?" and the
    answers it stood on, one line each."""

    trace: Trace
    level_said: str
    why: str
    answers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Something that may go on the family page; ``chosen``: it is on it now."""

    id: str
    text: str
    group: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class PrivateReview:
    """The private part, made only on request; ``level`` None = nothing private was asked."""

    level: Level | None
    level_said: str
    reasons: tuple[StepReason, ...]


def profile_marks(visit: OpenVisit) -> tuple[DomainMarks, ...]:
    """Return the counted domains' constructs as marks in words."""
    return domain_marks(visit.profile, visit.checklist, visit.texts, visit.words)


def reasons(visit: OpenVisit) -> tuple[StepReason, ...]:
    """Return what the open rules found, the most urgent first."""
    return _reasons(visit, visit.guidance.open_traces)


def private_review(visit: OpenVisit) -> PrivateReview:
    """Return the private level and its reasons: only after "Show private" was pressed."""
    level = visit.guidance.private_level
    said = level_said(level, visit.words) if level else ""
    return PrivateReview(level, said, _reasons(visit, visit.guidance.private_traces))


def _reasons(visit: OpenVisit, traces: tuple[Trace, ...]) -> tuple[StepReason, ...]:
    ordered = sorted(traces, key=lambda trace: trace.level or "", reverse=True)
    return tuple(
        StepReason(
            trace=trace,
            level_said=level_said(trace.level, visit.words) if trace.level else "",
            why=explain(trace, visit.texts, visit.words),
            answers=answer_lines(trace, visit.texts, visit.words),
        )
        for trace in ordered
    )


def strengths(visit: OpenVisit) -> tuple[Suggestion, ...]:
    """Return the strengths seen today that have a sentence for the page, the chosen ones first,
    then those seen often."""
    found = []
    for item in visit.items().values():
        answer = visit.visit.answers.get(item.item_id)
        text = visit.texts.items.get(item.item_id)
        if not visit.is_strength(item.item_id) or answer is None or text is None:
            continue
        said = text.strength.replace("{name}", visit.child.given_name)
        domain = visit.checklist.domain_of(item).domain_id
        title = visit.texts.domains.get(domain, domain)
        chosen = item.item_id in visit.visit.strengths
        found.append((SEEN.index(answer.code), Suggestion(item.item_id, said, title, chosen)))
    found.sort(key=lambda pair: (not pair[1].chosen, pair[0]))
    return tuple(suggestion for _, suggestion in found)


def strategies(visit: OpenVisit) -> tuple[Suggestion, ...]:
    """Return things the family can try, best first (``group`` is the routine's code)."""
    growing = {
        each.construct
        for domain in visit.profile.domains
        for each in domain.constructs
        if each.status in ("emerging", "concern")
    }
    chosen = visit.visit.strategies
    found = [s for s in visit.checklist.strategies if visit.visit.band in s.bands]
    found.sort(key=lambda s: (s.strategy_id not in chosen, growing.isdisjoint(s.constructs)))
    return tuple(
        Suggestion(
            s.strategy_id,
            visit.texts.strategies.get(s.strategy_id, ""),
            s.routine,
            s.strategy_id in chosen,
        )
        for s in found
    )


def suggested_steps(visit: OpenVisit) -> tuple[str, ...]:
    """Return next steps in supportive words, from today's signs and worries."""
    worrying = (i for i, a in visit.visit.answers.items() if a.code in ("a_little", "a_lot"))
    texts = (visit.texts.items[i].step for i in worrying if i in visit.texts.items)
    written = {step.what for step in visit.visit.steps}
    named = (text.replace("{name}", visit.child.given_name) for text in texts if text)
    return tuple(text for text in dict.fromkeys(named) if text not in written)


def choose_strength(visit: OpenVisit, item_id: str, chosen: bool = True) -> None:
    """Put a strength on the family page, or take it off; one entry.

    Raises:
        InputError: it was not seen today.
    """
    if chosen and not visit.is_strength(item_id):
        raise InputError(visit.words.say("This was not seen today."), place=item_id)
    order = visit.ledger.order_of("strengths", item_id) if chosen else None
    what = visit.words.say("the choice of a strength")
    visit.keep(None, {f"strengths.{item_id}": order}, what)


def choose_strategy(visit: OpenVisit, strategy_id: str, chosen: bool = True) -> None:
    """Put a strategy on the family page, or take it off; one entry.

    Raises:
        InputError: two are chosen already, or there is none of this id.
    """
    others = set(visit.visit.strategies) - {strategy_id}
    if all(each.strategy_id != strategy_id for each in visit.checklist.strategies):
        raise InputError(visit.words.say("This idea is not on the list."), place=strategy_id)
    if chosen and len(others) >= MOST_STRATEGIES:
        raise InputError(
            visit.words.say("Two ideas are enough for one page. Please take one off first.")
        )
    order = visit.ledger.order_of("strategies", strategy_id) if chosen else None
    what = visit.words.say("the choice of an idea to try")
    visit.keep(None, {f"strategies.{strategy_id}": order}, what)


def write_moment(visit: OpenVisit, text: str, moment_id: str = "") -> SeenMoment | None:
    """Keep a strength the visitor saw, in her words; an empty text takes it off.

    Raises:
        InputError: a word or figure that must not stand on a family page, or a long sentence;
            the message names it.
    """
    said = _for_the_page(visit, text, "moment")
    moment_id = moment_id or visit.vault.journal.new_id()
    what = visit.words.say("what you saw")
    visit.keep(None, {f"moments.{moment_id}": said or None}, what)
    return SeenMoment(moment_id=moment_id, text=said) if said else None


def add_moment(visit: OpenVisit, text: str) -> SeenMoment | None:
    """Keep a new strength in the visitor's own words. Raises as ``write_moment``."""
    return write_moment(visit, text)


def write_step(
    visit: OpenVisit,
    what: str,
    *,
    who: str = "",
    by: date | None = None,
    phone: str = "",
    step_id: str = "",
) -> Step | None:
    """Keep a next step; an empty ``what`` takes it off. Raises as ``write_moment``; a fourth step
    is refused."""
    step = Step(
        step_id=step_id or visit.vault.journal.new_id(),
        what=_for_the_page(visit, what, "what"),
        who=_for_the_page(visit, who, "who"),
        by=by,
        phone=_phone(visit, phone),
    )
    others = [each for each in visit.visit.steps if each.step_id != step.step_id]
    if step.what and len(others) >= MOST_STEPS:
        raise InputError(visit.words.say("Three next steps are enough. Please take one off first."))
    visit.keep(
        None,
        {f"steps.{step.step_id}": _step_fields(visit, step) if step.what else None},
        visit.words.say("a next step"),
    )
    return step if step.what else None


def add_step(
    visit: OpenVisit, what: str, *, who: str = "", by: date | None = None, phone: str = ""
) -> Step | None:
    """Keep a new next step. Raises as ``write_step``."""
    return write_step(visit, what, who=who, by=by, phone=phone)


def raise_level(visit: OpenVisit, level: Level, reason: str, *, private: bool = False) -> None:
    """Raise the level by the visitor's own judgement (J1). ``private``: the reason is a private
    one, so it goes to the record of the caregiver she is alone with.

    Raises:
        InputError: no reason, or not higher than the rules say.
        AloneNeeded: ``private`` without a caregiver.
    """
    words, guidance = visit.words, visit.guidance
    said = clean(reason, "reason", NOTE_LIMIT)
    if not said:
        raise InputError(words.say("Please write why."), place="reason")
    present = (guidance.private_level or guidance.open_level) if private else guidance.open_level
    if LEVELS.index(level) <= LEVELS.index(present):
        raise InputError(words.say("This is not higher than it is now."), place="level")
    if private and visit.alone is None:
        raise AloneNeeded(words.say("Please say first whom you are alone with."))
    talk = (visit.alone, Sensitivity.V) if private and visit.alone else None
    raised: dict[str, Scalar] = {
        "level": level,
        "reason": said,
        "worker_id": visit.vault.worker_id,
    }
    visit.keep(talk, {"raised": raised}, words.say("the raised level"))


def _for_the_page(visit: OpenVisit, text: str, place: str) -> str:
    said = clean(text, place, NAME_LIMIT)
    if fault := page_fault(said, visit.words):
        raise InputError(fault, place=place)
    return said


def _phone(visit: OpenVisit, text: str) -> str:
    said = clean(text, "phone", NAME_LIMIT)
    if not _PHONE.fullmatch(said):
        raise InputError(visit.words.say("Please write a phone number."), place="phone")
    return said


def _step_fields(visit: OpenVisit, step: Step) -> dict[str, Scalar]:
    fields: dict[str, Scalar] = {
        "what": step.what,
        "who": step.who,
        "by": step.by.isoformat() if step.by else "",
        "phone": step.phone,
        "order": visit.ledger.order_of("steps", step.step_id),
    }
    return {field: value for field, value in fields.items() if value != ""}
