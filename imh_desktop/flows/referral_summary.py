"""What a referral page says: only lines that are ticked and consented to, of open values."""

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

import msgspec
from msgspec.structs import replace

from imh_desktop.core.ages import AgeReading
from imh_desktop.core.checklist import Checklist, ChecklistTexts
from imh_desktop.core.evaluation import Evaluation
from imh_desktop.core.facts import Facts
from imh_desktop.core.people import Caregiver, Child, Paper, Programme
from imh_desktop.core.profile import Profile
from imh_desktop.core.referral import Consent, ReasonLine, ReferralRequest, ReferralSummary
from imh_desktop.core.trace import Trace
from imh_desktop.core.visit import Visit
from imh_desktop.flows.explaining import explain
from imh_desktop.flows.summarising import PageRefused
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


def consent_fault(request: ReferralRequest, consent: Consent, on: date, words: Words) -> str | None:
    """Return why a consent does not cover a request on a day; None when it does (RF3)."""
    if consent.partner_id != request.partner.partner_id:
        return words.say("This consent is for another partner.")
    if consent.revoked_on is not None and consent.revoked_on <= on:
        return words.say(
            "This consent was withdrawn on {date}.", date=words.date(consent.revoked_on)
        )
    if not consent.signed_on <= on <= consent.expires_on:
        return words.say(
            "This consent is valid from {first} to {last}.",
            first=words.date(consent.signed_on),
            last=words.date(consent.expires_on),
        )
    if not consent.signer.strip():
        return words.say("Nobody has signed this consent.")
    uncovered = (set(request.lines) - set(consent.lines)) | (
        set(request.items) - set(consent.items)
    )
    if uncovered:
        return words.say(
            "The consent does not cover: {lines}. Please ask the family first.",
            lines=", ".join(sorted(uncovered)),
        )
    return None


def referral_summary(
    *,
    child: Child,
    caregivers: tuple[Caregiver, ...],
    visit: Visit,
    checklist: Checklist,
    texts: ChecklistTexts,
    programme: Programme,
    referrer: str,
    reading: AgeReading,
    noticed: Noticed,
    request: ReferralRequest,
    consent: Consent,
    on: date,
    words: Words,
    paper: Paper = "a4",
    interface: Words | None = None,
) -> ReferralSummary:
    """Gather what the partner is told: ticked lines only, all covered by the consent.

    Raises:
        PageRefused: the consent does not cover a ticked line or item on this day, or an item is
            private or was not answered.
    """
    if fault := consent_fault(request, consent, on, interface or words):
        raise PageRefused(fault, place="consent")
    ticked = frozenset(request.lines)
    chronological, working = _ages(reading, words)
    unreviewed = texts.review.status != "professional"
    return ReferralSummary(
        language=texts.language,
        paper=paper,
        child=_trimmed(child, ticked),
        chronological_age=chronological,
        working_age=working,
        caregivers=caregivers if "contact" in ticked else (),
        referrer=referrer,
        referrer_phone=programme.phone,
        programme=programme.name,
        partner=request.partner,
        written_on=on,
        concern_on=request.concern_on,
        lines=request.lines,
        reasons=_reasons(request, visit, checklist, texts, interface or words),
        strengths=_strengths(child, visit, texts) if "strengths" in ticked else (),
        tried=request.tried if "tried" in ticked else "",
        profile_lines=_profile_lines(noticed, texts, words) if "profile" in ticked else (),
        rule_lines=_rule_lines(noticed, texts, words) if "profile" in ticked else (),
        send_back=request.send_back,
        consent=consent,
        review_note=(words.say("Not yet reviewed by a professional") if unreviewed else ""),
        demo=programme.fictional,
    )


def _trimmed(child: Child, ticked: frozenset[str]) -> Child:
    """Return the child without what was not ticked, so that the page cannot hold it."""
    blank: dict[str, object] = {"number": "", "household_id": "", "page_language": ""}
    if "gestation" not in ticked:
        blank |= {"gestation_days": None}
    if "languages" not in ticked:
        blank |= {"languages": (), "interpreter": False}
    if "custody" not in ticked:
        blank |= {"custody_note": ""}
    if "health" not in ticked:
        blank |= {"health_provider": "", "conditions_known": None}
    if "services" not in ticked:
        blank |= {"services_now": ""}
    return replace(child, **blank)


def _ages(reading: AgeReading, words: Words) -> tuple[str, str]:
    old = words.age(reading.chronological.months, reading.chronological.days)
    chronological = words.say("{age} by the date of birth", age=old)
    if reading.working is None:
        return chronological, words.count(
            "{n} day before the due date", "{n} days before the due date", reading.days_to_due
        )
    if reading.basis == "corrected":
        working = words.age(reading.working.months, reading.working.days)
        return chronological, words.say("{age} counted from the due date", age=working)
    if reading.basis == "unknown_gestation":
        return chronological, words.say("Not adjusted: weeks unknown")
    return chronological, words.say("Not adjusted for an early birth")


def _reasons(
    request: ReferralRequest,
    visit: Visit,
    checklist: Checklist,
    texts: ChecklistTexts,
    words: Words,
) -> tuple[ReasonLine, ...]:
    """Return the ticked items in the order of the checklist; a private one is refused."""
    items = {item.item_id: item for item in checklist.in_band(visit.band)}
    for item_id in request.items:
        open_item = item_id in items and not items[item_id].sensitivity.private
        if not open_item or item_id not in visit.answers or item_id not in texts.items:
            raise PageRefused(words.say("This cannot go into a referral."), place=item_id)
    told = [(i, visit.answers[i]) for i in items if i in request.items]
    return tuple(
        ReasonLine(
            text=texts.items[item_id].text,
            answer=texts.choices.get(answer.code, answer.code),
            on=answer.answered_on or visit.on,
            known=answer.known,
        )
        for item_id, answer in told
        if "reason" in request.lines
    )


def _strengths(child: Child, visit: Visit, texts: ChecklistTexts) -> tuple[str, ...]:
    chosen = (texts.items[i].strength for i in visit.strengths if i in texts.items)
    named = tuple(text.replace("{name}", child.given_name) for text in chosen if text)
    return (*named, *(moment.text for moment in visit.moments))


def _profile_lines(noticed: Noticed, texts: ChecklistTexts, words: Words) -> tuple[str, ...]:
    return tuple(
        words.say(
            "{domain}: often {often}, sometimes {sometimes}, not yet {not_yet}, look again"
            " {concern}, not known {unknown}",
            domain=texts.domains.get(domain.domain, domain.domain),
            often=domain.counts.often,
            sometimes=domain.counts.sometimes,
            not_yet=domain.counts.not_yet,
            concern=domain.counts.concern,
            unknown=domain.counts.unknown,
        )
        for domain in noticed.profile.domains
        if any(msgspec.structs.astuple(domain.counts))
    )


def _rule_lines(noticed: Noticed, texts: ChecklistTexts, words: Words) -> tuple[str, ...]:
    """Return what fired. The visitor's own reason for a raised level (J1) stays with her."""
    return tuple(
        words.say("{why} (rule {rule})", why=explain(trace, texts, words), rule=trace.rule)
        for trace in noticed.traces
        if trace.rule != "J1"
    )
