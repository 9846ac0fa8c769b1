"""What a coordinator settles reaches the visitors' laptops by the archives she makes for them."""

import pytest
from msgspec.structs import replace

from imh_desktop.content.library import Library
from imh_desktop.core.privacy import ChainClass
from imh_desktop.errors import InputError
from imh_desktop.flows import answering, carrying, devices, known_laptops, programme
from imh_desktop.flows.archiving import make_archive
from imh_desktop.store import records
from imh_desktop.store.vault import Vault
from tests.flows.parted import R1, Parted, choice_of
from tests.flows.team import DAY, Team, begin
from tests.flows.test_programme import FULL, ON


@pytest.fixture
def parted(team: Team, library: Library) -> Parted:
    return Parted(team, library)


def _down(team: Team, *laptops: Vault) -> None:
    for laptop in laptops or team.laptops:
        team.take(laptop, team.answer(laptop))


def _third(team: Team) -> Vault:
    """A laptop that joins by one file each way, and has carried once."""
    third = team.vault("third")
    asked = answering.join(third, "Carla", DAY)
    answer = answering.answer(team.desk, asked.to_bytes(), "request", "visitor")
    answering.take_up(third, answer, "answer", team.root.fingerprint)
    begin(third)
    team.take(team.desk, team.carry(third))
    return third


def _readers(vault: Vault) -> set[str]:
    return {one.device_id for one in carrying.possible_readers(vault)}


def _keep_in_mind(vault: Vault, *device_ids: str) -> None:
    carrying.choose_readers(vault, set(device_ids), set(), set())


def test_settings_a_partner_and_a_decision_hold_on_every_laptop(parted: Parted) -> None:
    desk = parted.team.desk
    parted.answered(parted.one, R1, "often")
    parted.answered(parted.other, R1, "not_yet")
    parted.gather()
    programme.save(desk, FULL, today=ON)
    partner = desk.journal.new_id()
    desk.journal.write("partner", partner, {"name": "Early <b>", "phone": "555-0150"})
    (asked,) = parted.questions(desk)
    parted.keep(desk, asked, choice_of(asked, "Often"), "I rang the family.")
    _down(parted.team)
    for laptop in parted.team.laptops:
        assert programme.form_of(programme.read(laptop)) == FULL
        assert [(one.partner_id, one.name) for one in records.partners(laptop)] == [
            (partner, "Early <b>")
        ]
        assert parted.questions(laptop) == ()
        assert parted.at(laptop).visit.answers[R1].code == "often"
    assert parted.same()


def test_later_settings_take_the_place_of_earlier_ones_and_repeats_change_nothing(
    team: Team,
) -> None:
    laptop = team.laptops[0]
    programme.save(team.desk, FULL, today=ON)
    early = team.answer(laptop)
    team.take(laptop, early)
    less = replace(FULL, name="New name", support=FULL.support[:2])
    programme.save(team.desk, less, today=ON)
    _down(team, laptop)
    team.take(laptop, early)
    assert programme.form_of(programme.read(laptop)) == less


def test_two_who_changed_one_setting_are_told_and_a_decision_travels_down(parted: Parted) -> None:
    desk, one = parted.team.desk, parted.one
    programme.save(desk, FULL, today=ON)
    parted.share()
    programme.save(desk, replace(FULL, name="Desk's"), today=ON)
    programme.save(one, replace(FULL, name="Laptop's"), today=ON)
    parted.gather()
    record = desk.journal.record(records.PROGRAMME_ID)
    assert record is not None
    assert {each.value for each in record.conflicts["name"]} == {"Desk's", "Laptop's"}
    desk.journal.decide(records.PROGRAMME_ID, "name", "Desk's", "agreed")
    _down(parted.team)
    assert [programme.read(laptop).name for laptop in parted.team.laptops] == ["Desk's"] * 2


def test_a_certificate_comes_along_so_that_laptops_can_carry_for_each_other(team: Team) -> None:
    third, one = _third(team), team.laptops[0]
    assert third.device_id not in _readers(one)
    _down(team, one)
    assert third.device_id in _readers(one)
    _keep_in_mind(one, third.device_id, team.root.device_id)
    visit = begin(one)
    team.made += 1
    target = team.place / f"{team.made}.imha"
    make_archive(one, target, carrying.recipients(one))
    team.take(third, target)
    assert third.journal.record(visit)


def test_who_is_shut_out_gets_and_says_nothing_more_once_its_paper_was_opened(team: Team) -> None:
    third, one = _third(team), team.laptops[0]
    _down(team, one)
    _keep_in_mind(one, third.device_id, team.root.device_id)
    paper = devices.revoke(team.desk, third.device_id, "stolen").to_bytes()
    before = one.journal.dump()
    answering.take_up(one, paper, "shut-out")
    assert third.device_id not in _readers(one)
    assert [each.device_id for each in carrying.readers(one)] == [team.root.device_id]
    (known,) = [o for o in known_laptops.known_laptops(one) if o.device_id == third.device_id]
    assert known.revoked
    begin(third)
    late = team.carry(third)
    with pytest.raises(InputError, match="revoked"):
        team.take(team.desk, late)
    assert one.journal.dump() == before


def test_an_archive_says_nothing_of_who_was_shut_out(team: Team) -> None:
    """A paper names chains with their lengths, private ones too; so it is never put in."""
    third, one = _third(team), team.laptops[0]
    begin(third, ChainClass.G)
    team.take(team.desk, team.carry(third))
    devices.revoke(team.desk, third.device_id, "stolen")
    _down(team, one)
    assert devices.trust(one).revocations == ()
