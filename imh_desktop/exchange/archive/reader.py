"""Reading an archive: everything is verified in a first pass, entries are given in a second.

Both passes read the same bytes or the second is refused; nothing lies on disk in plain.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from imh_desktop.core.privacy import ChainClass
from imh_desktop.errors import to_tell
from imh_desktop.exchange.archive import frames
from imh_desktop.exchange.archive.age import WITNESS, NoKey, require_plain_header, room, unseal
from imh_desktop.exchange.archive.content import ArchiveSummary, PartSummary
from imh_desktop.exchange.archive.faults import (
    ArchiveDamaged,
    Refusal,
    WrongRecipient,
    damaged,
    forged,
    naming,
)
from imh_desktop.exchange.archive.frames import Frame, FrameReader, Outline
from imh_desktop.exchange.archive.judge import NOT_FOR_US, OTHER_PART, Judge
from imh_desktop.exchange.archive.keys import DeviceKeys
from imh_desktop.exchange.archive.lines import Line, read_again, says_made_up
from imh_desktop.exchange.archive.part import Give, Part
from imh_desktop.exchange.archive.part_reader import PartSink
from imh_desktop.exchange.archive.pump import pumped
from imh_desktop.exchange.archive.shape import Closing, Header
from imh_desktop.exchange.archive.trust import Trust
from imh_desktop.exchange.archive.walk import KnownLinks, Walk
from imh_desktop.exchange.archive.watched import Read, WatchedFile, unwatched

CHANGED = to_tell("{file} changed while it was read. Nothing was taken from it. Try again.")
PARTS = (ChainClass.OPEN, ChainClass.G, ChainClass.V)


class VerifiedArchive:
    """An archive of which everything was found to be true."""

    def __init__(
        self, path: Path, outline: Outline, own: DeviceKeys, summary: ArchiveSummary
    ) -> None:
        """Keep what was found."""
        self._path, self._outline, self._own = path, outline, own
        self.summary = summary

    def entries(self, part: ChainClass) -> Iterator[Line]:
        """Give a part's lines once more, in the order of its runs; none if it was not opened.

        Take them in one transaction, and commit only after the last: only then is it certain
        that the file is still the one that was verified.

        Raises:
            ArchiveDamaged: it is not. What was given is to be forgotten.
        """
        if part not in self.summary.parts:
            return iter(())
        return pumped(lambda give: self._again(part, give))

    def _again(self, part: ChainClass, give: Give) -> None:
        with naming(self._path):
            try:
                with self._path.open("rb") as file:
                    frame = self._outline.frames[part]
                    read_frame(file, frame, self._own, Part(part, _walk_again, give))
            except (Refusal, NoKey) as error:
                raise Refusal(ArchiveDamaged, CHANGED) from error


def open_archive(
    path: Path, own: DeviceKeys, trust: Trust, known_links: KnownLinks, *, quarantine: bool = False,
    told: Read = unwatched,
) -> VerifiedArchive:  # fmt: skip
    """Verify a whole archive; it may come from anyone.

    Args:
        known_links: chain id -> seq -> link, as verified before: gaps and forks are told by them.
        quarantine: read what revoked devices say beyond what was accepted, and name it.
        told: takes how many bytes were read just now.
    Raises:
        NotAnArchive, ArchiveTooNew, WrongRecipient, SenderUncertified, SenderRevoked: as named.
        ArchiveDamaged, ArchiveForged: not what was written, or not by whom it names.
    """
    with naming(path), WatchedFile(path, told) as file:
        outline = frames.survey(file)
        judge = Judge(trust, quarantine=quarantine)
        summary = verify(file, outline, judge, own, known_links)
    return VerifiedArchive(path, outline, own, summary)


def verify(
    file: BinaryIO, outline: Outline, judge: Judge, own: DeviceKeys, known_links: KnownLinks
) -> ArchiveSummary:
    """Verify every part that ``own`` opens.

    Raises:
        Refusal: naming what is wrong.
    """
    parts: dict[ChainClass, PartSummary] = {}
    made_up_by = set[str]()
    first: Header | None = None
    for part in PARTS:
        try:
            header, parts[part] = _verify_part(
                file, outline, part, judge, own, known_links, made_up_by
            )
        except NoKey:
            if part is ChainClass.OPEN:
                raise Refusal(WrongRecipient, NOT_FOR_US, device=own.device_id) from None
            continue
        first = first or header
    if first is None or judge.sender is None:
        raise damaged()
    return ArchiveSummary(
        name=outline.name.hex(), size=outline.size, archive_id=first.archive_id,
        made_at=first.made_at, schema=first.schema, sender=first.sender, role=judge.sender.role,
        sender_revoked=judge.sender_revoked, certificates=first.certificates, parts=parts,
        made_up=first.kind == "demo" or first.sender in made_up_by,
    )  # fmt: skip


def _verify_part(
    file: BinaryIO, outline: Outline, part: ChainClass, judge: Judge, own: DeviceKeys,
    known_links: KnownLinks, made_up_by: set[str],
) -> tuple[Header, PartSummary]:  # fmt: skip
    def begin(header: Header) -> Walk:
        judge.open(header, part, own)
        return Walk(header.runs, known_links)

    def look(line: Line, _size: int) -> None:
        if says_made_up(line):
            made_up_by.add(line.chain.device_id)

    reading = Part(part, begin, look)
    closing, squeezed = read_frame(file, outline.frames[part], own, reading)
    header, walk = reading.finish()
    if outline.frames[part].length != room(closing.size, len(header.recipients) + WITNESS):
        raise damaged()
    judge.close(header, closing, squeezed, sum(walk.tally))
    if closing.sealed != _sealed(outline, part):
        raise forged(OTHER_PART)
    return header, PartSummary(
        runs=header.runs, tally=walk.tally, receipt=header.receipt, recipients=header.recipients,
        gaps=walk.gaps, forks=tuple(walk.forks), quarantined=tuple(judge.quarantined),
    )  # fmt: skip


def read_frame(file: BinaryIO, frame: Frame, own: DeviceKeys, part: Part) -> tuple[Closing, str]:
    """Read a frame from start to end; return its closing line and the hash of its squeezed lines.

    Raises:
        NoKey: it was sealed for others. Refusal: naming what is wrong.
    """
    require_plain_header(file, frame)
    reader, sink = FrameReader(file, frame), PartSink(part.take)
    unseal(reader, sink, own.identity)
    closing = sink.finish()
    if not reader.same():
        raise Refusal(ArchiveDamaged, CHANGED)
    return closing


def _walk_again(header: Header) -> Walk:
    return Walk(header.runs, {}, read_again)


def _sealed(outline: Outline, part: ChainClass) -> dict[str, str]:
    """Return what a part is signed over beside itself."""
    if part is not ChainClass.OPEN:
        return {}
    return {p.value: f.digest.hex() for p, f in outline.frames.items() if p is not part}
