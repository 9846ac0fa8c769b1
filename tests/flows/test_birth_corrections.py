"""A birth corrected after visits: ages and bands by an independent count, results made anew as
amendments, and no page left that silently says what is no longer true."""

import random
from datetime import timedelta

import pytest
from msgspec.structs import replace

from imh_desktop.core.trace import RULE_SET
from imh_desktop.errors import InputError
from imh_desktop.flows import (
    birth_corrections,
    child_forms,
    enrolling,
    last_acts,
    printing,
    programme,
)
from imh_desktop.flows.closing import close
from imh_desktop.flows.demo import demo_programme
from imh_desktop.flows.effect_said import effect_lines
from imh_desktop.flows.enrolling import CaregiverForm, ChildForm
from imh_desktop.flows.page_choices import add_moment
from imh_desktop.flows.printing_log import given_pages, to_renew
from imh_desktop.flows.visit_record import visit_record
from imh_desktop.flows.visiting import start
from imh_desktop.store import records
from imh_desktop.store.vault import Vault
from imh_desktop.words import Words
from tests.core import age_oracle

from .conftest import ON
from .item_ids import T1
from .test_referring import FORM, write_referral

WORDS = Words("en")


def enrol(vault, born, weeks="39w0d"):
    form = ChildForm(given_name="Mara", born_earliest=born.isoformat(), gestation=weeks)
    return enrolling.add_child(vault, form, (CaregiverForm(name="Ines"),), today=ON)


def visited(vault, library, child, on, chance, *, alone=False):
    """A visit with some answers, ready to be closed."""
    visit = start(vault, library, child.child_id, on=on)
    visit.use_known("seen")
    for item in visit.items().values():
        if item.codes and not item.sensitivity.private and chance.random() < 0.7:
            visit.answer(item.item_id, chance.choice(item.codes))
    if alone:
        visit.alone_with(visit.caregivers[0].caregiver_id)
        visit.answer(T1, "no")
    for when in ("morning", "noon", "evening"):
        add_moment(visit, f"She laughed in the {when}")
    for item_id in visit.guidance.act_now:
        visit.record_action(item_id, "We called the clinic together.")
    return visit


def corrected(vault, library, child, born, weeks="39w0d", reason="the paper says so"):
    form = replace(
        child_forms.child_form(records.child(vault, child.child_id)),
        born_earliest=born.isoformat(), gestation=weeks,
    )  # fmt: skip
    return birth_corrections.correct(
        vault, library, child.child_id, form, (), reason, today=ON, words=WORDS
    )


def day(one):
    return (one.year, one.month, one.day)


def weeks_of(days):
    return f"{days // 7}w{days % 7}d"


def test_ages_and_bands_of_any_correction_are_what_a_slow_count_says(vault, library):
    """Ages before and after, for every visit, by a count that shares nothing with the program."""
    chance, seen = random.Random(7), {"other band": 0, "corrected age": 0, "early": 0}
    for _ in range(40):
        born = ON - timedelta(days=chance.randrange(40, 1500))
        weeks = chance.choice((None, 39 * 7, 40 * 7, chance.randrange(24 * 7, 37 * 7)))
        child = enrol(vault, born, weeks_of(weeks) if weeks else "")
        ons = sorted(born + timedelta(days=chance.randrange((ON - born).days)) for _ in range(2))
        visits = [start(vault, library, child.child_id, on=on).visit for on in ons]
        moved = min(born + timedelta(days=chance.randrange(-200, 90)), ons[0])
        other = chance.choice((weeks, chance.randrange(24 * 7, 42 * 7)))
        form = replace(
            child_forms.child_form(child), born_earliest=moved.isoformat(),
            gestation=weeks_of(other) if other else "",
        )  # fmt: skip
        found = birth_corrections.effects(vault, library, child.child_id, form, today=ON)
        if (moved, other) == (born, weeks):
            assert found == ()
            continue
        assert [effect.visit for effect in found] == visits
        for effect in found:
            on = day(effect.visit.on)
            for reading, first, early in ((effect.then, born, weeks), (effect.now, moved, other)):
                said, working, band, _due = age_oracle.read(day(first), early, on, "default")
                old = reading.chronological
                assert f"{old.months}m{old.days}d" == said
                assert reading.band == band
                if reading.working is not None:
                    counted = f"{reading.working.months}m{reading.working.days}d"
                    assert counted == working
            seen["other band"] += effect.other_band
            seen["corrected age"] += effect.now.basis == "corrected"
            seen["early"] += effect.now.working is None
            assert effect_lines(effect, WORDS)
    assert min(seen.values()) > 0, seen


