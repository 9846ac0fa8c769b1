"""What a family agreed to, in words: what holds, what ends soon, what left already."""

from collections.abc import Iterator, Sequence
from datetime import date

import msgspec

from imh_desktop.core.consent import KINDS, TO_PARTNER, ConsentState, ends_soon, state_on
from imh_desktop.core.referral import Consent
from imh_desktop.documents import labels
from imh_desktop.flows import print_desk
from imh_desktop.flows.codes_said import consent_kinds, ways_agreed
from imh_desktop.flows.consent_doors import agreed_fault
from imh_desktop.flows.consenting import kept_consent
from imh_desktop.store import consents, records, standing
from imh_desktop.store.vault import Vault
from imh_desktop.words import Words


class Agreed(msgspec.Struct, frozen=True, kw_only=True):
    """One permission in words. ``lines``: sentences, what it covers first. ``soon``: it ends within
    30 days."""

    consent_id: str
    kind: str
    state: ConsentState
    lines: tuple[str, ...]
    soon: bool = False


def agreed(vault: Vault, child_id: str, on: date, words: Words) -> tuple[Agreed, ...]:
    """Return all that a family agreed to, by kind, each in the order it was written."""
    names = {each.partner_id: each.name for each in records.partners(vault)}
    found = records.consents(vault, child_id)
    order = {kind: place for place, kind in enumerate(KINDS)}
    found.sort(key=lambda each: order.get(each.kind, len(order)))  # type: ignore[call-overload]
    return tuple(_told(each, names.get(each.partner_id, ""), on, words) for each in found)


def to_ask(vault: Vault, child_id: str, on: date, words: Words) -> tuple[str, ...]:
    """Return what to ask the family about: taking part, where that is not agreed to (it stops no
    visit), and what ends soon; nothing once care ended."""
    if standing.care_of(vault, child_id).ended:
        return ()
    found = []
    disputed = consents.unsettled_kinds(vault, child_id)
    given = records.consents(vault, child_id)
    if "record" not in disputed and not any(each.kind == "record" for each in given):
        found.append(
            words.say(
                "Taking part is not written down yet. Please ask the family; no visit waits for it."
            )
        )
    asked = [kind for kind in KINDS if kind in disputed or (kind == "record" and not found)]
    faults = (agreed_fault(vault, child_id, kind, on, words) for kind in asked)
    found += [fault for fault in faults if fault]
    titles = dict(consent_kinds(words))
    for each in given:
        if ends_soon(each.expires_on, on) and _last_of_its_kind(each, given, on):
            what, last = titles.get(each.kind, each.kind), words.date(each.expires_on)
            found.append(words.say("Ends on {date}: {what}", date=last, what=what))
    return tuple(found)


def sent_already(vault: Vault, consent_id: str, words: Words) -> tuple[str, ...]:
    """Return what left under a permission, as far as it is known here: it cannot be called back."""
    consent = kept_consent(vault, consent_id, words)
    return tuple(_sent(vault, consent, words))


def _last_of_its_kind(consent: Consent, given: Sequence[Consent], on: date) -> bool:
    """Tell whether a permission holds on a day, and no other of its kind holds for longer."""
    same = [g for g in given if (g.kind, g.partner_id) == (consent.kind, consent.partner_id)]
    holding = [each for each in same if _state(each, on) == "valid"]
    return consent in holding and consent.expires_on == max(g.expires_on for g in holding)


def _sent(vault: Vault, consent: Consent, words: Words) -> Iterator[str]:
    if consent.kind == "print":
        for page in print_desk.pages(vault):
            if page.child_id == consent.child_id:
                on = words.date(page.made_on)
                yield words.say("A page was sent to the print desk on {date}", date=on)
    for referral in records.referrals(vault, consent.child_id):
        if referral.consent_id == consent.consent_id:
            on = words.date(consents.first_day(vault, referral.referral_id))
            yield words.say("A referral was written on {date}, and may have been sent", date=on)
    if consent.kind in TO_PARTNER:
        for each in consents.exports_to(vault, consent.partner_id):
            yield words.say(
                "Data was written for this partner on {date}; this family may be in it",
                date=words.date(each),
            )


def _told(consent: Consent, partner: str, on: date, words: Words) -> Agreed:
    state = _state(consent, on)
    return Agreed(
        consent_id=consent.consent_id, kind=consent.kind, state=state,
        lines=tuple(_lines_said(consent, partner, state, words)),
        soon=state == "valid" and ends_soon(consent.expires_on, on),
    )  # fmt: skip


def _lines_said(consent: Consent, partner: str, state: ConsentState, words: Words) -> Iterator[str]:
    if consent.kind in TO_PARTNER:
        yield words.say("{partner}: {purpose}", partner=partner, purpose=consent.purpose)
        covered = labels.listed(consent.lines, labels.consent_line, words)
        yield words.say("May be told: {lines}", lines=covered)
    yield words.say(
        "Agreed by {name} ({role}) on {date}",
        name=consent.signer, role=consent.authority, date=words.date(consent.signed_on),
    )  # fmt: skip
    how = dict(ways_agreed(words)).get(consent.how, "")
    yield words.listed((how, consent.witness))
    last = words.date(consent.expires_on)
    if state == "withdrawn" and consent.revoked_on:
        said = words.say("Withdrawn on {date}", date=words.date(consent.revoked_on))
        yield words.listed((said, consent.revoked_by, consent.revoked_reason))
    elif state == "expired":
        yield words.say("Ended on {date}", date=last)
    else:
        yield words.say("Valid until {date}", date=last)


def _state(consent: Consent, on: date) -> ConsentState:
    return state_on(consent.signed_on, consent.expires_on, consent.revoked_on, on)
