"""S1: no damaged archive is taken, and none brings up anything but a clear refusal."""

import os
import random
from collections import Counter
from pathlib import Path
from typing import NamedTuple

import pytest

from imh_desktop.errors import EnvironmentFault, InputError
from imh_desktop.exchange.archive import DeviceKeys, Trust, open_archive
from tests.exchange.archive import damage
from tests.exchange.archive.people import Programme, made

pytestmark = pytest.mark.usefixtures("tight")


class Ground(NamedTuple):
    """Two archives of one laptop for one desk."""

    data: bytes
    other: bytes
    desk: DeviceKeys
    trust: Trust
    path: Path

    def verdict(self, data: bytes) -> str:
        """Open some bytes as an archive and return what came of it; anything unforeseen rises."""
        with self.path.open("r+b") as file:  # ext4 waits for the disk when a file is begun anew
            file.write(data)
            file.truncate()
        try:
            open_archive(self.path, self.desk, self.trust, {})
        except (InputError, EnvironmentFault) as error:
            refused = error
        else:
            return "taken"
        assert "{" not in str(refused)
        return type(refused).__name__


@pytest.fixture
def ground(tmp_path: Path) -> Ground:
    chance = random.Random(8)
    programme = Programme(chance)
    sender = programme.device()
    whole = []
    for sizes in ((4, 2, 1), (5, 1, 2)):
        made(chance, sizes, programme, sender).write(tmp_path / "a.imha")
        whole.append((tmp_path / "a.imha").read_bytes())
    desk = programme.coordinator.keys
    (tmp_path / "damaged.imha").touch()
    return Ground(whole[0], whole[1], desk, programme.trust, tmp_path / "damaged.imha")


def damaged(ground: Ground, chance: random.Random) -> bytes:
    if chance.random() < 0.3:
        return damage.resealed(chance, ground.data, ground.other, ground.desk.identity)
    return chance.choice(damage.OUTSIDE)(chance, ground.data, ground.other)


def run(ground: Ground, count: int, seed: int) -> Counter[str]:
    chance, verdicts = random.Random(seed), Counter[str]()
    while sum(verdicts.values()) < count:
        data = damaged(ground, chance)
        if data not in (ground.data, ground.other):
            verdicts[ground.verdict(data)] += 1
    return verdicts


def test_20_000_damaged_archives_are_refused(ground: Ground) -> None:
    assert ground.verdict(ground.data) == ground.verdict(ground.other) == "taken"

    verdicts = run(ground, 20_000, seed=1)

    print("damaged:", dict(verdicts))
    assert verdicts["taken"] == 0
    assert sum(verdicts.values()) >= 20_000
    assert verdicts["ArchiveForged"] > 1_000  # much of it gets as far as the signatures


@pytest.mark.release
@pytest.mark.timeout(0)
def test_1_000_000_damaged_archives_are_refused(ground: Ground) -> None:
    """``IMH_DAMAGED`` sets another number; each thousand is from a seed of its own."""
    count, verdicts = int(os.environ.get("IMH_DAMAGED", "1000000")), Counter[str]()
    for seed in range(count // 1000):
        verdicts += run(ground, 1000, seed=100 + seed)
        assert verdicts["taken"] == 0, seed
    print("damaged:", dict(verdicts))
    assert sum(verdicts.values()) >= count


def flipped(data: bytes, at: int) -> bytes:
    spoilt = bytearray(data)
    spoilt[at // 8] ^= 1 << at % 8
    return bytes(spoilt)


def test_every_byte_of_an_archive_counts(ground: Ground) -> None:
    """One bit of each byte, behind the outer hash."""
    _every(ground, lambda size: (at * 8 + at % 8 for at in range(size)))


@pytest.mark.release
@pytest.mark.timeout(0)
def test_every_bit_of_an_archive_counts(ground: Ground) -> None:
    _every(ground, lambda size: range(size * 8))


def _every(ground: Ground, bits: object) -> None:
    from tests.exchange.archive import by_hand

    verdicts = Counter[str]()
    for which, frame in enumerate(by_hand.frames(ground.data)):
        for at in bits(len(frame)):  # type: ignore[operator]
            frames = by_hand.frames(ground.data)
            frames[which] = flipped(frame, at)
            verdicts[ground.verdict(by_hand.assemble(frames))] += 1
    for at in bits(len(ground.data)):  # type: ignore[operator]
        verdicts[ground.verdict(flipped(ground.data, at))] += 1
    print("bits:", len(ground.data), dict(verdicts))
    assert verdicts["taken"] == 0


def test_each_cut_is_refused(ground: Ground) -> None:
    for size in range(len(ground.data)):
        assert ground.verdict(ground.data[:size]) != "taken"
