"""An adult's own referral: written alone with that adult, under that adult's own consent.

It stands in chains of class G and V and in no open record: neither the referral nor the partner,
nor that the page was made (clinical.md 4.1, SV4).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from imh_desktop.content.library import Library
from imh_desktop.core.family_copy import AdultAnswer, AdultClass
from imh_desktop.core.own_referral import OwnReferral, OwnReferralPage
from imh_desktop.core.people import Caregiver, Paper
from imh_desktop.core.privacy import ChainClass, Sensitivity
from imh_desktop.core.slip_code import return_code
from imh_desktop.core.visit import PrivateTalk, Visit
from imh_desktop.documents.own_referral import own_referral_pdf
from imh_desktop.errors import InputError
from imh_desktop.flows.clock import local_today
from imh_desktop.flows.loading import checklist_of
from imh_desktop.flows.own_consent import own_consent_fault
from imh_desktop.flows.own_referral_form import OwnReferralForm, own_words_of, referral_fields
from imh_desktop.flows.pages import Page, page_file_name, page_texts, require_settled, review_note
from imh_desktop.flows.refusing import PageRefused, require_letters
from imh_desktop.store import own_referrals, records
from imh_desktop.store.entry import Changes
from imh_desktop.store.journal import Write
from imh_desktop.store.records import PROGRAMME_ID
from imh_desktop.store.shapes import OWN_REFERRAL
from imh_desktop.store.vault import Vault
from imh_desktop.words import Words

_TEXTS = (
    "partner_name partner_phone partner_address purpose reach best_time language help services"
    " send_back witness"
).split()


@dataclass(frozen=True, slots=True)
class OwnChoice:
    """An answer of class G this adult gave in the visit: it may be ticked."""

    item_id: str
    text: str
    answer: str


def answers_offered(
    vault: Vault, library: Library, visit_id: str, caregiver_id: str, words: Words
) -> tuple[OwnChoice, ...]:
    """Return what this adult answered alone, of the checklist's own class G and no other."""
    visit = _visit(vault, visit_id, words)
    language = words.language if words.language in library.languages(visit.checklist_id) else "en"
    found = _answers(vault, library, visit, caregiver_id, language, words)
    return tuple(OwnChoice(item_id, each.text, each.answer) for item_id, each in found)


def of_adult(vault: Vault, caregiver_id: str) -> tuple[OwnReferral, ...]:
    """Return what an adult asked for before, the earliest first."""
    return tuple(own_referrals.own_referrals(vault, caregiver_id))


def write_own_referral(
    vault: Vault, library: Library, visit_id: str, caregiver_id: str, form: OwnReferralForm, *,
    today: date | None = None, words: Words | None = None,
) -> str:  # fmt: skip
    """Keep an adult's own referral with its consent, in one transaction; return its id.

    Raises:
        InputError: a field will not do (``place`` names it), or the adult is not this child's.
    """
    words, on = words or Words("en"), today or local_today()
    adult = _adult(vault, _visit(vault, visit_id, words).child_id, caregiver_id, words)
    offered = {c.item_id for c in answers_offered(vault, library, visit_id, caregiver_id, words)}
    kept, told = referral_fields(form, frozenset(offered), on, words), own_words_of(form, words)
    referral_id = vault.journal.new_id()
    whose: Changes = {"visit_id": visit_id, "caregiver_id": caregiver_id}
    said: Changes = {**whose, "sensitivity": "G", "signer": adult.name, **kept}
    writes: list[Write] = [(OWN_REFERRAL, referral_id, said, ChainClass.G)]
    if told:
        apart: Changes = {**whose, "sensitivity": "V", "part_of": referral_id}
        words_id = own_referrals.words_id(referral_id)
        writes.append(
            (OWN_REFERRAL, words_id, {**apart, "told": told, "asked": True}, ChainClass.V)
        )
    vault.journal.write_many(writes)
    return referral_id


def own_referral_page(
    vault: Vault, library: Library, referral_id: str, language: str, paper: Paper | None = None,
    *, today: date | None = None, words: Words | None = None,
) -> Page:  # fmt: skip
    """Make the page. Whoever prints or saves it calls ``note_given`` first.

    Raises:
        PageRefused: no consent covers it on this day, or two laptops wrote different things.
    """
    words, on = words or Words("en"), today or local_today()
    page = _page(vault, library, referral_id, language, paper, on, words)
    require_letters(_printed(page))
    return Page(
        content=own_referral_pdf(page, Words(language)),
        file_name=page_file_name("page", on, referral_id),
    )


def note_given(vault: Vault, referral_id: str, on: date) -> None:
    """Keep that the page left, in the chain of class G alone."""
    field = f"given.{vault.journal.new_id()}"
    changes: Changes = {field: {"on": on.isoformat(), "by": vault.worker_id}}
    vault.journal.write(OWN_REFERRAL, referral_id, changes, chain=ChainClass.G)


