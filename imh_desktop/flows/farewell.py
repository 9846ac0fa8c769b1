"""Leaving: what is left to do when a family leaves, read from the vault on a day."""

from datetime import date

import msgspec

from imh_desktop.core.care import proposes_aging_out
from imh_desktop.core.consent import state_on
from imh_desktop.core.farewell import WAYS, Facts, Kind, Line, Way, lines, way_of
from imh_desktop.core.referral_loop import is_open
from imh_desktop.flows.care import statuses_said
from imh_desktop.flows.handing_over import holding
from imh_desktop.flows.loading import child_of
from imh_desktop.flows.printing_log import given_pages, to_renew
from imh_desktop.store import records, standing
from imh_desktop.store.copies import last_copy
from imh_desktop.store.vault import Vault
from imh_desktop.words import Words


class ToDo(msgspec.Struct, frozen=True, kw_only=True):
    """One line in words. ``said``: how it stands; ``left``: ids of what is left."""

    kind: Kind
    title: str
    said: str
    done: bool
    left: tuple[str, ...] = ()


def proposed(vault: Vault, child_id: str, today: date) -> bool:
    """Tell whether an end at this age is proposed: never done by itself."""
    child, care = child_of(vault, child_id), standing.care_of(vault, child_id)
    limit = records.programme(vault).ages_out_months
    return proposes_aging_out(child.birth, care.statuses, today, limit)


def presumed_way(vault: Vault, child_id: str, today: date) -> Way | None:
    """Return the way a family leaves, as far as the record tells. Raises as ``to_do``."""
    return way_of(facts_of(vault, child_id, today), proposed(vault, child_id, today))


def to_do(vault: Vault, child_id: str, way: Way, today: date, words: Words) -> tuple[ToDo, ...]:
    """Return what to look at for a way of leaving, in words.

    Raises:
        InputError: no such child.
    """
    facts = facts_of(vault, child_id, today)
    return tuple(
        ToDo(
            kind=each.kind, title=_title(each.kind, words), done=each.done, left=each.left,
            said=_said(each, facts, words),
        )
        for each in lines(way, facts)
    )  # fmt: skip


def facts_of(vault: Vault, child_id: str, today: date) -> Facts:
    """Return what the record says of a family that may leave. Raises as ``to_do``."""
    child_of(vault, child_id)
    visits = records.visits(vault, child_id)
    closed = [each.visit_id for each in reversed(visits) if each.closed_at]
    given = given_pages(vault, child_id)
    paged = {each.printed.visit_id for each in given if each.state != "failed"}
    last = next(iter(closed), "")
    valid = [
        each for each in records.consents(vault, child_id)
        if state_on(each.signed_on, each.expires_on, each.revoked_on, today) == "valid"
    ]  # fmt: skip
    held = holding(vault, today).get(child_id)
    return Facts(
        care=standing.care_of(vault, child_id),
        drafts=tuple(each.visit_id for each in visits if not each.closed_at),
        referrals=tuple(
            each.referral_id for each in records.referrals(vault, child_id)
            if is_open(each.state)
        ),
        consents=tuple(each.consent_id for each in valid),
        pageless=tuple(visit_id for visit_id in closed if visit_id not in paged),
        last_visit=last, outdated=any(each.printed.visit_id == last for each in to_renew(given)),
        copied_on=last_copy(vault, child_id), shared=any(each.kind == "share" for each in valid),
        given=bool(held and held.kind == "handover" and held.to_device != vault.device_id),
    )  # fmt: skip


def ways_said(words: Words) -> list[tuple[str, str]]:
    """Return every way of leaving with its words."""
    said = {**statuses_said(words), "handed_over": words.say("Another visitor takes over")}
    return [(way, said[way]) for way in WAYS]


def _title(kind: Kind, words: Words) -> str:
    return {
        "end": words.say("Say that the visits ended"),
        "handover": words.say("Hand the family over"),
        "draft": words.say("Visits left open"),
        "referral": words.say("Referrals on their way"),
        "last_page": words.say("Page of the last visit"),
        "pages": words.say("Earlier visits without a page"),
        "copy": words.say("The family’s copy of its record"),
        "share": words.say("Permission to give the record to the other programme"),
        "consent": words.say("Permissions that run on"),
    }[kind]


def _said(line: Line, facts: Facts, words: Words) -> str:
    if line.left:
        return {
            "draft": words.say("Finish it, or put it into the trash."),
            "referral": words.say("Say what became of it, or tell the partner who to call now."),
            "last_page": words.say("The family should have it before the visits end."),
            "pages": words.say("Give them if the family wishes."),
            "consent": words.say("They end on their day. The family can take them back now."),
        }[line.kind]
    if line.kind == "copy" and facts.copied_on:
        return words.say("Given on {date}", date=words.date(facts.copied_on))
    if line.done:
        return words.say("Done") if line.kind in ("end", "handover", "share") else _none(words)
    return {
        "end": words.say("Nothing reminds of the family any more after that."),
        "handover": words.say("Choose the laptop, the days and why."),
        "copy": words.say("It is a right of the family. Ask if it wishes for one."),
        "share": words.say("Nothing may be given there without it."),
    }[line.kind]


def _none(words: Words) -> str:
    return words.say("Nothing is left to do.")
