"""Ending a child's care and taking it up again; the next visit's day as a visitor sets it."""

from datetime import date

from imh_desktop.core.care import STATUSES, Care
from imh_desktop.core.limits import NOTE_LIMIT, clean
from imh_desktop.core.next_visit import NextVisit, Why
from imh_desktop.errors import InputError
from imh_desktop.flows.loading import child_of
from imh_desktop.flows.refusing import PageRefused
from imh_desktop.store import standing
from imh_desktop.store.vault import Vault
from imh_desktop.words import Words


def set_care(vault: Vault, child_id: str, status: str, on: date, reason: str, words: Words) -> Care:
    """Keep that a child's care ended, or goes on again ("active"). What was said before stays in
    the journal; a wish for a page after an earlier end does not hold for this one.

    Raises:
        InputError: no such child or status, or no reason.
    """
    child_of(vault, child_id)
    if status not in STATUSES:
        raise InputError(words.say("Please choose one of the list."), place="care")
    changes = {
        "care": status, "care_on": on.isoformat(), "care_by": vault.worker_id,
        "care_reason": reason_given(reason, words),
    }  # fmt: skip
    again = {"page_reason": None} if standing.care_of(vault, child_id).page_reason else {}
    vault.journal.write("child", child_id, {**changes, **again})
    return standing.care_of(vault, child_id)


def ask_for_page(vault: Vault, child_id: str, reason: str, words: Words) -> None:
    """Keep why a page is made although care ended.

    Raises:
        InputError: no such child, or no reason.
        PageRefused: the child died; or care did not end, so nothing need be asked.
    """
    child_of(vault, child_id)
    care = standing.care_of(vault, child_id)
    if care.died:
        raise PageRefused(_refusal(care, words), place="care")
    if not care.ended:
        raise PageRefused(words.say("A page can be made without asking."), place="care")
    vault.journal.write("child", child_id, {"page_reason": reason_given(reason, words)})


def require_page_wished(vault: Vault, child_id: str, words: Words) -> None:
    """Hold back a page of a child whose care ended, unless it was asked for.

    Raises:
        PageRefused: it was not; ``place`` is "care".
    """
    care = standing.care_of(vault, child_id)
    if not may_have_page(care):
        raise PageRefused(_refusal(care, words), place="care")


def may_have_page(care: Care | None) -> bool:
    """Tell whether a page may be made; None = care goes on. For a child who died there is no page
    yet that would not speak of play and of the next visit, so none is made."""
    return care is None or not care.ended or bool(care.page_reason and not care.died)


def set_next_visit(
    vault: Vault, child_id: str, on: date | None, reason: str, words: Words, *, today: date
) -> None:
    """Keep the day a visitor chose for the next visit, over what the rules say.

    Raises:
        InputError: no such child, no day from today on, or no reason.
    """
    child_of(vault, child_id)
    if on is None or on < today:
        raise InputError(words.say("Please give a day from today on."), place="day")
    changes = {"next_visit_on": on.isoformat(), "next_visit_reason": reason_given(reason, words)}
    vault.journal.write("child", child_id, {**changes, "next_visit_by": vault.worker_id})


def statuses_said(words: Words) -> dict[str, str]:
    """Return every status -> its words, in the order of ``core.care``."""
    return {
        "active": words.say("Visits go on"),
        "moved": words.say("The family moved away"),
        "declined": words.say("The family wishes no more visits"),
        "transferred": words.say("Another programme visits the family"),
        "aged_out": words.say("The child is too old for the programme"),
        "discharged": words.say("The visits came to their planned end"),
        "died": words.say("The child died"),
    }


def why_said(why: Why, words: Words) -> str:
    """Return what sets the day of a next visit, in words."""
    return {
        "set_by_visitor": words.say("A day you chose"),
        "start_in_a_week": words.say("The next step begins within a week of the visit"),
        "look_again": words.say("What was seen is looked at again"),
        "rhythm": words.say("The usual rhythm at this age"),
    }[why]


def both_days_said(due: NextVisit, words: Words, *, short: bool = False) -> str:
    """Say the visitor's own day and the rule's earlier one; empty when the rules say none.
    ``short``: for one line of a list."""
    if due.rule is None:
        return ""
    dated = words.short_date if short else words.date
    return words.say(
        "Your day: {day}. The rule says by {earlier}.",
        day=dated(due.on), earlier=dated(due.rule.on),
    )  # fmt: skip


def due_said(due: NextVisit, set_reason: str, words: Words) -> tuple[str, ...]:
    """Say when the next visit is due and what sets the day, line by line; ``set_reason``: the
    visitor's, for a day of her own."""
    if due.rule:
        return both_days_said(due, words), why_said(due.rule.why, words), set_reason
    day = words.say("Next visit by {day}", day=words.date(due.on))
    return day, set_reason if due.why == "set_by_visitor" else why_said(due.why, words)


def own_day_said(due: NextVisit, words: Words) -> str:
    """Say the visitor's own day in short, where ``both_days_said`` stands beside it."""
    return words.say("Your day · {day}", day=words.short_date(due.on))


def reason_given(text: str, words: Words) -> str:
    """Return a reason without what is around it.

    Raises:
        InputError: there is none, or it is too long.
    """
    reason = clean(text, "reason", NOTE_LIMIT)
    if not reason:
        raise InputError(words.say("Say why, in a few words."), place="reason")
    return reason


def _refusal(care: Care, words: Words) -> str:
    if care.died:
        return words.say("This child has died. No page is made.")
    return words.say(
        "The visits to this family have ended. If a page is still wished for, say why first."
    )
