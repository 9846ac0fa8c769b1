"""A letter under a permission that stands already: what it covers of a visit, and no more."""

from datetime import date

import msgspec

from imh_desktop.content.library import Library
from imh_desktop.core.privacy import ChainClass
from imh_desktop.core.referral import LINES, Consent, Partner, ReferralRequest
from imh_desktop.errors import InputError
from imh_desktop.flows.clock import local_today
from imh_desktop.flows.loading import Loaded, load
from imh_desktop.flows.referral_form import concerns
from imh_desktop.flows.referral_summary import consent_fault
from imh_desktop.store import consents, records
from imh_desktop.store.entry import Changes
from imh_desktop.store.vault import Vault
from imh_desktop.words import Words

_TYPED = ("tried", "instruments")
"""Lines that say nothing until somebody writes what; a letter made in one tap leaves them out."""


class Covering(msgspec.Struct, frozen=True, kw_only=True):
    """A permission that covers a letter about a visit. ``lines``, ``items``: what of it the letter
    would tell; ``reasons``: the items in words, in the language of the visit."""

    consent: Consent
    partner: Partner
    lines: tuple[str, ...]
    items: tuple[str, ...] = ()
    reasons: tuple[str, ...] = ()


def covering(
    vault: Vault, library: Library, visit_id: str, on: date | None = None
) -> tuple[Covering, ...]:
    """Return the permissions under which a letter about a visit may be made on a day, the one
    that ends last first.

    Raises:
        InputError: the visit is not here.
    """
    loaded, day = load(vault, library, visit_id), on or local_today()
    partners = {one.partner_id: one for one in records.partners(vault) if one.retired_on is None}
    if "referral" in consents.unsettled_kinds(vault, loaded.child.child_id):
        return ()
    found = [
        _covers(consent, partners[consent.partner_id], loaded, day)
        for consent in records.consents(vault, loaded.child.child_id)
        if consent.partner_id in partners
    ]
    kept = [one for one in found if one]
    return tuple(sorted(kept, key=lambda one: one.consent.expires_on, reverse=True))


def write_under(
    vault: Vault, library: Library, visit_id: str, consent_id: str, *,
    today: date | None = None, words: Words | None = None,
) -> str:  # fmt: skip
    """Write a referral under a permission that stands; return its id.

    Raises:
        InputError: it does not cover a letter about this visit today.
    """
    for one in covering(vault, library, visit_id, today):
        if one.consent.consent_id == consent_id:
            return _write(vault, visit_id, one)
    said = (words or Words("en")).say("This permission does not cover it. Please ask the family.")
    raise InputError(said, place="consent")


def _write(vault: Vault, visit_id: str, one: Covering) -> str:
    visit = records.visit(vault, visit_id)
    assert visit is not None
    referral_id = vault.journal.new_id()
    told = [*(f"lines.{each}" for each in one.lines), *(f"items.{each}" for each in one.items)]
    fields: Changes = {
        "child_id": visit.child_id, "partner_id": one.partner.partner_id, "visit_id": visit_id,
        "consent_id": one.consent.consent_id, "state": "consented",
        "concern_on": visit.on.isoformat(), **dict.fromkeys(told, True),
    }  # fmt: skip
    vault.journal.write_many([("referral", referral_id, fields, ChainClass.OPEN)])
    return referral_id


def _covers(consent: Consent, partner: Partner, loaded: Loaded, day: date) -> Covering | None:
    """Return what a permission covers of a visit; None: nothing, or it does not hold that day."""
    worrying = [item.item_id for item, _ in concerns(loaded)]
    items = tuple(item_id for item_id in worrying if item_id in consent.items)
    lines = tuple(line for line in consent.lines if line in LINES and line not in _TYPED)
    if not items:
        lines = tuple(line for line in lines if line != "reason")
    elif "reason" not in lines:
        items = ()
    request = ReferralRequest(
        referral_id="", partner=partner, lines=lines, items=items, concern_on=loaded.visit.on,
        tried="", instruments="", send_back="",
    )  # fmt: skip
    if not lines or consent_fault(request, consent, day, Words("en")):
        return None
    texts = loaded.texts.items
    reasons = tuple(texts[each].text for each in items if each in texts)
    return Covering(consent=consent, partner=partner, lines=lines, items=items, reasons=reasons)
