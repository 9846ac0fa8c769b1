"""An archive asks for no more memory than a few lines, whatever its size and whoever made it."""

import json
import random
import subprocess
import sys
import time
import zlib
from pathlib import Path

import pytest

from imh_desktop.exchange.archive import open_archive, sign_head
from imh_desktop.exchange.archive.faults import ArchiveDamaged, ArchiveForged
from tests.exchange.archive import by_hand
from tests.exchange.archive.forging import Forger
from tests.exchange.archive.people import OPEN, made, share, stretch

MEASURED = """
import json, random, resource, sys, time
from pathlib import Path
from tests.exchange.archive.people import *
from imh_desktop.exchange.archive import open_archive

target, count = Path(sys.argv[1]), int(sys.argv[2])
chance = random.Random(1)
small = made(chance)
# Notes of random letters, so that zlib gains little; made on the way, never all at once.
def written():
    chain = Chain(small.content.archive_id, small.sender.device_id, OPEN)
    for seq in range(1, count + 1):
        yield entry(random.Random(seq), chain, seq, changes={"notes.r1": chance_of(seq)})
def chance_of(seq):
    return random.Random(-seq).randbytes(700).hex()
def peak():
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
link = first_link(small.content.archive_id)
for one in written():
    link = next_link(link, one.seq, one.digest)
chain = Chain(small.content.archive_id, small.sender.device_id, OPEN)
run = Run(chain_id=chain.chain_id, chain_class=OPEN, device_id=chain.device_id, first=1,
    base=first_link(chain.chain_id).hex(), seq=count, link=link.hex(),
    signature=sign_head(small.sender.keys, chain, count, link))
figures = {"before": peak()}
began = time.perf_counter()
made_it = small.with_parts(open=PartContent(runs=(run,), lines=written()))
figures["bytes"] = made_it.write(target).size
figures["write_s"], figures["written"] = time.perf_counter() - began, peak()
began = time.perf_counter()
desk = small.programme.coordinator.keys
read = open_archive(target, desk, small.programme.trust, {})
figures["verify_s"] = time.perf_counter() - began
began = time.perf_counter()
figures["entries"] = sum(1 for _ in read.entries(OPEN))
figures["second_s"], figures["read"] = time.perf_counter() - began, peak()
print(json.dumps(figures))
"""


def test_memory_does_not_grow_with_the_archive(tmp_path: Path) -> None:
    """Over 50 MB, in a process of its own: pyrage's memory counts too."""
    done = subprocess.run(
        [sys.executable, "-c", MEASURED, str(tmp_path / "a.imha"), "52000"],
        capture_output=True, text=True, check=True, cwd=Path(__file__).parents[3],
    )  # fmt: skip
    figures = json.loads(done.stdout)
    print(figures)
    assert figures["bytes"] > 50_000_000
    assert figures["read"] - figures["before"] < 25
    assert figures["entries"] == 52_000


def stopped_early(forger: Forger, said: str = "swells") -> None:
    began = time.perf_counter()
    with pytest.raises((ArchiveForged, ArchiveDamaged), match=said):
        open_archive(forger.path, forger.desk, forger.made.programme.trust, {})
    assert time.perf_counter() - began < 5


def reseal_open(forger: Forger, content: bytes) -> None:
    frames = by_hand.frames(forger.path.read_bytes())
    frames[2] = by_hand.sealed_to_measure(content, [forger.desk.identity.to_public()], 2)
    forger.path.write_bytes(by_hand.assemble(frames))


def swollen(before: bytes, megabytes: int, block: bytes) -> bytes:
    squeeze = zlib.compressobj(9)
    out = [squeeze.compress(before)]
    out += [squeeze.compress(block) for _ in range(megabytes)]
    return b"".join([*out, squeeze.flush()])


@pytest.mark.parametrize("where", ["before the header", "in a line"])
def test_a_bomb_is_stopped_early(forger: Forger, where: str) -> None:
    """300 MB of one letter squeezed into 300 kB: stopped at the longest line."""
    before = b"" if where == "before the header" else forger.lines[OPEN][0] + b'\n{"changes":{"'
    reseal_open(forger, swollen(before, 300, b"a" * 1_000_000))
    stopped_early(forger)


def test_a_line_without_end_is_not_kept_however_little_it_was_squeezed(forger: Forger) -> None:
    noise = random.Random(1).randbytes(10_000_000).hex().encode()
    reseal_open(forger, zlib.compress(forger.lines[OPEN][0] + b'\n{"changes":{"' + noise, 1))
    stopped_early(forger)


def claim(forger: Forger, count: int) -> None:
    """Let the sender sign that a chain of its own has so many entries."""
    chain = stretch(random.Random(1), forger.made.sender, OPEN, 0)
    run = {
        "chain_id": chain.chain.chain_id, "chain_class": "open",
        "device_id": forger.made.sender.device_id, "first": 1, "base": chain.links[0].hex(),
        "seq": count, "link": "0" * 64,
        "signature": sign_head(forger.made.sender.keys, chain.chain, count, bytes(32)),
    }  # fmt: skip
    forger.header(OPEN, runs=[run])
    untold = b'{"withheld":"' + b"0" * 64 + b'"}\n'
    reseal_open(forger, swollen(forger.lines[OPEN][0] + b"\n", 300, untold * 12_000))


def test_many_lines_under_a_head_the_device_signed_stop_at_the_ratio(forger: Forger) -> None:
    """The sender itself may be hostile: 3,600,000 untold places in some hundred kilobytes."""
    claim(forger, 9_000_000)
    stopped_early(forger)


def test_a_head_of_a_million_million_entries_is_not_waited_for(forger: Forger) -> None:
    claim(forger, 10**12)
    stopped_early(forger, "more entries than")


def test_an_endless_header_of_age_is_not_read_into_memory(forger: Forger) -> None:
    frames = by_hand.frames(forger.path.read_bytes())
    stanza = b"-> X25519 " + b"A" * 43 + b"\n" + b"A" * 43 + b"\n"
    for header in (b"age-encryption.org/v1\n" + stanza * 300_000, b"\0" * 30_000_000):
        forger.path.write_bytes(by_hand.assemble([*frames[:2], header + b"\x80"]))
        stopped_early(forger, "damaged")


def test_the_largest_entry_passes(tmp_path: Path) -> None:
    chance = random.Random(1)
    small = made(chance)
    note = {"notes.r1": "".join(chance.choices("abcdefghijklmnopqrstuvwxyz", k=3_990_000))}
    chain = stretch(chance, small.sender, OPEN, 2, changes=note)
    small.with_parts(open=share(chain)).write(tmp_path / "a.imha")
    read = open_archive(
        tmp_path / "a.imha", small.programme.coordinator.keys, small.programme.trust, {}
    )
    assert list(read.entries(OPEN)) == chain.entries
