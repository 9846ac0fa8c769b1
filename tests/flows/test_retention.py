"""What is over is listed and waits for a coordinator; nothing else is touched."""

from datetime import date, timedelta

import pytest

from imh_desktop.core.retention import over_since
from imh_desktop.errors import InputError
from imh_desktop.flows import care, devices, enrolling, erasing, retention
from imh_desktop.flows.contacting import log_contact
from imh_desktop.flows.enrolling import CaregiverForm, ChildForm
from imh_desktop.flows.referral_steps import AttemptForm
from imh_desktop.store import records
from imh_desktop.words import Words
from tests.flows.test_erasing import Family, everywhere, others, sound, vault

from .conftest import BORN, ON

WORDS = Words("en")
YEARS = ON + timedelta(days=3_000)
__all__ = ["vault"]


@pytest.fixture
def coordinator(vault):
    devices.certify_self(vault, "Desk", ON)
    return vault


def rules(vault, **months):
    retention.save_rules(vault, months, WORDS)


def test_a_new_vault_keeps_everything(vault, child):
    assert retention.rules(vault) == {}
    assert retention.due(vault, YEARS).nothing


@pytest.mark.parametrize("months", [{"after_end": 0}, {"private": 601}, {"contacts": -1}])
def test_a_rule_that_will_not_do_is_refused(vault, months):
    before = list(vault.journal.entries())
    with pytest.raises(InputError) as told:
        rules(vault, **months)
    assert told.value.place in months
    assert list(vault.journal.entries()) == before


def test_rules_are_set_and_taken_away(vault):
    rules(vault, after_end=120, private=24)
    assert retention.rules(vault) == {"after_end": 120, "private": 24}
    rules(vault, after_end=120)
    assert retention.rules(vault) == {"after_end": 120}


def test_only_a_coordinator_confirms_and_only_what_the_list_says(vault, library, child):
    rules(vault, after_last=12)
    found = retention.due(vault, YEARS)
    assert [each.child_id for each in found.children] == [child.child_id]
    before = list(vault.journal.entries())
    with pytest.raises(InputError, match="coordinator"):
        retention.erase_due(vault, library, found, [child.child_id], YEARS, WORDS)
    devices.certify_self(vault, "Desk", ON)
    for asked, on in (([vault.journal.new_id()], YEARS), ([child.child_id], ON)):
        with pytest.raises(InputError, match="changed"):
            retention.erase_due(vault, library, found, asked, on, WORDS)
    assert [e for e in vault.journal.entries() if e.record_type != "device"][: len(before) - 1]
    assert records.child(vault, child.child_id) is not None


def test_a_child_is_over_the_day_after_the_last_it_is_kept(coordinator, library):
    family = Family(coordinator, library, "Zyxqmarked")
    neighbour = enrolling.add_child(
        coordinator, ChildForm(given_name="Stays", born_earliest=BORN.isoformat()),
        (CaregiverForm(name="Ana"),), today=ON,
    )  # fmt: skip
    care.set_care(coordinator, family.child.child_id, "moved", ON, "to another town", WORDS)
    rules(coordinator, after_end=24)
    since = over_since(ON, 24)
    assert retention.due(coordinator, since - timedelta(days=1)).nothing
    (one,) = retention.due(coordinator, since).children
    assert (one.child_id, one.rule, one.since) == (family.child.child_id, "after_end", since)
    found = retention.due(coordinator, since)
    plan = erasing.plan(
        coordinator, library, erasing.What(kind="child", record_id=one.child_id), WORDS
    )
    gone = {row.record_id for row in plan.rows}
    before = others(coordinator, gone)
    retention.erase_due(coordinator, library, found, [one.child_id], since, WORDS)
    assert b"Zyxqmarked" not in everywhere(coordinator)
    assert others(coordinator, gone) == before
    assert retention.due(coordinator, since).nothing
    assert [one.child_id for one in records.children(coordinator)] == [neighbour.child_id]
    sound(coordinator)


def test_what_was_said_alone_goes_earlier_and_nothing_tells_whether_there_was_any(
    coordinator, library
):
    family = Family(coordinator, library, "Zyxqmarked")
    rules(coordinator, private=6)
    on = over_since(ON, 6)
    found = retention.due(coordinator, on)
    assert (found.private_until, found.children) == (ON, ())
    assert b"Zyxqmarked closed alone" in everywhere(coordinator)
    visit = records.visit(coordinator, family.visit_id)
    done = retention.erase_due(coordinator, library, found, [], on, WORDS)
    assert done == []
    left = everywhere(coordinator)
    assert b"Zyxqmarked closed alone" not in left
    assert b"Zyxqmarked open alone" in left  # of a later day
    assert records.visit(coordinator, family.visit_id) == visit
    assert retention.due(coordinator, on) == found
    sound(coordinator)


def test_tries_to_reach_a_family_go_earlier_and_the_later_ones_stay(coordinator, library, child):
    for days, came in ((0, "Zyxq first"), (40, "Zyxq later")):
        day = ON + timedelta(days=days)
        form = AttemptForm(on=day.isoformat(), how="phone", came=came)
        log_contact(coordinator, child.child_id, form, WORDS, today=day)
    rules(coordinator, contacts=1)
    on = over_since(ON, 1)
    found = retention.due(coordinator, on)
    assert found.contacts == {child.child_id: 1}
    retention.erase_due(coordinator, library, found, [], on, WORDS)
    left = everywhere(coordinator)
    assert (b"Zyxq first" in left, b"Zyxq later" in left) == (False, True)
    assert records.child(coordinator, child.child_id) == child
    sound(coordinator)


def test_until_is_the_last_day_that_is_over():
    for on in (date(2025, 3, 1), date(2024, 2, 29), date(2025, 2, 28), date(2025, 12, 31)):
        for months in (1, 2, 6, 12, 47):
            until = retention._until({"private": months}, "private", on)
            assert over_since(until, months) <= on
            assert over_since(until + timedelta(days=1), months) > on


def test_who_goes_on_with_an_erased_child_is_found(coordinator, library, child):
    what = erasing.What(kind="child", record_id=child.child_id)
    erasing.erase(coordinator, library, what, "family", WORDS)
    assert retention.due(coordinator, ON).nothing
    late = coordinator.journal.new_id()
    row = {"child_id": child.child_id, "on": ON.isoformat(), "band": "B4", "notes.R1": "Zyxq late"}
    coordinator.journal.write("visit", late, row)
    found = retention.due(coordinator, ON)
    assert [(each.child_id, each.rule) for each in found.children] == [
        (child.child_id, "came_after")
    ]
    retention.erase_due(coordinator, library, found, [child.child_id], ON, WORDS)
    assert b"Zyxq late" not in everywhere(coordinator)
    assert retention.due(coordinator, ON).nothing
