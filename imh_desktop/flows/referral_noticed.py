"""What a referral says of the profile and the rules: nothing that was not ticked (RF4)."""

from collections.abc import Mapping
from typing import NamedTuple

import msgspec

from imh_desktop.core.checklist import Checklist, ChecklistTexts
from imh_desktop.core.evaluation import Evaluation
from imh_desktop.core.facts import Facts
from imh_desktop.core.privacy import Sensitivity
from imh_desktop.core.profile import Profile
from imh_desktop.core.trace import Trace
from imh_desktop.flows.explaining import explain
from imh_desktop.words import Words


class Noticed(NamedTuple):
    """What the open rules made of the visit. The page is built from this alone."""

    profile: Profile
    traces: tuple[Trace, ...]


def noticed(results: Mapping[str, object] | None, facts: Facts) -> Noticed:
    """Return what a closed visit was closed with, never made anew; of an open one, as it is now."""
    profile, traces = (results or {}).get("profile"), (results or {}).get("traces")
    if isinstance(profile, str) and isinstance(traces, str):
        return Noticed(
            msgspec.json.decode(profile, type=Profile),
            msgspec.json.decode(traces, type=tuple[Trace, ...]),
        )
    now = Evaluation(facts)
    return Noticed(now.profile, now.guidance.open_traces)


def _constructs_told(checklist: Checklist, told: frozenset[str]) -> frozenset[str]:
    """Return the constructs whose counts say nothing of a class C item that was not ticked."""
    hidden = {
        item.construct
        for item in checklist.items
        if item.sensitivity is not Sensitivity.P and item.item_id not in told
    }
    every = {name for domain in checklist.domains for name in domain.constructs}
    return frozenset(every - hidden)


def profile_lines(
    noticed: Noticed,
    told: frozenset[str],
    checklist: Checklist,
    texts: ChecklistTexts,
    words: Words,
) -> tuple[str, ...]:
    """Return the counts of each domain, of what may be told of it (RF4)."""
    constructs, lines = _constructs_told(checklist, told), []
    for domain in noticed.profile.domains:
        read = [each.counts for each in domain.constructs if each.construct in constructs]
        counts = [sum(each) for each in zip(*map(msgspec.structs.astuple, read), strict=True)]
        if any(counts):
            often, sometimes, not_yet, concern, unknown = counts
            said = words.say(
                "{domain}: often {often}, sometimes {sometimes}, not yet {not_yet}, look again"
                " {concern}, not known {unknown}",
                domain=texts.domains.get(domain.domain, domain.domain),
                often=often,
                sometimes=sometimes,
                not_yet=not_yet,
                concern=concern,
                unknown=unknown,
            )
            lines.append(said)
    return tuple(lines)


def rule_lines(
    noticed: Noticed,
    told: frozenset[str],
    ticked: frozenset[str],
    texts: ChecklistTexts,
    words: Words,
) -> tuple[str, ...]:
    """Return what fired on ticked items alone, each line with what it is about (RF4, RF6).

    Args:
        told: the items ticked and consented to; ticked: the lines.
    """
    return tuple(
        _rule_line(trace, texts, words)
        for trace in noticed.traces
        if told.issuperset(answer.item_id for answer in trace.answers)
        and _may_stand_alone(trace, ticked)
    )


def _may_stand_alone(trace: Trace, ticked: frozenset[str]) -> bool:
    """Tell whether a rule may be told that stands on no answer, or on more than its answers.

    The visitor's own reason (J1) stays with her. What C8 stands on has lines of its own.
    """
    if trace.rule == "C8":
        return ("gestation" if trace.subject == "gestation_days" else "health") in ticked
    return trace.rule != "J1"


def _rule_line(trace: Trace, texts: ChecklistTexts, words: Words) -> str:
    why = explain(trace, texts, words)
    items = dict.fromkeys(answer.item_id for answer in trace.answers)
    about = "; ".join(texts.items[each].text for each in items if each in texts.items)
    if not about:
        return words.say("{why} (rule {rule})", why=why, rule=trace.rule)
    return words.say("“{about}” {why} (rule {rule})", about=about, why=why, rule=trace.rule)
