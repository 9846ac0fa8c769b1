"""When a visitor is reminded to carry: after the programme's own days, never without need."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis.strategies import DataObject, booleans, data, floats, lists
from msgspec.structs import replace

from imh_desktop.errors import InputError
from imh_desktop.flows import carrying, devices, programme
from imh_desktop.store.receipts import Held
from imh_desktop.store.vault import Vault
from imh_desktop.ui import carry_words
from imh_desktop.words import Words
from tests.flows.team import OPEN, G, Team, begin


def _at(days: int) -> datetime:
    """So many days after the day on which these laptops write."""
    return datetime(2026, 3, 1, 20, 0, tzinfo=UTC) + timedelta(days=days)


def _carried(team: Team, laptop: Vault, when: datetime) -> Path:
    laptop.carriage._clock = lambda: when
    return team.carry(laptop)


def _reads(team: Team, laptop: Vault) -> None:
    carrying.choose_readers(laptop, {team.root.device_id}, set(), set())


def test_work_that_nobody_confirmed_is_told_by_its_age(team: Team) -> None:
    laptop = team.laptops[0]
    begin(laptop)
    assert carrying.days_late(laptop, _at(400)) == 0, "nobody was chosen yet"
    _reads(team, laptop)
    assert [carrying.days_late(laptop, _at(day)) for day in (0, 14, 15)] == [0, 0, 15]


def test_the_programme_says_after_how_many_days_and_its_word_travels_down(team: Team) -> None:
    laptop = team.laptops[0]
    _reads(team, laptop)
    form = replace(programme.form_of(programme.read(team.desk)), carry_days=3)
    programme.save(team.desk, form)
    team.take(laptop, team.answer(laptop))
    begin(laptop)
    assert [carrying.days_late(laptop, _at(day)) for day in (3, 4)] == [0, 4]


def test_an_archive_lets_it_wait_twice_as_long_and_a_receipt_ends_it(team: Team) -> None:
    laptop = team.laptops[0]
    begin(laptop)
    _reads(team, laptop)
    late = carrying.days_late
    archive = _carried(team, laptop, _at(10))
    assert [late(laptop, _at(day)) for day in (10, 15, 24, 25)] == [0, 0, 0, 25]
    _carried(team, laptop, _at(26))
    assert [late(laptop, _at(day)) for day in (26, 28, 29)] == [0, 0, 29], "nobody answers"
    team.take(team.desk, archive)
    team.take(laptop, team.answer(laptop))
    assert late(laptop, _at(400)) == 0


def test_what_was_written_yesterday_is_not_late_because_the_last_archive_is_old(
    team: Team, monkeypatch: pytest.MonkeyPatch
) -> None:
    laptop = team.laptops[0]
    begin(laptop)
    _reads(team, laptop)
    team.take(team.desk, team.carry(laptop))
    team.take(laptop, team.answer(laptop))
    monkeypatch.setattr(laptop.journal._pen, "_clock", lambda: _at(50))
    begin(laptop)
    assert [carrying.days_late(laptop, _at(day)) for day in (51, 64, 65)] == [0, 0, 15]


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(data=data())
def test_the_oldest_is_that_of_a_look_at_every_entry(data: DataObject, team: Team) -> None:
    """With visits that lie loose and packed, and a receipt from somewhere among them."""
    laptop, reader = team.laptops[0], team.root.device_id
    journal = laptop.journal
    for packed in data.draw(lists(booleans(), max_size=3)):
        visit = begin(laptop)
        if packed:
            journal.close(visit, {})
    (tip,) = (tip for tip in journal.tips() if tip.chain.chain_class is OPEN)
    last = int(data.draw(floats(0, 1)) * tip.seq)
    receipts = laptop.carriage._receipts
    with journal.transaction():
        receipts.note(
            reader,
            OPEN,
            f"{len(list(journal.entries())):09}",
            [Held(tip.chain.chain_id, 1, last, b"")],
        )
    entries = [entry for entry in journal.entries() if entry.chain == tip.chain]
    said = receipts.all()[reader][0].last
    oracle = min((e.recorded_at for e in entries if e.seq > said), default="")
    assert laptop.carriage.oldest_unconfirmed([reader]) == oracle


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
