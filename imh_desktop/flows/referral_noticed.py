"""What a referral says of the profile and the rules: nothing that was not ticked (RF4)."""

from collections.abc import Mapping
from typing import NamedTuple

import msgspec

from imh_desktop.core.checklist import Checklist, ChecklistTexts
from imh_desktop.core.evaluation import Evaluation
from imh_desktop.core.facts import Facts
from imh_desktop.core.privacy import Sensitivity
from imh_desktop.core.profile import Counts, DomainProfile, Profile
from imh_desktop.core.trace import Trace
from imh_desktop.core.visit import Visit
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


def worrying_groups(checklist: Checklist, visit: Visit, told: frozenset[str]) -> frozenset[str]:
    """Return the constructs of told groups of signs that worry while none of their signs is told.

    The profile counts an opened group by its signs. Where these stay untold (RF4), the group's own
    answer, which is on the page, would count for nothing.
    """
    worrying = {i for i, answer in visit.answers.items() if answer.code in ("a_little", "a_lot")}
    return frozenset(
        item.construct
        for item in checklist.in_band(visit.band)
        if item.kind == "sign_group"
        and item.item_id in told & worrying
        and not (worrying & told).intersection(item.signs)
    )


def profile_lines(
    noticed: Noticed,
    told: frozenset[str],
    groups: frozenset[str],
    checklist: Checklist,
    texts: ChecklistTexts,
    words: Words,
) -> tuple[str, ...]:
    """Return the counts of each domain, of what may be told of it (RF4).

    Args:
        told: the items ticked and consented to; groups: ``worrying_groups``.
    """
    constructs = _constructs_told(checklist, told)
    lines = []
    for domain in noticed.profile.domains:
        counts = _counts_told(domain, constructs, groups & _of_domain(checklist, domain.domain))
        if any(msgspec.structs.astuple(counts)):
            title = texts.domains.get(domain.domain, domain.domain)
            only_signs = only_signs_in(checklist, domain.domain)
            lines.append(counts_said(title, counts, words, only_signs=only_signs))
    return tuple(lines)


def _of_domain(checklist: Checklist, domain_id: str) -> frozenset[str]:
    return frozenset(
        name
        for each in checklist.domains
        if each.domain_id == domain_id
        for name in each.constructs
    )


def only_signs_in(checklist: Checklist, domain_id: str) -> bool:
    """Tell whether a domain holds signs alone, which nobody answers "often" or "not yet"."""
    constructs = _of_domain(checklist, domain_id)
    kinds = {item.kind for item in checklist.items if item.construct in constructs}
    return kinds <= {"sign", "sign_group"}


def _counts_told(
    domain: DomainProfile, constructs: frozenset[str], groups: frozenset[str]
) -> Counts:
    """Return the counts of some constructs; a worrying group no rule named comes to them."""
    read = [each for each in domain.constructs if each.construct in constructs]
    counted = {each.construct for each in read if each.counts.concern}
    plain = [msgspec.structs.astuple(each.counts) for each in read]
    often, sometimes, not_yet, concern, unknown = map(sum, zip((0,) * 5, *plain, strict=True))
    return Counts(
        often=often,
        sometimes=sometimes,
        not_yet=not_yet,
        concern=concern + len(groups - counted),
        unknown=unknown,
    )


def counts_said(domain: str, counts: Counts, words: Words, *, only_signs: bool) -> str:
    """Say the counts of a domain in one line."""
    if only_signs:
        return words.say(
            "{domain} – to look at again: {concern}, not known: {unknown}",
            domain=domain,
            concern=counts.concern,
            unknown=counts.unknown,
        )
    return words.say(
        "{domain} – often: {often}, sometimes: {sometimes}, not yet: {not_yet}, to look at again:"
        " {concern}, not known: {unknown}",
        domain=domain,
        **msgspec.structs.asdict(counts),
    )


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
        return words.say("{why} (reference {rule})", why=why, rule=trace.rule)
    return words.say("“{about}” {why} (reference {rule})", about=about, why=why, rule=trace.rule)
