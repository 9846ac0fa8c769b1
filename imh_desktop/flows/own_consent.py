"""Whether an adult's own permission covers the adult's own page on a day (RF3, SV5)."""

from datetime import date

from imh_desktop.core.consent import WRITTEN
from imh_desktop.core.own_referral import OwnReferral, OwnWords
from imh_desktop.core.people import Programme
from imh_desktop.words import Words


def own_consent_fault(
    referral: OwnReferral, told: OwnWords | None, programme: Programme, on: date, words: Words
) -> str | None:
    """Return why the page may not leave on a day; None when it may."""
    if referral.revoked_on is not None and referral.revoked_on <= on:
        return words.say(
            "This consent was withdrawn on {date}.", date=words.date(referral.revoked_on)
        )
    signed, expires = referral.signed_on, referral.expires_on
    if signed is None or expires is None or not referral.signer.strip():
        return words.say("Nobody has signed this consent.")
    if not signed <= on <= expires:
        return words.say(
            "This consent is valid from {first} to {last}.",
            first=words.date(signed), last=words.date(expires),
        )  # fmt: skip
    if not referral.partner_name.strip():
        return words.say("Please write who receives the referral.")
    if not referral.purpose.strip():
        return words.say("This consent does not say what it is for.")
    if not referral.lines and told is None:
        return words.say("Please tick at least one line.")
    return _part2_fault(referral, programme, words)


def _part2_fault(referral: OwnReferral, programme: Programme, words: Words) -> str | None:
    if not referral.part2:
        return None
    if referral.how not in WRITTEN:
        return words.say(
            "What comes from a substance use programme leaves with a written consent only. Please"
            " have it signed."
        )
    if not programme.part2_notice.strip():
        return words.say(
            "The notice that must stand on such a page is not in the programme's settings yet."
        )
    return None
