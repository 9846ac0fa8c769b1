"""One child on two laptops, found, linked and unlinked, whoever says it and wherever."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from imh_desktop.errors import InputError
from imh_desktop.flows import enrolling, same_child
from imh_desktop.flows.enrolling import CaregiverForm, ChildForm
from imh_desktop.flows.side_by_side import side_by_side
from imh_desktop.store import records
from imh_desktop.store.vault import Vault
from imh_desktop.words import Words
from tests.flows.team import Team


@pytest.fixture
def team(tmp_path: Path) -> Iterator[Team]:
    team = Team(tmp_path)
    yield team
    team.close()


def enrol(vault: Vault, name: str, born: str = "2025-03-08", mother: str = "Rosa López") -> str:
    given_name, _, family = name.partition(" ")
    form = ChildForm(given_name=given_name, family_name=family, born_earliest=born)
    return enrolling.add_child(vault, form, (CaregiverForm(name=mother),)).child_id


def test_a_child_on_two_laptops_is_shown_linked_and_unlinked(team: Team) -> None:
    first, second = team.laptops
    one, other = enrol(first, "Ana López"), enrol(second, "López Aná", mother="Rosa Lopez")
    enrol(second, "Luz Mora", born="2025-03-08", mother="Eva Mora")
    team.take(team.desk, team.carry(first), team.carry(second))
    (pair,) = same_child.pairs(team.desk)
    assert {pair.first, pair.second} == {one, other}
    assert pair.reasons == ("same_name", "same_birth", "same_caregiver")
    same_child.judge(team.desk, one, other, same=True)
    assert same_child.pairs(team.desk) == ()
    group = same_child.same_as(team.desk, one)
    assert group is not None
    assert set(group.children) == {one, other}
    assert len(records.children(team.desk)) == 3, "both records stay"
    same_child.judge(team.desk, other, one, same=False, reason="two cousins")
    assert same_child.same_as(team.desk, one) is None
    assert same_child.pairs(team.desk) == (), "who was told apart does not come up again"
    same_child.judge(team.desk, other, one, same=None)
    assert len(same_child.pairs(team.desk)) == 1


def test_between_two_pairs_of_twins_only_the_right_ones_are_shown(team: Team) -> None:
    twins = [
        [enrol(laptop, name) for name in ("Ana López", "Anna López")] for laptop in team.laptops
    ]
    team.take(team.desk, *(team.carry(laptop) for laptop in team.laptops))
    found = {frozenset((pair.first, pair.second)) for pair in same_child.pairs(team.desk)}
    assert found == {frozenset(two) for two in zip(*twins, strict=True)}
    for one, other in zip(*twins, strict=True):
        same_child.judge(team.desk, one, other, same=True)
    assert same_child.pairs(team.desk) == (), "nor are the twins offered to each other then"


def test_two_people_who_disagree_are_asked_and_then_agree(team: Team) -> None:
    first, second = team.laptops
    one, other = enrol(first, "Ana López"), enrol(second, "Ana López")
    team.take(team.desk, team.carry(first), team.carry(second))
    for laptop in team.laptops:
        team.take(laptop, team.answer(laptop))
    same_child.judge(first, one, other, same=True)
    same_child.judge(second, other, one, same=False)
    team.take(team.desk, team.carry(first), team.carry(second))
    (link,) = same_child.judged(team.desk)
    assert link.same is None, "nobody wins silently"
    with pytest.raises(InputError):
        same_child.judge(team.desk, one, other, same=True)
    same_child.judge(team.desk, one, other, same=True, reason="the mother says so")
    for laptop in team.laptops:
        team.take(laptop, team.answer(laptop))
        assert [said.same for said in same_child.judged(laptop)] == [True]
    assert first.journal.dump() == second.journal.dump() == team.desk.journal.dump()


def test_a_record_is_not_its_own_double_and_nobody_links_who_is_not_here(team: Team) -> None:
    vault = team.laptops[0]
    one, before = enrol(vault, "Ana López"), vault.journal.dump()
    for other in (one, vault.journal.new_id(), "", "<img src=x>"):
        with pytest.raises(InputError):
            same_child.judge(vault, one, other, same=True)
    assert vault.journal.dump() | {"child": []} == before | {"child": []}
    assert same_child.judged(vault) == ()


def test_hostile_names_stand_side_by_side_as_they_are(team: Team) -> None:
    vault, names = team.laptops[0], ("<img src=x>", "x" * 200)
    one, other = (enrol(vault, name, mother="=1+1") for name in names)
    shown = {each.label: each for each in side_by_side(vault, one, other, Words("en"))}
    assert (shown["Name"].first, shown["Name"].second) == names
    assert shown["Name"].differs
    assert not shown["Caregivers"].differs
    assert "Phone" not in shown


def test_a_merge_tells_who_may_stand_here_twice(team: Team) -> None:
    first, second = team.laptops
    enrol(first, "Ana López")
    assert team.take(team.desk, team.carry(first)).duplicates == 0
    enrol(second, "Ana Lopez")
    assert team.take(team.desk, team.carry(second)).duplicates == 1
