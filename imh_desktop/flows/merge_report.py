"""What a merge does, or would do: told in ids and counts, never in names or answers.

Of open records alone, but for erasures to be confirmed: a report is read on screens and kept in
logs, and is not to tell how much was said in private, or that anything was.
"""

from collections.abc import Mapping, Sequence, Set

import msgspec

from imh_desktop.core.privacy import ChainClass
from imh_desktop.errors import ImhError
from imh_desktop.exchange.archive import ArchiveSummary
from imh_desktop.exchange.archive.faults import SenderRevoked
from imh_desktop.flows.device_names import device_names
from imh_desktop.store.uniting import Meeting
from imh_desktop.store.vault import Vault


class Told(msgspec.Struct, frozen=True, kw_only=True):
    """One archive. ``files``: the names it came under. ``sender_name``: what the device is called;
    empty when that is not known here. ``made_at`` by its sender's clock; ``before``: it was merged
    here before; ``taken_back``: and was taken back since, so it gives no value until it is
    brought back."""

    archive_id: str
    file_hash: str
    sender: str
    role: str
    made_at: str
    before: bool
    taken_back: bool
    files: tuple[str, ...] = ()
    sender_name: str = ""


class TakenBack(msgspec.Struct, frozen=True, kw_only=True):
    """A retraction from elsewhere or from here, and how many entries of open records that are
    here it takes back now and did not before. ``archive_id``: which archive it is about;
    ``device_id``: who says so, with a ``reason``."""

    retraction_id: str
    archive_id: str
    device_id: str
    reason: str
    entries: int


class Refused(msgspec.Struct, frozen=True, kw_only=True):
    """A file that was passed over. ``sentence``, ``values``: of its fault (``ImhError``);
    ``shut_out``: because a device in it was revoked, so that a coordinator may look at it."""

    file: str
    sentence: str
    values: dict[str, str]
    shut_out: bool = False


class Gap(msgspec.Struct, frozen=True, kw_only=True):
    """Entries of a device that are missing between those that are here. ``last_made_at``: when
    the latest archive from that device was made, by its own clock; empty when none came."""

    device_id: str
    chain_id: str
    first: int
    last: int
    last_made_at: str
    device_name: str = ""


class Request(msgspec.Struct, frozen=True, kw_only=True):
    """Who erased something elsewhere, and when by that laptop's clock (UTC, ISO 8601)."""

    worker_id: str
    at: str


class MergeReport(msgspec.Struct, frozen=True, kw_only=True):
    """``new`` and ``known``: entries of open records. ``meetings``: records with new conflicts or
    late answers. ``erasures``: entries that arrived erased and wait to be confirmed; ``requests``:
    who erased them first, by entry; one whose erasure came without the word about it is not there.
    ``erased``: whole ones that lost their values now. ``forks``: chain and seq where a device
    signed another history than is known here. ``taken_back``: what loses its values by a
    retraction. ``refused``: files that were passed over. ``begun``: how many open records came new,
    by type; ``grown``: how many that were here got more. ``duplicates``: pairs of children who may
    be one, more than before. ``backup``: its name. ``changed``: False when there was nothing to
    take."""

    archives: tuple[Told, ...]
    new: int
    known: int
    meetings: tuple[Meeting, ...] = ()
    erasures: tuple[str, ...] = ()
    erased: tuple[str, ...] = ()
    requests: dict[str, Request] = {}
    gaps: tuple[Gap, ...] = ()
    forks: tuple[tuple[str, int], ...] = ()
    taken_back: tuple[TakenBack, ...] = ()
    refused: tuple[Refused, ...] = ()
    begun: dict[str, int] = {}
    grown: int = 0
    duplicates: int = 0
    backup: str = ""
    changed: bool

    @property
    def conflicts(self) -> int:
        """Return how many fields came into conflict."""
        return sum(len(meeting.conflicts) for meeting in self.meetings)

    @property
    def late(self) -> int:
        """Return how many answers came too late for the close of their visit."""
        return sum(len(meeting.late) for meeting in self.meetings)


def refusal_of(file: str, fault: ImhError) -> Refused:
    """Tell of a file that will not do."""
    values = {name: str(value) for name, value in fault.values.items()}
    return Refused(
        file=file, sentence=fault.sentence, values=values,
        shut_out=isinstance(fault, SenderRevoked),
    )  # fmt: skip


def told_of(
    vault: Vault, summaries: Sequence[ArchiveSummary], files: Mapping[str, Sequence[str]]
) -> tuple[Told, ...]:
    """Tell of archives that were verified. ``files``: file hash -> the names it came under."""
    merged = {note.file_hash for note in vault.carriage.merged()}
    taken_back = {each.archive_id for each in vault.journal.retracting.all() if each.stands}
    names = device_names(vault)
    return tuple(
        Told(
            archive_id=one.archive_id, file_hash=one.name, sender=one.sender, role=one.role,
            made_at=one.made_at, before=one.name in merged, files=tuple(files[one.name]),
            sender_name=names.get(one.sender, ""), taken_back=one.archive_id in taken_back,
        )
        for one in summaries
    )  # fmt: skip


def requests_of(vault: Vault, entry_ids: Set[str]) -> dict[str, Request]:
    """Tell who erased entries first; of some this is not known here."""
    said = vault.journal.erasing.said_of(entry_ids)
    return {
        id_: Request(worker_id=entry.worker_id, at=entry.recorded_at)
        for id_, entry in sorted(said.items())
    }


def taken_back_of(vault: Vault, before: Mapping[str, int]) -> tuple[TakenBack, ...]:
    """Tell what retractions take back now. ``before``: how much they took back (``counts``)."""
    counts = vault.journal.retracting.counts()
    return tuple(
        TakenBack(
            retraction_id=each.record_id, archive_id=each.archive_id, device_id=each.device_id,
            reason=each.reason, entries=counts[each.record_id] - before.get(each.record_id, 0),
        )
        for each in vault.journal.retracting.all()
        if counts.get(each.record_id, 0) > before.get(each.record_id, 0)
    )  # fmt: skip


def gaps_of(vault: Vault) -> tuple[Gap, ...]:
    """Tell what is missing here of each device."""
    last: dict[str, str] = {}
    names = device_names(vault)
    for note in vault.carriage.merged():
        last[note.device_id] = max(note.made_at, last.get(note.device_id, ""))
    return tuple(
        Gap(
            device_id=chain.device_id, chain_id=chain.chain_id, first=first, last=end,
            last_made_at=last.get(chain.device_id, ""),
            device_name=names.get(chain.device_id, ""),
        )
        for chain, first, end in vault.carriage.gaps() if chain.chain_class is ChainClass.OPEN
    )  # fmt: skip
