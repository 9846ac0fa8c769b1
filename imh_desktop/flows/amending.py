"""Correcting a finished visit: an answer or a note changed or added, with who, when and why.

Nothing is overwritten: the amendment stands beside what was there, carries the results made anew,
and the pages given before it are outdated. Of what was said alone nothing is told or changed here.
"""

from collections.abc import Iterator

import msgspec
from msgspec.structs import replace

from imh_desktop.content.library import Library
from imh_desktop.core.checklist import ChecklistTexts, Item
from imh_desktop.core.limits import NOTE_LIMIT, clean
from imh_desktop.core.printed import Printed
from imh_desktop.core.privacy import ChainClass
from imh_desktop.core.visit import Answer, Known, Visit
from imh_desktop.core.visit_record import RecordAmendment
from imh_desktop.errors import InputError
from imh_desktop.flows.birth_corrections import different
from imh_desktop.flows.closing import open_results
from imh_desktop.flows.loading import checklist_of
from imh_desktop.flows.record_amendments import amendments
from imh_desktop.flows.said_alike import Alike, said_alike
from imh_desktop.flows.visit_state import KNOWN_KINDS, SEEN, VisitState
from imh_desktop.store import records
from imh_desktop.store.entry import Changes, Scalar
from imh_desktop.store.journal import Write
from imh_desktop.store.vault import Vault
from imh_desktop.words import Words


class AmendItem(msgspec.Struct, frozen=True, kw_only=True):
    """One open item as the visit says it now. ``choices``: code and words. ``asks_known``: whether
    it must be said how an answer is known."""

    item_id: str
    text: str
    code: str
    answer: str
    note: str
    choices: tuple[tuple[str, str], ...]
    asks_known: bool
    known: Known | None


class AmendDomain(msgspec.Struct, frozen=True, kw_only=True):
    """A domain with its items."""

    title: str
    items: tuple[AmendItem, ...]


class AmendView(msgspec.Struct, frozen=True, kw_only=True):
    """A finished visit, ready to be corrected. ``amended``: what was corrected so far; ``pages``:
    those given."""

    visit: Visit
    domains: tuple[AmendDomain, ...]
    amended: tuple[RecordAmendment, ...]
    pages: tuple[Printed, ...]


class Amendment(msgspec.Struct, frozen=True, kw_only=True):
    """What an item is to say. ``code``: empty = no answer. ``action``: what was done, where the
    answer calls for something to be done at once. ``also``: ids of siblings' visits that
    ``said_alike`` names: their answer is corrected with the same reason, their notes stay."""

    item_id: str
    code: str
    note: str
    reason: str
    known: Known | None = None
    action: str = ""
    also: frozenset[str] = frozenset()


def view(vault: Vault, library: Library, visit_id: str, words: Words) -> AmendView:
    """Return a finished visit as it says now.

    Raises:
        InputError: it is not here, or still open, or its checklist is not here.
    """
    visit = finished(vault, visit_id, words)
    checklist = checklist_of(vault, library, visit)
    texts = texts_for(library, visit, words)
    private = frozenset(i.item_id for i in checklist.items if i.sensitivity.private)
    items = [i for i in checklist.in_band(visit.band) if i.item_id not in private]
    domains = []
    for domain in checklist.domains:
        own = tuple(_item(i, visit, texts) for i in items if i.construct in domain.constructs)
        if own:
            title = texts.domains.get(domain.domain_id, domain.domain_id)
            domains.append(AmendDomain(title=title, items=own))
    given = records.printed(vault, "visit_id", visit_id)
    return AmendView(
        visit=visit, domains=tuple(domains), amended=amended(vault, library, visit_id, words),
        pages=tuple(page for page in given if not page.failed),
    )  # fmt: skip


def amended(
    vault: Vault, library: Library, visit_id: str, words: Words
) -> tuple[RecordAmendment, ...]:
    """Return what was corrected in a visit after it was finished, the oldest first."""
    visit = records.visit(vault, visit_id)
    history = vault.journal.retracting.history(visit_id)
    if visit is None or history is None or history.close is None:
        return ()
    if history.heads == (history.close.entry_id,):
        return ()
    try:
        items = checklist_of(vault, library, visit).items
        texts = texts_for(library, visit, words)
    except InputError:
        return ()
    private = frozenset(item.item_id for item in items if item.sensitivity.private)
    return amendments(vault, visit_id, texts, lambda id_: _name(vault, id_), private, words)


def amend(
    vault: Vault, library: Library, visit_id: str, amendment: Amendment, words: Words
) -> None:
    """Correct one item of a finished visit by one entry, and with it, all or none, the same item
    of the siblings' visits that are named.

    Raises:
        InputError: no reason; the answer does not belong to the item; how it is known is not
            said (``place`` "known"); something must be done at once and it is not said what
            (``place`` "action"); nothing is changed; two people wrote different things there; or
            a sibling's visit that is named does not say the same (``place`` "also").
    """
    visit = finished(vault, visit_id, words)
    reason = clean(amendment.reason, "reason", NOTE_LIMIT)
    if not reason:
        raise InputError(words.say("Please say why, in a few words."), place="reason")
    amendments = {visit_id: _amended(vault, library, visit_id, amendment, words)}
    writes: list[Write] = []
    for other in _also(vault, library, visit, amendment, words):
        same, there = _same_there(amendment, other.visit), other.visit.visit_id
        if other.visit.closed_at:
            amendments[there] = _amended(vault, library, there, same, words)
        else:
            changes = _changes(other.visit, other.item, same, words)
            writes.append(("visit", there, changes, ChainClass.OPEN))
    vault.journal.amend_many(amendments, reason, writes)


