"""The referral dialog as a form: what may be ticked, and what will not do."""

from datetime import date

import msgspec

from imh_desktop.core.checklist import Item
from imh_desktop.core.referral import LINES
from imh_desktop.core.visit import Answer
from imh_desktop.errors import InputError
from imh_desktop.flows.fields import day
from imh_desktop.flows.loading import Loaded
from imh_desktop.words import Words

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
    how: str = ""
    witness: str = ""
    signed_on: str = ""
    expires_on: str = ""
    concern_on: str = ""
    tried: str = ""
    instruments: str = ""
    send_back: str = ""


def concerns(loaded: Loaded) -> list[tuple[Item, Answer]]:
    """Return the open answers that may be told as a reason, with their items."""
    answers = loaded.visit.answers
    return [
        (item, answers[item.item_id])
        for item in loaded.checklist.in_band(loaded.visit.band)
        if not item.sensitivity.private
        and item.item_id in answers
        and answers[item.item_id].code in _CONCERNING
    ]


def check_ticks(form: ReferralForm, loaded: Loaded, words: Words) -> None:
    """Hold the ticks to what was offered.

    Raises:
        InputError: ``place`` is "lines" or "items".
    """
    if not form.lines:
        raise InputError(words.say("Please tick at least one line."), place="lines")
    for line in form.lines:
        if line not in LINES:
            raise InputError(
                words.say("This line is not on the list."), place="lines", expected=", ".join(LINES)
            )
    offered = {item.item_id for item, _ in concerns(loaded)}
    for item_id in form.items:
        if item_id not in offered:
            raise InputError(words.say("This cannot go into a referral."), place="items")
    if "reason" in form.lines and not form.items:
        raise InputError(words.say("Please tick what the reason is."), place="items")
    if form.items and "reason" not in form.lines:
        raise InputError(words.say("Please tick the line for the reason too."), place="lines")


def days_of(form: ReferralForm, today: date, words: Words) -> dict[str, str]:
    """Return the form's days, checked against one another and today.

    Raises:
        InputError: ``place`` names the day.
    """
    signed = day(form.signed_on, "signed_on", words, until=today)
    concern = day(form.concern_on, "concern_on", words, until=today)
    expires = day(form.expires_on, "expires_on", words)
    if expires < max(signed, today):
        raise InputError(words.say("This consent would have ended already."), place="expires_on")
    return {
        "signed_on": signed.isoformat(),
        "concern_on": concern.isoformat(),
        "expires_on": expires.isoformat(),
    }
