"""A family that is given reads at the taker's as at the giver's, whatever was taken back."""

import random
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from imh_desktop.errors import InputError
from imh_desktop.exchange.archive import Recipients, padding
from imh_desktop.flows import handing_over, undoing
from imh_desktop.flows.handing_over import Giving
from imh_desktop.flows.selecting import families_of
from imh_desktop.store.vault import Vault
from tests.flows.team import OPEN, G, Team, act
from tests.flows.test_handing_over import DAY, family, give, team_accept


@pytest.fixture(scope="module", autouse=True)
def _tight() -> Iterator[None]:
    """Leave out most of the filling: these archives are many and small."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(padding, "PRIVATE_FLOOR", 256)
        patch.setattr(padding, "OPEN_FLOOR", 256)
        yield


def gathered(place: Path, seed: int = 1) -> Team:
    team = Team(place, laptops=3, seed=seed)
    for laptop in team.laptops:
        for paper in team.papers:
            team_accept(laptop, paper)
    return team


@pytest.fixture
def team(tmp_path: Path) -> Iterator[Team]:
    team = gathered(tmp_path)
    yield team
    team.close()


def between(team: Team, sender: Vault, taker: Vault) -> None:
    """Carry all of one laptop to another, private words too."""
    paper = team.root if taker is team.desk else team.papers[team.laptops.index(taker)]
    team.take(taker, team.make(sender, (paper, team.spare), (paper,)))


def undo_latest(vault: Vault, reason: str = "the wrong laptop") -> None:
    undoing.undo_merge(vault, [undoing.merges(vault)[0].archives[0].archive_id], reason)


def reading(vault: Vault, record_id: str) -> object:
    record = vault.journal.record(record_id)
    said = vault.journal.retracting.history(record_id)
    return record, said and sorted(entry.entry_id for entry in said.late())


def require_alike(giver: Vault, taker: Vault, child_id: str, *, private: bool) -> None:
    for record_id in families_of(giver, [child_id]).records:
        record = giver.journal.record(record_id)
        if (
            record
            and (record.chain_class is OPEN or private)
            and record.record_type != "retraction"
        ):
            assert reading(taker, record_id) == reading(giver, record_id)


def test_values_taken_back_do_not_live_again_and_no_other_family_is_told_of(team: Team) -> None:
    giver, taker, other = team.laptops
    ana, visit = family(giver, "Ana")
    _, luz_visit = family(giver, "Luz")
    between(team, giver, other)
    other.journal.write("visit", visit, {"notes.z": "taken back of Ana"})
    other.journal.write("visit", luz_visit, {"notes.z": "taken back of Luz"})
    gone = other.journal.new_id()
    other.journal.write("visit", gone, {"child_id": ana, "on": "2026-11-02"})
    between(team, other, giver)
    team.take(taker, give(team, giver, ana))
    assert taker.journal.record(gone) is not None
    undo_latest(giver, "these were of Luz")
    (whole,) = (r for r in giver.journal.retracting.all() if r.chain_class is OPEN)
    report = team.take(taker, give(team, giver, ana))
    require_alike(giver, taker, ana, private=False)
    assert taker.journal.record(gone) is None, "what it got before is lost there too"
    assert {said.archive_id for said in report.taken_back} == {whole.archive_id}
    words = repr([taker.journal.dump(), list(taker.journal.entries())])
    assert not any(word in words for word in ("Luz", luz_visit, "ranges."))
    undoing.bring_back(giver, [whole.archive_id], "they were right")
    team.take(taker, give(team, giver, ana))
    require_alike(giver, taker, ana, private=False)
    assert "taken back of Ana" in repr(taker.journal.dump())
    assert taker.journal.record(gone) is not None


def test_what_is_brought_back_elsewhere_counts_again_where_the_family_was_given(team: Team) -> None:
    giver, taker, other = team.laptops
    ana, visit = family(giver, "Ana")
    between(team, giver, other)
    other.journal.write("visit", visit, {"notes.z": "taken back"})
    between(team, other, giver)
    undo_latest(giver)
    team.take(taker, give(team, giver, ana))
    archive_id = undoing.merges(giver)[0].archives[0].archive_id
    undoing.bring_back(giver, [archive_id])
    for sender in (giver, taker):
        between(team, sender, team.desk)
    for vault in (taker, other):
        between(team, team.desk, vault)
    assert "taken back" in repr(taker.journal.record(visit)), "the whole one is the one that counts"
    assert len({repr(v.journal.dump()) for v in (team.desk, taker, other)}) == 1


def test_who_was_given_a_family_may_give_it_on(team: Team) -> None:
    giver, taker, other = team.laptops
    ana, visit = family(giver, "Ana")
    between(team, giver, other)
    other.journal.write("visit", visit, {"notes.z": "taken back"})
    between(team, other, giver)
    undo_latest(giver)
    team.take(taker, give(team, giver, ana, private=True))
    last = team.vault("last")
    paper = team.join(last)
    team_accept(taker, paper)
    giving = Giving(children=(ana,), to=paper, kind="cover", reason="ill", from_on=DAY)
    target = team.place / "on.imha"
    recipients = Recipients(open=(paper, team.spare), g=(paper,))
    handing_over.give(taker, target, giving, recipients)
    team_accept(last, team.papers[1])
    team.take(last, target)
    require_alike(giver, last, ana, private=True)
    assert "taken back" not in repr(last.journal.dump())


Step = Callable[[], object]


class _Days:
    """What four vaults may do with a family of the first one."""

    def __init__(self, team: Team, seed: int) -> None:
        self.team, self.chance = team, random.Random(seed)
        self.giver, self.taker, self.other = team.laptops
        self.child, visit = family(self.giver, "Ana")
        _, luz = family(self.giver, "Luz")
        talks = [r.record_id for r in self.giver.journal.shelf.records_of("private")]
        self.records = [self.child, visit, luz, *talks]
        between(team, self.giver, self.other)

    def step(self, what: int) -> None:
        steps: list[Step] = [
            lambda: self._write(self.other), lambda: self._write(self.other),
            lambda: self._write(self.giver), lambda: self._begin(self.other),
            lambda: between(self.team, self.other, self.giver),
            lambda: self._take_back(self.giver), lambda: self._bring_back(self.giver),
            lambda: between(self.team, self.giver, self.other),
            lambda: self._take_back(self.other), lambda: self._bring_back(self.other),
            self.give,
        ]  # fmt: skip
        try:
            steps[what]()
        except InputError:
            return

    def give(self) -> None:
        private = self.chance.random() < 0.5
        self.team.take(self.taker, give(self.team, self.giver, self.child, private=private))
        require_alike(self.giver, self.taker, self.child, private=private)

    def _write(self, vault: Vault) -> None:
        record_id = self.chance.choice(self.records)
        if record_id == self.child:
            vault.journal.write("child", record_id, {"custody_note": str(self.chance.random())})
        else:
            act(vault, record_id, self.chance.randrange(12), self.chance)

    def _begin(self, vault: Vault) -> None:
        visit, talk = vault.journal.new_id(), vault.journal.new_id()
        vault.journal.write("visit", visit, {"child_id": self.child, "on": "2026-11-03"})
        said = {"visit_id": visit, "sensitivity": "G", "notes.b": "words"}
        vault.journal.write("private", talk, said, chain=G)
        self.records += [visit, talk]

    def _take_back(self, vault: Vault) -> None:
        undoing.undo_merge(vault, [self._archive(vault)], "asked")

    def _bring_back(self, vault: Vault) -> None:
        undoing.bring_back(vault, [self._archive(vault)])

    def _archive(self, vault: Vault) -> str:
        found = [one.archive_id for each in undoing.merges(vault) for one in each.archives]
        return self.chance.choice(found or ["none"])


@settings(
    max_examples=8,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(steps=st.lists(st.integers(0, 10), min_size=4, max_size=14), seed=st.integers(0, 2**16))
def test_taker_reads_as_giver_after_any_history_and_all_end_in_one_dump(
    tmp_path_factory: pytest.TempPathFactory, steps: list[int], seed: int
) -> None:
    team = gathered(tmp_path_factory.mktemp("days"), seed)
    try:
        days = _Days(team, seed)
        for what in (*steps, 10):  # giving is refused where the child itself is taken back
            days.step(what)
        vaults = (team.desk, *team.laptops)
        for vault in team.laptops:
            between(team, vault, team.desk)
        for vault in team.laptops:
            between(team, team.desk, vault)
        assert len({repr(vault.journal.dump()) for vault in vaults}) == 1
        assert all(vault.journal.verify() == () for vault in vaults)
    finally:
        team.close()
