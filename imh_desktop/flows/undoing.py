"""Taking an archive back, next week or next year, and bringing it back; nothing is ever removed.

What the archive brought first keeps its place in every history and gives no value any more; what
was written here since stays. What is told counts and names open records alone: what was said in
private goes and comes with the rest, and is told nobody.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence

import msgspec

from imh_desktop.core.privacy import ChainClass
from imh_desktop.errors import InputError
from imh_desktop.flows.roles import role_of
from imh_desktop.store import backups
from imh_desktop.store.archive_log import ArchiveNote
from imh_desktop.store.entry import Changes
from imh_desktop.store.retracting import Reading, Retraction, beginning
from imh_desktop.store.retractions import BROUGHT_BACK, Named
from imh_desktop.store.rules import require_reason
from imh_desktop.store.vault import Vault

Write = tuple[str, Changes, ChainClass]


class TakenIn(msgspec.Struct, frozen=True, kw_only=True):
    """An archive that was merged here. ``made_at`` by its sender's clock; ``new``: entries it
    brought to open records. ``taken_back``: it gives no value now; ``disputed``: two people
    disagree on that, so it does. ``reason``: of the last word on it, said at ``said_at``."""

    archive_id: str
    sender: str
    made_at: str
    new: int
    taken_back: bool
    disputed: bool
    reason: str
    said_at: str


class Merge(msgspec.Struct, frozen=True, kw_only=True):
    """One merge: when it was done here (UTC), and the archives that it took in."""

    merged_at: str
    archives: tuple[TakenIn, ...]


class Changed(msgspec.Struct, frozen=True, kw_only=True):
    """An open record that says something else now. ``fields``: field -> the entries whose value
    stands instead; none, and it has no value. ``shown``: it is to be seen at all. ``opens`` and
    ``closes``: a visit that is open again, or closed again. ``standing_on``: closes, decisions and
    corrections that had seen what is taken back, and stay."""

    record_id: str
    record_type: str
    fields: dict[str, tuple[str, ...]]
    shown: bool
    opens: bool
    closes: bool
    standing_on: tuple[str, ...]


class UndoReport(msgspec.Struct, frozen=True, kw_only=True):
    """``entries``: of open records, that the archives brought. ``records``: those that say
    something else now, or on which something stands that had seen what is taken back."""

    archives: tuple[str, ...]
    brought_back: bool
    reason: str
    entries: int
    records: tuple[Changed, ...]


def merges(vault: Vault) -> list[Merge]:
    """Return what was merged here, latest first."""
    said = _by_archive(vault.journal.retracting.all())
    counts = vault.carriage.brought_openly()
    found: dict[str, list[TakenIn]] = {}
    for note in vault.carriage.merged():
        told = _taken_in(note, said.get(note.archive_id, ()), counts.get(note.archive_id, 0))
        found.setdefault(note.noted_at, []).append(told)
    return [
        Merge(merged_at=when, archives=tuple(some)) for when, some in sorted(found.items())[::-1]
    ]


def preview_undo(vault: Vault, archive_ids: Sequence[str], reason: str) -> UndoReport:
    """Tell what taking back would do, by doing it on a copy. Raises as ``undo_merge``."""
    _require_to_undo(vault, archive_ids, reason)
    with backups.rehearsal(vault) as copy:
        return undo_merge(copy, archive_ids, reason)


def undo_merge(vault: Vault, archive_ids: Sequence[str], reason: str) -> UndoReport:
    """Take back what archives brought.

    Raises:
        InputError: no reason is given, an archive was never merged here, it is taken back, or
            this laptop is a print desk's.
    """
    notes = _require_to_undo(vault, archive_ids, reason)
    said = _by_archive(vault.journal.retracting.all())
    brought = [(note, _brought(vault, note.archive_id)) for note in notes]
    writes = [
        write for note, parts in brought for part, named in parts.items()
        for write in _taking_back(vault, note, part, named, said.get(note.archive_id, ()))
    ]  # fmt: skip
    every = [named for _, parts in brought for named in parts.values()]
    return _done(vault, notes, writes, every, reason, brought_back=False)


def preview_bring_back(vault: Vault, archive_ids: Sequence[str], reason: str = "") -> UndoReport:
    """Tell what bringing back would do, by doing it on a copy. Raises as ``bring_back``."""
    _require_to_bring_back(vault, archive_ids)
    with backups.rehearsal(vault) as copy:
        return bring_back(copy, archive_ids, reason)


def bring_back(vault: Vault, archive_ids: Sequence[str], reason: str = "") -> UndoReport:
    """Let what archives brought count again.

    Raises:
        InputError: an archive was never merged here, is not taken back, or this laptop is a
            print desk's.
    """
    notes, retractions = _require_to_bring_back(vault, archive_ids)
    writes: list[Write] = [
        (each.record_id, {BROUGHT_BACK: True}, each.chain_class) for each in retractions
    ]
    named = [each.named for each in retractions]
    return _done(vault, notes, writes, named, reason, brought_back=True)


def _done(
    vault: Vault, notes: Sequence[ArchiveNote], writes: Sequence[Write], named: Sequence[Named],
    reason: str, *, brought_back: bool,
) -> UndoReport:  # fmt: skip
    counts = vault.carriage.brought_openly()
    before = vault.journal.retracting.readings(named)
    vault.journal.retracting.retract(writes, reason)
    after = vault.journal.retracting.readings(named)
    ids = tuple(note.archive_id for note in notes)
    return UndoReport(
        archives=ids, brought_back=brought_back, reason=reason,
        entries=sum(counts.get(id_, 0) for id_ in ids), records=tuple(_changed(before, after)),
    )  # fmt: skip


def _changed(before: Mapping[str, Reading], after: Mapping[str, Reading]) -> Iterator[Changed]:
    for record_id, now in after.items():
        was = before[record_id]
        fields = {
            field: now.setters.get(field, ())
            for field in sorted(was.setters.keys() | now.setters.keys())
            if was.setters.get(field) != now.setters.get(field)
        }
        differs = fields or was.shown != now.shown or was.close_id != now.close_id
        if now.chain_class is ChainClass.OPEN and (differs or now.standing_on):
            yield Changed(
                record_id=record_id, record_type=now.record_type, fields=fields, shown=now.shown,
                opens=bool(was.close_id and not now.close_id),
                closes=bool(now.close_id and not was.close_id), standing_on=now.standing_on,
            )  # fmt: skip


def _brought(vault: Vault, archive_id: str) -> dict[ChainClass, Named]:
    """Return what an archive brought. The open part is always among it: that an archive held
    private words alone is not to be seen."""
    return {ChainClass.OPEN: Named.of({}, ())} | vault.journal.retracting.brought(archive_id)


def _taking_back(
    vault: Vault, note: ArchiveNote, part: ChainClass, named: Named, said: Iterable[Retraction]
) -> Iterator[Write]:
    """Say it again where it was said before; begin a retraction where that names too little."""
    there = [each for each in said if each.chain_class is part]
    for each in there:
        yield each.record_id, {BROUGHT_BACK: False}, part
    if not there or named.without(each.named for each in there):
        begun = beginning(note.archive_id, note.device_id, note.made_at, named)
        yield vault.journal.new_id(), begun, part


def _require_to_undo(
    vault: Vault, archive_ids: Sequence[str], reason: str
) -> Sequence[ArchiveNote]:
    require_reason(reason)
    _require_may(vault)
    notes = _require_merged(vault, archive_ids)
    said = _by_archive(vault.journal.retracting.all())
    for note in notes:
        if _taken_in(note, said.get(note.archive_id, ()), 0).taken_back:
            raise InputError("This archive is taken back already.", place=note.archive_id)
    return notes


def _require_to_bring_back(
    vault: Vault, archive_ids: Sequence[str]
) -> tuple[Sequence[ArchiveNote], Sequence[Retraction]]:
    _require_may(vault)
    notes = _require_merged(vault, archive_ids)
    said = _by_archive(vault.journal.retracting.all())
    found = []
    for note in notes:
        of_it = [each for each in said.get(note.archive_id, ()) if each.stands or each.disputed]
        if not of_it:
            raise InputError("This archive is not taken back.", place=note.archive_id)
        found += of_it
    return notes, found


def _require_may(vault: Vault) -> None:
    """A visitor may, too: only what was taken in at this very laptop is listed here."""
    if role_of(vault) == "staff":
        raise InputError(
            "A print desk takes no archive back and brings none back. Nothing was changed. Ask"
            " your coordinator: she can do it on her own laptop."
        )


def _require_merged(vault: Vault, archive_ids: Sequence[str]) -> Sequence[ArchiveNote]:
    known = {note.archive_id: note for note in vault.carriage.merged()}
    for archive_id in archive_ids:
        if archive_id not in known:
            raise InputError(
                "No archive was taken in here by this id.", place=archive_id,
                expected="an id from the list of archives",
            )  # fmt: skip
    return [known[archive_id] for archive_id in dict.fromkeys(archive_ids)]


def _by_archive(retractions: Iterable[Retraction]) -> dict[str, list[Retraction]]:
    found: dict[str, list[Retraction]] = {}
    for each in retractions:
        found.setdefault(each.archive_id, []).append(each)
    return found


def _taken_in(note: ArchiveNote, said: Iterable[Retraction], new: int) -> TakenIn:
    there = list(said)
    last = max(there, key=lambda each: each.said_at, default=None)
    return TakenIn(
        archive_id=note.archive_id, sender=note.device_id, made_at=note.made_at, new=new,
        taken_back=any(each.stands for each in there),
        disputed=any(each.disputed for each in there),
        reason=last.reason if last else "", said_at=last.said_at if last else "",
    )  # fmt: skip
