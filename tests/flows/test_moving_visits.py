"""A visit recorded with the wrong child: moved whole, nothing lost, neither family told of the
other."""

import csv
import random
from datetime import UTC, datetime, timedelta
from io import StringIO

import pytest
from msgspec.structs import replace

from imh_desktop.errors import InputError
from imh_desktop.flows import (
    devices,
    exporting_tables,
    last_acts,
    moving_visits,
    print_desk,
    printing,
    programme,
    referring,
    trash,
)  # fmt: skip
from imh_desktop.flows.amending import amended
from imh_desktop.flows.closing import close
from imh_desktop.flows.demo import demo_programme
from imh_desktop.flows.effect_said import effect_lines
from imh_desktop.flows.enrolling import CaregiverForm, ChildForm, add_child
from imh_desktop.flows.export_tables import Ask, prepare
from imh_desktop.flows.moving_visits import NEW, Move
from imh_desktop.flows.own_referring import (
    of_adult,
    own_referral_page,
    withdraw_own,
    write_own_referral,
)
from imh_desktop.flows.page_choices import add_moment
from imh_desktop.flows.printing_log import given_pages, to_renew
from imh_desktop.flows.refusing import PageRefused
from imh_desktop.flows.visit_record import visit_record
from imh_desktop.flows.visiting import resume, start
from imh_desktop.store import records
from imh_desktop.store.vault import Vault
from imh_desktop.words import Words

from .conftest import ON
from .item_ids import R1, T1
from .sent import agreed_to_print
from .test_birth_corrections import comparable, visited
from .test_own_referral import FORM as OWN
from .test_referring import FORM, write_referral

WORDS = Words("en")


def enrol(vault, name, days, *people):
    form = ChildForm(given_name=name, born_earliest=(ON - timedelta(days=days)).isoformat())
    adults = tuple(CaregiverForm(name=each, phone=f"555-{each}") for each in people)
    return add_child(vault, form, adults, today=ON)


class Two:
    """A finished visit with the wrong child, with something told, something said alone, a page
    with the family and a letter."""

    def __init__(self, vault, library):
        self.vault, self.library = vault, library
        programme.save(vault, demo_programme(ON, WORDS), today=ON)
        self.wrong = enrol(vault, "Wrongchild", 305, "Ines", "Bo")
        self.right = enrol(vault, "Rightchild", 420, "Ines")
        self.ines, self.bo = (
            one.caregiver_id for one in records.caregivers(vault, self.wrong.child_id)
        )
        (right,) = records.caregivers(vault, self.right.child_id)
        self.right_ines = right.caregiver_id
        visit = visited(vault, library, self.wrong, ON, random.Random(4))
        visit.use_known("told", self.ines)
        visit.answer(R1, "often")
        visit.alone_with(self.bo)
        visit.answer(T1, "no")
        visit.keep_note(T1, "He was calm.")
        close(visit)
        self.visit_id = visit.visit.visit_id

    def move(self, to=None, **people):
        said = {"Ines": self.right_ines, "Bo": NEW} | people
        whom = {"Ines": self.ines, "Bo": self.bo}
        what = Move(
            visit_id=self.visit_id, to_child_id=to or self.right.child_id, reason="wrong record",
            people={whom[name]: who for name, who in said.items() if who},
        )  # fmt: skip
        moving_visits.move(self.vault, self.library, what, ON, WORDS)

    def give(self):
        giving = printing.Giving(visit_id=self.visit_id, safe="print", way="print")
        return printing.give(self.vault, self.library, giving, ON).printed


@pytest.fixture
def two(vault, library):
    return Two(vault, library)


