"""What an export is written from: what is open, what was decided, what the families allowed."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from imh_desktop.content.library import Library
from imh_desktop.flows import exporting
from imh_desktop.flows.closing import close
from imh_desktop.flows.export_rows import ExportChild, ExportReader
from imh_desktop.store.vault import Vault
from tests.flows import export_vault
from tests.flows.export_vault import TODAY, child_of, consent, partner, visit_of


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Vault]:
    with export_vault.coordinators_vault(tmp_path / "desk") as vault:
        yield vault


def read(vault: Vault, library: Library, partner_id: str = "") -> list[ExportChild]:
    allowed = exporting.permit(vault, "csv", on=TODAY, partner_id=partner_id)
    return list(ExportReader(vault, library, allowed))


def test_children_come_with_all_that_is_open(desk: Vault, library: Library) -> None:
    child_id = child_of(desk)
    visit = visit_of(desk, library, child_id)
    visit.alone_with(visit.caregivers[0].caregiver_id)
    private = [i for i in visit.items().values() if i.sensitivity.private and i.codes]
    for item in private:
        visit.answer(item.item_id, item.codes[-1])
    close(visit)
    (found,) = read(desk, library)
    (one,) = found.visits
    assert found.child.child_id == child_id
    assert one.told.results is not None
    assert one.told.results["open_level"] in ("N0", "N1", "N2", "N3")
    assert len(one.visit.answers) > 20
    assert not {i.item_id for i in private} & {*one.visit.answers, *one.shown, *one.told.fields}
    assert found.unreadable == 0


def test_a_partner_gets_what_lines_and_items_cover(desk: Vault, library: Library) -> None:
    child_id, whom = child_of(desk, gestation="30w0d", custody_note="secret"), partner(desk)
    close(visit_of(desk, library, child_id))
    item = next(i for i in read(desk, library)[0].visits[0].visit.answers)
    consent(desk, child_id, whom, **{f"items.{item}": True, "lines.gestation": True})
    (found,) = read(desk, library, whom)
    assert (found.child.gestation_days, found.child.custody_note) == (210, "")
    assert found.caregivers == ()
    visit = found.visits[0]
    assert set(visit.visit.answers) == {item}
    assert (visit.visit.notes, visit.visit.steps, visit.visit.moments) == ({}, (), ())
    assert (visit.told.results, visit.told.fields) == (None, {})


def test_conflicts_and_late_answers_are_told(desk: Vault, library: Library, tmp_path: Path) -> None:
    child_id = child_of(desk)
    visit = visit_of(desk, library, child_id)
    visit_id, items = visit.visit.visit_id, list(visit.visit.answers)
    with export_vault.coordinators_vault(tmp_path / "two") as two:
        two.journal.admit(desk.journal.entries())
        two.journal.write("visit", visit_id, {f"answers.{items[0]}": {"code": "not_seen"}})
        desk.journal.write("visit", visit_id, {f"answers.{items[0]}": {"code": "prefers_not"}})
        desk.journal.admit(two.journal.entries())
        two.journal.write("visit", visit_id, {f"answers.{items[1]}": {"code": "not_seen"}})
        (one,) = read(desk, library)[0].visits
        assert set(one.told.conflicts) == {f"answers.{items[0]}"}
        assert items[0] not in one.visit.answers
        desk.journal.decide(visit_id, f"answers.{items[0]}", {"code": "often"}, "asked her")
        desk.journal.close(visit_id, {"open_level": "N0"})
        desk.journal.admit(two.journal.entries())
    (one,) = read(desk, library)[0].visits
    assert [set(entry.changes) for entry in one.told.late] == [{f"answers.{items[1]}"}]
    assert one.told.conflicts == {}


def test_a_private_answer_smuggled_into_an_open_visit_does_not_leave(
    desk: Vault, library: Library
) -> None:
    child_id = child_of(desk)
    visit = visit_of(desk, library, child_id)
    private = next(i.item_id for i in visit.items().values() if i.sensitivity.private)
    smuggled = {f"answers.{private}": {"code": "a_lot"}, f"notes.{private}": "words"}
    desk.journal.write("visit", visit.visit.visit_id, {**smuggled})
    (one,) = read(desk, library)[0].visits
    assert private not in {*one.visit.answers, *one.visit.notes}
    assert not {*smuggled} & {*one.told.fields}


def test_a_visit_without_a_day_is_counted(desk: Vault, library: Library) -> None:
    child_id = child_of(desk)
    desk.journal.write("visit", desk.journal.new_id(), {"child_id": child_id})
    (found,) = read(desk, library)
    assert (found.visits, found.unreadable) == ((), 1)
