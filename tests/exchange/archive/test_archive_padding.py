"""No part betrays another: what can be seen of an archive is the same with and without a word
said in private."""

import random
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from imh_desktop.exchange.archive import DeviceKeys, Recipients, open_archive
from imh_desktop.exchange.archive.padding import (
    PRIVATE_FLOOR,
    open_size,
    padme,
    private_size,
)  # fmt: skip
from tests.exchange.archive import by_hand
from tests.exchange.archive.people import OPEN, G, Made, V, made, share, stretch


def seen(path: Path) -> tuple[object, ...]:
    """Return all that one without a key can tell of a file but random bytes: its size, its
    frames' lengths, and for how many each is sealed."""
    data = path.read_bytes()
    stanzas = tuple(frame.count(b"-> X25519 ") for frame in by_hand.frames(data))
    return len(data), tuple(map(len, by_hand.frames(data))), stanzas


def with_private(base: Made, chance: random.Random, g: int, v: int) -> Made:
    """Return the same archive with other private parts."""
    return base.with_parts(
        g=share(stretch(chance, base.sender, G, g)), v=share(stretch(chance, base.sender, V, v))
    )


def test_private_words_do_not_show_in_size_or_framing(
    chance: random.Random, tmp_path: Path
) -> None:
    base = made(chance, (40, 0, 0))
    faces = set()
    for g, v in ((0, 0), (1, 0), (0, 1), (3, 250), (250, 3)):
        with_private(base, chance, g, v).write(tmp_path / "a.imha")
        faces.add(seen(tmp_path / "a.imha"))
    assert len(faces) == 1


def test_nor_do_those_who_may_read_them(chance: random.Random, tmp_path: Path) -> None:
    base = made(chance, (5, 2, 0))
    desks = tuple(base.programme.device("coordinator").certificate for _ in range(4))
    faces = set()
    for g, v in ((desks, desks), (desks[:1], ()), (desks[1:], desks[:2])):
        chosen = Recipients(open=desks, g=g, v=v)
        Made(base.programme, base.sender, base.content, chosen).write(tmp_path / "a.imha")
        faces.add(seen(tmp_path / "a.imha"))
    assert len(faces) == 1


def test_the_open_part_says_nothing_of_the_others(chance: random.Random, tmp_path: Path) -> None:
    """Its lines are the same bytes, whatever was said in private; it is signed over two hashes."""
    base = made(chance, (4, 0, 0))
    desk = base.programme.coordinator.keys.identity
    told = set()
    for g, v in ((0, 0), (5, 9)):
        with_private(base, chance, g, v).write(tmp_path / "a.imha")
        open_frame = by_hand.frames((tmp_path / "a.imha").read_bytes())[2]
        lines, closing, filling = by_hand.open_up(by_hand.plain(open_frame, desk))
        header = by_hand.json.loads(lines[0])
        assert {run["chain_class"] for run in header["runs"]} == {"open"}
        told.add((*lines, closing["count"], closing["size"], len(filling)))
        assert set(closing["sealed"]) == {"G", "V"}
    assert len(told) == 1


def test_a_private_part_opens_for_its_own_recipients_alone(
    chance: random.Random, tmp_path: Path
) -> None:
    base = made(chance)
    both, only_g, neither = (base.programme.device("coordinator") for _ in range(3))
    chosen = Recipients(
        open=(both.certificate, only_g.certificate, neither.certificate),
        g=(both.certificate, only_g.certificate), v=(both.certificate,),
    )  # fmt: skip
    Made(base.programme, base.sender, base.content, chosen).write(tmp_path / "a.imha")

    def parts(keys: DeviceKeys) -> set[str]:
        read = open_archive(tmp_path / "a.imha", keys, base.programme.trust, {})
        return set(read.summary.parts)

    assert parts(both.keys) == {OPEN, G, V}
    assert parts(only_g.keys) == {OPEN, G}
    assert parts(neither.keys) == {OPEN}


@given(st.integers(2, 10**12))
def test_padme_is_as_published(size: int) -> None:
    """Against the paper's own formula, in floating point; never more than 12 % is added."""
    import math

    exponent = math.floor(math.log2(size))
    kept = math.floor(math.log2(exponent)) + 1 if exponent else 1
    step = 2 ** max(exponent - kept, 0)
    assert padme(size) == -(-size // step) * step
    assert size <= padme(size) <= max(size * 1.12, size + 1)


@given(st.integers(0, 10**9), st.integers(0, 10**7))
def test_a_private_part_is_of_few_sizes(used: int, open_entries: int) -> None:
    size = private_size(used, open_entries)
    assert size >= max(used, PRIVATE_FLOOR)
    assert size.bit_count() == 1
    if used <= 32 * open_entries or used <= PRIVATE_FLOOR:
        assert size == private_size(0, open_entries)


@pytest.mark.parametrize("used", [0, 1, 4096, 4097, 10**6])
def test_an_open_part_holds_what_is_used(used: int) -> None:
    assert open_size(used) >= max(used, 4096)