def test_a_moved_visit_is_whole_with_the_right_child(vault, two):
    before, kept = records.visit(vault, two.visit_id), list(vault.journal.entries())
    two.move()
    after = records.visit(vault, two.visit_id)
    assert records.visits(vault, two.wrong.child_id) == []
    assert records.visits(vault, two.right.child_id) == [after]
    assert (after.on, after.band, after.notes) == (before.on, before.band, before.notes)
    assert after.answers.keys() == before.answers.keys()
    assert after.answers[R1].informant == two.right_ines
    assert {item: a.code for item, a in after.answers.items()} == {
        item: a.code for item, a in before.answers.items()
    }
    (talk,) = [t for t in records.private_talks(vault, two.visit_id) if t.answers or t.notes]
    adults = {one.caregiver_id: one for one in records.caregivers(vault, two.right.child_id)}
    assert adults[talk.caregiver_id].name == "Bo"
    assert (talk.answers[T1].code, talk.notes) == ("no", {T1: "He was calm."})
    entries = {entry.entry_id: entry for entry in vault.journal.entries()}
    assert all(entries[entry.entry_id] == entry for entry in kept)
    assert vault.journal.verify() == ()


def test_results_are_those_of_a_visit_made_with_the_right_child(tmp_path, library):
    """Two vaults: moved while it is open and then finished, or finished and then moved."""
    said = []
    for name in ("open", "finished"):
        with Vault.create_with_key(tmp_path / name, b"k" * 32, "Rosa") as vault:
            wrong, right = enrol(vault, "W", 305, "Ines"), enrol(vault, "R", 420, "Ines")
            visit = visited(vault, library, wrong, ON, random.Random(2), alone=True)
            visit_id = visit.visit.visit_id
            people = moving_visits.likely(vault, visit_id, right.child_id)
            what = Move(visit_id=visit_id, to_child_id=right.child_id, people=people, reason="so")
            if name == "finished":
                close(visit)
            moving_visits.move(vault, library, what, ON, WORDS)
            if name == "open":
                close(resume(vault, library, visit_id))
            assert records.visit(vault, visit_id).band == "B4"
            ids = [e.record_id for e in vault.journal.entries() if e.record_type == "private"]
            private = [vault.journal.closed(id_) for id_ in dict.fromkeys(ids)]
            said.append((
                comparable(records.results(vault, visit_id), visit_id),
                sorted(str(comparable(one, visit_id)) for one in private if one),
            ))  # fmt: skip
            assert vault.journal.verify() == ()
    assert said[0][0] == said[1][0]
    assert said[0][1][-1:] == said[1][1][-1:]


def test_what_it_changes_is_told_before(vault, library, two):
    printed = two.give()
    write_referral(
        vault, library, two.visit_id, replace(FORM, items=(), lines=("contact",)), today=ON
    )
    effect = moving_visits.effect(vault, library, two.visit_id, two.right.child_id, WORDS)
    said = " ".join(effect_lines(effect, WORDS))
    assert effect.other_band
    assert "Made with the checklist for 9 to 12 months, which stays." in said
    assert printed.code in said
    assert "Early <b>" in said


def test_neither_family_s_papers_tell_of_the_other(vault, library, two):
    printed = two.give()
    referral_id = write_referral(
        vault, library, two.visit_id, replace(FORM, items=(), lines=("contact",)), today=ON
    )
    for each in (two.wrong, two.right):
        agreed_to_print(vault, each.child_id, ON)
    sent = printing.send(
        vault, library, printing.Giving(visit_id=two.visit_id, safe="print", way="desk"), ON
    )
    two.move()
    lines = given_pages(vault, two.wrong.child_id)
    assert {line.state for line in lines} == {"moved"}
    assert to_renew(lines) == ()
    with pytest.raises(InputError, match="another child"):
        printing.reprint(vault, printed.print_id, "print", ON)
    with pytest.raises(InputError, match="another child"):
        referring.referral_page(vault, library, referral_id, "en", today=ON)
    with pytest.raises(PageRefused):
        print_desk.require_going(vault, sent)
    record = visit_record(vault, library, two.visit_id, "en", words=WORDS)
    assert "Wrongchild" not in repr(record)
    assert two.wrong.child_id not in repr(record)
    assert "wrong record" in repr(record.amended)
    (line,) = amended(vault, library, two.visit_id, WORDS)
    assert any("another child by mistake" in said and printed.code in said for said in line.changed)
    (moved,) = moving_visits.moved_away(vault, two.wrong.child_id, WORDS)
    assert (moved.visit_on, moved.by, moved.reason) == ("10 June 2026", "Visitor", "wrong record")
    assert two.give().child_id == two.right.child_id


