"""Gathering archives into the vault: what would happen is shown first, then it happens whole.

A set union: archives come in any order and as often as they like, and the vault says the same.
"""

from collections.abc import Sequence, Set
from datetime import UTC, datetime
from pathlib import Path

import msgspec

from imh_desktop.core.progress import Meter, Progress, quiet, within
from imh_desktop.errors import InputError
from imh_desktop.exchange.archive import ArchiveSummary, VerifiedArchive, open_archive
from imh_desktop.exchange.archive.watched import PASSES
from imh_desktop.flows import devices
from imh_desktop.flows.archiving import note_of
from imh_desktop.flows.gathering import places_of, take
from imh_desktop.flows.merge_report import MergeReport, gaps_of, told_of
from imh_desktop.flows.trusting import certificate_of, directory_of
from imh_desktop.store import backups
from imh_desktop.store.device_papers import Paper
from imh_desktop.store.vault import Vault


def verify(vault: Vault, file: Path, progress: Progress = quiet) -> ArchiveSummary:
    """Verify an archive from start to end, and take nothing.

    Raises:
        InputError, EnvironmentFault: naming what is wrong with it.
    """
    return _opened(vault, [file], progress)[0].summary


def preview(
    vault: Vault, files: Sequence[Path], confirmed: Set[str] = frozenset(),
    progress: Progress = quiet,
) -> MergeReport:  # fmt: skip
    """Tell what a merge would do, by doing it on a copy that is then thrown away.

    Raises:
        InputError, EnvironmentFault: an archive will not do, named; or the disk refused.
    """
    archives = _opened(vault, files, progress)
    with backups.rehearsal(vault, within(progress, "backup")) as copy:
        return _united(copy, archives, confirmed, progress, backup="")


def merge(
    vault: Vault, files: Sequence[Path], confirmed: Set[str] = frozenset(),
    progress: Progress = quiet,
) -> MergeReport:  # fmt: skip
    """Take archives into the vault, all of them or none, after a backup.

    What was merged before is not taken again, and the vault stays as it is; unless it holds an
    erasure that is confirmed now.

    Args:
        confirmed: ids of entries that may lose their values.
    Raises:
        InputError, EnvironmentFault: an archive will not do, named; or the disk refused. The
            vault was not changed.
    """
    archives = _opened(vault, files, progress)
    merged = {note.file_hash for note in vault.carriage.merged()}
    if not confirmed and all(archive.summary.name in merged for archive in archives):
        return _unchanged(vault, archives)
    folder = backups.back_up(vault, datetime.now(UTC), within(progress, "backup"))
    return _united(vault, archives, confirmed, progress, backup=folder.name)


def _opened(vault: Vault, files: Sequence[Path], progress: Progress) -> list[VerifiedArchive]:
    """Verify every archive, each once however often it is named."""
    own, trust, links = devices.keys(vault), devices.trust(vault), vault.carriage.links()
    opened: dict[str, VerifiedArchive] = {}
    for file in files:
        if not file.is_file():
            raise InputError("is not here", place=str(file), expected="an archive")
    meter = Meter(within(progress, "verify"), PASSES * sum(file.stat().st_size for file in files))
    for file in files:
        archive = open_archive(file, own, trust, links, told=meter.add)
        opened.setdefault(archive.summary.name, archive)
    meter.finish()
    return list(opened.values())


def _united(
    vault: Vault, archives: Sequence[VerifiedArchive], confirmed: Set[str], progress: Progress,
    *, backup: str,
) -> MergeReport:  # fmt: skip
    told = told_of(vault, [archive.summary for archive in archives])
    forks = {fork for archive in archives for fork in archive.summary.forks}
    meter = Meter(within(progress, "take"), sum(places_of(each.summary) for each in archives))
    with vault.carriage.arriving(confirmed, within(progress, "settle")) as arriving:
        for archive in archives:
            _keep_papers(vault, archive.summary)
            take(arriving, archive, meter.add)
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
