"""A referral: the partner, the family's consent, and the page that says no more than it covers."""

from dataclasses import dataclass
from datetime import date

import msgspec

from imh_desktop.content.library import Library
from imh_desktop.core.checklist import Item
from imh_desktop.core.limits import NAME_LIMIT, NOTE_LIMIT, clean
from imh_desktop.core.people import Paper
from imh_desktop.core.privacy import ChainClass
from imh_desktop.core.referral import LINES, Consent, Partner, ReferralRequest
from imh_desktop.core.visit import Answer
from imh_desktop.documents.referral import referral_pdf
from imh_desktop.errors import InputError
from imh_desktop.flows.clock import local_today
from imh_desktop.flows.loading import Loaded, load
from imh_desktop.flows.referral_summary import consent_fault, noticed, referral_summary
from imh_desktop.flows.summarising import (
    Page,
    PageRefused,
    page_file_name,
    page_texts,
    require_settled,
)
from imh_desktop.store import records
from imh_desktop.store.entry import Changes
from imh_desktop.store.journal import Write
from imh_desktop.store.records import PROGRAMME_ID
from imh_desktop.store.vault import Vault
from imh_desktop.words import Words

__all__ = [
    "LineChoice",
    "ReasonChoice",
    "ReferralForm",
    "consent_fault",
    "lines_offered",
    "partners",
    "reasons_offered",
    "referral_page",
    "referral_summary",
    "write_referral",
]

_CONCERNING = ("a_little", "a_lot", "not_yet", "yes")


class ReferralForm(msgspec.Struct, frozen=True, kw_only=True):
    """The one referral dialog. ``partner_id`` empty = a new partner by name, phone and address.
    ``lines``: members of ``core.referral.LINES``; ``items``: open items told as the reason;
    both are what the signer agrees to. Days are ISO texts."""

    partner_id: str = ""
    partner_name: str = ""
    partner_phone: str = ""
    partner_address: str = ""
    purpose: str = ""
    lines: tuple[str, ...] = ()
    items: tuple[str, ...] = ()
    signer: str = ""
    authority: str = ""
    signed_on: str = ""
    expires_on: str = ""
    concern_on: str = ""
    tried: str = ""
    send_back: str = ""


@dataclass(frozen=True, slots=True)
class LineChoice:
    """A line that may be ticked, and its words."""

    line: str
    title: str


@dataclass(frozen=True, slots=True)
class ReasonChoice:
    """An open item that may be told as a reason: its words, today's answer in words."""

    item_id: str
    text: str
    answer: str


def lines_offered(words: Words) -> tuple[LineChoice, ...]:
    """Return every line of a referral; the dialog starts with none ticked (RF4)."""
    titles = {
        "contact": words.say("How to reach the caregivers"),
        "gestation": words.say("Weeks of pregnancy at birth"),
        "languages": words.say("Languages and interpreter"),
        "custody": words.say("Note on custody"),
        "reason": words.say("Reason for the referral"),
        "strengths": words.say("Strengths"),
        "tried": words.say("What was tried"),
        "profile": words.say("What was noticed in each area"),
        "health": words.say("Health provider"),
        "services": words.say("Services now"),
    }
    return tuple(LineChoice(line, titles[line]) for line in LINES)


def reasons_offered(vault: Vault, library: Library, visit_id: str) -> tuple[ReasonChoice, ...]:
    """Return the visit's open concerns: signs, worry and not-yet answers; never a private one."""
    loaded = load(vault, library, visit_id)
    return tuple(
        ReasonChoice(
            item.item_id,
            loaded.texts.items[item.item_id].text,
            loaded.texts.choices.get(answer.code, answer.code),
        )
        for item, answer in _concerns(loaded)
    )


def partners(vault: Vault) -> tuple[Partner, ...]:
    """Return the partners already known, by name."""
    return tuple(records.partners(vault))


def write_referral(
    vault: Vault,
    library: Library,
    visit_id: str,
    form: ReferralForm,
    *,
    today: date | None = None,
    words: Words | None = None,
) -> str:
    """Write partner, consent and referral in one transaction; return the referral's id.

    Raises:
        InputError: a field will not do (``place`` names it), or an item is private.
    """
    words = words or Words("en")
    loaded = load(vault, library, visit_id)
    _check_ticks(form, loaded, words)
    days = _days(form, today or local_today(), words)
    partner_id, writes = _partner(vault, form, words)
    consent_id, referral_id = vault.journal.new_id(), vault.journal.new_id()
    told = _told(form)
    consent: Changes = {
        "child_id": loaded.child.child_id,
        "partner_id": partner_id,
        "purpose": _required(form.purpose, "purpose", words),
        "signer": _required(form.signer, "signer", words),
        "authority": _required(form.authority, "authority", words),
        "signed_on": days["signed_on"],
        "expires_on": days["expires_on"],
        **told,
    }
    referral: Changes = {
        "child_id": loaded.child.child_id,
        "visit_id": visit_id,
        "partner_id": partner_id,
        "consent_id": consent_id,
        "state": "consented",
        "concern_on": days["concern_on"],
        "tried": clean(form.tried, "tried", NOTE_LIMIT) or None,
        "send_back": clean(form.send_back, "send_back", NOTE_LIMIT) or None,
        **told,
    }
    writes.append(("consent", consent_id, consent, ChainClass.OPEN))
    filled: Changes = {field: value for field, value in referral.items() if value is not None}
    writes.append(("referral", referral_id, filled, ChainClass.OPEN))
    vault.journal.write_many(writes)
    return referral_id


