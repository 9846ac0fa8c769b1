"""What is filled in for an adult's own referral, and what will not do."""

from datetime import date
from pathlib import Path

import msgspec

from imh_desktop.content.faults import FaultList, FormFault
from imh_desktop.content.toml_files import decode, read_toml
from imh_desktop.core.limits import NAME_LIMIT, NOTE_LIMIT, clean
from imh_desktop.core.own_referral import OWN_LINES
from imh_desktop.errors import InputError
from imh_desktop.flows.consenting import how_agreed
from imh_desktop.flows.fields import day, one_of, required
from imh_desktop.store.entry import Changes
from imh_desktop.words import Words

MESSAGES = ("", "yes", "no")
_LINES = ("partner_phone", "reach", "best_time", "language")
_NOTES = ("partner_address", "help", "services", "send_back")


class OwnReferralForm(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What one adult asks for, alone. Days are ISO texts; the rest as in ``OwnReferral``.

    ``told``: what she asks to be told in her own words, whatever it is; ``asked``: she said that
    it may be told. Neither is taken without the other.
    """

    partner_name: str = ""
    partner_phone: str = ""
    partner_address: str = ""
    purpose: str = ""
    lines: tuple[str, ...] = ()
    items: tuple[str, ...] = ()
    reach: str = ""
    best_time: str = ""
    message: str = ""
    language: str = ""
    help: str = ""
    services: str = ""
    told: str = ""
    asked: bool = False
    send_back: str = ""
    part2: bool = False
    how: str = ""
    witness: str = ""
    signed_on: str = ""
    expires_on: str = ""


def referral_fields(
    form: OwnReferralForm, offered: frozenset[str], today: date, words: Words
) -> Changes:
    """Return what is kept of class G. ``offered``: the items that may be ticked.

    Raises:
        InputError: a field will not do; ``place`` names it.
    """
    _check_lines(form, offered, words)
    kept: Changes = {
        "partner_name": required(form.partner_name, "partner_name", words),
        "purpose": required(form.purpose, "purpose", words),
        **{name: clean(getattr(form, name), name, NAME_LIMIT) for name in _LINES},
        **{name: clean(getattr(form, name), name, NOTE_LIMIT) for name in _NOTES},
        "message": one_of(form.message, MESSAGES, "message", words),
        **_agreed(form, today, words),
        **{f"lines.{line}": True for line in form.lines},
        **{f"items.{item_id}": True for item_id in form.items},
        "part2": form.part2 or None,
    }
    return {field: value for field, value in kept.items() if value not in ("", None)}


def own_words_of(form: OwnReferralForm, words: Words) -> str:
    """Return what is kept of class V; empty where she asked for nothing.

    Raises:
        InputError: there are words without the tick, or the tick without words.
    """
    told = clean(form.told, "told", NOTE_LIMIT)
    if told and not form.asked:
        raise InputError(
            words.say("Only what this person asked to be told may be told: tick it, or empty it."),
            place="told",
        )
    if form.asked and not told:
        raise InputError(words.say("Please write it in this person's own words."), place="told")
    return told


def _check_lines(form: OwnReferralForm, offered: frozenset[str], words: Words) -> None:
    if not form.lines and not form.told.strip():
        raise InputError(words.say("Please tick at least one line."), place="lines")
    for line in form.lines:
        if line not in OWN_LINES:
            raise InputError(
                words.say("This line is not on the list."), place="lines",
                expected=", ".join(OWN_LINES),
            )  # fmt: skip
        if line != "answers" and not getattr(form, line).strip():
            raise InputError(words.say("Please fill this in."), place=line)
    for item_id in form.items:
        if item_id not in offered:
            raise InputError(words.say("This cannot go into a referral."), place="items")
    if bool(form.items) != ("answers" in form.lines):
        raise InputError(words.say("Please tick which answers may be told."), place="items")


def _agreed(form: OwnReferralForm, today: date, words: Words) -> Changes:
    how = how_agreed(form.how, form.witness, words)
    signed = day(form.signed_on, "signed_on", words, until=today)
    expires = day(form.expires_on, "expires_on", words)
    if expires < max(signed, today):
        raise InputError(words.say("This consent would have ended already."), place="expires_on")
    return {
        **how,
        "signed_on": signed.isoformat(),
        "expires_on": expires.isoformat(),
    }


def read_form(path: Path) -> OwnReferralForm:
    """Return a form that was filled in as a TOML file.

    Raises:
        FormFault: it is not there, is no TOML, or not of its shape.
    """
    faults = FaultList(path.parent)
    table = read_toml(path, faults)
    form = None if faults.found else decode(table, OwnReferralForm, path, "", faults)
    if form is None:
        raise FormFault(faults.all)
    return form
