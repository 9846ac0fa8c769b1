"""Looking over a visit together, choosing what the family takes home, and closing it."""

from dataclasses import dataclass
from datetime import date

from imh_desktop.core.checklist import ChecklistTexts
from imh_desktop.core.guidance import Trace
from imh_desktop.core.profile import Completeness, Counts, Status
from imh_desktop.core.visit import Level, SeenMoment, Step
from imh_desktop.errors import InputError
from imh_desktop.flows.visiting import OpenVisit
from imh_desktop.words import Words

FEWEST_STRENGTHS = 3
MOST_STRATEGIES = 2
MOST_STEPS = 3


class CloseRefused(InputError):
    """The visit cannot be closed yet; ``missing`` says why, one sentence each."""

    def __init__(self, message: str, missing: tuple[str, ...]) -> None:
        """Keep the sentences."""
        super().__init__(message)
        self.missing = missing


@dataclass(frozen=True, slots=True)
class Mark:
    """One construct as a labelled mark. ``said``: its status in words. ``counts`` are shown only
    behind "Why?"."""

    construct: str
    title: str
    status: Status
    said: str
    counts: Counts


@dataclass(frozen=True, slots=True)
class DomainMarks:
    """One domain's marks, in order."""

    domain_id: str
    title: str
    icon: str
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class StepReason:
    """One fired rule, ready to be read: the step it suggests and the sentence behind "Why?"."""

    trace: Trace
    level_said: str
    why: str


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


@dataclass(frozen=True, slots=True)
class ClosedVisit:
    """A visit closed just now, with its open level and the day to look again (None = no need)."""

    visit_id: str
    open_level: Level
    reobserve_on: date | None


def profile_marks(visit: OpenVisit) -> tuple[DomainMarks, ...]:
    """Return the counted domains' constructs as marks in words."""
    raise NotImplementedError


def completeness_said(completeness: Completeness, words: Words) -> str:
    """Say how complete the visit is, in one sentence."""
    raise NotImplementedError


def level_said(level: Level, words: Words) -> str:
    """Say a next-step level in words, without its number."""
    raise NotImplementedError


def explain(trace: Trace, texts: ChecklistTexts, words: Words) -> str:
    """Say why a rule fired, in one plain sentence with its counts ("Why?")."""
    raise NotImplementedError


def reasons(visit: OpenVisit) -> tuple[StepReason, ...]:
    """Return what the open rules found, the most urgent first."""
    raise NotImplementedError


def private_review(visit: OpenVisit) -> PrivateReview:
    """Return the private level and its reasons: only after "Show private" was pressed."""
    raise NotImplementedError


def strengths(visit: OpenVisit) -> tuple[Suggestion, ...]:
    """Return the strengths seen today that have a sentence for the page, the chosen ones first."""
    raise NotImplementedError


def strategies(visit: OpenVisit) -> tuple[Suggestion, ...]:
    """Return things the family can try, best first (``group`` is the routine)."""
    raise NotImplementedError


def suggested_steps(visit: OpenVisit) -> tuple[str, ...]:
    """Return next steps in supportive words, from today's signs and worries."""
    raise NotImplementedError


def choose_strength(visit: OpenVisit, item_id: str, chosen: bool = True) -> None:
    """Put a strength on the family page, or take it off; one entry."""
    raise NotImplementedError


def choose_strategy(visit: OpenVisit, strategy_id: str, chosen: bool = True) -> None:
    """Put a strategy on the family page, or take it off; one entry.

    Raises:
        InputError: two are chosen already.
    """
    raise NotImplementedError


def write_moment(visit: OpenVisit, text: str, moment_id: str = "") -> SeenMoment | None:
    """Keep a strength the visitor saw, in her words; an empty text takes it off.

    Raises:
        InputError: a word or figure that must not stand on a family page, or a long sentence;
            the message names it.
    """
    raise NotImplementedError


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
    raise NotImplementedError


def raise_level(visit: OpenVisit, level: Level, reason: str, *, private: bool = False) -> None:
    """Raise the level by the visitor's own judgement (J1). ``private``: the reason is a private
    one, so it goes to the record of the caregiver she is alone with.

    Raises:
        InputError: no reason, or not higher than the rules say.
        AloneNeeded: ``private`` without a caregiver.
    """
    raise NotImplementedError


def reobserve_on(visit: OpenVisit) -> date | None:
    """Return the day to look again (level N1 and incomplete visits), by the open level alone."""
    raise NotImplementedError


def missing(visit: OpenVisit) -> tuple[str, ...]:
    """Return what keeps the visit from being closed, one sentence each; empty = it may be."""
    raise NotImplementedError


def close(visit: OpenVisit) -> ClosedVisit:
    """Close the open record and each private record with its own results.

    Raises:
        CloseRefused: something is missing; nothing was written.
    """
    raise NotImplementedError
