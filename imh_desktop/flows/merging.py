"""Gathering archives into the vault: what would happen is shown first, then it happens whole.

A set union: archives come in any order and as often as they like, and the vault says the same.
"""

from collections.abc import Iterator, Sequence, Set
from datetime import UTC, datetime
from pathlib import Path

import msgspec

from imh_desktop.errors import InputError
from imh_desktop.exchange.archive import (
    ArchiveSummary,
    Erased,
    Line,
    PartSummary,
    Run,
    VerifiedArchive,
    Withheld,
    open_archive,
)
from imh_desktop.flows import devices
from imh_desktop.flows.archiving import note_of
from imh_desktop.flows.merge_report import MergeReport, gaps_of, told_of
from imh_desktop.flows.trusting import certificate_of, directory_of
from imh_desktop.store import backups
from imh_desktop.store.arriving import Along, Arriving
from imh_desktop.store.device_papers import Paper
from imh_desktop.store.entry import Entry, erased_entry
from imh_desktop.store.receipts import Held
from imh_desktop.store.stretches import Place, Stretch
from imh_desktop.store.vault import Vault

_MOST_LINES, _MOST_LETTERS = 1_000, 8_000_000
"""How much is held in memory at a time."""


def verify(vault: Vault, file: Path) -> ArchiveSummary:
    """Verify an archive from start to end, and take nothing.

    Raises:
        InputError, EnvironmentFault: naming what is wrong with it.
    """
    return _opened(vault, [file])[0].summary


def preview(vault: Vault, files: Sequence[Path], confirmed: Set[str] = frozenset()) -> MergeReport:
    """Tell what a merge would do, by doing it on a copy that is then thrown away.

    Raises:
        InputError, EnvironmentFault: an archive will not do, named; or the disk refused.
    """
    archives = _opened(vault, files)
    with backups.rehearsal(vault) as copy:
        return _united(copy, archives, confirmed, backup="")


def merge(vault: Vault, files: Sequence[Path], confirmed: Set[str] = frozenset()) -> MergeReport:
    """Take archives into the vault, all of them or none, after a backup.

    What was merged before is not taken again, and the vault stays as it is; unless it holds an
    erasure that is confirmed now.

    Args:
        confirmed: ids of entries that may lose their values.
    Raises:
        InputError, EnvironmentFault: an archive will not do, named; or the disk refused. The
            vault was not changed.
    """
    archives = _opened(vault, files)
    merged = {note.file_hash for note in vault.carriage.merged()}
    if not confirmed and all(archive.summary.name in merged for archive in archives):
        return _unchanged(vault, archives)
    folder = backups.back_up(vault, datetime.now(UTC))
    return _united(vault, archives, confirmed, backup=folder.name)


def _opened(vault: Vault, files: Sequence[Path]) -> list[VerifiedArchive]:
    """Verify every archive, each once however often it is named."""
    own, trust, links = devices.keys(vault), devices.trust(vault), vault.carriage.links()
    opened: dict[str, VerifiedArchive] = {}
    for file in files:
        if not file.is_file():
            raise InputError("is not here", place=str(file), expected="an archive")
        archive = open_archive(file, own, trust, links)
        opened.setdefault(archive.summary.name, archive)
    return list(opened.values())


def _united(
    vault: Vault, archives: Sequence[VerifiedArchive], confirmed: Set[str], *, backup: str
) -> MergeReport:
    told = told_of(vault, [archive.summary for archive in archives])
    forks = {fork for archive in archives for fork in archive.summary.forks}
    with vault.carriage.arriving(confirmed) as arriving:
        for archive in archives:
            _keep_papers(vault, archive.summary)
            _take(arriving, archive)
    return MergeReport(
        archives=told, new=arriving.new, known=arriving.known,
        meetings=tuple(arriving.meetings), erasures=tuple(sorted(arriving.waiting)),
        erased=tuple(sorted(arriving.erased)), gaps=gaps_of(vault),
        forks=tuple(sorted(forks | arriving.forks)),
        backup=backup, changed=True,
    )  # fmt: skip


def _unchanged(vault: Vault, archives: Sequence[VerifiedArchive]) -> MergeReport:
    notes = [note_of(archive.summary) for archive in archives]
    return MergeReport(
        archives=told_of(vault, [archive.summary for archive in archives]), new=0,
        known=sum(note.whole + note.erased for note in notes), gaps=gaps_of(vault), changed=False,
    )  # fmt: skip


def _keep_papers(vault: Vault, summary: ArchiveSummary) -> None:
    """Keep the certificates that count, so that the word of their devices can be carried on."""
    trust = devices.trust(vault)
    known = (*trust.certificates, *summary.certificates)
    directory = directory_of(msgspec.structs.replace(trust, certificates=known), "the archives")
    vault.papers.keep(
        Paper(one.kind, one.to_bytes(), by_hand=False)
        for one in summary.certificates if certificate_of(directory, one.device_id) == one
    )  # fmt: skip


def _take(arriving: Arriving, archive: VerifiedArchive) -> None:
    summary = archive.summary
    arriving.begin(note_of(summary))
    for part, told in summary.parts.items():
        held = [Held(h.chain_id, h.first, h.last, bytes.fromhex(h.link)) for h in told.receipt]
        arriving.receipt(summary.sender, part, summary.made_at, held)
        lines = map(_stored, archive.entries(part))
        _take_part(arriving, told, lines)


def _take_part(arriving: Arriving, told: PartSummary, lines: Iterator[Entry | Place]) -> None:
    batch: list[Entry | Place] = []
    letters = 0
    for run in map(_stretch, told.runs):
        along = Along(run)
        for _ in range(run.first, run.seq + 1):
            line = next(lines)
            along.pass_by(line)
            batch.append(line)
            letters += _weight(line)
            if len(batch) >= _MOST_LINES or letters >= _MOST_LETTERS:
                arriving.take(batch)
                batch, letters = [], 0
        arriving.end(run, along.unsigned, along.withheld)
    arriving.take(batch)
    if next(lines, None) is not None:
        raise RuntimeError("an archive gave more lines than its runs have")


def _stored(line: Line) -> Entry | Place:
    if isinstance(line, Withheld):
        return Place(line.chain, line.seq, line.content)
    if isinstance(line, Erased):
        return erased_entry(
            line.entry_id, line.chain, line.seq, line.record_type, line.record_id, line.parents,
            line.content,
        )  # fmt: skip
    return line


def _stretch(run: Run) -> Stretch:
    base, link = bytes.fromhex(run.base), bytes.fromhex(run.link)
    return Stretch(run.chain, run.first, base, run.seq, link, run.signature)


def _weight(line: Entry | Place) -> int:
    """Return about how many letters a line holds in memory."""
    if isinstance(line, Place):
        return 100
    said = [value for value in line.changes.values() if isinstance(value, str)]
    return 500 + sum(map(len, said)) + len(line.reason)
