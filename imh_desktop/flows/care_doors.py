"""What waits to be asked for once care ended: papers about the child, and a visit.

The family's own page has a stricter door (``flows.care``): none is made of a child who died. What
is made for the file, for a partner or for a talk may still be needed then, so it is asked for.
"""

from datetime import date

from imh_desktop.core.care import Care
from imh_desktop.core.limits import NOTE_LIMIT, clean
from imh_desktop.errors import InputError
from imh_desktop.flows.care import reason_given, statuses_said
from imh_desktop.flows.loading import child_of
from imh_desktop.flows.refusing import PageRefused
from imh_desktop.store import standing
from imh_desktop.store.entry import Changes
from imh_desktop.store.vault import Vault
from imh_desktop.words import Words


class CareEnded(InputError):
    """A visit waits for a word on why it is begun although care ended."""


def ended_said(care: Care, words: Words) -> str:
    """Return since when there are no more visits, and how that came."""
    said = statuses_said(words)
    what = words.listed(said.get(each, each) for each in care.statuses)
    if care.on is None:
        return words.say("No more visits: {what}", what=what)
    return words.say("No more visits since {day}: {what}", day=words.date(care.on), what=what)


def may_have_paper(care: Care) -> bool:
    """Tell whether a paper about the child may be made without asking first."""
    return not care.ended or bool(care.page_reason)


def ask_for_paper(vault: Vault, child_id: str, reason: str, words: Words) -> None:
    """Keep why papers are made although care ended. It holds until somebody says anew how things
    stand, and opens no page for the family of a child who died.

    Raises:
        InputError: no such child, or no reason.
    """
    child_of(vault, child_id)
    vault.journal.write("child", child_id, {"page_reason": reason_given(reason, words)})


def require_paper_wished(vault: Vault, child_id: str, words: Words) -> None:
    """Hold back a paper about a child whose care ended, unless it was asked for.

    Raises:
        PageRefused: it was not; ``place`` is "care", the message says how things stand.
    """
    care = standing.care_of(vault, child_id)
    if not may_have_paper(care):
        raise PageRefused(
            words.say(
                "{state}. If a paper is still needed, say why first.",
                state=ended_said(care, words),
            ),
            place="care",
        )


def begun_after_all(
    vault: Vault, child_id: str, on: date, reason: str, words: Words, *, from_paper: bool
) -> Changes:
    """Return what a visit keeps of why it is begun although care ended; nothing while care goes
    on. A visit typed in from paper that was made before the end needs no reason.

    Raises:
        CareEnded: care ended and no reason is given; the message says how things stand.
        InputError: the reason is too long.
    """
    care = standing.care_of(vault, child_id)
    before = from_paper and care.on is not None and on <= care.on
    if not care.ended or before:
        return {}
    said = clean(reason, "care", NOTE_LIMIT)
    if not said:
        raise CareEnded(
            words.say(
                "{state}. If there is a visit all the same, say why first.",
                state=ended_said(care, words),
            ),
            place="care",
        )
    return {"care_reason": said}
