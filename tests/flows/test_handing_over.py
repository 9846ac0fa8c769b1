"""One family for another laptop: both go on, meet again, and nothing else goes along."""

from collections.abc import Iterator
from datetime import date
from itertools import permutations
from pathlib import Path

import pytest

from imh_desktop.content.library import Library
from imh_desktop.errors import InputError
from imh_desktop.exchange.archive import Recipients
from imh_desktop.exchange.archive.papers import Certificate
from imh_desktop.flows import carrying, enrolling, handing_over, merging, summarising
from imh_desktop.flows.archiving import Made
from imh_desktop.flows.enrolling import CaregiverForm, ChildForm
from imh_desktop.flows.handing_over import Giving
from imh_desktop.store import records
from imh_desktop.store.vault import Vault
from tests.flows.team import G, Team
from tests.flows.test_print_desk import closed_visit

DAY = date(2026, 11, 25)


@pytest.fixture
def team(tmp_path: Path) -> Iterator[Team]:
    team = Team(tmp_path, laptops=3)
    for laptop in team.laptops:
        for paper in team.papers:
            team_accept(laptop, paper)
    yield team
    team.close()


def team_accept(laptop: Vault, paper: Certificate) -> None:
    from imh_desktop.flows import devices

    devices.accept(laptop, paper.to_bytes(), "paper")


def family(vault: Vault, name: str) -> tuple[str, str]:
    """A child with a mother, a visit under way and a private talk; child and visit id."""
    form = ChildForm(given_name=name, born_earliest="2025-03-08")
    mother = CaregiverForm(name=f"Mother of {name}", phone="555-0101")
    child_id = enrolling.add_child(vault, form, (mother,)).child_id
    visit_id, talk_id = vault.journal.new_id(), vault.journal.new_id()
    vault.journal.write("visit", visit_id, {"child_id": child_id, "on": "2026-11-01"})
    vault.journal.write("visit", visit_id, {"notes.a": f"note of {name}"})
    said = {"visit_id": visit_id, "sensitivity": "G", "notes.b": f"private of {name}"}
    vault.journal.write("private", talk_id, said, chain=G)
    return child_id, visit_id


def give(team: Team, vault: Vault, *children: str, private: bool = False, **said: object) -> Path:
    team.made += 1
    target, to = team.place / f"given-{team.made}.imha", team.papers[1]
    said = {"kind": "cover", "reason": "ill", "from_on": DAY} | said
    giving = Giving(children=children, to=to, **said)  # type: ignore[arg-type]
    people = (to, team.spare)
    made = handing_over.give(
        vault, target, giving, Recipients(open=people, g=people[:1] if private else ())
    )
    assert isinstance(made, Made)
    return target


def words_of(vault: Vault) -> str:
    return repr(vault.journal.dump())


def test_one_family_goes_and_no_word_of_another(team: Team) -> None:
    giver, taker, _ = team.laptops
    ana, _ = family(giver, "Ana")
    family(giver, "Luz")
    report = team.take(taker, give(team, giver, ana, until_on=date(2026, 12, 12)))
    assert report.gaps == (), "what was withheld is not lost"
    assert [child.given_name for child in records.children(taker)] == ["Ana"]
    assert "note of Ana" in words_of(taker)
    for word in ("Luz", "private of"):
        assert word not in words_of(taker)
    (held,) = handing_over.holding(taker, DAY).values()
    assert (held.child_id, held.kind, held.until_on) == (ana, "cover", date(2026, 12, 12))
    assert handing_over.holding(taker, date(2026, 12, 13)) == {}
    assert len(records.children(giver)) == 2, "nothing leaves who gives"


def test_private_talk_goes_only_to_who_is_named_for_it(team: Team) -> None:
    giver, taker, _ = team.laptops
    ana, _ = family(giver, "Ana")
    family(giver, "Luz")
    team.take(taker, give(team, giver, ana, private=True))
    assert "private of Ana" in words_of(taker)
    assert "private of Luz" not in words_of(taker)


def test_a_receipt_does_not_tell_how_much_other_families_said_in_private(team: Team) -> None:
    giver, taker, other = team.laptops
    ana, _ = family(giver, "Ana")
    family(other, "Luz")
    team.take(giver, team.make(other, (team.papers[0], team.spare), (team.papers[0],)))
    parts = merging.verify(taker, give(team, giver, ana, private=True)).parts
    assert {held.chain_id for held in parts[G].receipt} == {run.chain_id for run in parts[G].runs}
    assert len(parts[G].receipt) == 1
    team.take(taker, give(team, giver, ana, private=True))
    team.take(taker, team.make(giver, (team.papers[1], team.spare), (team.papers[1],)))
    assert "private of Luz" in words_of(taker), "a whole archive tells all"


