"""What goes into an archive, for whom, and what is told of one that was read."""

from collections.abc import Iterable, Mapping

import msgspec

from imh_desktop.core.people import Role
from imh_desktop.core.privacy import ChainClass
from imh_desktop.exchange.archive.lines import Line
from imh_desktop.exchange.archive.papers import Certificate
from imh_desktop.exchange.archive.shape import Held, Run
from imh_desktop.exchange.archive.walk import Gap, Tally


class PartContent(msgspec.Struct, frozen=True, kw_only=True):
    """One class's share. ``lines``: one for each place of the ``runs``, in their order; read
    once, while writing. ``receipt``: what this device has verified of chains of this class."""

    runs: tuple[Run, ...] = ()
    lines: Iterable[Line] = ()
    receipt: tuple[Held, ...] = ()

    @property
    def count(self) -> int:
        """Return how many places the runs have."""
        return sum(run.count for run in self.runs)


class ArchiveContent(msgspec.Struct, frozen=True, kw_only=True):
    """All that is carried. ``made_at``: UTC, ISO 8601. ``schema``: of the entries.
    ``certificates``: of every device whose word is carried, and of those who issued them. They
    stand in every part alike: one that is there for a private run alone would betray it, so give
    those of all devices known. ``made_up``: the vault is a demonstration's."""

    archive_id: str
    made_at: str
    schema: int
    certificates: tuple[Certificate, ...]
    parts: Mapping[ChainClass, PartContent]
    made_up: bool = False

    def part(self, part: ChainClass) -> PartContent:
        """Return a part; an empty one where there is nothing to carry."""
        return self.parts.get(part) or PartContent()


class Recipients(msgspec.Struct, frozen=True, kw_only=True):
    """For whom each part is sealed. Who gets a private part gets the open one too: the open part
    is what binds the three together."""

    open: tuple[Certificate, ...]
    g: tuple[Certificate, ...] = ()
    v: tuple[Certificate, ...] = ()

    def of(self, part: ChainClass) -> tuple[Certificate, ...]:
        """Return those of a part."""
        return {ChainClass.OPEN: self.open, ChainClass.G: self.g, ChainClass.V: self.v}[part]


class PartSummary(msgspec.Struct, frozen=True, kw_only=True):
    """What a part that could be opened holds. ``recipients``: fingerprints."""

    runs: tuple[Run, ...]
    tally: Tally
    receipt: tuple[Held, ...]
    recipients: tuple[str, ...]
    gaps: tuple[Gap, ...]
    forks: tuple[tuple[str, int], ...]
    quarantined: tuple[str, ...]


class ArchiveSummary(msgspec.Struct, frozen=True, kw_only=True):
    """What an archive holds, all of it verified.

    ``name``: SHA-256 of the file, in hex; ``size`` in bytes. ``parts``: those this device can
    open. ``sender_revoked``: and was opened all the same, to be looked at. ``made_up``: its sender
    is a demonstration.
    """

    name: str
    size: int
    archive_id: str
    made_at: str
    schema: int
    sender: str
    role: Role
    sender_revoked: bool
    certificates: tuple[Certificate, ...]
    parts: dict[ChainClass, PartSummary]
    made_up: bool = False

    @property
    def gaps(self) -> tuple[Gap, ...]:
        """Return what is missing between what is known here and what is carried."""
        return tuple(gap for part in self.parts.values() for gap in part.gaps)

    @property
    def forks(self) -> tuple[tuple[str, int], ...]:
        """Return chain and seq where a device signed another history than is known here."""
        return tuple(fork for part in self.parts.values() for fork in part.forks)

    @property
    def quarantined(self) -> tuple[str, ...]:
        """Return the chains that say more than was accepted of their revoked device."""
        return tuple(chain for part in self.parts.values() for chain in part.quarantined)
