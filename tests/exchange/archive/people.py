"""A made-up programme: a coordinator, laptops and their histories, and archives made of them."""

import random
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from pathlib import Path

import msgspec

from imh_desktop.core.people import Role
from imh_desktop.core.privacy import ChainClass
from imh_desktop.exchange.archive import (
    ArchiveContent,
    ArchiveSummary,
    DeviceKeys,
    Erased,
    Line,
    PartContent,
    Recipients,
    Run,
    Trust,
    Withheld,
    sign_head,
    write_archive,
)
from imh_desktop.exchange.archive.papers import Certificate, certify, request
from imh_desktop.store.entry import Chain, Entry, first_link, next_link
from tests.store.history_oracle import history, new_id

OPEN, G, V = ChainClass.OPEN, ChainClass.G, ChainClass.V
MADE_AT = "2026-11-25T10:00:00.000Z"


@dataclass
class Device:
    """One laptop and its papers."""

    keys: DeviceKeys
    certificate: Certificate

    @property
    def device_id(self) -> str:
        return self.keys.device_id


class Programme:
    """A coordinator whom everybody trusts, and whom she certified."""

    def __init__(self, chance: random.Random) -> None:
        self.chance, self.serial = chance, 1
        keys = DeviceKeys.generate(new_id(chance))
        asked = request(keys, "Desk", date(2026, 11, 1))
        self.coordinator = Device(keys, certify(keys, asked, "coordinator", 1))
        self.trust = Trust(roots=(self.coordinator.certificate,))

    def device(self, role: Role = "visitor", by: Device | None = None) -> Device:
        keys, issuer = DeviceKeys.generate(new_id(self.chance)), by or self.coordinator
        self.serial += 1
        asked = request(keys, "Laptop", date(2026, 11, 1))
        return Device(keys, certify(issuer.keys, asked, role, self.serial))


def entry(chance: random.Random, chain: Chain, seq: int, **said: object) -> Entry:
    facts: dict = {
        "entry_id": new_id(chance), "chain": chain, "seq": seq,
        "record_type": "visit" if chain.chain_class is OPEN else "private",
        "record_id": new_id(chance), "changes": {"answers.r1": {"code": "often"}},
        "parents": (), "worker_id": new_id(chance), "recorded_at": MADE_AT,
        "salt": f"{chance.getrandbits(128):032x}",
    }  # fmt: skip
    return Entry(**(facts | said))


def erased(one: Entry) -> Erased:
    return Erased(
        entry_id=one.entry_id, chain=one.chain, seq=one.seq, record_type=one.record_type,
        record_id=one.record_id, parents=one.parents, content=one.content,
    )  # fmt: skip


def withheld(one: Entry) -> Withheld:
    return Withheld(chain=one.chain, seq=one.seq, content=one.content)


@dataclass
class Stretch:
    """A chain as its device wrote it. ``links``: at seq 0, 1, 2 ..."""

    keys: DeviceKeys
    chain: Chain
    entries: list[Entry] = field(default_factory=list)

    @cached_property
    def links(self) -> list[bytes]:
        links = [first_link(self.chain.chain_id)]
        for one in self.entries:
            links.append(next_link(links[-1], one.seq, bytes.fromhex(one.content)))
        return links

    def run(self, first: int = 1, last: int | None = None) -> Run:
        last = len(self.entries) if last is None else last
        return Run(
            chain_id=self.chain.chain_id, chain_class=self.chain.chain_class,
            device_id=self.chain.device_id, first=first, base=self.links[first - 1].hex(),
            seq=last, link=self.links[last].hex(),
            signature=sign_head(self.keys, self.chain, last, self.links[last]),
        )  # fmt: skip


def stretch(
    chance: random.Random, device: Device, chain_class: ChainClass, count: int, **said: object
) -> Stretch:
    chain = Chain(new_id(chance), device.device_id, chain_class)
    entries = [entry(chance, chain, seq, **said) for seq in range(1, count + 1)]
    return Stretch(device.keys, chain, entries)


def historic(chance: random.Random, programme: Programme, *, private: bool) -> list[Stretch]:
    """Return a random history of several devices, each a laptop of the programme."""
    found = history(chance, chance.randrange(12), private=private)
    stretches: dict[str, Stretch] = {}
    for one in found:
        if one.chain.chain_id not in stretches:
            keys = programme.device()
            chain = msgspec.structs.replace(one.chain, device_id=keys.device_id)
            stretches[one.chain.chain_id] = Stretch(keys.keys, chain)
            stretches[one.chain.chain_id].certificate = keys.certificate  # type: ignore[attr-defined]
        mine = stretches[one.chain.chain_id]
        mine.entries.append(msgspec.structs.replace(one, chain=mine.chain))
    return list(stretches.values())


@dataclass(frozen=True)
class Made:
    """An archive to be: everything ``write_archive`` takes."""

    programme: Programme
    sender: Device
    content: ArchiveContent
    recipients: Recipients

    def write(self, target: Path) -> ArchiveSummary:
        return write_archive(
            target, self.content, self.sender.keys, self.recipients, self.programme.trust
        )

    def with_parts(self, **parts: PartContent) -> "Made":
        by_class = {"open": OPEN, "g": G, "v": V}
        chosen = dict(self.content.parts) | {by_class[name]: part for name, part in parts.items()}
        return replace(self, content=msgspec.structs.replace(self.content, parts=chosen))


def share(*stretches: Stretch, lines: list[Line] | None = None) -> PartContent:
    """Return whole chains as a part."""
    whole = [one for each in stretches for one in each.entries]
    return PartContent(
        runs=tuple(s.run() for s in stretches), lines=whole if lines is None else lines
    )


def made(
    chance: random.Random, sizes: tuple[int, int, int] = (3, 2, 1),
    programme: Programme | None = None, sender: Device | None = None,
) -> Made:  # fmt: skip
    """Return a small archive of one laptop for the coordinator; sizes: open, G, V."""
    programme = programme or Programme(chance)
    sender = sender or programme.device()
    parts = {
        part: share(stretch(chance, sender, part, size))
        for part, size in zip((OPEN, G, V), sizes, strict=True)
    }
    content = ArchiveContent(
        archive_id=new_id(chance), made_at=MADE_AT, schema=1,
        certificates=(sender.certificate,), parts=parts,
    )  # fmt: skip
    desk = (programme.coordinator.certificate,)
    return Made(programme, sender, content, Recipients(open=desk, g=desk, v=desk))
