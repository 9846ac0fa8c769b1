"""Every door by which something of a family leaves asks here whether the family agreed to it.

A referral, a partner's form and an export to a partner are held to a consent that names the partner
and each line (``referral_summary.consent_fault``); what a family agrees to in general is held here.
"""

from datetime import date

from imh_desktop.core.consent import ConsentKind, state_on
from imh_desktop.core.referral import Consent
from imh_desktop.flows.codes_said import consent_kinds
from imh_desktop.flows.refusing import PageRefused
from imh_desktop.store import records
from imh_desktop.store.consents import unsettled_kinds
from imh_desktop.store.vault import Vault
from imh_desktop.words import Words


def require_agreed(vault: Vault, child_id: str, kind: ConsentKind, on: date, words: Words) -> None:
    """Let something out only if the family agreed to it, by a permission that holds on a day.

    Raises:
        PageRefused: it is missing, ended, withdrawn, not begun, or two laptops wrote different
            things of it; the sentence says which, and what to do. Nothing was written.
    """
    if fault := agreed_fault(vault, child_id, kind, on, words):
        raise PageRefused(fault, place="consent")


def agreed_fault(
    vault: Vault, child_id: str, kind: ConsentKind, on: date, words: Words
) -> str | None:
    """Return why a family's permission does not hold on a day; None when it does."""
    what = dict(consent_kinds(words))[kind]
    if kind in unsettled_kinds(vault, child_id):
        return words.say(
            "Two people wrote different things of what the family agreed to ({what}). Please decide"
            " under “To decide” first.",
            what=what,
        )
    given = [each for each in records.consents(vault, child_id) if each.kind == kind]
    if any(_holds(each, on) for each in given):
        return None
    if not given:
        return words.say(
            "The family has not agreed to this yet: {what}. Ask them, and write it down on the"
            " child’s page under “What the family agreed to”.",
            what=what,
        )
    return _why_not(max(given, key=lambda each: (each.signed_on, each.consent_id)), what, on, words)


def _holds(consent: Consent, on: date) -> bool:
    signed = consent.signer.strip() and consent.authority.strip()
    return bool(signed) and _state(consent, on) == "valid"


def _state(consent: Consent, on: date) -> str:
    return state_on(consent.signed_on, consent.expires_on, consent.revoked_on, on)


def _why_not(consent: Consent, what: str, on: date, words: Words) -> str:
    state = _state(consent, on)
    if state == "withdrawn" and consent.revoked_on:
        return words.say(
            "The family took this back on {date}: {what}. Nothing is sent.",
            date=words.date(consent.revoked_on), what=what,
        )  # fmt: skip
    if state == "expired":
        return words.say(
            "What the family agreed to ended on {date}: {what}. Ask them again.",
            date=words.date(consent.expires_on), what=what,
        )  # fmt: skip
    if state == "not_yet":
        return words.say(
            "What the family agreed to begins on {date}: {what}.",
            date=words.date(consent.signed_on), what=what,
        )  # fmt: skip
    return words.say("Nobody has signed this consent.")