def test_both_go_on_and_meet_again_in_any_order(team: Team) -> None:
    giver, taker, _ = team.laptops
    ana, visit_id = family(giver, "Ana")
    luz, _ = family(giver, "Luz")
    team.take(taker, give(team, giver, ana, private=True))
    taker.journal.write("visit", visit_id, {"notes.c": "seen by who covers"})
    giver.journal.write("visit", visit_id, {"notes.d": "seen by who is ill"})
    both = [team.carry(giver), team.carry(taker)]
    dumps = []
    for number, order in enumerate(permutations(both)):
        desk = team.copy(team.copy_later(team.desk), f"desk-{number}")
        for file in order:
            team.take(desk, file)
        dumps.append(desk.journal.dump())
        for word in ("note of Ana", "note of Luz", "private of Ana", "private of Luz",
                     "seen by who covers", "seen by who is ill"):  # fmt: skip
            assert word in repr(dumps[-1])
    assert dumps[0] == dumps[1]
    assert team.take(team.desk, *both).gaps == ()
    assert {child.child_id for child in records.children(team.desk)} == {ana, luz}


def test_a_later_whole_archive_fills_what_was_withheld(team: Team) -> None:
    giver, taker, _ = team.laptops
    ana, _ = family(giver, "Ana")
    family(giver, "Luz")
    team.take(taker, give(team, giver, ana))
    team.take(team.desk, team.carry(giver))
    team.take(taker, team.answer(taker))
    assert {child.given_name for child in records.children(taker)} == {"Ana", "Luz"}
    for laptop in (giver, taker):
        team.take(team.desk, team.carry(laptop))
    team.take(giver, team.answer(giver))
    assert team.make(giver, (team.root,), (team.root,)).exists()


def test_who_covers_carries_alone_and_then_fills_from_the_giver(team: Team) -> None:
    giver, taker, _ = team.laptops
    family(giver, "Luz")
    ana, visit_id = family(giver, "Ana")
    team.take(taker, give(team, giver, ana))
    taker.journal.write("visit", visit_id, {"notes.c": "seen by who covers"})
    assert team.take(team.desk, team.carry(taker)).gaps == ()
    assert [child.given_name for child in records.children(team.desk)] == ["Ana"]
    assert "Luz" not in words_of(team.desk)
    team.take(giver, team.make(taker, (team.papers[0], team.spare)))
    team.take(taker, team.make(giver, (team.papers[1], team.spare)))
    names = {child.given_name for child in records.children(taker)}
    assert names == {"Ana", "Luz"}, "its receipt never claimed what was withheld"


def test_a_closed_visit_goes_and_its_private_talk_stays(team: Team, library: Library) -> None:
    giver, taker, _ = team.laptops
    visit_id = closed_visit(giver, library, "Ana")
    closed_visit(giver, library, "Luz")
    ana = next(each for each in records.children(giver) if each.given_name == "Ana")
    assert team.take(taker, give(team, giver, ana.child_id)).gaps == ()
    for word in ("Luz", "private words"):
        assert word not in words_of(taker)
    mine, given = (
        summarising.family_page(each, library, visit_id, "en", today=DAY).content
        for each in (giver, taker)
    )
    assert mine == given


def test_a_family_given_is_not_the_first_archive(team: Team) -> None:
    giver = team.laptops[0]
    ana, _ = family(giver, "Ana")
    family(giver, "Luz")
    give(team, giver, ana)
    assert carrying.waiting(giver).last_made_at == ""
    with pytest.raises(InputError, match="two recipients"):
        team.make(giver, (team.root,))


def test_giving_again_keeps_no_second_note(team: Team) -> None:
    giver = team.laptops[0]
    ana, _ = family(giver, "Ana")
    give(team, giver, ana)
    give(team, giver, ana)
    assert len(records.handovers(giver)) == 1


def test_a_child_named_twice_is_given_once(team: Team) -> None:
    giver = team.laptops[0]
    ana, _ = family(giver, "Ana")
    luz, _ = family(giver, "Luz")
    give(team, giver, ana, luz, ana)
    assert sorted(one.child_id for one in records.handovers(giver)) == sorted([ana, luz])


def test_the_reason_is_kept_as_notes_are(team: Team) -> None:
    giver = team.laptops[0]
    ana, _ = family(giver, "Ana")
    give(team, giver, ana, reason="  ill\r\nfor a week ")
    (one,) = records.handovers(giver)
    (entry,) = giver.journal.history(one.handover_id)
    assert entry.reason == "ill\nfor a week"


@pytest.mark.parametrize("slip", ["nobody", "reason", "backwards", "itself"])
def test_every_slip_is_refused_and_leaves_the_vault(team: Team, slip: str) -> None:
    giver = team.laptops[0]
    ana, _ = family(giver, "Ana")
    before, target = giver.journal.dump(), team.place / "slip.imha"
    to = team.papers[0 if slip == "itself" else 1]
    giving = Giving(
        children=("nobody",) if slip == "nobody" else (ana,), to=to, kind="handover",
        reason="  " if slip == "reason" else "moved", from_on=DAY,
        until_on=date(2020, 1, 1) if slip == "backwards" else None,
    )  # fmt: skip
    with pytest.raises(InputError):
        handing_over.give(giver, target, giving, Recipients(open=(to, team.spare)))
    assert giver.journal.dump() == before
    assert not target.exists()
