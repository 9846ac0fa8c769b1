"""Archives of a device that was revoked: read without being taken, then taken or declined.

Nobody can know whether the owner or a thief wrote them; a coordinator decides, and says why.
"""

from collections.abc import Iterable
from pathlib import Path

import msgspec

from imh_desktop.core.privacy import ChainClass
from imh_desktop.core.progress import Progress, quiet
from imh_desktop.errors import InputError
from imh_desktop.exchange.archive import ArchiveSummary, VerifiedArchive, open_archive
from imh_desktop.exchange.archive.papers import Revocation
from imh_desktop.flows import devices, merging
from imh_desktop.flows.apart import require_same_kind
from imh_desktop.flows.merge_report import MergeReport
from imh_desktop.flows.roles import role_of
from imh_desktop.store import records
from imh_desktop.store.entry import Entry
from imh_desktop.store.rules import require_reason
from imh_desktop.store.vault import Vault

TAKEN, DECLINED = "quarantine_taken", "quarantine_declined"


class Held(msgspec.Struct, frozen=True, kw_only=True):
    """What a quarantined archive says. ``records``: type -> how many open records it speaks of;
    ``first_at``, ``last_at``: when its open entries were written, by its own clock; ``private``:
    it has a private part that this device can open; ``decided``: what was said of it before."""

    archive_id: str
    sender: str
    made_at: str
    devices: tuple[str, ...]
    entries: int
    records: dict[str, int]
    first_at: str
    last_at: str
    private: bool
    decided: str


class Decision(msgspec.Struct, frozen=True, kw_only=True):
    """What was said of an archive of a revoked device."""

    archive_id: str
    taken: bool
    reason: str
    said_at: str


class Taken(msgspec.Struct, frozen=True, kw_only=True):
    """``revocations``: one of each device that was shut out, by its id; to be given to the others,
    so that they believe it too."""

    report: MergeReport
    revocations: tuple[Revocation, ...]

    @property
    def papers(self) -> bytes:
        """Return the one file for the others: a revocation a line."""
        return paper_file(self.revocations)


def look(vault: Vault, file: Path) -> Held:
    """Read an archive of a revoked device; nothing is taken.

    Raises:
        InputError: nothing in it is of a revoked device; or as ``open_archive``.
        EnvironmentFault: as ``open_archive``.
    """
    archive = _opened(vault, file)
    told, days = dict[str, set[str]](), list[str]()
    count = 0
    for line in archive.entries(ChainClass.OPEN):
        if isinstance(line, Entry):
            count += 1
            days.append(line.recorded_at)
            told.setdefault(line.record_type, set()).add(line.record_id)
    summary = archive.summary
    decided = [one for one in decisions(vault) if one.archive_id == summary.archive_id]
    return Held(
        archive_id=summary.archive_id, sender=summary.sender, made_at=summary.made_at,
        devices=tuple(sorted(_revoked_devices(vault, summary))), entries=count,
        records={kind: len(ids) for kind, ids in sorted(told.items())},
        first_at=min(days, default=""), last_at=max(days, default=""),
        private=len(summary.parts) > 1,
        decided="" if not decided else TAKEN if decided[-1].taken else DECLINED,
    )  # fmt: skip


def take(vault: Vault, file: Path, reason: str, progress: Progress = quiet) -> Taken:
    """Take it in after all: what it says counts, and is carried on.

    Raises:
        InputError: no reason is given, this is no coordinator's device; or as ``look``.
        EnvironmentFault: as ``merging.merge``; the vault was not changed.
    """
    require_reason(reason)
    devices.require_coordinator(vault)
    summary = _opened(vault, file).summary
    made = list[Revocation]()

    def decide() -> None:
        for device_id in sorted(_revoked_devices(vault, summary)):
            made.append(devices.accept_more(vault, device_id, reason))
        _keep(vault, TAKEN, summary.archive_id, reason)

    report = merging.merge(vault, [file], progress=progress, revoked_too=True, also=decide)
    return Taken(report=report, revocations=tuple(made))


def useful(vault: Vault) -> bool:
    """Tell whether there is anything to look at: a device was shut out, and a coordinator asks."""
    return role_of(vault) == "coordinator" and bool(devices.trust(vault).revocations)


def papers_for_others(vault: Vault) -> bytes:
    """Return one file of all that this coordinator said of devices that were shut out: what counts
    of them, and nothing more. Empty when she shut none out."""
    said = devices.trust(vault).revocations
    return paper_file(one for one in said if one.issuer_id == vault.device_id)


def paper_file(revocations: Iterable[Revocation]) -> bytes:
    """Return one file of revocations, one a line; ``answering.take_up`` reads it."""
    return b"".join(one.to_bytes() + b"\n" for one in revocations)


def decline(vault: Vault, file: Path, reason: str) -> Decision:
    """Leave it out, and remember why.

    Raises:
        InputError: as ``take``. EnvironmentFault: as ``look``.
    """
    require_reason(reason)
    devices.require_coordinator(vault)
    summary = _opened(vault, file).summary
    with vault.journal.transaction():
        _keep(vault, DECLINED, summary.archive_id, reason)
    return decisions(vault)[-1]


def decisions(vault: Vault) -> tuple[Decision, ...]:
    """Return what was said of such archives, in the order it came here: each laptop's own words in
    the order it wrote them, whatever its clock said."""
    found = []
    for event_id, kind, subject in records.events(vault):
        if kind in (TAKEN, DECLINED):
            (entry, *_) = vault.journal.history(event_id)
            found.append(
                Decision(
                    archive_id=subject, taken=kind == TAKEN, reason=entry.reason,
                    said_at=entry.recorded_at,
                )
            )  # fmt: skip
    return tuple(found)


def _opened(vault: Vault, file: Path) -> VerifiedArchive:
    if not file.is_file():
        raise InputError("is not here", place=str(file), expected="an archive")
    archive = open_archive(
        file, devices.keys(vault), devices.trust(vault), vault.carriage.links(), quarantine=True
    )
    require_same_kind(vault, archive.summary, file.name)
    if not archive.summary.sender_revoked and not archive.summary.quarantined:
        raise InputError(
            "Nothing in {file} is of a laptop that was shut out. Take it in as any other.",
            file=file.name,
        )
    return archive


def _revoked_devices(vault: Vault, summary: ArchiveSummary) -> set[str]:
    chains = set(summary.quarantined)
    found = {
        run.device_id for part in summary.parts.values() for run in part.runs
        if run.chain_id in chains
    }  # fmt: skip
    return found | ({summary.sender} if summary.sender_revoked else set())


def _keep(vault: Vault, kind: str, archive_id: str, reason: str) -> None:
    event = {"kind": kind, "subject": archive_id}
    vault.journal.write_along("event", vault.journal.new_id(), {**event}, reason)
