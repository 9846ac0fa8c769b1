"""Writing an archive: whole, on disk and read back before it takes its name; or not at all."""

import os
from collections.abc import Sequence
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import BinaryIO

from msgspec import UNSET

from imh_desktop.core.privacy import ChainClass
from imh_desktop.core.progress import Count, Meter, uncounted
from imh_desktop.errors import InputError, to_tell
from imh_desktop.exchange.archive import frames
from imh_desktop.exchange.archive.age import Output, room, seal
from imh_desktop.exchange.archive.content import ArchiveContent, ArchiveSummary, Recipients
from imh_desktop.exchange.archive.faults import (
    UNSURE,
    ArchiveDamaged,
    ArchiveUnwritten,
    Refusal,
    naming,
    writing,
)
from imh_desktop.exchange.archive.judge import Judge
from imh_desktop.exchange.archive.keys import DeviceKeys
from imh_desktop.exchange.archive.padding import open_size, private_size
from imh_desktop.exchange.archive.papers import Certificate
from imh_desktop.exchange.archive.part_writer import PartSource
from imh_desktop.exchange.archive.reader import verify
from imh_desktop.exchange.archive.shape import Header
from imh_desktop.exchange.archive.trust import Directory, Trust
from imh_desktop.exchange.archive.watched import PASSES, WatchedFile
from imh_desktop.store.folder import make_private_file, sync_folder

UNFINISHED = ".unfinished"
MISWRITTEN = to_tell(
    "{file} could not be read back as it was written. What stood there before is as it was. Try"
    " another stick or folder."
)
UNSOUND = to_tell(
    "{file} was not written: the journal does not hold what its devices signed. Check the vault."
)


def write_archive(
    target: Path, content: ArchiveContent, sender: DeviceKeys, recipients: Recipients, trust: Trust,
    told: Count = uncounted,
) -> ArchiveSummary:  # fmt: skip
    """Write an archive beside ``target``, sync it, read it back, and only then give it its name.

    Args:
        told: takes how many bytes were read back.
    Returns:
        What was read back. A throw-away key among the recipients opens it for that, so the
        sender needs not be one.
    Raises:
        InputError: there is no recipient, or one may not be.
        ArchiveUnwritten: the disk refused, or gave back something else; the old file is as it was.
    """
    with naming(target):
        _require_allowed(content, sender, recipients, trust)
    unfinished = target.with_name(target.name + UNFINISHED)
    witness = DeviceKeys.generate(sender.device_id)
    try:
        with writing(target):
            make_private_file(unfinished)
            with unfinished.open("r+b") as file:
                _Writer(file, content, sender, recipients, witness).write()
                file.flush()
                os.fsync(file.fileno())
                _forget(file)
        summary = _read_back(unfinished, target, witness, trust, told)
        with writing(target):
            unfinished.replace(target)
        with writing(target, UNSURE):
            sync_folder(target.parent)
        return summary
    finally:
        with suppress(OSError):  # what went wrong before is what is told
            unfinished.unlink(missing_ok=True)


class _Writer:
    """Writes the three frames of one archive to an open file."""

    def __init__(
        self, file: BinaryIO, content: ArchiveContent, sender: DeviceKeys, recipients: Recipients,
        witness: DeviceKeys,
    ) -> None:  # fmt: skip
        self._file, self._content, self._sender = file, content, sender
        self._recipients, self._witness = recipients, witness
        self._open_entries = content.part(ChainClass.OPEN).count

    def write(self) -> None:
        """Write everything, the lengths last: they are known only then."""
        self._file.write(bytes(frames.HEAD))
        digests: dict[ChainClass, bytes] = {}
        lengths = []
        for part in frames.ORDER:
            sealed = {p.value: d.hex() for p, d in digests.items()}
            length, digests[part] = self._write_part(
                part, sealed if part is ChainClass.OPEN else {}
            )
            lengths.append(length)
        first = frames.head(lengths)
        self._file.write(frames.name_of(first, digests.values()))
        self._file.seek(0)
        self._file.write(first)

    def _write_part(self, part: ChainClass, sealed: dict[str, str]) -> tuple[int, bytes]:
        """Return the length and the SHA-256 of the frame."""
        pad = open_size
        if part is not ChainClass.OPEN:
            pad = partial(private_size, open_entries=self._open_entries)
        lines = self._content.part(part).lines
        source = PartSource(self._header(part), lines, self._sender, sealed, pad)
        output = Output(self._file)
        readers = self._readers(part)
        keys = [*readers.values(), self._witness.sealing_key]
        seal(source, output, keys)
        length = room(source.length, len(keys))
        output.write(frames.MARK + bytes(length - output.length - len(frames.MARK)))
        return length, output.digest()

    def _header(self, part: ChainClass) -> Header:
        content, share = self._content, self._content.part(part)
        return Header(
            format=1, part=part, archive_id=content.archive_id, made_at=content.made_at,
            schema=content.schema, sender=self._sender.device_id,
            certificates=content.certificates, recipients=tuple(sorted(self._readers(part))),
            runs=share.runs, receipt=share.receipt, kind="demo" if content.made_up else UNSET,
        )  # fmt: skip

    def _readers(self, part: ChainClass) -> dict[str, str]:
        """Return for whom a part is sealed: fingerprint -> public key."""
        return {one.fingerprint: one.sealing_key for one in self._recipients.of(part)}


def _read_back(
    unfinished: Path, target: Path, witness: DeviceKeys, trust: Trust, told: Count
) -> ArchiveSummary:
    judge = Judge(trust, quarantine=False, witness=True)
    with naming(target):
        try:
            meter = Meter(told, PASSES * unfinished.stat().st_size)
            with WatchedFile(unfinished, meter.add) as file:
                outline = frames.survey(file)
                summary = verify(file, outline, judge, witness, {})
        except (Refusal, OSError) as error:
            unread = isinstance(error, OSError) or issubclass(error.kind, ArchiveDamaged)
            raise Refusal(ArchiveUnwritten, MISWRITTEN if unread else UNSOUND) from error
    meter.finish()
    return summary


def _forget(file: BinaryIO) -> None:
    """Drop what the system remembers of a file, so that it is read back from the stick itself."""
    if hasattr(os, "posix_fadvise"):
        os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)


def _require_allowed(
    content: ArchiveContent, sender: DeviceKeys, recipients: Recipients, trust: Trust
) -> None:
    """Refuse to seal for nobody, or for a device nobody stands behind.

    Raises:
        InputError, Refusal: naming what is wrong.
    """
    directory = Directory(trust, (*content.certificates, *recipients.open))
    directory.certificate(sender.device_id)
    if not recipients.open:
        raise InputError("Choose for whom the archive is.", place="recipients")
    for part in frames.ORDER:
        share = recipients.of(part)
        if content.part(part).count and not share:
            raise InputError("Choose who may read what was said in private.", place="recipients")
        if set(share) - set(recipients.open):
            raise InputError("Who reads a private part gets the open part too.", place="recipients")
        _require_certified(share, directory)


def _require_certified(share: Sequence[Certificate], directory: Directory) -> None:
    for one in share:
        if not directory.stands_behind(one):
            raise InputError(
                "No coordinator you trust stands behind device {device}. Choose another.",
                place="recipients", device=one.device_id,
            )  # fmt: skip
