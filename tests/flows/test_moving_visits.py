"""A visit recorded with the wrong child: moved whole, nothing lost, neither family told of the
other."""

import csv
import random
from datetime import UTC, datetime
from io import StringIO

import pytest
from msgspec.structs import replace

from imh_desktop.errors import InputError
from imh_desktop.flows import (
    devices,
    exporting_tables,
    moving_visits,
    print_desk,
    printing,
    referring,
)  # fmt: skip
from imh_desktop.flows.amending import amended
from imh_desktop.flows.closing import close
from imh_desktop.flows.effect_said import effect_lines
from imh_desktop.flows.export_tables import Ask, prepare
from imh_desktop.flows.moving_visits import Move
from imh_desktop.flows.printing_log import given_pages, to_renew
from imh_desktop.flows.refusing import PageRefused
from imh_desktop.flows.visit_record import visit_record
from imh_desktop.flows.visiting import resume
from imh_desktop.store import records
from imh_desktop.store.vault import Vault

from .conftest import ON
from .item_ids import R1, T1
from .sent import agreed_to_print
from .test_birth_corrections import comparable, visited
from .test_referring import FORM, write_referral
from .wrong_child import WORDS, Two, enrol


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


def test_exports_and_copies_take_a_moved_and_corrected_visit(vault, library, two, tmp_path):
    two.move()
    devices.certify_self(vault, "Desk", ON)
    prepared = prepare(vault, library, "csv", Ask(now=datetime.now(UTC)))
    done = exporting_tables.export_csv(prepared, tmp_path / "out")
    text = (done.path / "visits.csv").read_text(encoding="utf-8-sig")
    (row,) = csv.DictReader(StringIO(text))
    assert row["child_id"] == two.right.child_id


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
