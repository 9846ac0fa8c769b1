"""Archives of many laptops full of closed visits, made without the laptops: for timings.

``python -m tests.benchmarks.many_archives FOLDER ARCHIVES VISITS ANSWERS`` makes ``desk/`` (a
vault with the raw key ``KEY``) and ``0.imha``, ``1.imha`` ... for it.
"""

import random
import sys
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from imh_desktop.core.identity import uuid7
from imh_desktop.core.privacy import ChainClass
from imh_desktop.exchange.archive import (
    ArchiveContent,
    DeviceKeys,
    PartContent,
    Recipients,
    Run,
    sign_head,
    write_archive,
)
from imh_desktop.exchange.archive.papers import certify, request
from imh_desktop.flows import devices
from imh_desktop.store.entry import SCHEMA, Chain, Entry, first_link, next_link
from imh_desktop.store.vault import Vault

KEY = bytes(range(32))
CODES = ("often", "sometimes", "not_yet")
_DAY = date(2026, 11, 25)


class Laptop:
    """A device that exists only as keys and a clock."""

    def __init__(self, number: int, visits: int, answers: int) -> None:
        self._chance = random.Random(number)
        self._now = datetime(2026, 1, 1, 8, tzinfo=UTC) + timedelta(seconds=number)
        self._visits, self._answers = visits, answers
        self.keys = DeviceKeys.generate(self.new_id())
        self.chain = Chain(self.new_id(), self.keys.device_id, ChainClass.OPEN)
        self.worker_id = self.new_id()

    def new_id(self) -> str:
        return uuid7(int(self._now.timestamp() * 1000), self._chance.getrandbits)

    def entries(self) -> Iterator[Entry]:
        """Visits one after the other, each begun, answered and closed."""
        self._seq = 0
        for _ in range(self._visits):
            visit, parents = self.new_id(), ()
            said: list[dict[str, object]] = [
                {"child_id": self.new_id(), "band": "B4", "held_on": "2026-03-01"}
            ]
            for item in range(self._answers):
                answer = {
                    "code": self._chance.choice(CODES), "known": "seen", "informant": "caregiver",
                }  # fmt: skip
                said.append({f"answers.B4-R{item}": answer})
            said.append({"closed": True, "results.level": "N1"})
            for changes in said:
                entry = self._entry(visit, changes, parents)
                parents = (entry.entry_id,)
                yield entry

    def _entry(self, visit: str, changes: dict, parents: tuple[str, ...]) -> Entry:
        self._now += timedelta(milliseconds=self._chance.randrange(2_000, 30_000))
        self._seq += 1
        stamp = self._now.isoformat(timespec="milliseconds").replace("+00:00", "Z")
        return Entry(
            entry_id=self.new_id(), chain=self.chain, seq=self._seq, record_type="visit",
            record_id=visit, changes=changes, parents=parents, worker_id=self.worker_id,
            recorded_at=stamp, salt=f"{self._chance.getrandbits(128):032x}",
        )  # fmt: skip


def make(folder: Path, archives: int, visits: int, answers: int) -> None:
    """Make the desk and what was sent to it."""
    folder.mkdir(parents=True, exist_ok=True)
    with Vault.create_with_key(folder / "desk", KEY, "Ana") as desk:
        root = devices.certify_self(desk, "Desk", _DAY)
        own = devices.keys(desk)
        trust = devices.trust(desk)
        for number in range(archives):
            laptop = Laptop(number, visits, answers)
            paper = certify(
                own, request(laptop.keys, f"Laptop {number}", _DAY), "visitor", number + 2
            )
            entries = list(laptop.entries())
            link = first_link(laptop.chain.chain_id)
            base = link
            for entry in entries:
                link = next_link(link, entry.seq, entry.digest)
            run = Run(
                chain_id=laptop.chain.chain_id, chain_class=ChainClass.OPEN,
                device_id=laptop.keys.device_id, first=1, base=base.hex(), seq=len(entries),
                link=link.hex(), signature=sign_head(laptop.keys, laptop.chain, len(entries), link),
            )  # fmt: skip
            content = ArchiveContent(
                archive_id=laptop.new_id(), made_at="2026-11-25T10:00:00.000Z", schema=SCHEMA,
                certificates=(root, paper),
                parts={ChainClass.OPEN: PartContent(runs=(run,), lines=entries)},
            )  # fmt: skip
            target = folder / f"{number}.imha"
            write_archive(target, content, laptop.keys, Recipients(open=(root,)), trust)


if __name__ == "__main__":
    make(Path(sys.argv[1]), *map(int, sys.argv[2:]))