@pytest.mark.parametrize("seed", range(4))
def test_a_visit_corrected_later_says_what_it_would_have_said(tmp_path, library, seed):
    """Two vaults, one visit: in one the birth is put right while the visit is open, in the other
    after it was finished. Both end with the same results."""
    results, private = [], []
    born, right = ON - timedelta(days=305), ON - timedelta(days=305 + (-40, 25, 130, 70)[seed])
    weeks = ("39w0d", "39w0d", "39w0d", "32w0d")[seed]
    for name in ("before", "after"):
        with Vault.create_with_key(tmp_path / name, b"k" * 32, "Rosa") as vault:
            chance = random.Random(seed)
            child = enrol(vault, born)
            visit = visited(vault, library, child, ON, chance, alone=True)
            if name == "before":
                corrected(vault, library, child, right, weeks)
                visit.reload()
                for item_id in visit.guidance.act_now:
                    visit.record_action(item_id, "We called the clinic together.")
            close(visit)
            if name == "after":
                corrected(vault, library, child, right, weeks)
            said = records.results(vault, visit.visit.visit_id)
            results.append(comparable(said, visit.visit.visit_id))
            private += [
                comparable(vault.journal.closed(visit.ledger.record_id(
                    (talk.caregiver_id, talk.sensitivity))), visit.visit.visit_id)
                for talk in visit.private
            ]  # fmt: skip
            assert records.visit(vault, visit.visit.visit_id).band == "B4"
            assert vault.journal.verify() == ()
    assert results[0] == results[1]
    assert private[0] == private[1]
    assert results[1]["rule_set"] == RULE_SET


def comparable(results, visit_id):
    return {name: str(value).replace(visit_id, "") for name, value in results.items()}


@pytest.fixture
def given(vault, library):
    """A finished visit whose page is with the family, and a referral of it."""
    programme.save(vault, demo_programme(ON, WORDS), today=ON)
    child = enrol(vault, ON - timedelta(days=305))
    visit = visited(vault, library, child, ON, random.Random(1))
    close(visit)
    giving = printing.Giving(visit_id=visit.visit.visit_id, safe="print", way="print")
    page = printing.give(vault, library, giving, ON)
    write_referral(
        vault, library, visit.visit.visit_id, replace(FORM, items=(), lines=("contact",)), today=ON
    )
    return child, visit.visit.visit_id, page.printed


def test_every_page_given_is_named_as_outdated_and_a_new_one_is_offered(vault, library, given):
    child, visit_id, printed = given
    form = replace(
        child_forms.child_form(child), born_earliest=(ON - timedelta(days=290)).isoformat()
    )
    (effect,) = birth_corrections.effects(vault, library, child.child_id, form, today=ON)
    assert [page.code for page in effect.pages] == [printed.code]
    lines = " ".join(effect_lines(effect, WORDS))
    assert printed.code in lines
    assert "Early <b>" in lines
    corrected(vault, library, child, ON - timedelta(days=290))
    (line,) = given_pages(vault, child.child_id)
    assert line.state == "visit_changed"
    assert to_renew((line,)) == (line,)
    record = visit_record(vault, library, visit_id, "en", words=WORDS)
    (amendment,) = record.amended
    assert amendment.reason == "the paper says so"
    (said,) = [each for each in amendment.changed if "Birth date" in each]
    assert "9 August 2025" in said
    assert "24 August 2025" in said
    assert printed.code in said
    giving = printing.Giving(visit_id=visit_id, safe="print", way="print")
    printing.give(vault, library, giving, ON)
    assert to_renew(given_pages(vault, child.child_id)) == ()


def test_nothing_is_corrected_without_a_reason_or_by_another_door(vault, library, given):
    child, *_ = given
    before = vault.journal.dump()
    form = replace(child_forms.child_form(child), gestation="32w0d")
    with pytest.raises(InputError, match="why"):
        birth_corrections.correct(vault, library, child.child_id, form, (), "  ", today=ON)
    with pytest.raises(InputError, match="Say why"):
        enrolling.edit_child(vault, child.child_id, form, today=ON)
    late = replace(form, born_earliest=(ON + timedelta(days=1)).isoformat())
    with pytest.raises(InputError, match="before the birth"):
        birth_corrections.effects(
            vault, library, child.child_id, late, today=ON + timedelta(days=2)
        )
    assert vault.journal.dump() == before
    enrolling.edit_child(vault, child.child_id, replace(form, gestation="39w0d", number="7"))


def test_a_correction_is_not_undone_behind_the_visits(vault, library, given):
    child, *_ = given
    corrected(vault, library, child, ON - timedelta(days=290))
    act = last_acts.last_acts(vault, library, WORDS, 1)[0]
    assert "Edit details" in act.refused
    with pytest.raises(InputError, match="Visits stand on this"):
        last_acts.take_back(vault, library, act.act_id, WORDS)


def test_what_came_out_the_same_is_not_written_again(vault, library, given):
    """One day older changes neither step nor day here; the visit says that it was corrected."""
    child, visit_id, _printed = given
    stored = records.results(vault, visit_id)
    corrected(vault, library, child, ON - timedelta(days=306))
    last = vault.journal.history(visit_id)[-1]
    assert [field.partition(".")[0] for field in last.changes] == ["corrections"]
    assert records.results(vault, visit_id) == stored


def test_a_correction_travels_and_both_laptops_say_the_same(vault, library, given, tmp_path):
    child, *_ = given
    corrected(vault, library, child, ON - timedelta(days=290), "32w0d")
    with Vault.create_with_key(tmp_path / "other", b"k" * 32, "Luz") as other:
        other.journal.admit(vault.journal.entries())
        hidden = {vault.worker_id, vault.device_id, other.worker_id, other.device_id}
        assert len(hidden) == 4
        for table in ("child", "visit", "closed", "conflict", "late", "print"):
            assert other.journal.dump()[table] == vault.journal.dump()[table]
