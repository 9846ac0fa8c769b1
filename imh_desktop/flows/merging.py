"""Gathering archives into the vault: what would happen is shown first, then it happens whole.

A set union: archives come in any order and as often as they like, and the vault says the same.
"""

from collections.abc import Callable, Sequence, Set
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

import msgspec

from imh_desktop.core.privacy import ChainClass
from imh_desktop.core.progress import Meter, Progress, quiet, within
from imh_desktop.errors import EnvironmentFault, InputError
from imh_desktop.exchange.archive import ArchiveSummary, VerifiedArchive, open_archive
from imh_desktop.exchange.archive.watched import PASSES
from imh_desktop.flows import devices, same_child
from imh_desktop.flows.apart import require_same_kind
from imh_desktop.flows.gathering import places_of, take
from imh_desktop.flows.merge_report import (
    MergeReport,
    Refused,
    gaps_of,
    refusal_of,
    requests_of,
    taken_back_of,
    told_of,
)
from imh_desktop.flows.trusting import certificate_of, directory_of
from imh_desktop.store import anchors, backups
from imh_desktop.store.device_papers import Paper
from imh_desktop.store.vault import Vault


def verify(vault: Vault, file: Path, progress: Progress = quiet) -> ArchiveSummary:
    """Verify an archive from start to end, and take nothing.

    Raises:
        InputError, EnvironmentFault: naming what is wrong with it.
    """
    return _opened(vault, [file], progress).archives[0].summary


def preview(
    vault: Vault, files: Sequence[Path], confirmed: Set[str] = frozenset(),
    progress: Progress = quiet, *, past_refused: bool = False, revoked_too: bool = False,
) -> MergeReport:  # fmt: skip
    """Tell what a merge would do, by doing it on a copy that is then thrown away.

    Args:
        past_refused: name the archives that will not do, and preview the others.
        revoked_too: as ``merge``.
    Raises:
        InputError, EnvironmentFault: an archive will not do, named; or the disk refused.
    """
    opened = _opened(vault, files, progress, past_refused=past_refused, revoked_too=revoked_too)
    if not opened.archives:
        return _unchanged(vault, opened)
    with backups.rehearsal(vault, within(progress, "backup")) as copy:
        return _united(copy, opened, confirmed, progress, backup="")


def merge(
    vault: Vault, files: Sequence[Path], confirmed: Set[str] = frozenset(),
    progress: Progress = quiet, *, revoked_too: bool = False,
    also: Callable[[], None] = lambda: None,
) -> MergeReport:  # fmt: skip
    """Take archives into the vault, all of them or none, after a backup.

    What was merged before is not taken again, and the vault stays as it is; unless it holds an
    erasure that is confirmed now.

    Args:
        confirmed: ids of entries that may lose their values.
        revoked_too: take what revoked devices say beyond what was accepted of them
            (``quarantine.take``).
        also: what is to be written with it, in the same transaction; called when all was taken.
    Raises:
        InputError, EnvironmentFault: an archive will not do, named; or the disk refused. The
            vault was not changed.
    """
    opened = _opened(vault, files, progress, revoked_too=revoked_too)
    merged = {note.file_hash for note in vault.carriage.merged()}
    if not confirmed and all(archive.summary.name in merged for archive in opened.archives):
        with vault.journal.transaction():
            also()
        return _unchanged(vault, opened)
    folder = backups.back_up(vault, datetime.now(UTC), within(progress, "backup"), why="merge")
    return _united(vault, opened, confirmed, progress, backup=folder.name, also=also)


class _Opened(NamedTuple):
    """``files``: file hash -> the names the archive came under."""

    archives: list[VerifiedArchive]
    files: dict[str, list[str]]
    refused: tuple[Refused, ...]


def _opened(
    vault: Vault, files: Sequence[Path], progress: Progress, *, past_refused: bool = False,
    revoked_too: bool = False,
) -> _Opened:  # fmt: skip
    """Verify every archive, each once however often it is named."""
    own, trust, links = devices.keys(vault), devices.trust(vault), vault.carriage.links()
    opened, names = dict[str, VerifiedArchive](), dict[str, list[str]]()
    refused = list[Refused]()
    size = sum(file.stat().st_size for file in files if file.is_file())
    meter = Meter(within(progress, "verify"), PASSES * size)
    for file in dict.fromkeys(files):
        try:
            _require_there(file)
            archive = open_archive(file, own, trust, links, quarantine=revoked_too, told=meter.add)
            require_same_kind(vault, archive.summary, file.name)
        except (InputError, EnvironmentFault) as fault:
            if not past_refused:
                raise
            refused.append(refusal_of(file.name, fault))
            continue
        opened.setdefault(archive.summary.name, archive)
        names.setdefault(archive.summary.name, []).append(file.name)
    meter.finish()
    return _Opened(list(opened.values()), names, tuple(refused))


def _require_there(file: Path) -> None:
    if not file.is_file():
        raise InputError(
            "{file} is not there any more. Nothing was taken. Put the stick back in and try again.",
            file=file.name,
        )


def _united(
    vault: Vault, opened: _Opened, confirmed: Set[str], progress: Progress, *, backup: str,
    also: Callable[[], None] = lambda: None,
) -> MergeReport:  # fmt: skip
    archives = opened.archives
    told = told_of(vault, [archive.summary for archive in archives], opened.files)
    counts, pairs = vault.journal.retracting.counts(), len(same_child.pairs(vault))
    forks = {fork for each in archives for fork in each.summary.parts[ChainClass.OPEN].forks}
    meter = Meter(within(progress, "take"), sum(places_of(each.summary) for each in archives))
    with vault.carriage.arriving(confirmed, within(progress, "settle")) as arriving:
        for archive in archives:
            _keep_papers(vault, archive.summary)
            take(arriving, archive, meter.add)
        arriving.confirm()
        also()
    vault.journal.erasing.wipe()
    anchors.keep(vault)
    return MergeReport(
        archives=told, new=arriving.new, known=arriving.known,
        meetings=tuple(arriving.meetings), erasures=tuple(sorted(arriving.waiting)),
        erased=tuple(sorted(arriving.erased)), gaps=gaps_of(vault),
        requests=requests_of(vault, arriving.waiting),
        forks=tuple(sorted(forks | arriving.forks)), refused=opened.refused,
        taken_back=taken_back_of(vault, counts), begun=arriving.begun, grown=arriving.grown,
        backup=backup, changed=True,
        duplicates=max(len(same_child.pairs(vault)) - pairs, 0),
    )  # fmt: skip


def _unchanged(vault: Vault, opened: _Opened) -> MergeReport:
    tallies = [a.summary.parts[ChainClass.OPEN].tally for a in opened.archives]
    return MergeReport(
        archives=told_of(vault, [a.summary for a in opened.archives], opened.files), new=0,
        known=sum(t.whole + t.erased for t in tallies), gaps=gaps_of(vault),
        refused=opened.refused, changed=False,
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
