"""From answers to a next-step level, each step with its trace (clinical.md 0, 3.3).

The open level stands on class P and C answers alone. What was said in private can only raise
the private level, which is kept apart.
"""

from collections.abc import Iterable, Iterator

from imh_desktop.core.conditions import Showing
from imh_desktop.core.facts import Facts, codes_of, counted, fired, traced
from imh_desktop.core.privacy import Sensitivity
from imh_desktop.core.profile import Profile, read_profile
from imh_desktop.core.rules import Rules, talk_today
from imh_desktop.core.trace import RULE_SET, Guidance, Trace, TracedAnswer
from imh_desktop.core.visit import Level, PrivateTalk, Visit

__all__ = [
    "RULE_SET",
    "Facts",
    "Guidance",
    "Trace",
    "TracedAnswer",
    "concerned_items",
    "guide",
]


def guide(facts: Facts) -> Guidance:
    """Return what the rules say of a visit. The same facts give the same value, byte for byte."""
    rules, showing = Rules(facts), showing_of(facts)
    shown = showing.shown(codes_of(facts.visit.answers))
    answers = counted(facts.checklist, facts.visit.answers, shown)
    traces = rules.traces(answers)
    profile = read_profile(facts.checklist, facts.visit, shown, concerned_items(traces))
    extra = (*unfinished(facts, profile, rules.left_open(answers)), *raised(facts, facts.visit))
    return together((*traces, *extra), private_traces(facts, showing), asked_privately(facts))


def concerned_items(traces: Iterable[Trace]) -> frozenset[str]:
    """Return the items that A and C rules name: what makes a construct a concern (H2)."""
    named = (trace.answers for trace in traces if trace.rule[0] in "AC")
    return frozenset(answer.item_id for answers in named for answer in answers)


def showing_of(facts: Facts) -> Showing:
    """Return what decides which items of the visit are shown."""
    visit, months = facts.visit, facts.reading.working_months
    return Showing(facts.checklist, visit.band, months, visit.kind)


def unfinished(
    facts: Facts, profile: Profile, left_open: tuple[TracedAnswer, ...]
) -> Iterator[Trace]:
    """P1: too little is answered to celebrate and go on, or a sign group was opened and left."""
    if profile.completeness != "complete" or left_open:
        yield Trace(
            rule="P1",
            rule_set=RULE_SET,
            level="N1",
            sensitivity=Sensitivity.C if left_open else Sensitivity.P,
            answers=left_open,
            age_basis=facts.reading.basis,
        )


def raised(facts: Facts, of: Visit | PrivateTalk) -> Iterator[Trace]:
    """J1: the visitor's own judgement. It can raise the level and never lowers it."""
    if of.raised:
        yield Trace(
            rule="J1",
            rule_set=RULE_SET,
            level=of.raised.level,
            sensitivity=of.sensitivity if isinstance(of, PrivateTalk) else Sensitivity.C,
            answers=(),
            age_basis=facts.reading.basis,
            reason=of.raised.reason,
            worker_id=of.raised.worker_id,
        )


def private_traces(facts: Facts, showing: Showing) -> tuple[Trace, ...]:
    """Return what fires on private answers: A1, and J1 where the visitor raised it in a talk.

    Two caregivers are two talks side by side; neither answer hides the other.
    """
    found: list[Trace] = []
    open_codes = codes_of(facts.visit.answers)
    said_by = codes_by_caregiver(facts)
    for talk in sorted(facts.private, key=lambda talk: (talk.caregiver_id, talk.sensitivity)):
        shown = showing.shown(open_codes | said_by[talk.caregiver_id])
        answers = counted(facts.checklist, talk.answers, shown, private=True)
        for item_id, answer in answers.items():
            item = facts.checklist.item(item_id)
            if item.kind == "today" and talk_today(item, answer.code):
                said = traced(facts.visit, item_id, answer)
                found.append(fired(facts, "A1", "N3", [item], [said], item_id, talk.sensitivity))
        found += raised(facts, talk)
    return tuple(found)


def asked_privately(facts: Facts) -> bool:
    """Tell whether anything private was answered or judged; a note alone is neither."""
    return any(talk.answers or talk.raised for talk in facts.private)


def together(
    open_traces: tuple[Trace, ...], private: tuple[Trace, ...], asked_privately: bool
) -> Guidance:
    """Return the guidance that traces make: each level is the highest of its traces."""
    open_level = _highest(open_traces)
    return Guidance(
        open_level=open_level,
        open_traces=open_traces,
        private_level=max(open_level, _highest(private)) if asked_privately else None,
        private_traces=private,
        act_now=_subjects("A1", open_traces),
        private_act_now=_subjects("A1", private),
        ask_loss=_subjects("A3", open_traces),
    )


def codes_by_caregiver(facts: Facts) -> dict[str, dict[str, str]]:
    """Return caregiver id -> item id -> code, of all their private talks in the visit."""
    said: dict[str, dict[str, str]] = {}
    for talk in facts.private:
        said.setdefault(talk.caregiver_id, {}).update(codes_of(talk.answers))
    return said


def _highest(traces: tuple[Trace, ...]) -> Level:
    levels = [trace.level for trace in traces if trace.level]
    return max(levels, default="N0")


def _subjects(rule: str, traces: tuple[Trace, ...]) -> tuple[str, ...]:
    """Return what the traces of a rule speak of, each once, in order."""
    return tuple(dict.fromkeys(trace.subject for trace in traces if trace.rule == rule))