def test_a_move_is_not_half_undone(vault, library, two):
    two.move()
    act = last_acts.last_acts(vault, library, WORDS, 1)[0]
    assert "Move it back" in act.refused
    assert act.restores == "", "nothing is offered that is refused"
    assert act.said == "Moved to another child: the visit of 10 June 2026", "Bo is not Wrongchild's"
    with pytest.raises(InputError, match="Move it back"):
        last_acts.take_back(vault, library, act.act_id, WORDS)


def test_exports_and_copies_take_a_moved_and_corrected_visit(vault, library, two, tmp_path):
    two.move()
    devices.certify_self(vault, "Desk", ON)
    prepared = prepare(vault, library, "csv", Ask(now=datetime.now(UTC)))
    done = exporting_tables.export_csv(prepared, tmp_path / "out")
    text = (done.path / "visits.csv").read_text(encoding="utf-8-sig")
    (row,) = csv.DictReader(StringIO(text))
    assert row["child_id"] == two.right.child_id


def test_it_can_be_moved_back(vault, two):
    before = records.visit(vault, two.visit_id)
    two.move()
    there = {one.name: one.caregiver_id for one in records.caregivers(vault, two.right.child_id)}
    back = Move(
        visit_id=two.visit_id, to_child_id=two.wrong.child_id, reason="it was right",
        people={there["Ines"]: two.ines, there["Bo"]: two.bo},
    )  # fmt: skip
    moving_visits.move(vault, two.library, back, ON, WORDS)
    assert records.visit(vault, two.visit_id) == before
    (talk,) = [t for t in records.private_talks(vault, two.visit_id) if t.answers or t.notes]
    assert (talk.caregiver_id, talk.notes) == (two.bo, {T1: "He was calm."})
    assert vault.journal.verify() == ()


def test_what_will_not_do_is_refused_and_nothing_is_written(vault, library, two, tmp_path):
    young = enrol(vault, "Young", 0, "Ines")
    before = vault.journal.dump()
    for people in ({"Ines": ""}, {"Bo": two.ines}, {"Bo": two.right_ines}, {"Ines": "x"}):
        with pytest.raises(InputError) as refused:
            two.move(**people)
        assert refused.value.place == "people"
    with pytest.raises(InputError, match="already"):
        two.move(to=two.wrong.child_id)
    with pytest.raises(InputError):
        two.move(to="nobody")
    assert moving_visits.effect(vault, library, two.visit_id, young.child_id, WORDS)
    with pytest.raises(InputError, match="why"):
        moving_visits.move(
            vault, library,
            Move(visit_id=two.visit_id, to_child_id=two.right.child_id, people={}, reason=" "),
            ON, WORDS,
        )  # fmt: skip
    assert vault.journal.dump() == before
    with Vault.create_with_key(tmp_path / "other", b"k" * 32, "Luz") as other:
        other.journal.admit(vault.journal.entries())
        with pytest.raises(InputError, match="another laptop"):
            moving_visits.effect(other, library, two.visit_id, two.right.child_id, WORDS)


def test_an_open_visit_is_moved_and_gone_on_with(vault, library, two):
    draft = start(vault, library, two.wrong.child_id, on=ON + timedelta(days=1))
    draft.use_known("seen")
    draft.answer(R1, "often")
    people = {two.ines: two.right_ines, two.bo: NEW}
    what = Move(
        visit_id=draft.visit.visit_id, to_child_id=two.right.child_id, people=people, reason="oops"
    )
    moving_visits.move(vault, library, what, ON, WORDS)
    again = resume(vault, library, draft.visit.visit_id)
    assert again.child.child_id == two.right.child_id
    for when in ("morning", "noon", "evening"):
        add_moment(again, f"She laughed in the {when}")
    close(again)


