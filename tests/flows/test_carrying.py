"""When a visitor is reminded to carry: after the programme's own days, never without need."""

from datetime import UTC, datetime, timedelta

import pytest
from msgspec.structs import replace

from imh_desktop.errors import InputError
from imh_desktop.flows import carrying, devices, programme
from imh_desktop.store.vault import Vault
from imh_desktop.ui import carry_words
from imh_desktop.words import Words
from tests.flows.team import DAY, G, Team, begin


def _at(days: int, since: str = DAY.isoformat()) -> datetime:
    return datetime.fromisoformat(since).astimezone(UTC) + timedelta(days=days)


def _reads(team: Team, laptop: Vault) -> None:
    carrying.choose_readers(laptop, {team.root.device_id}, set(), set())


def test_who_joined_lately_or_has_chosen_nobody_is_not_reminded(team: Team) -> None:
    laptop = team.laptops[0]
    begin(laptop)
    assert carrying.days_late(laptop, _at(400)) == 0
    _reads(team, laptop)
    assert [carrying.days_late(laptop, _at(day)) for day in (0, 14, 15)] == [0, 0, 15]


def test_the_programme_says_after_how_many_days_and_its_word_travels_down(team: Team) -> None:
    laptop = team.laptops[0]
    _reads(team, laptop)
    form = replace(programme.form_of(programme.read(team.desk)), carry_days=3)
    programme.save(team.desk, form)
    team.take(laptop, team.answer(laptop))
    assert [carrying.days_late(laptop, _at(day)) for day in (3, 4)] == [0, 4]


def test_an_archive_ends_the_reminder_and_a_receipt_ends_it_for_good(team: Team) -> None:
    laptop = team.laptops[0]
    begin(laptop)
    _reads(team, laptop)
    archive = team.carry(laptop)
    made = laptop.carriage.made()[-1].noted_at[:10]
    assert [carrying.days_late(laptop, _at(day, made)) for day in (14, 15)] == [0, 15]
    team.take(team.desk, archive)
    team.take(laptop, team.answer(laptop))
    assert carrying.days_late(laptop, _at(400)) == 0
    begin(laptop)
    assert carrying.days_late(laptop, _at(15, made)) == 15


def test_private_talk_alone_reminds_of_nothing(team: Team) -> None:
    laptop = team.laptops[0]
    _reads(team, laptop)
    team.take(team.desk, team.carry(laptop))
    team.take(laptop, team.answer(laptop))
    begin(laptop, G)
    assert carrying.days_late(laptop, _at(400)) == 0


def test_who_was_shut_out_is_waited_for_no_longer(team: Team) -> None:
    laptop, other = team.laptops
    paper = team.papers[1]
    devices.accept(laptop, paper.to_bytes(), "other")
    begin(laptop)
    carrying.choose_readers(laptop, {team.root.device_id, paper.device_id}, set(), set())
    team.take(team.desk, team.carry(laptop))
    team.take(laptop, team.answer(laptop))
    assert carrying.days_late(laptop, _at(400)) > 0
    shut_out = devices.revoke(team.desk, other.device_id, "stolen")
    devices.accept(laptop, shut_out.to_bytes(), "shut-out")
    assert carrying.days_late(laptop, _at(400)) == 0


@pytest.mark.parametrize("days", [0, -1, 91])
def test_a_number_of_days_that_will_not_do_is_refused(team: Team, days: int) -> None:
    before = team.desk.journal.dump()
    form = replace(programme.form_of(programme.read(team.desk)), carry_days=days)
    with pytest.raises(InputError) as caught:
        programme.save(team.desk, form)
    assert caught.value.place == "carry_days"
    assert team.desk.journal.dump() == before


def test_what_others_wrote_waits_too_and_has_no_day_of_ours(team: Team) -> None:
    laptop, other = team.laptops
    carrying.choose_readers(team.desk, {team.papers[1].device_id}, set(), set())
    team.take(other, team.answer(other))
    team.take(team.desk, team.carry(other))
    assert carrying.waiting(team.desk).since == ""
    begin(laptop)
    team.take(team.desk, team.carry(laptop))
    found = carrying.waiting(team.desk)
    assert (found.visits, found.since) == (1, "")
    assert next(carry_words.what(Words("en"), found)) == (
        "1 visit and 0 children, written on other laptops"
    )
