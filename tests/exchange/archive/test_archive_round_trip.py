"""What goes in comes out, for those it was sealed for, and again each time."""

import random
from pathlib import Path

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from imh_desktop.exchange.archive import (
    ArchiveContent,
    Erased,
    Held,
    Line,
    PartContent,
    Recipients,
    Withheld,
    open_archive,
)
from tests.exchange.archive import by_hand
from tests.exchange.archive.people import (
    MADE_AT,
    OPEN,
    G,
    Made,
    Programme,
    Stretch,
    V,
    erased,
    historic,
    made,
    share,
    stretch,
    withheld,
)  # fmt: skip
from tests.store.history_oracle import new_id


def cut(chance: random.Random, whole: Stretch) -> tuple[list, list[Line]]:
    """Return some runs of a chain, and their lines: entries, erased ones and untold places."""
    ends = sorted({chance.randint(0, len(whole.entries)) for _ in range(3)} | {len(whole.entries)})
    runs, lines, first = [], [], 1
    for last in ends:
        if last >= first - 1 and (chance.random() < 0.8 or last == ends[-1]):
            runs.append(whole.run(first, last))
            for one in whole.entries[first - 1 : last]:
                lines.append(chance.choice([one, one, one, erased(one), withheld(one)]))
        first = last + 1
    return runs, lines


@given(seed=st.integers(0, 2**32))
@settings(max_examples=150, deadline=None)
def test_every_history_comes_out_as_it_went_in(
    seed: int, tmp_path_factory: pytest.TempPathFactory
) -> None:
    chance = random.Random(seed)
    programme = Programme(chance)
    sender, reader = programme.device(), programme.device("coordinator")
    papers, parts, wanted = [sender.certificate], {}, {}
    for part in (OPEN, G, V):
        stretches = historic(chance, programme, private=part is not OPEN)
        if part is not OPEN:
            stretches = [s for s in stretches if s.chain.chain_class is part]
        papers += [s.certificate for s in stretches]
        told = [cut(chance, s) for s in stretches]
        wanted[part] = [line for _, lines in told for line in lines]
        held = tuple(
            Held(chain_id=s.chain.chain_id, first=1, last=len(s.entries), link=s.links[-1].hex())
            for s in stretches
        )
        runs = tuple(run for runs, _ in told for run in runs)
        parts[part] = PartContent(runs=runs, lines=wanted[part], receipt=held)
    content = ArchiveContent(
        archive_id=new_id(chance), made_at=MADE_AT, schema=7, certificates=tuple(papers),
        parts=parts,
    )  # fmt: skip
    to = (reader.certificate, programme.coordinator.certificate)
    everybody = Recipients(open=to, g=to[:1], v=to[1:])
    path = tmp_path_factory.mktemp("a") / "a.imha"

    written = Made(programme, sender, content, everybody).write(path)
    read = open_archive(path, reader.keys, programme.trust, {})
    again = open_archive(path, reader.keys, programme.trust, {})

    assert again.summary == read.summary
    assert (written.archive_id, written.schema) == (read.summary.archive_id, read.summary.schema)
    assert set(read.summary.parts) == {OPEN, G}
    for part in (OPEN, G):
        assert list(read.entries(part)) == list(read.entries(part)) == wanted[part]
        assert read.summary.parts[part].receipt == parts[part].receipt
        kinds = [type(line) for line in wanted[part]]
        tally = read.summary.parts[part].tally
        assert tally.erased == kinds.count(Erased)
        assert tally.withheld == kinds.count(Withheld)
        assert sum(tally) == len(wanted[part])
    assert list(read.entries(V)) == []
    sealed_for_desk = open_archive(path, programme.coordinator.keys, programme.trust, {})
    assert list(sealed_for_desk.entries(V)) == wanted[V]
    assert list(sealed_for_desk.entries(G)) == []


def test_another_program_can_read_it_from_the_description_alone(
    small: Made, tmp_path: Path
) -> None:
    small.write(tmp_path / "a.imha")
    desk = small.programme.coordinator.keys.identity
    frames = by_hand.frames((tmp_path / "a.imha").read_bytes())
    for frame, part in zip(frames, (G, V, OPEN), strict=True):
        (header, *lines), closing, filling = by_hand.open_up(by_hand.plain(frame, desk))
        wanted = [one.content for one in small.content.parts[part].lines]
        assert [by_hand.hashlib.sha256(line).hexdigest() for line in lines] == wanted
        assert by_hand.json.loads(header)["part"] == part
        assert closing["count"] == len(wanted)
        assert not filling.strip(b"\0")


