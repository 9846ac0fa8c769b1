"""The log for the curious: who opened, changed, printed and exported what, and when.

A reading of the entries and of nothing else. Of what was said alone it tells that something was
written, by whom and when: neither of whom nor what.
"""

from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import islice
from typing import Literal, get_args

import msgspec

from imh_desktop.content.library import Library
from imh_desktop.core.privacy import ChainClass
from imh_desktop.errors import InputError, to_tell
from imh_desktop.flows.act_sayings import ActSayings
from imh_desktop.flows.answer_candidates import when_said
from imh_desktop.flows.cutting import cut
from imh_desktop.flows.event_words import event_said, kind_of
from imh_desktop.flows.roles import role_of
from imh_desktop.store import records
from imh_desktop.store.ancestry import CLOSED, RESULTS
from imh_desktop.store.clock_watch import SET_BACK
from imh_desktop.store.entry import Entry
from imh_desktop.store.entry_log import EntryLog, records_of_child
from imh_desktop.store.shapes import ERASURE, PRIVATE_TYPES
from imh_desktop.store.vault import Vault
from imh_desktop.words import Words

Kind = Literal["opened", "changed", "printed", "exported", "people", "file", "private"]
KINDS: tuple[Kind, ...] = get_args(Kind)
_NO_DESK = to_tell("The log is for those who visit and coordinate. A print desk sees pages alone.")
_PRINTED = frozenset({"print", "page"})


class Wanted(msgspec.Struct, frozen=True, kw_only=True):
    """What to look for; an empty filter lets everything through. ``since``: an instant;
    ``before``: an entry's id, to go on from."""

    since: datetime | None = None
    kind: Kind | None = None
    worker_id: str = ""
    child_id: str = ""
    before: str = ""


class LogLine(msgspec.Struct, frozen=True, kw_only=True):
    """One act: entries written together. ``at``: UTC, ISO 8601, by the clock of who wrote;
    ``where``: whose record and which; ``last``: the earliest entry's id, to go on from."""

    entry_id: str
    at: str
    worker_id: str
    who: str
    kind: Kind
    said: str
    where: str
    last: str


def kind_of_entry(entry: Entry) -> Kind:
    """Return what an entry is among."""
    if entry.chain.chain_class is not ChainClass.OPEN or entry.record_type in PRIVATE_TYPES:
        return "private"
    if entry.record_type in _PRINTED:
        return "printed"
    if entry.record_type == "event":
        return kind_of(str(entry.changes.get("kind", "")))
    return "changed"


def lines(vault: Vault, library: Library, words: Words, wanted: Wanted) -> Iterator[LogLine]:
    """Return what is wanted, the latest first.

    Raises:
        InputError: at a print desk, which sees family pages alone.
    """
    if role_of(vault) == "staff":
        raise InputError(_NO_DESK)
    return _lines(vault, library, words, wanted)


def _lines(vault: Vault, library: Library, words: Words, wanted: Wanted) -> Iterator[LogLine]:
    teller = _Teller(vault, library, words)
    for act in _acts(vault, wanted):
        if wanted.kind is not None and not _may_be(wanted.kind, _kind(vault, act[0])):
            continue
        line = teller.line(act)
        if wanted.kind in (None, line.kind):
            yield line


def page_of(
    vault: Vault, library: Library, words: Words, wanted: Wanted, most: int
) -> tuple[LogLine, ...]:
    """Return the first lines of what is wanted."""
    return tuple(islice(lines(vault, library, words, wanted), most))


def _may_be(kind: Kind, found: Kind) -> bool:
    """Tell without putting it into words whether an act may be of a kind, by its first entry's."""
    return found == kind or (kind == "private" and found == "changed")


def _erases(vault: Vault, entry: Entry) -> bool:
    """Tell whether an entry is of an erasure: that something was erased, and what it says anew of
    what stays."""
    return entry.record_type == ERASURE or vault.journal.erasing.is_anew(entry)


def _kind(vault: Vault, entry: Entry) -> Kind:
    """As ``kind_of_entry``; an erasure is of one kind, whatever was erased."""
    return "changed" if _erases(vault, entry) else kind_of_entry(entry)


def _acts(vault: Vault, wanted: Wanted) -> Iterator[tuple[Entry, ...]]:
    """Yield the entries that were written together, the latest first and each in its order."""
    about = records_of_child(vault, wanted.child_id) if wanted.child_id else None
    act = list[Entry]()
    for entry in EntryLog(vault).backwards(wanted.before, about):
        if wanted.since is not None and _before(entry, wanted.since):
            break
        if wanted.worker_id and entry.worker_id != wanted.worker_id:
            continue
        if act and not _together(vault, entry, act[-1]):
            yield tuple(reversed(act))
            act = []
        act.append(entry)
    if act:
        yield tuple(reversed(act))