def _also(
    vault: Vault, library: Library, visit: Visit, amendment: Amendment, words: Words
) -> tuple[Alike, ...]:
    """Return the siblings' visits that follow."""
    if not amendment.also:
        return ()
    alike = said_alike(vault, library, visit, amendment.item_id)
    found = tuple(each for each in alike if each.visit.visit_id in amendment.also)
    answer = visit.answers.get(amendment.item_id)
    same = amendment.code == (answer.code if answer else "")
    if same or {each.visit.visit_id for each in found} != amendment.also:
        raise InputError(
            words.say("This change does not hold for the other child. Please correct it there."),
            place="also",
        )
    return found


def _amended(
    vault: Vault, library: Library, visit_id: str, amendment: Amendment, words: Words
) -> Changes:
    """Return what a finished visit says from now on, with its results made anew."""
    state = VisitState(vault, library, visit_id, words)
    item = state.item(amendment.item_id)
    if item.sensitivity.private or (amendment.code and amendment.code not in item.codes):
        raise InputError(words.say("This answer does not belong to this card."), place="code")
    changes = _changes(state.visit, item, amendment, words)
    if not changes:
        raise InputError(words.say("Nothing was changed."), place="code")
    after = VisitState(vault, library, visit_id, words, {visit_id: changes})
    changes |= _act_now(state, after, item, amendment, words)
    return {**changes, **different(records.results(vault, visit_id), open_results(after))}


def _same_there(amendment: Amendment, other: Visit) -> Amendment:
    """Return the same correction of another visit's answer; its own note stays."""
    known: Known | None = "told" if other.kind == "remote" else amendment.known
    return replace(amendment, note=other.notes.get(amendment.item_id, ""), known=known)


def finished(vault: Vault, visit_id: str, words: Words) -> Visit:
    """Return a visit that is finished.

    Raises:
        InputError: it is not here, or still open.
    """
    visit = records.visit(vault, visit_id)
    if visit is None:
        raise InputError("This visit is not here.", place=f"visit {visit_id}")
    if not visit.closed_at:
        raise InputError(words.say("This visit is open: correct it there."), place="visit")
    return visit


def texts_for(library: Library, visit: Visit, words: Words) -> ChecklistTexts:
    """Return the words of a visit's checklist, in the interface's language where there are any."""
    try:
        return library.texts(visit.checklist_id, words.language)
    except InputError:
        return library.texts(visit.checklist_id, visit.language)


def _item(item: Item, visit: Visit, texts: ChecklistTexts) -> AmendItem:
    answer, text = visit.answers.get(item.item_id), texts.items.get(item.item_id)
    return AmendItem(
        item_id=item.item_id, text=text.text if text else item.item_id,
        code=answer.code if answer else "",
        answer=texts.choices.get(answer.code, answer.code) if answer else "",
        note=visit.notes.get(item.item_id, ""),
        choices=tuple((code, texts.choices.get(code, code)) for code in item.codes),
        asks_known=item.kind in KNOWN_KINDS, known=answer.known if answer else None,
    )  # fmt: skip


def _changes(visit: Visit, item: Item, amendment: Amendment, words: Words) -> Changes:
    """Return the fields that change, results left out."""
    item_id, changes = item.item_id, Changes()
    before = visit.answers.get(item_id)
    known = amendment.known or (before.known if before else None)
    if amendment.code and item.kind in KNOWN_KINDS and known is None:
        raise InputError(
            words.say("Please say first: was this seen, told, or both?"), place="known"
        )
    if item.kind not in KNOWN_KINDS:
        known = None
    if visit.kind == "remote" and known in ("seen", "both"):
        raise InputError(
            words.say("By phone or video, answers can only be told, not seen."), place="known"
        )
    if (amendment.code, known) != (before.code if before else "", before.known if before else None):
        changes[f"answers.{item_id}"] = _fields(amendment.code, known, before)
        changes |= dict(_follows(visit, item, amendment.code))
    note = clean(amendment.note, "note", NOTE_LIMIT)
    if note != visit.notes.get(item_id, ""):
        changes[f"notes.{item_id}"] = note or None
    return changes


def _fields(code: str, known: Known | None, before: Answer | None) -> dict[str, Scalar] | None:
    if not code:
        return None
    fields: dict[str, Scalar] = {"code": code}
    if known:
        fields["known"] = known
    if before and before.informant and known != "seen":
        fields["informant"] = before.informant
    if before and before.answered_on:
        fields["on"] = before.answered_on.isoformat()
    return fields


def _follows(visit: Visit, item: Item, code: str) -> Iterator[tuple[str, None]]:
    """Yield what else an answer takes away: the signs of a group that is "no", and a strength on
    the family page that is none any more."""
    if code == "no":
        yield from ((f"answers.{sign}", None) for sign in item.signs if sign in visit.answers)
    if item.item_id in visit.strengths and code not in SEEN:
        yield f"strengths.{item.item_id}", None


def _act_now(
    before: VisitState, after: VisitState, item: Item, amendment: Amendment, words: Words
) -> Changes:
    """Return what was done, where the correction calls for something at once."""
    said = clean(amendment.action, "action", NOTE_LIMIT)
    if said:
        return {f"actions.{item.item_id}": said}
    calls = set(after.guidance.act_now) - set(before.guidance.act_now)
    if calls - after.visit.actions.keys():
        raise InputError(
            words.say("Please write what was done, or why nothing could be."), place="action"
        )
    return {}


def _name(vault: Vault, record_id: str) -> str:
    record = vault.journal.record(record_id) if record_id else None
    fields = record.fields if record else {}
    whole = (fields.get("name"), fields.get("given_name"), fields.get("family_name"))
    return " ".join(str(each) for each in whole if each)