def test_what_is_written_by_hand_is_read(small: Made, tmp_path: Path) -> None:
    """The hand's own writing is right, so that what it forges elsewhere is refused for cause."""
    path = tmp_path / "a.imha"
    small.write(path)
    desk, seed = small.programme.coordinator.keys, small.sender.keys.secrets()[0]
    parts = []
    for frame in by_hand.frames(path.read_bytes()):
        lines, closing, _ = by_hand.open_up(by_hand.plain(frame, desk.identity))
        others = dict(zip("GV", map(by_hand.digest, parts), strict=False))
        content = by_hand.closed(lines, seed, others if closing["sealed"] else {})
        told = len(by_hand.json.loads(lines[0])["recipients"]) + 1
        parts.append(by_hand.sealed_to_measure(content, [desk.identity.to_public()], told))
    path.write_bytes(by_hand.assemble(parts))

    assert list(open_archive(path, desk, small.programme.trust, {}).entries(V)) == list(
        small.content.parts[V].lines
    )


def test_an_archive_with_nothing_in_it_still_tells_heads_and_receipt(tmp_path: Path) -> None:
    empty = made(random.Random(1), (0, 0, 0))
    empty.write(tmp_path / "a.imha")
    desk = empty.programme.coordinator.keys
    read = open_archive(tmp_path / "a.imha", desk, empty.programme.trust, {})
    assert [run.seq for part in read.summary.parts.values() for run in part.runs] == [0, 0, 0]


def test_gaps_are_named_by_what_is_known(chance: random.Random, tmp_path: Path) -> None:
    small = made(chance)
    chain = stretch(chance, small.sender, OPEN, 20)
    runs, lines = (chain.run(9, 12), chain.run(16, 20)), chain.entries[8:12] + chain.entries[15:]
    carried = small.with_parts(open=PartContent(runs=runs, lines=lines))
    carried.write(tmp_path / "a.imha")
    desk, chain_id = small.programme.coordinator.keys, chain.chain.chain_id

    def gaps(known: dict[int, bytes]) -> list[tuple[int, int]]:
        links = {chain_id: known}
        read = open_archive(tmp_path / "a.imha", desk, small.programme.trust, links)
        assert read.summary.forks == ()
        return [(gap.first, gap.last) for gap in read.summary.gaps]

    assert gaps({}) == [(1, 8), (13, 15)]
    assert gaps({4: chain.links[4]}) == [(5, 8), (13, 15)]
    assert gaps({8: chain.links[8]}) == [(13, 15)]
    assert gaps({20: chain.links[20]}) == []


def test_a_second_history_of_a_chain_is_named_a_fork(chance: random.Random, tmp_path: Path) -> None:
    small = made(chance)
    one = stretch(chance, small.sender, OPEN, 6)
    other = Stretch(one.keys, one.chain, [*one.entries[:3], *(
        msgspec.structs.replace(e, salt="0" * 32) for e in one.entries[3:]
    )])  # fmt: skip
    small.with_parts(open=share(other)).write(tmp_path / "a.imha")
    desk = small.programme.coordinator.keys

    def forks(seq: int) -> tuple[tuple[str, int], ...]:
        known = {one.chain.chain_id: {seq: one.links[seq]}}
        return open_archive(tmp_path / "a.imha", desk, small.programme.trust, known).summary.forks

    assert forks(3) == ()
    assert forks(5) == ((one.chain.chain_id, 5),)


def test_an_entry_is_read_by_for_only_as_far_as_wanted(small: Made, tmp_path: Path) -> None:
    """Leaving the loop early leaves no thread behind."""
    import threading

    small.with_parts(open=share(stretch(random.Random(2), small.sender, OPEN, 4000))).write(
        tmp_path / "a.imha"
    )
    desk = small.programme.coordinator.keys
    read = open_archive(tmp_path / "a.imha", desk, small.programme.trust, {})
    entries = read.entries(OPEN)
    next(entries)
    entries.close()  # type: ignore[attr-defined]
    assert [t for t in threading.enumerate() if t.name == "archive"] == []
