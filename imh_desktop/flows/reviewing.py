"""Looking over a visit together, choosing what the family takes home, and closing it."""

from dataclasses import dataclass

from imh_desktop.core.limits import NOTE_LIMIT, clean
from imh_desktop.core.privacy import Sensitivity
from imh_desktop.core.summary import MOST_STRATEGIES
from imh_desktop.core.trace import Trace
from imh_desktop.core.visit import LEVELS, Level
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
from imh_desktop.flows.page_choices import (
    MOST_STEPS,
    Suggestion,
    add_moment,
    add_step,
    choose_strategy,
    choose_strength,
    strategies,
    strengths,
    suggested_steps,
    use_suggested_step,
    write_moment,
    write_step,
)
from imh_desktop.flows.refusing import FEWEST_STRENGTHS
from imh_desktop.flows.visit_state import AloneNeeded
from imh_desktop.store.entry import Scalar

__all__ = [
    "FEWEST_STRENGTHS",
    "MOST_STEPS",
    "MOST_STRATEGIES",
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
    "use_suggested_step",
    "write_moment",
    "write_step",
]


@dataclass(frozen=True, slots=True)
class StepReason:
    """One fired rule, ready to be read: the step it suggests, the sentence behind "Why?" and the
    answers it stood on, one line each. ``done``: what was noted as done about it, or why nothing
    could be; empty where nothing is called for or nothing was noted yet."""

    trace: Trace
    level_said: str
    why: str
    answers: tuple[str, ...]
    done: str = ""


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
            done=_done(visit, trace),
        )
        for trace in ordered
    )


def _done(visit: OpenVisit, trace: Trace) -> str:
    """Return the action noted for what a rule stands on: of an open rule from the visit alone."""
    if trace.level != LEVELS[-1]:
        return ""
    cards = {answer.item_id for answer in trace.answers} | (
        {visit.lost_skills.item_id} if trace.rule == "A3" else set()
    )
    noted = [visit.visit.actions]
    if trace.sensitivity.private:
        noted = [talk.actions for talk in visit.private]
    return next((kept[card] for kept in noted for card in kept if card in cards), "")


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
        raise InputError(words.say("Please choose a higher step."), place="level")
    if private and visit.alone is None:
        raise AloneNeeded(words.say("Please choose who you are alone with."))
    talk = (visit.alone, Sensitivity.V) if private and visit.alone else None
    raised: dict[str, Scalar] = {
        "level": level,
        "reason": said,
        "worker_id": visit.vault.worker_id,
    }
    visit.keep(talk, {"raised": raised})
