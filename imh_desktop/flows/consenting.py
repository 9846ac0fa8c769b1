"""What a family agreed to: written down, and taken back."""

from datetime import date

import msgspec

from imh_desktop.core.consent import HOWS, TO_PARTNER
from imh_desktop.core.limits import NAME_LIMIT, clean
from imh_desktop.core.privacy import ChainClass
from imh_desktop.core.referral import LINES, Consent
from imh_desktop.errors import InputError
from imh_desktop.flows.clock import local_today
from imh_desktop.flows.fields import day, one_of, required
from imh_desktop.flows.loading import child_of
from imh_desktop.store import consents, records
from imh_desktop.store.entry import Changes
from imh_desktop.store.journal import Write
from imh_desktop.store.vault import Vault
from imh_desktop.words import Words

WRITTEN_HERE = ("record", "print", "share", "contact")
"""Kinds that are written down by themselves; a referral's is, with its referral."""
SHARED_LINES = tuple(line for line in LINES if line != "reason")
"""What may be given to another organisation; answers are told in a referral, one by one."""


class ConsentForm(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A permission as a form holds it; days are ISO texts. ``partner_name``, ``purpose``,
    ``lines``: of the kind "share" alone."""

    kind: str = ""
    partner_name: str = ""
    purpose: str = ""
    lines: tuple[str, ...] = ()
    signer: str = ""
    authority: str = ""
    how: str = ""
    witness: str = ""
    signed_on: str = ""
    expires_on: str = ""


def write_consent(
    vault: Vault, child_id: str, form: ConsentForm, *, today: date | None = None,
    words: Words | None = None,
) -> str:  # fmt: skip
    """Keep what a family agreed to; return its id.

    Raises:
        InputError: a field will not do (``place`` names it), or the child is not here.
    """
    words, on = words or Words("en"), today or local_today()
    child_of(vault, child_id)
    one_of(form.kind, WRITTEN_HERE, "kind", words)
    kept: Changes = {
        "child_id": child_id, "kind": form.kind, **how_agreed(form.how, form.witness, words),
        "signer": required(form.signer, "signer", words),
        "authority": required(form.authority, "authority", words),
        **_days(form, on, words),
    }  # fmt: skip
    consent_id, writes = vault.journal.new_id(), list[Write]()
    if form.kind in TO_PARTNER:
        partner_id = _partner(vault, form, writes, words)
        kept |= {"partner_id": partner_id, "purpose": required(form.purpose, "purpose", words)}
        kept |= {f"lines.{line}": True for line in _lines(form, words)}
    filled: Changes = {field: value for field, value in kept.items() if value != ""}
    vault.journal.write_many([*writes, ("consent", consent_id, filled, ChainClass.OPEN)])
    return consent_id


def how_agreed(how: str, witness: str, words: Words) -> Changes:
    """Return how it was agreed, and who heard it.

    Raises:
        InputError: nobody said how, or a spoken word has no witness.
    """
    heard = clean(witness, "witness", NAME_LIMIT)
    if one_of(how, HOWS, "how", words) == "spoken" and not heard:
        raise InputError(words.say("Who heard it? Please name a witness."), place="witness")
    return {"how": how, "witness": heard}


def withdraw(
    vault: Vault, consent_id: str, who: str, reason: str = "", *, today: date | None = None,
    words: Words | None = None,
) -> None:  # fmt: skip
    """Keep that a family takes back what it agreed to: future sends stop, what was sent stays sent.

    All that is valid of its kind goes with it, unless the kind names a partner.

    Raises:
        InputError: it is not here, was taken back before, or nobody is named.
    """
    words, on = words or Words("en"), today or local_today()
    consent = kept_consent(vault, consent_id, words)
    if consent.revoked_on is not None:
        raise InputError(words.say("This was taken back already."), place="revoked_on")
    changes: Changes = {
        "revoked_on": on.isoformat(), "revoked_by": required(who, "revoked_by", words),
        "revoked_reason": clean(reason, "revoked_reason", NAME_LIMIT),
    }  # fmt: skip
    told: Changes = {field: value for field, value in changes.items() if value}
    same = [consent] if consent.kind in TO_PARTNER else _of_kind(vault, consent)
    vault.journal.write_many(
        [("consent", each.consent_id, {**told}, ChainClass.OPEN) for each in same]
    )


def _of_kind(vault: Vault, consent: Consent) -> list[Consent]:
    """Return what stands of a permission's kind, itself among it."""
    given = records.consents(vault, consent.child_id)
    return [each for each in given if each.kind == consent.kind and each.revoked_on is None]


def kept_consent(vault: Vault, consent_id: str, words: Words) -> Consent:
    """Return one permission. Raises InputError: it is not here."""
    found = consents.consent(vault, consent_id)
    if found is None:
        raise InputError(words.say("This consent is not here."), place=f"consent {consent_id}")
    return found


def _days(form: ConsentForm, on: date, words: Words) -> dict[str, str]:
    signed = day(form.signed_on, "signed_on", words, until=on)
    expires = day(form.expires_on, "expires_on", words)
    if expires < max(signed, on):
        raise InputError(words.say("This consent would have ended already."), place="expires_on")
    return {"signed_on": signed.isoformat(), "expires_on": expires.isoformat()}


def _lines(form: ConsentForm, words: Words) -> tuple[str, ...]:
    if not form.lines:
        raise InputError(words.say("Please tick at least one line."), place="lines")
    for line in form.lines:
        if line not in SHARED_LINES:
            raise InputError(
                words.say("This line is not on the list."), place="lines",
                expected=", ".join(SHARED_LINES),
            )  # fmt: skip
    return form.lines


def _partner(vault: Vault, form: ConsentForm, writes: list[Write], words: Words) -> str:
    """Return the id of the partner of this name; a new one is written along."""
    name = required(form.partner_name, "partner_name", words)
    for partner in records.partners(vault):
        if partner.name == name:
            return partner.partner_id
    partner_id = vault.journal.new_id()
    writes.append(("partner", partner_id, {"name": name}, ChainClass.OPEN))
    return partner_id
