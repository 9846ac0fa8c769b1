"""What a referral page says: only lines that are ticked and consented to, of open values."""

from collections.abc import Collection, Iterator
from datetime import date

import msgspec
from msgspec.structs import replace

from imh_desktop.core.ages import AgeReading
from imh_desktop.core.checklist import Checklist, ChecklistTexts
from imh_desktop.core.people import Caregiver, Child, Paper, Programme
from imh_desktop.core.referral import (
    Consent,
    ReasonLine,
    ReferralRequest,
    ReferralSummary,
)
from imh_desktop.core.slip_code import return_code
from imh_desktop.core.visit import Visit
from imh_desktop.flows.pages import review_note
from imh_desktop.flows.referral_noticed import (
    Noticed,
    profile_lines,
    rule_lines,
    worrying_groups,
)
from imh_desktop.flows.refusing import Field, PageRefused, require_letters
from imh_desktop.words import Words


def consent_fault(
    request: ReferralRequest, consent: Consent, on: date, words: Words,
    kinds: Collection[str] = ("referral",),
) -> str | None:  # fmt: skip
    """Return why a consent does not cover a request on a day; None when it does (RF3).

    ``kinds``: of which one is wanted."""
    if consent.kind not in kinds:
        return words.say("This consent is for something else than telling a partner.")
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
    if not consent.authority.strip():
        return words.say("This consent does not say by what right it was signed.")
    if not consent.purpose.strip():
        return words.say("This consent does not say what it is for.")
    uncovered = (set(request.lines) - set(consent.lines)) | (
        set(request.items) - set(consent.items)
    )
    if uncovered:
        return words.say(
            "The consent does not cover: {lines}. Please ask the family first.",
            lines=", ".join(sorted(uncovered)),
        )
    return None


class Case(msgspec.Struct, frozen=True, kw_only=True):
    """What a referral draws on: open values alone. ``texts`` are in the page's language."""

    child: Child
    caregivers: tuple[Caregiver, ...]
    visit: Visit
    checklist: Checklist
    texts: ChecklistTexts
    programme: Programme
    referrer: str
    reading: AgeReading
    noticed: Noticed


def referral_summary(
    case: Case, request: ReferralRequest, consent: Consent, on: date, words: Words,
    paper: Paper = "a4", *, interface: Words | None = None,
) -> ReferralSummary:  # fmt: skip
    """Gather what the partner is told: ticked lines only, all covered by the consent.

    Raises:
        PageRefused: the consent does not cover a ticked line or item on this day, or an item is
            private or was not answered.
    """
    said_in = interface or words
    _require(request, consent, case.programme, on, said_in)
    require_letters(_printed(case, request, consent))
    ticked = frozenset(request.lines)
    chronological, working = ages_told(case.reading, words)
    profile, rules = _noticed(case, request, words)
    return ReferralSummary(
        language=case.texts.language, paper=paper, review_note=review_note(case.texts, words),
        child=trimmed(case.child, ticked), chronological_age=chronological, working_age=working,
        caregivers=tuple(map(without_tongues, case.caregivers)) if "contact" in ticked else (),
        programme=case.programme.name, demo=case.programme.fictional,
        referrer=case.referrer, referrer_phone=case.programme.phone,
        partner=request.partner, written_on=on, concern_on=request.concern_on,
        lines=request.lines, reasons=_reasons(case, request, said_in),
        strengths=_strengths(case) if "strengths" in ticked else (),
        tried=request.tried if "tried" in ticked else "",
        instruments=request.instruments if "instruments" in ticked else "",
        profile_lines=profile, rule_lines=rules,
        send_back=request.send_back, code=return_code(request.referral_id), consent=consent,
    )  # fmt: skip


def trimmed(child: Child, ticked: frozenset[str]) -> Child:
    """Return the child without what was not ticked, so that the page cannot hold it."""
    blank: dict[str, object] = {
        "number": "", "household_id": "", "page_language": "", "interpreter_name": ""
    }  # fmt: skip
    if "gestation" not in ticked:
        blank |= {"gestation_days": None}
    if "languages" not in ticked:
        blank |= {"languages": (), "interpreter": False, "interpreter_language": ""}
    if "custody" not in ticked:
        blank |= {"custody_note": ""}
    if "health" not in ticked:
        blank |= {"health_provider": "", "conditions_known": None}
    if "senses" not in ticked:
        blank |= {"vision": "", "vision_on": None, "hearing": "", "hearing_on": None}
    if "services" not in ticked:
        blank |= {"services_now": ""}
    return replace(child, **blank)


