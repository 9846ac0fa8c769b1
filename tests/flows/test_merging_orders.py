"""Any histories, any archives of them, in any order, with repeats and one damaged: the vault says
one thing in the end, and it is what brute force over all entries says (design.md 1)."""

import itertools
import random
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from imh_desktop.errors import ImhError
from imh_desktop.exchange.archive import Erased, Line, open_archive, padding
from imh_desktop.flows import devices, merging
from imh_desktop.store.entry import Entry, erased_entry
from imh_desktop.store.shapes import ERASURE
from imh_desktop.store.vault import Vault
from tests.flows.team import OPEN, G, Team, V, act, begin
from tests.store.history_oracle import meaning

LAPTOPS = 10
step = st.tuples(st.integers(0, LAPTOPS - 1), st.integers(0, 12), st.integers(0, 999))
histories = st.tuples(
    st.integers(2, LAPTOPS), st.lists(step, min_size=6, max_size=28), st.integers(0, 2**32)
)


@pytest.fixture(scope="module", autouse=True)
def _tight():
    """Leave out most of the filling: these archives are many and small."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(padding, "PRIVATE_FLOOR", 256)
        patch.setattr(padding, "OPEN_FLOOR", 256)
        yield


class Lives:
    """What some laptops and a desk do; every archive for the desk is kept."""

    def __init__(self, place: Path, laptops: int, steps: list, seed: int) -> None:
        self.team = Team(place, laptops, seed)
        self.files: list[Path] = []
        self.records: list[str] = []
        self.erased: set[str] = set()
        self.begun = self.team.copy_later(self.team.desk)
        self.share([begin(self.team.laptops[0], chain) for chain in (OPEN, OPEN, G)])
        for who, what, luck in steps:
            self.live(self.team.laptops[who % laptops], what, random.Random(luck))
        if seed % 2:
            self.meet(random.Random(seed))
        self.last = [self.team.carry(laptop) for laptop in self.team.laptops]

    def share(self, records: list[str]) -> None:
        """Let all laptops know some records before each goes its way."""
        self.records += records
        self.exchange(self.team.laptops[0])
        for laptop in self.team.laptops[1:]:
            self.team.take(laptop, self.team.answer(laptop))

    def meet(self, chance: random.Random) -> None:
        """Let everyone hear of everything, and each decide what is in conflict."""
        for laptop in (*self.team.laptops, *self.team.laptops[:-1]):
            self.exchange(laptop)
        for laptop in self.team.laptops[:2]:
            for record_id in self.records:
                act(laptop, record_id, 3, chance)

    def exchange(self, laptop: Vault) -> None:
        self.files.append(self.team.carry(laptop))
        self.team.take(self.team.desk, self.files[-1])
        self.team.take(laptop, self.team.answer(laptop))

    def live(self, laptop: Vault, what: int, chance: random.Random) -> None:
        if what == 12:
            chain = chance.choice((OPEN, OPEN, G, V))
            self.records.append(begin(laptop, chain))
        elif what == 11:
            self.files.append(self.team.carry(laptop))
        elif what in (8, 10):
            self.exchange(laptop)
        elif what == 7:
            self.erase(laptop, chance)
        elif what == 9 and self.files:
            self.team.take(self.team.desk, chance.choice(self.files))
        else:
            act(laptop, chance.choice(self.records), what, chance)

    def erase(self, laptop: Vault, chance: random.Random) -> None:
        entry = chance.choice(
            [e for record_id in self.records for e in laptop.journal.history(record_id)]
        )
        if not entry.erased:
            gone = erased_entry(
                entry.entry_id, entry.chain, entry.seq, entry.record_type, entry.record_id,
                entry.parents, entry.content,
            )  # fmt: skip
            laptop.journal.admit([gone], {entry.entry_id})
            self.erased.add(entry.entry_id)

    def written(self) -> set[str]:
        """Return the ids of all entries anyone wrote."""
        vaults = [*self.team.laptops, self.team.desk]
        return {entry.entry_id for vault in vaults for entry in vault.journal.entries()}

    def union(self, files: list[Path]) -> dict[str, Entry]:
        """Return the brute-force union of the desk as it began and the lines of the archives; of
        an entry the erased one. An erasure after a receipt is in no line: it will travel as an
        entry of its own."""
        began = self.team.copy(self.begun, "began")
        whole = {e.entry_id: e for e in began.journal.entries()}
        gone: dict[str, Entry] = {}
        for file in files:
            for line in self.lines(file):
                if isinstance(line, Entry):
                    whole[line.entry_id] = line
                elif isinstance(line, Erased):
                    gone[line.entry_id] = erased_entry(
                        line.entry_id, line.chain, line.seq, line.record_type, line.record_id,
                        line.parents, line.content,
                    )  # fmt: skip
        return whole | gone

    def lines(self, file: Path) -> Iterator[Line]:
        desk = self.team.desk
        archive = open_archive(file, devices.keys(desk), devices.trust(desk), {})
        for part in (OPEN, G, V):
            yield from archive.entries(part)

    def united(self, name: str, files: list[Path], *, one_by_one: bool = True) -> Vault:
        """Return the desk as it began, after these archives."""
        vault = self.team.copy(self.begun, name)
        for some in [[file] for file in files] if one_by_one else [files]:
            merging.merge(vault, some, self.erased)
        return vault


def told(vault: Vault) -> tuple[dict, dict]:
    """Return all a vault says, but its own word of what was confirmed here: its own alone."""
    entries = {e.entry_id: e for e in vault.journal.entries() if e.record_type != ERASURE}
    own = {row.record_id.replace("-", "") for row in vault.journal.shelf.records_of(ERASURE)}
    dump = vault.journal.dump()
    return {t: [row for row in rows if row[0] not in own] for t, rows in dump.items()}, entries


def check_orders(place: Path, history: tuple, k: int) -> None:
    lives = Lives(place, *history)
    try:
        _check(lives, k)
    finally:
        lives.team.close()


def _check(lives: Lives, k: int) -> None:
    chosen = [*lives.last, *reversed(lives.files)]
    union = lives.union(chosen)
    assert union.keys() >= lives.written()
    whole = lives.united("whole", chosen, one_by_one=False)
    first = told(whole)
    # Nothing is dropped: every entry is there, and says what it said.
    assert first[1] == union
    for record_id in lives.records:
        _compare(whole, record_id, [e for e in union.values() if e.record_id == record_id])
    some, rest = chosen[:k], chosen[k:]
    damaged = lives.team.place / "damaged.imha"
    data = some[0].read_bytes()
    damaged.write_bytes(data[: len(data) // 2] + bytes(64) + data[len(data) // 2 + 64 :])
    for number, order in enumerate(itertools.permutations(some)):
        vault = lives.united(f"order-{number}", [*rest, *order])
        assert told(vault) == first  # commutative
        with pytest.raises(ImhError):
            merging.merge(vault, [order[0], damaged])
        assert not merging.merge(vault, list(order)).changed  # idempotent
        assert told(vault) == first
        if number < 2:  # associative: in two pieces, each of several archives, with repeats
            pieces = lives.united(f"pieces-{number}", [*order[:2], order[0]], one_by_one=False)
            merging.merge(pieces, [*rest, *order[1:]], lives.erased)
            assert told(pieces) == first
            assert pieces.journal.verify() == ()
        vault.close()


def _compare(vault: Vault, record_id: str, entries: list[Entry]) -> None:
    expected, record = meaning(entries), vault.journal.record(record_id)
    assert record.fields == expected["fields"]
    conflicts = {f: {c.entry_id for c in cs} for f, cs in record.conflicts.items()}
    assert conflicts == expected["conflicts"]
    assert bool(record.closed_at) == (expected["close"] is not None)
    assert {e.entry_id for e in vault.journal.late(record_id)} == expected["late"]


quietly = [HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
phases = [Phase.explicit, Phase.generate]
"""No shrinking: one example takes seconds, and the histories are small."""


@settings(max_examples=3, deadline=None, suppress_health_check=quietly, phases=phases)
@given(history=histories)
def test_four_archives_in_every_order_end_in_one_dump(tmp_path_factory, history):
    check_orders(tmp_path_factory.mktemp("lives"), history, 4)


@pytest.mark.release
@pytest.mark.timeout(7200)
@settings(max_examples=2, deadline=None, suppress_health_check=quietly, phases=phases)
@given(history=histories)
def test_six_archives_in_every_order_end_in_one_dump(tmp_path_factory, history):
    check_orders(tmp_path_factory.mktemp("lives"), history, 6)
