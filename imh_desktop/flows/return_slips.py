"""A slip that came back: whose referral its code names, and what its boxes say."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID, uuid5

import msgspec

from imh_desktop.core.referral_loop import OUTCOMES
from imh_desktop.core.slip_code import old_code, read_code, return_code
from imh_desktop.documents.referral_slip import outcomes_said
from imh_desktop.errors import InputError
from imh_desktop.flows.referral_steps import StepForm, record_step
from imh_desktop.store import listing, records
from imh_desktop.store.referral_values import Referral
from imh_desktop.store.vault import Vault
from imh_desktop.words import Words


class Slip(msgspec.Struct, frozen=True, kw_only=True):
    """The referral a slip belongs to, as little of it as tells it from others. ``boxes``: letter
    and words; ``known``: the letters that are recorded already."""

    referral: Referral
    given_name: str
    partner_name: str
    boxes: tuple[tuple[str, str], ...]
    known: tuple[str, ...]


def referral_of(vault: Vault, code: str, words: Words | None = None) -> Referral:
    """Return the referral a code names; blanks, dashes, case and look-alikes are forgiven.

    Raises:
        InputError: the code has a slip, or no referral or more than one here has it.
    """
    words = words or Words("en")
    asked = read_code(code)
    if asked is None:
        said = words.say("This code has a mistake in it. Please compare it with the paper.")
        raise InputError(said, place="code", expected="CDF-HJK-LMN")
    found = [
        one for one in listing.loops(vault)
        if asked in (return_code(one.referral_id), old_code(one.referral_id))
    ]  # fmt: skip
    if not found:
        raise InputError(words.say("No referral here has this code."), place="code")
    if len(found) > 1:
        raise InputError(
            words.say("Two referrals have this code. Please find it in the list."), place="code"
        )
    return found[0]


def slip(vault: Vault, code: str, words: Words) -> Slip:
    """Return what a typed code stands for. Raises as ``referral_of``."""
    referral = referral_of(vault, code, words)
    child = records.child(vault, referral.child_id)
    names = {one.partner_id: one.name for one in records.partners(vault)}
    reached = {step.state for step in referral.steps}
    return Slip(
        referral=referral, given_name=child.given_name if child else "",
        partner_name=names.get(referral.partner_id, ""),
        boxes=tuple(outcomes_said(words).items()),
        known=tuple(letter for letter, state in OUTCOMES.items() if state in reached),
    )  # fmt: skip


def record_slip(
    vault: Vault, code: str, letters: Sequence[str], on: date, who: str, words: Words,
    *, today: date,
) -> int:  # fmt: skip
    """Record the ticked boxes of a slip; return how many of them were new.

    A slip typed again, here or on another laptop, changes nothing. Raises as ``referral_of``, and
    ``InputError`` for no box, an unknown one, or a day to come.
    """
    found = slip(vault, code, words)
    wanted = dict.fromkeys(letter.strip().upper() for letter in letters)
    if not wanted or set(wanted) - OUTCOMES.keys():
        raise InputError(words.say("Please tick what the slip says."), place="outcome")
    new = [letter for letter in wanted if letter not in found.known]
    referral_id = found.referral.referral_id
    said = who or found.partner_name
    for letter in new:
        step_id = str(uuid5(UUID(referral_id), f"slip/{letter}/{on.isoformat()}"))
        form = StepForm(state=OUTCOMES[letter], on=on.isoformat(), who=said)
        record_step(vault, referral_id, form, words, today=today, step_id=step_id)
    return len(new)