def referral_page(
    vault: Vault,
    library: Library,
    referral_id: str,
    language: str,
    paper: Paper | None = None,
    *,
    today: date | None = None,
    words: Words | None = None,
) -> Page:
    """Make a referral's page.

    Raises:
        PageRefused: no consent that covers every ticked line and item, unexpired and unrevoked.
    """
    words, page_words, on = words or Words("en"), Words(language), today or local_today()
    request, consent, visit_id = _kept(vault, referral_id, words)
    loaded = load(vault, library, visit_id)
    needed = (visit_id, loaded.child.child_id, referral_id, consent.consent_id, PROGRAMME_ID)
    require_settled(vault, needed, words)
    summary = referral_summary(
        child=loaded.child,
        caregivers=loaded.caregivers,
        visit=loaded.visit,
        checklist=loaded.checklist,
        texts=page_texts(library, loaded.visit.checklist_id, language, words),
        programme=loaded.programme,
        referrer=records.worker(vault).name,
        reading=loaded.reading,
        noticed=noticed(records.results(vault, visit_id), loaded.facts),
        request=request,
        consent=consent,
        on=on,
        words=page_words,
        paper=paper or loaded.programme.paper,
        interface=words,
    )
    return Page(referral_pdf(summary, page_words), page_file_name("referral", on, referral_id))


def _kept(vault: Vault, referral_id: str, words: Words) -> tuple[ReferralRequest, Consent, str]:
    """Return what was ticked, under which consent, and for which visit."""
    record = vault.journal.record(referral_id)
    child_id = str(record.fields.get("child_id", "")) if record else ""
    found = (r for r in records.referrals(vault, child_id) if r.referral_id == referral_id)
    referral = next(found, None)
    if referral is None:
        raise InputError("This referral is not here.", place=f"referral {referral_id}")
    of_partner = (p for p in records.partners(vault) if p.partner_id == referral.partner_id)
    partner = next(of_partner, None)
    given = records.consents(vault, child_id)
    consent = next((c for c in given if c.consent_id == referral.consent_id), None)
    if partner is None or consent is None or referral.concern_on is None:
        raise PageRefused(words.say("There is no consent for this referral yet."))
    request = ReferralRequest(
        referral_id=referral_id,
        partner=partner,
        lines=referral.lines,
        items=referral.items,
        concern_on=referral.concern_on,
        tried=referral.tried,
        send_back=referral.send_back,
    )
    return request, consent, referral.visit_id


def _concerns(loaded: Loaded) -> list[tuple[Item, Answer]]:
    answers = loaded.visit.answers
    return [
        (item, answers[item.item_id])
        for item in loaded.checklist.in_band(loaded.visit.band)
        if not item.sensitivity.private
        and item.item_id in answers
        and answers[item.item_id].code in _CONCERNING
    ]


def _check_ticks(form: ReferralForm, loaded: Loaded, words: Words) -> None:
    if not form.lines:
        raise InputError(words.say("Please tick at least one line."), place="lines")
    for line in form.lines:
        if line not in LINES:
            raise InputError(
                words.say("This line is not on the list."), place="lines", expected=", ".join(LINES)
            )
    offered = {item.item_id for item, _ in _concerns(loaded)}
    for item_id in form.items:
        if item_id not in offered:
            raise InputError(words.say("This cannot be told in a referral."), place="items")
    if "reason" in form.lines and not form.items:
        raise InputError(words.say("Please tick what the reason is."), place="items")
    if form.items and "reason" not in form.lines:
        raise InputError(words.say("Please tick the line for the reason too."), place="lines")


def _partner(vault: Vault, form: ReferralForm, words: Words) -> tuple[str, list[Write]]:
    if form.partner_id:
        if all(each.partner_id != form.partner_id for each in records.partners(vault)):
            raise InputError(words.say("This partner is not here."), place="partner_id")
        return form.partner_id, []
    fields: Changes = {
        "name": _required(form.partner_name, "partner_name", words),
        "phone": clean(form.partner_phone, "partner_phone", NAME_LIMIT),
        "address": clean(form.partner_address, "partner_address", NOTE_LIMIT),
    }
    partner_id = vault.journal.new_id()
    filled: Changes = {field: value for field, value in fields.items() if value}
    return partner_id, [("partner", partner_id, filled, ChainClass.OPEN)]


def _told(form: ReferralForm) -> Changes:
    lines = {f"lines.{line}": True for line in form.lines}
    return {**lines, **{f"items.{item_id}": True for item_id in form.items}}


def _days(form: ReferralForm, today: date, words: Words) -> dict[str, str]:
    days = {
        place: _day(getattr(form, place), place, words)
        for place in ("signed_on", "expires_on", "concern_on")
    }
    for place in ("signed_on", "concern_on"):
        if days[place] > today:
            raise InputError(words.say("This day is in the future."), place=place)
    if days["expires_on"] < max(days["signed_on"], today):
        raise InputError(words.say("This consent would have ended already."), place="expires_on")
    return {place: day.isoformat() for place, day in days.items()}


def _day(text: str, place: str, words: Words) -> date:
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        raise InputError(words.say("Please write a day."), place=place) from None


def _required(text: str, place: str, words: Words) -> str:
    said = clean(text, place, NAME_LIMIT)
    if not said:
        raise InputError(words.say("Please fill this in."), place=place)
    return said