def withdraw_own(
    vault: Vault, referral_id: str, reason: str, *, today: date | None = None,
    words: Words | None = None,
) -> None:  # fmt: skip
    """Keep that the adult takes the permission back: no page is made any more.

    Raises:
        InputError: it is not here, or was taken back before.
    """
    words, on = words or Words("en"), today or local_today()
    if _kept(vault, referral_id, words).revoked_on is not None:
        raise InputError(words.say("This was taken back already."), place="revoked_on")
    changes: Changes = {
        "revoked_on": on.isoformat(), "revoked_by": vault.worker_id,
        "revoked_reason": reason.strip()[:200],
    }  # fmt: skip
    vault.journal.write(OWN_REFERRAL, referral_id, changes, chain=ChainClass.G)


def _page(
    vault: Vault, library: Library, referral_id: str, language: str, paper: Paper | None,
    on: date, words: Words,
) -> OwnReferralPage:  # fmt: skip
    referral = _kept(vault, referral_id, words)
    visit, programme = _visit(vault, referral.visit_id, words), records.programme(vault)
    needed = (referral_id, own_referrals.words_id(referral_id), referral.caregiver_id)
    talk = records.private_id(referral.visit_id, referral.caregiver_id, Sensitivity.G)
    require_settled(vault, (*needed, talk, PROGRAMME_ID), words)
    told = own_referrals.own_words(vault, referral_id)
    if fault := own_consent_fault(referral, told, programme, on, words):
        raise PageRefused(fault, place="consent")
    texts = page_texts(library, visit.checklist_id, language, words)
    answered = dict(_answers(vault, library, visit, referral.caregiver_id, language, words))
    if missing := set(referral.items) - answered.keys():
        raise PageRefused(words.say("This cannot go into a referral."), place=min(missing))
    return OwnReferralPage(
        language=language,
        paper=paper or programme.paper,
        adult=_adult(vault, visit.child_id, referral.caregiver_id, words).name,
        written_on=on,
        referrer=records.worker(vault).name,
        referrer_phone=programme.phone,
        programme=programme.name,
        referral=referral,
        answers=tuple(each for item_id, each in answered.items() if item_id in referral.items),
        words=told,
        part2_notice=programme.part2_notice if referral.part2 else "",
        code=return_code(referral_id),
        review_note=review_note(texts, Words(language)),
        demo=programme.fictional,
    )


def _answers(
    vault: Vault, library: Library, visit: Visit, caregiver_id: str, language: str, words: Words
) -> Iterator[tuple[str, AdultAnswer]]:
    """Yield an item of the checklist's own class G alone, whatever record it was written into."""
    talk = _talk(vault, visit.visit_id, caregiver_id)
    texts = page_texts(library, visit.checklist_id, language, words)
    for item in checklist_of(vault, library, visit).items:
        answer = talk.answers.get(item.item_id) if talk else None
        text = texts.items.get(item.item_id)
        if item.sensitivity is Sensitivity.G and answer and text:
            yield (
                item.item_id,
                AdultAnswer(
                    on=answer.answered_on or visit.on, text=text.text,
                    answer=texts.choices.get(answer.code, answer.code), source=AdultClass.G,
                ),
            )  # fmt: skip


def _talk(vault: Vault, visit_id: str, caregiver_id: str) -> PrivateTalk | None:
    for talk in records.private_talks(vault, visit_id):
        if talk.caregiver_id == caregiver_id and talk.sensitivity is Sensitivity.G:
            return talk
    return None


def _printed(page: OwnReferralPage) -> Iterator[tuple[str, str]]:
    yield "adult", page.adult
    for name in _TEXTS:
        yield name, getattr(page.referral, name)
    yield "told", page.words.text if page.words else ""
    yield "programme.name", page.programme
    yield "worker.name", page.referrer


def _kept(vault: Vault, referral_id: str, words: Words) -> OwnReferral:
    found = own_referrals.own_referral(vault, referral_id)
    if found is None:
        raise InputError(words.say("This referral is not here."), place=f"referral {referral_id}")
    return found


def _visit(vault: Vault, visit_id: str, words: Words) -> Visit:
    visit = records.visit(vault, visit_id)
    if visit is None:
        raise InputError(words.say("This visit's record is not here."), place=f"visit {visit_id}")
    return visit


def _adult(vault: Vault, child_id: str, caregiver_id: str, words: Words) -> Caregiver:
    for each in records.caregivers(vault, child_id):
        if each.caregiver_id == caregiver_id:
            return each
    raise InputError(
        words.say("This person is not on this child's list."), place=f"caregiver {caregiver_id}"
    )
