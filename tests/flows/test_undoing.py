"""A merge is taken back, and brought back; what was written here since stays as it is."""

import random
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from imh_desktop.errors import InputError
from imh_desktop.exchange.archive import padding
from imh_desktop.flows import undoing
from imh_desktop.store.vault import Vault
from tests.flows.team import OPEN, G, Team, begin
from tests.flows.team import act as do


@pytest.fixture(scope="module", autouse=True)
def _tight() -> Iterator[None]:
    """Leave out most of the filling: these archives are many and small."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(padding, "PRIVATE_FLOOR", 256)
        patch.setattr(padding, "OPEN_FLOOR", 256)
        yield


@pytest.fixture
def team(tmp_path: Path) -> Iterator[Team]:
    team = Team(tmp_path)
    yield team
    team.close()


def latest(vault: Vault) -> str:
    return undoing.merges(vault)[0].archives[0].archive_id


def without_retractions(vault: Vault) -> dict[str, object]:
    return {k: v for k, v in vault.journal.dump().items() if k != "retraction" and "elem" not in k}


def test_what_came_goes_and_comes_back_and_what_was_written_here_stays(team: Team) -> None:
    laptop, desk = team.laptops[0], team.desk
    visit, talk = begin(laptop), begin(laptop, G)
    team.take(desk, team.carry(laptop))
    laptop.journal.write("private", talk, {"notes.R1": "private words"}, chain=G)
    laptop.journal.write("visit", visit, {"notes.R1": "came later"})
    later = begin(laptop)
    team.take(desk, team.carry(laptop))
    own = begin(desk)
    desk.journal.write("visit", visit, {"notes.R2": "written here"})
    before = desk.journal.dump()
    seen = undoing.preview_undo(desk, [latest(desk)], "to see")
    assert desk.journal.dump() == before, "seeing changes nothing"
    report = undoing.undo_merge(desk, [latest(desk)], "the wrong programme")
    assert (report.entries, report.records) == (seen.entries, seen.records)
    assert desk.journal.record(own) is not None
    assert desk.journal.record(later) is None
    record = desk.journal.record(visit)
    assert record is not None
    assert record.fields == {"band": "B4", "notes.R2": "written here"}
    assert "private words" not in repr(desk.journal.dump()), "what was private goes along"
    assert undoing.merges(desk)[0].archives[0].taken_back
    assert desk.journal.verify() == ()
    undoing.bring_back(desk, [latest(desk)], "it was right")
    said = repr(desk.journal.dump())
    assert all(words in said for words in ("private words", "came later", "written here"))
    assert desk.journal.record(later) is not None
    assert desk.journal.verify() == ()


def test_a_close_that_is_taken_back_opens_the_visit_and_says_so(team: Team) -> None:
    laptop, desk = team.laptops[0], team.desk
    visit = begin(laptop)
    team.take(desk, team.carry(laptop))
    laptop.journal.close(visit, {"level": "N0"})
    team.take(desk, team.carry(laptop))
    desk.journal.amend(visit, {"notes.R1": "corrected"}, "asked her")
    report = undoing.undo_merge(desk, [latest(desk)], "closed too early")
    (changed,) = [one for one in report.records if one.record_id == visit]
    assert (changed.opens, changed.shown) == (True, True)
    assert len(changed.standing_on) == 1, "the correction had seen the close"
    assert desk.journal.record(visit).closed_at == ""  # type: ignore[union-attr]


def test_merging_again_says_that_it_is_taken_back_and_brings_nothing(team: Team) -> None:
    laptop, desk = team.laptops[0], team.desk
    begin(laptop)
    file = team.carry(laptop)
    team.take(desk, file)
    undoing.undo_merge(desk, [latest(desk)], "so")
    before = without_retractions(desk)
    report = team.take(desk, file)
    assert [told.taken_back for told in report.archives] == [True]
    assert without_retractions(desk) == before


@pytest.mark.parametrize("slip", ["no reason", "unknown", "twice", "not taken back"])
def test_every_slip_is_refused_and_changes_nothing(team: Team, slip: str) -> None:
    laptop, desk = team.laptops[0], team.desk
    begin(laptop)
    team.take(desk, team.carry(laptop))
    archive = latest(desk)
    if slip == "twice":
        undoing.undo_merge(desk, [archive], "so")
    before = desk.journal.dump()
    act = undoing.bring_back if slip == "not taken back" else undoing.undo_merge
    named = "<img src=x>" if slip == "unknown" else archive
    with pytest.raises(InputError):
        act(desk, [named], " " if slip == "no reason" else "so")
    assert desk.journal.dump() == before


def test_a_print_desk_takes_nothing_back_and_brings_nothing_back(team: Team) -> None:
    laptop, staff = team.laptops
    begin(laptop)
    team.take(team.desk, team.carry(laptop))
    team.take(staff, team.answer(staff))
    team.join(staff, "staff")
    ids, before = [latest(staff)], staff.journal.dump()
    for act in (
        undoing.undo_merge, undoing.preview_undo, undoing.bring_back, undoing.preview_bring_back,
    ):  # fmt: skip
        with pytest.raises(InputError, match="print desk"):
            act(staff, ids, "so")
    assert staff.journal.dump() == before


def test_a_visitor_takes_back_what_was_taken_in_at_her_own_laptop(team: Team) -> None:
    one, other = team.laptops
    begin(one)
    team.take(team.desk, team.carry(one))
    elsewhere = latest(team.desk)
    team.take(other, team.answer(other))
    undoing.undo_merge(other, [latest(other)], "so")
    with pytest.raises(InputError, match="No archive"):
        undoing.undo_merge(other, [elsewhere], "so")


steps = st.lists(st.tuples(st.integers(0, 1), st.integers(0, 12), st.integers(0, 999)), max_size=14)


@given(steps, st.integers(0, 2**16), st.booleans())
@settings(max_examples=5, deadline=None, suppress_health_check=list(HealthCheck))
def test_a_retraction_says_the_same_before_and_after_what_it_names(
    tmp_path_factory: pytest.TempPathFactory,
    done: list[tuple[int, int, int]],
    seed: int,
    back: bool,
) -> None:
    team = Team(tmp_path_factory.mktemp("team"), seed=seed)
    try:
        records = [begin(team.laptops[0]), begin(team.laptops[0], G), begin(team.laptops[1], OPEN)]
        for who, what, luck in done:
            do(team.laptops[who], records[luck % 3], what, random.Random(luck))
        files = [team.carry(laptop) for laptop in team.laptops]
        empty = team.copy_later(team.desk)
        team.take(team.desk, files[0])
        undoing.undo_merge(team.desk, [latest(team.desk)], "so")
        if back:
            undoing.bring_back(team.desk, [latest(team.desk)], "so not")
        team.take(team.desk, files[1])
        files.append(team.make(team.desk, (team.spare, *team.papers, team.root), (team.root,)))
        dumps = []
        for number, order in enumerate((files, files[::-1], [files[2], *files[:2]])):
            other = team.copy(empty, f"other-{number}")
            for file in (*order, order[0]):
                team.take(other, file)
            dumps.append(without_own(other, team.desk))
            other.journal.replaying.rebuild()
            assert without_own(other, team.desk) == dumps[-1]
        assert all(dump == dumps[0] for dump in dumps)
    finally:
        team.close()


def without_own(vault: Vault, desk: Vault) -> dict[str, object]:
    """The copies of the desk are one device; what each writes of itself is the same."""
    assert vault.device_id == desk.device_id
    return dict(vault.journal.dump())