def _together(vault: Vault, entry: Entry, after: Entry) -> bool:
    """Tell whether two entries are of one act. An erasure is one, on however many chains: a second
    line would tell that something said alone was erased."""
    if entry.erased or entry.recorded_at != after.recorded_at:
        return False
    if _erases(vault, entry) and _erases(vault, after):
        return entry.chain.device_id == after.chain.device_id
    return entry.chain == after.chain and _kind(vault, entry) == _kind(vault, after)


def _before(entry: Entry, since: datetime) -> bool:
    return _made(entry) < since.timestamp()


def _made(entry: Entry) -> float:
    """Return when an entry was made, in seconds: of an erased one its id alone tells it."""
    return int(entry.entry_id.replace("-", "")[:12], 16) / 1000


def _made_at(entry: Entry) -> str:
    made = datetime.fromtimestamp(_made(entry), UTC).isoformat(timespec="milliseconds")
    return made.replace("+00:00", "Z")


def _without_results(entry: Entry) -> Entry:
    """Return an entry without what follows from what was written."""
    said = {f: v for f, v in entry.changes.items() if not f.startswith(RESULTS)}
    return msgspec.structs.replace(entry, changes=said)


class _Teller:
    """Puts acts into words; people and records are read once."""

    def __init__(self, vault: Vault, library: Library, words: Words) -> None:
        self._vault, self._words = vault, words
        self._sayings = ActSayings(vault, library, words)
        self._names = {id_: one.name for id_, one in records.workers(vault).items()}
        self._children = {one.child_id: one for one in records.children(vault)}

    def line(self, act: tuple[Entry, ...]) -> LogLine:
        first = act[0]
        kind, erases = _kind(self._vault, first), _erases(self._vault, first)
        if not erases and kind not in ("private", "file", "people") and self._hidden(act):
            kind = "private"
        where = "" if kind == "private" or erases else self._place(first)
        return LogLine(
            entry_id=act[-1].entry_id, at=first.recorded_at or _made_at(first),
            worker_id=first.worker_id, who=self._names.get(first.worker_id, ""), kind=kind,
            said=self._said(act, kind), where=where, last=first.entry_id,
        )  # fmt: skip

    def _hidden(self, act: tuple[Entry, ...]) -> bool:
        """Tell whether an open visit's entry says nothing but what is private."""
        visits = [entry for entry in act if entry.record_type == "visit" and entry.changes]
        return bool(visits) and all(self._sayings.private(entry) for entry in visits)

    def _said(self, act: tuple[Entry, ...], kind: Kind) -> str:
        words, first = self._words, act[0]
        if first.erased:
            return words.say("Erased since")
        if kind == "private":
            return words.say("Something said alone was written down")
        if _erases(self._vault, first):
            return words.say("Erased something for good")
        if first.record_type == "event":
            return event_said(str(first.changes.get("kind", "")), self._subject(first), words)
        if kind == "printed":
            return self._printed(first)
        if first.record_type == "checklist":
            return words.say("Kept the checklist a visit is made with")
        if first.record_type == "worker":
            return words.say("Written: a person who works here")
        if first.record_type == "device":
            return words.say("Written: this laptop")
        if first.record_type == "retraction":
            return words.say("Took back an archive, or brought it back")
        if first.record_type == "handover":
            return words.say("Gave a family to another laptop")
        if any(CLOSED in entry.changes for entry in act):
            return words.say("Finished a visit")
        return self._sayings.said(tuple(_without_results(entry) for entry in act))

    def _printed(self, entry: Entry) -> str:
        words, changes = self._words, entry.changes
        if changes.get("failed"):
            return words.say("A page did not come out of the printer")
        if entry.parents or not (changes.get("body") or changes.get("code")):
            return words.say("Wrote down who got a page")
        if changes.get("way") == "save":
            return words.say("Saved a page for the family")
        return words.say("Printed a page for the family")

    def _subject(self, entry: Entry) -> str:
        subject = str(entry.changes.get("subject", ""))
        if entry.changes.get("kind") == "exported":
            return subject
        if entry.changes.get("kind") == SET_BACK:
            return when_said(str(entry.changes.get("details.before", "")), self._words)
        return self._names.get(subject, "")

    def _place(self, entry: Entry) -> str:
        if entry.erased:
            return ""
        if entry.record_type in ("event", "print", "page"):
            about = entry.changes.get("child_id") or entry.changes.get("subject")
            child = self._children.get(str(about))
            names = (child.given_name, child.family_name) if child else ()
            return cut(" ".join(filter(None, names)))
        return self._sayings.place(entry).where