def test_undo_in_a_moved_open_visit_takes_back_answers_and_never_the_move(vault, library, two):
    draft = start(vault, library, two.wrong.child_id, on=ON + timedelta(days=1))
    draft.use_known("seen")
    draft.answer(R1, "often")
    draft.alone_with(two.bo)
    draft.answer(T1, "no")
    people = {two.ines: two.right_ines, two.bo: NEW}
    what = Move(
        visit_id=draft.visit.visit_id, to_child_id=two.right.child_id, people=people, reason="oops"
    )
    moving_visits.move(vault, library, what, ON, WORDS)
    bo = records.caregivers(vault, two.right.child_id)[1].caregiver_id
    again = resume(vault, library, draft.visit.visit_id)
    again.alone_with(bo)
    while again.can_undo:
        again.undo()
    visit = records.visit(vault, draft.visit.visit_id)
    assert visit.child_id == two.right.child_id
    assert visit.answers == {}
    (talk,) = [t for t in records.private_talks(vault, visit.visit_id) if t.answers]
    assert (talk.caregiver_id, talk.answers[T1].code) == (bo, "no")


def test_a_visit_moved_to_and_fro_is_told_once_and_by_what_is_true_now(vault, library, two):
    draft = start(vault, library, two.wrong.child_id, on=ON + timedelta(days=1))
    visit_id = draft.visit.visit_id

    def move(to, reason):
        people = moving_visits.likely(vault, visit_id, to)
        what = Move(visit_id=visit_id, to_child_id=to, people=people, reason=reason)
        moving_visits.move(vault, library, what, ON, WORDS)

    def told(child):
        return [one.reason for one in moving_visits.moved_away(vault, child.child_id, WORDS)]

    move(two.right.child_id, "first")
    assert (told(two.wrong), told(two.right)) == (["first"], [])
    move(two.wrong.child_id, "back")
    assert (told(two.wrong), told(two.right)) == ([], ["back"])
    move(two.right.child_id, "again")
    assert (told(two.wrong), told(two.right)) == (["again"], [])
    move(two.wrong.child_id, "back again")
    two.move()
    trash.put(vault, visit_id, "not needed", WORDS)
    assert records.visit(vault, visit_id) is None
    assert (told(two.wrong), told(two.right)) == (["wrong record"], ["back again"])
    trash.put_back(vault, visit_id, WORDS)
    assert (told(two.wrong), told(two.right)) == (["wrong record"], ["back again"])


def test_the_move_travels(vault, two, tmp_path):
    two.move()
    with Vault.create_with_key(tmp_path / "other", b"k" * 32, "Luz") as other:
        other.journal.admit(vault.journal.entries())
        for table in ("child", "visit", "caregiver", "private", "closed", "private_closed"):
            assert other.journal.dump()[table] == vault.journal.dump()[table]


def test_what_an_adult_asked_for_goes_with_her_and_comes_back(vault, library, two):
    form = replace(OWN, items=(), lines=("reach", "help"), told="I want to sleep", asked=True)
    own = write_own_referral(vault, library, two.visit_id, two.bo, form, today=ON)
    two.move()
    bo = next(
        one.caregiver_id for one in records.caregivers(vault, two.right.child_id)
        if one.name == "Bo"
    )  # fmt: skip
    assert of_adult(vault, two.bo) == ()
    assert [one.referral_id for one in of_adult(vault, bo)] == [own]
    own_referral_page(vault, library, own, "en", today=ON)
    withdraw_own(vault, own, "He asked", today=ON)
    people = {two.right_ines: two.ines, bo: two.bo}
    back = Move(visit_id=two.visit_id, to_child_id=two.wrong.child_id, people=people, reason="so")
    moving_visits.move(vault, library, back, ON, WORDS)
    assert [one.referral_id for one in of_adult(vault, two.bo)] == [own]
    assert moving_visits.moved_away(vault, two.wrong.child_id, WORDS) == ()
    (moved,) = moving_visits.moved_away(vault, two.right.child_id, WORDS)
    assert moved.visit_on == "10 June 2026"
    assert vault.journal.verify() == ()
