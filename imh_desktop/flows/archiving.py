"""Carrying one's work: an archive of what no receipt has confirmed yet.

Until every recipient has said that it holds an entry, each archive for it repeats it: a stick
that is lost loses nothing.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

import msgspec

from imh_desktop.core.privacy import ChainClass
from imh_desktop.core.progress import Meter, Progress, quiet, within
from imh_desktop.errors import InputError
from imh_desktop.exchange.archive import (
    ArchiveContent,
    ArchiveSummary,
    DeviceKeys,
    Erased,
    Held,
    Line,
    PartContent,
    Recipients,
    Run,
    Withheld,
    sign_head,
    write_archive,
)
from imh_desktop.exchange.archive.papers import Certificate
from imh_desktop.exchange.archive.trust import Directory
from imh_desktop.flows import devices
from imh_desktop.flows.selecting import Selection
from imh_desktop.flows.trusting import (
    accepted_heads,
    certificate_of,
    directory_of,
    own_certificate,
    with_issuers,
)
from imh_desktop.store import anchors
from imh_desktop.store.archive_log import ArchiveNote
from imh_desktop.store.ballast import with_reserve
from imh_desktop.store.carriage import Load
from imh_desktop.store.entry import SCHEMA, Entry
from imh_desktop.store.stretches import Place, Stretch
from imh_desktop.store.vault import Vault

SUFFIX = ".imha"
_FEWEST = 2


class Made(msgspec.Struct, frozen=True, kw_only=True):
    """An archive that was written and read back. ``carried``: entries of open records; how much
    of class G and V goes along is told nobody. ``left``: the classes for which no recipient was
    named, so that what there may be of them waits here."""

    archive_id: str
    file_hash: str
    size: int
    recipients: tuple[str, ...]
    carried: int
    left: tuple[str, ...]


def make_archive(
    vault: Vault, target: Path, recipients: Recipients, progress: Progress = quiet, *,
    only: Selection | None = None,
) -> Made:  # fmt: skip
    """Write what not every recipient is known to hold. The vault keeps all of it.

    Args:
        recipients: by class; G and V are carried only for those named for them.
        only: the records that go; all others are withheld. A print desk gets family pages only.
    Raises:
        InputError: a recipient may not be one, there are fewer than two before the first
            archive, this device is not certified, or ``target`` is not called ``*.imha``.
        ArchiveUnwritten: the disk refused; what stood there before is as it was.
    """
    require_sound(vault, target, recipients, only)
    own, trust = devices.keys(vault), devices.trust(vault)
    readers = _readers(vault, recipients)
    directory = directory_of(trust, "the vault")
    load = vault.carriage.lacking(
        {part: ids for part, ids in readers.items() if ids}, accepted_heads(directory, trust),
        only=only.records if only else None,
    )  # fmt: skip
    signed = {part: [_signed(each, own) for each in load.of(part)] for part in ChainClass}
    places = sum(each.seq - each.first + 1 for part in signed.values() for each in part)
    meter = Meter(within(progress, "take"), places)
    told = within(progress, "verify")

    def write() -> ArchiveSummary:
        content = _content(vault, directory, load, signed, meter, in_part=only is not None)
        return write_archive(target, content, own, recipients, trust, told)

    summary = with_reserve(vault.folder, write)
    heads = [each for part in signed.values() for each in part]
    with_reserve(
        vault.folder,
        lambda: vault.carriage.note_made(note_of(summary), heads, in_part=only is not None),
    )
    anchors.keep(vault)
    return _made(summary, recipients, readers)


def _readers(vault: Vault, recipients: Recipients) -> dict[ChainClass, list[str]]:
    """Return by class the ids of those it is carried to, this laptop left out."""
    return {
        part: [one.device_id for one in recipients.of(part) if one.device_id != vault.device_id]
        for part in ChainClass
    }


def _made(
    summary: ArchiveSummary, recipients: Recipients, readers: Mapping[ChainClass, list[str]]
) -> Made:
    return Made(
        archive_id=summary.archive_id, file_hash=summary.name, size=summary.size,
        recipients=tuple(sorted({one.device_id for one in recipients.open})),
        carried=_carried(summary), left=tuple(part for part in ChainClass if not readers[part]),
    )  # fmt: skip


def _carried(summary: ArchiveSummary) -> int:
    tally = summary.parts[ChainClass.OPEN].tally
    return tally.whole + tally.erased


def require_sound(
    vault: Vault, target: Path, recipients: Recipients, only: Selection | None = None
) -> None:
    """Refuse what ``make_archive`` would, before anything is written.

    Raises:
        InputError: as ``make_archive``.
    """
    if target.suffix != SUFFIX:
        raise InputError("is not the name of an archive", place=str(target), expected="*.imha")
    own, trust = devices.keys(vault), devices.trust(vault)
    _require_certified(directory_of(trust, "the vault"), own)
    known = (*trust.certificates, *recipients.open)
    directory = directory_of(msgspec.structs.replace(trust, certificates=known), "recipients")
    for one in recipients.open:
        if certificate_of(directory, one.device_id) != one:  # its role too must be as signed
            raise InputError(
                "No coordinator you trust stands behind this certificate of device {device}, or a"
                " newer one is known. Choose another.",
                place="recipients", device=one.device_id,
            )  # fmt: skip
    _require_roles(recipients, pages=only is not None and only.pages)
    if (
        only is not None
    ):  # a part goes beside the whole, which stays here and is still to be carried
        return
    others = {one.device_id for one in recipients.open} - {vault.device_id}
    if not vault.carriage.made() and len(others) < _FEWEST:
        raise InputError(
            "The first archive needs two recipients at least: if one loses its keys, the other"
            " can still open it.",
            place="recipients",
        )


def _require_certified(directory: Directory, own: DeviceKeys) -> None:
    if own_certificate(directory, own) is None:
        raise InputError(
            "No coordinator you trust has certified this device. Accept the coordinator's"
            " certificate, and then the one for this device."
        )


def _require_roles(recipients: Recipients, *, pages: bool) -> None:
    if not pages and any(one.role == "staff" for one in recipients.open):
        raise InputError(
            "A print desk gets family pages only. Choose a visitor's or a coordinator's device, or"
            " carry the pages alone.",
            place="recipients",
        )
    if pages and (recipients.g or recipients.v):
        raise InputError("Family pages hold nothing said in private.", place="recipients")


def _content(
    vault: Vault, directory: Directory, load: Load,
    signed: dict[ChainClass, list[Stretch]], meter: Meter, *, in_part: bool,
) -> ArchiveContent:  # fmt: skip
    # Of every device known, carried or not: a certificate more in the open part would betray that
    # its device said something in private.
    told = vault.carriage.devices()
    return ArchiveContent(
        archive_id=vault.journal.new_id(), made_at=vault.carriage.now(), schema=SCHEMA,
        made_up=vault.made_up,
        certificates=with_issuers(directory, told),
        parts={
            part: _part(
                vault, part, load, each, meter,
                in_part=in_part and part is not ChainClass.OPEN,
            )
            for part, each in signed.items()
        },
    )  # fmt: skip


def _part(
    vault: Vault, part: ChainClass, load: Load, signed: Sequence[Stretch], meter: Meter, *,
    in_part: bool,
) -> PartContent:  # fmt: skip
    """``in_part``: whoever reads a private part of some families alone is not to learn by the
    receipt how much others said in private: it tells of the chains that are carried."""
    carried = {each.chain for each in signed}
    receipt = tuple(
        Held(chain_id=held.chain_id, first=held.first, last=held.last, link=held.link.hex())
        for chain, held in vault.carriage.verified()
        if chain.chain_class is part and (chain in carried or not in_part)
    )  # fmt: skip
    return PartContent(
        runs=tuple(map(_run, signed)), lines=_lines(load.lines(signed), meter), receipt=receipt
    )


def _signed(stretch: Stretch, own: DeviceKeys) -> Stretch:
    if stretch.signature:
        return stretch
    return stretch._replace(signature=sign_head(own, stretch.chain, stretch.seq, stretch.link))


def _run(stretch: Stretch) -> Run:
    chain = stretch.chain
    return Run(
        chain_id=chain.chain_id, chain_class=chain.chain_class, device_id=chain.device_id,
        first=stretch.first, base=stretch.base.hex(), seq=stretch.seq, link=stretch.link.hex(),
        signature=stretch.signature,
    )  # fmt: skip


def _lines(stored: Iterable[Entry | Place], meter: Meter) -> Iterator[Line]:
    for one in stored:
        meter.add(1)
        if isinstance(one, Place):
            yield Withheld(chain=one.chain, seq=one.seq, content=one.content)
        elif one.erased:
            yield Erased(
                entry_id=one.entry_id, chain=one.chain, seq=one.seq, record_type=one.record_type,
                record_id=one.record_id, parents=one.parents, content=one.erased,
            )  # fmt: skip
        else:
            yield one


def note_of(summary: ArchiveSummary) -> ArchiveNote:
    """Return what is kept of an archive that was made or merged."""
    tallies = [part.tally for part in summary.parts.values()]
    return ArchiveNote(
        archive_id=summary.archive_id, file_hash=summary.name, device_id=summary.sender,
        made_at=summary.made_at, whole=sum(t.whole for t in tallies),
        erased=sum(t.erased for t in tallies), withheld=sum(t.withheld for t in tallies),
    )  # fmt: skip


def recipients_of(
    everyone: Sequence[Certificate], g: Sequence[Certificate] = (), v: Sequence[Certificate] = ()
) -> Recipients:
    """Return for whom an archive is: who is named for a private class gets the open part too."""
    return Recipients(
        open=tuple(dict.fromkeys((*everyone, *g, *v))), g=tuple(dict.fromkeys(g)),
        v=tuple(dict.fromkeys(v)),
    )  # fmt: skip