def without_tongues(caregiver: Caregiver, told: bool = False) -> Caregiver:
    """Return a caregiver without the languages spoken and read, unless they may be told."""
    return caregiver if told else replace(caregiver, speaks=(), reads=())


def ages_told(reading: AgeReading, words: Words) -> tuple[str, str]:
    """Return both ages with the visit's day, for the page is headed with the day it is written."""
    on = words.date(reading.on)
    old = words.age(reading.chronological.months, reading.chronological.days)
    chronological = words.say("{age} on {date}, by the date of birth", age=old, date=on)
    if reading.working is None:
        return chronological, words.count(
            "{date}: {n} day before the due date",
            "{date}: {n} days before the due date",
            reading.days_to_due,
            date=on,
        )
    if reading.basis == "corrected":
        working = words.age(reading.working.months, reading.working.days)
        return chronological, words.say(
            "{age} on {date}, counted from the due date", age=working, date=on
        )
    if reading.basis == "unknown_gestation":
        return chronological, words.say("Not adjusted: weeks unknown")
    return chronological, words.say("Not adjusted for an early birth")


def _noticed(
    case: Case, request: ReferralRequest, words: Words
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return what is told of the profile and of the rules; nothing unless that is ticked."""
    ticked = frozenset(request.lines)
    if "profile" not in ticked:
        return (), ()
    told = frozenset(request.items) if "reason" in ticked else frozenset[str]()
    groups = worrying_groups(case.checklist, case.visit, told)
    return (
        profile_lines(case.noticed, told, groups, case.checklist, case.texts, words),
        rule_lines(case.noticed, told, ticked, case.texts, words),
    )


def _reasons(case: Case, request: ReferralRequest, words: Words) -> tuple[ReasonLine, ...]:
    """Return the ticked items in the order of the checklist; a private one is refused."""
    visit, texts = case.visit, case.texts
    items = {item.item_id: item for item in case.checklist.in_band(visit.band)}
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


def _strengths(case: Case) -> tuple[str, ...]:
    items, visit = case.texts.items, case.visit
    chosen = (items[i].strength for i in visit.strengths if i in items)
    named = tuple(text.replace("{name}", case.child.given_name) for text in chosen if text)
    return (*named, *(moment.text for moment in visit.moments))


def _require(
    request: ReferralRequest, consent: Consent, programme: Programme, on: date, words: Words
) -> None:
    """Refuse a page that would not say from whom it comes, to whom, or why."""
    if fault := consent_fault(request, consent, on, words):
        raise PageRefused(fault, place="consent")
    if not request.partner.name.strip():
        said = words.say("Please write who receives the referral.")
        raise PageRefused(said, place="referral.partner.name")
    if not programme.name.strip():
        said = words.say("Please write the programme's name in its settings.")
        raise PageRefused(said, place="programme.name")
    if "reason" in request.lines and not request.items:
        raise PageRefused(words.say("Please tick what the reason is."), place="referral.items")


def _printed(case: Case, request: ReferralRequest, consent: Consent) -> Iterator[Field]:
    """Yield what was typed and will be printed, with its place."""
    ticked = frozenset(request.lines)
    yield from _fields("child", trimmed(case.child, ticked))
    if "contact" in ticked:
        for number, caregiver in enumerate(case.caregivers):
            yield from _fields(f"caregivers[{number}]", caregiver)
    yield from _fields("referral.partner", request.partner)
    yield "referral.tried", request.tried if "tried" in ticked else ""
    yield "referral.instruments", request.instruments if "instruments" in ticked else ""
    yield "referral.send_back", request.send_back
    yield from _fields("consent", consent)
    yield "programme.name", case.programme.name
    yield "programme.phone", case.programme.phone
    yield "worker.name", case.referrer


def _fields(place: str, record: msgspec.Struct) -> Iterator[Field]:
    """Yield the texts of a record."""
    for name in record.__struct_fields__:
        value = getattr(record, name)
        if isinstance(value, str):
            yield f"{place}.{name}", value
