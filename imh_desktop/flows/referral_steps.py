"""What happened to a referral: said, corrected with a reason, tried, paused; one entry each."""

from datetime import date

import msgspec

from imh_desktop.core.limits import NAME_LIMIT, NOTE_LIMIT, clean
from imh_desktop.core.referral_loop import HOWS, SAID
from imh_desktop.errors import InputError
from imh_desktop.flows.fields import day, one_of, required
from imh_desktop.store import records
from imh_desktop.store.entry import Scalar
from imh_desktop.store.referral_values import Referral
from imh_desktop.store.vault import Vault
from imh_desktop.words import Words


class StepForm(msgspec.Struct, frozen=True, kw_only=True):
    """What happened. ``on``: ISO day; ``who``: did it or said so, empty = who works here."""

    state: str
    on: str
    who: str = ""


class AttemptForm(msgspec.Struct, frozen=True, kw_only=True):
    """A try to reach a family. ``how``: one of ``HOWS``; ``who``: empty = who works here."""

    on: str
    how: str
    came: str = ""
    who: str = ""


def referral(vault: Vault, referral_id: str) -> Referral:
    """Return one referral.

    Raises:
        InputError: it is not here.
    """
    record = vault.journal.record(referral_id)
    child_id = str(record.fields.get("child_id", "")) if record else ""
    for one in records.referrals(vault, child_id) if child_id else ():
        if one.referral_id == referral_id:
            return one
    raise InputError("This referral is not here.", place=f"referral {referral_id}")


def record_step(
    vault: Vault, referral_id: str, form: StepForm, words: Words, *, today: date,
    step_id: str = "",
) -> str:  # fmt: skip
    """Record a state the referral came to; return the step's id.

    Raises:
        InputError: it is not here, the state is none that can be said, the day is to come.
    """
    kept = referral(vault, referral_id)
    step_id = step_id or vault.journal.new_id()
    said = _step(vault, form, words, today)
    vault.journal.write("referral", kept.referral_id, {f"loop.{step_id}": said})
    return step_id


def correct_step(
    vault: Vault, referral_id: str, step_id: str, form: StepForm | None, reason: str,
    words: Words, *, today: date,
) -> None:  # fmt: skip
    """Say a step otherwise, or, with no form, that it never was. What was said stays in history.

    Raises:
        InputError: no reason, no such step, or as ``record_step``.
    """
    kept, why = referral(vault, referral_id), clean(reason, "reason", NOTE_LIMIT)
    if not why:
        raise InputError(words.say("Please say why, in a few words."), place="reason")
    if all(step.step_id != step_id for step in kept.steps):
        raise InputError(words.say("This step is no longer there."), place="step")
    said = _step(vault, form, words, today) if form else None
    vault.journal.write("referral", referral_id, {f"loop.{step_id}": said}, reason=why)


def log_attempt(
    vault: Vault, referral_id: str, form: AttemptForm, words: Words, *, today: date
) -> None:
    """Record a try to reach the family. Raises ``InputError`` as ``record_step``."""
    kept = referral(vault, referral_id)
    said: dict[str, Scalar] = {
        "on": day(form.on, "on", words, until=today).isoformat(),
        "how": one_of(form.how, HOWS, "how", words),
        "who": _who(vault, form.who),
        "came": clean(form.came, "came", NOTE_LIMIT),
    }
    field = f"attempts.{vault.journal.new_id()}"
    vault.journal.write("referral", kept.referral_id, {field: said})


def pause(
    vault: Vault, referral_id: str, since: str, until: str, reason: str, words: Words
) -> None:
    """Keep the alarms silent from a day to a day, or on; the reason is the family's circumstance.

    Raises:
        InputError: no reason, or the days do not follow each other.
    """
    kept = referral(vault, referral_id)
    first = day(since, "since", words)
    said: dict[str, Scalar] = {
        "since": first.isoformat(),
        "reason": required(reason, "reason", words),
    }
    if until.strip():
        last = day(until, "until", words)
        if last < first:
            raise InputError(words.say("The last day is before the first."), place="until")
        said["until"] = last.isoformat()
    field = f"pauses.{vault.journal.new_id()}"
    vault.journal.write("referral", kept.referral_id, {field: said})


def _step(vault: Vault, form: StepForm, words: Words, today: date) -> dict[str, Scalar]:
    return {
        "state": one_of(form.state, SAID, "state", words),
        "on": day(form.on, "on", words, until=today).isoformat(),
        "who": _who(vault, form.who),
    }


def _who(vault: Vault, said: str) -> str:
    return clean(said, "who", NAME_LIMIT) or records.worker(vault).name
