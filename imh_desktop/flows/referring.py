"""A referral: the partner, the family's consent, and the page that says no more than it covers."""

from dataclasses import dataclass
from datetime import date

from imh_desktop.content.library import Library
from imh_desktop.core.limits import NAME_LIMIT, NOTE_LIMIT, clean
from imh_desktop.core.people import Paper
from imh_desktop.core.privacy import ChainClass
from imh_desktop.core.referral import LINES, Consent, Partner, ReferralRequest, ReferralSummary
from imh_desktop.documents.labels import always_told
from imh_desktop.documents.referral import referral_pdf
from imh_desktop.errors import InputError
from imh_desktop.flows.care_doors import require_paper_wished
from imh_desktop.flows.clock import local_today
from imh_desktop.flows.consenting import how_agreed
from imh_desktop.flows.fields import required
from imh_desktop.flows.loading import load
from imh_desktop.flows.moving_visits import require_with
from imh_desktop.flows.pages import Page, page_file_name, page_texts, require_settled
from imh_desktop.flows.referral_form import (
    ReferralForm,
    check_ticks,
    concerns,
    days_of,
)
from imh_desktop.flows.referral_noticed import noticed
from imh_desktop.flows.referral_summary import Case, consent_fault, referral_summary
from imh_desktop.flows.refusing import PageRefused
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
    "always_told",
    "consent_fault",
    "lines_offered",
    "partners",
    "reasons_offered",
    "referral_page",
    "referral_summary",
    "write_referral",
]


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
        "instruments": words.say("Instruments used, with their days"),
        "profile": words.say("What was noticed in each area"),
        "health": words.say("Health provider"),
        "senses": words.say("Eyes and ears: the last check"),
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
        for item, answer in concerns(loaded)
    )


def partners(vault: Vault) -> tuple[Partner, ...]:
    """Return the partners something may be sent to, by name."""
    return tuple(one for one in records.partners(vault) if one.retired_on is None)


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
    check_ticks(form, loaded, words)
    days = days_of(form, today or local_today(), words)
    partner_id, writes = _partner(vault, form, words)
    consent_id, referral_id = vault.journal.new_id(), vault.journal.new_id()
    both: Changes = {"child_id": loaded.child.child_id, "partner_id": partner_id, **_told(form)}
    consent = _consent_fields(form, days, words)
    referral = _referral_fields(form, days["concern_on"], visit_id, consent_id)
    writes.append(("consent", consent_id, {**both, **consent}, ChainClass.OPEN))
    writes.append(("referral", referral_id, {**both, **referral}, ChainClass.OPEN))
    vault.journal.write_many(writes)
    return referral_id


def _consent_fields(form: ReferralForm, days: dict[str, str], words: Words) -> Changes:
    return {
        "purpose": required(form.purpose, "purpose", words),
        "signer": required(form.signer, "signer", words),
        "authority": required(form.authority, "authority", words),
        "signed_on": days["signed_on"],
        "expires_on": days["expires_on"],
        "kind": "referral",
        **(how_agreed(form.how, form.witness, words) if form.how else {}),
    }


def _referral_fields(
    form: ReferralForm, concern_on: str, visit_id: str, consent_id: str
) -> Changes:
    fields: Changes = {
        "visit_id": visit_id,
        "consent_id": consent_id,
        "state": "consented",
        "concern_on": concern_on,
        "tried": clean(form.tried, "tried", NOTE_LIMIT),
        "instruments": clean(form.instruments, "instruments", NOTE_LIMIT),
        "send_back": clean(form.send_back, "send_back", NOTE_LIMIT),
    }
    return {field: value for field, value in fields.items() if value}


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
        PageRefused: no consent that covers every ticked line and item, unexpired and unrevoked;
            or care ended, and nobody said why a paper is made all the same.
    """
    words, on = words or Words("en"), today or local_today()
    summary = summary_of(vault, library, referral_id, language, paper, on, words)
    visit = load(vault, library, _kept(vault, referral_id, words)[2]).visit
    return Page(
        content=referral_pdf(summary, Words(language)),
        file_name=page_file_name("referral", on, referral_id),
        review=library.texts(visit.checklist_id, language).review,
    )


def summary_of(
    vault: Vault, library: Library, referral_id: str, language: str, paper: Paper | None,
    on: date, words: Words,
) -> ReferralSummary:  # fmt: skip
    """Return all that a referral may tell its partner on a day. Raises as ``referral_page``."""
    request, consent, visit_id = _kept(vault, referral_id, words)
    loaded = load(vault, library, visit_id)
    require_paper_wished(vault, loaded.child.child_id, words)
    adults = tuple(c.caregiver_id for c in loaded.caregivers if "contact" in request.lines)
    told = (referral_id, consent.consent_id, request.partner.partner_id, PROGRAMME_ID)
    needed = (visit_id, loaded.child.child_id, *told, *adults)
    require_settled(vault, needed, words)
    case = Case(
        child=loaded.child,
        caregivers=loaded.caregivers,
        visit=loaded.visit,
        checklist=loaded.checklist,
        texts=page_texts(library, loaded.visit.checklist_id, language, words),
        programme=loaded.programme,
        referrer=records.worker(vault).name,
        reading=loaded.reading,
        noticed=noticed(records.results(vault, visit_id), loaded.facts),
    )
    paper = paper or loaded.programme.paper
    return referral_summary(case, request, consent, on, Words(language), paper, interface=words)


def _kept(vault: Vault, referral_id: str, words: Words) -> tuple[ReferralRequest, Consent, str]:
    """Return what was ticked, under which consent, and for which visit."""
    record = vault.journal.record(referral_id)
    child_id = str(record.fields.get("child_id", "")) if record else ""
    found = (r for r in records.referrals(vault, child_id) if r.referral_id == referral_id)
    referral = next(found, None)
    if referral is None:
        raise InputError("This referral is not here.", place=f"referral {referral_id}")
    require_settled(vault, (referral_id, referral.consent_id), words)
    require_with(vault, referral.visit_id, referral.child_id, words)
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
        instruments=referral.instruments,
        send_back=referral.send_back,
    )
    return request, consent, referral.visit_id


def _partner(vault: Vault, form: ReferralForm, words: Words) -> tuple[str, list[Write]]:
    if form.partner_id:
        if all(each.partner_id != form.partner_id for each in partners(vault)):
            raise InputError(
                words.say("This partner is no longer on the list."), place="partner_id"
            )
        return form.partner_id, []
    fields: Changes = {
        "name": required(form.partner_name, "partner_name", words),
        "phone": clean(form.partner_phone, "partner_phone", NAME_LIMIT),
        "address": clean(form.partner_address, "partner_address", NOTE_LIMIT),
    }
    partner_id = vault.journal.new_id()
    filled: Changes = {field: value for field, value in fields.items() if value}
    return partner_id, [("partner", partner_id, filled, ChainClass.OPEN)]


def _told(form: ReferralForm) -> Changes:
    lines = {f"lines.{line}": True for line in form.lines}
    return {**lines, **{f"items.{item_id}": True for item_id in form.items}}
