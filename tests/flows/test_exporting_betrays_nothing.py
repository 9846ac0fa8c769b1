"""What an export, and the entry that tells of it, must not betray; and what was taken back."""

import csv
import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from imh_desktop.content.library import Library
from imh_desktop.core.privacy import ChainClass, Sensitivity
from imh_desktop.flows import exporting_fhir, exporting_private, exporting_tables, undoing
from imh_desktop.flows.export_tables import Ask, Prepared, prepare
from imh_desktop.flows.open_visit import OpenVisit
from imh_desktop.store import listing
from imh_desktop.store.records import private_id
from imh_desktop.store.vault import Vault
from tests.flows.export_vault import (
    child_of,
    consent,
    coordinators_vault,
    events,
    partner,
    visit_of,
)
from tests.flows.parted import R1, Parted
from tests.flows.team import Team


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Vault]:
    vault = coordinators_vault(tmp_path / "vault")
    yield vault
    vault.close()


def asked(vault: Vault, library: Library, partner_id: str = "") -> Prepared:
    now = datetime(2026, 11, 25, 12, tzinfo=UTC)
    ask = Ask(now=now, purpose="", partner_id=partner_id, language="en")
    return prepare(vault, library, "csv", ask)


def exported(vault: Vault, library: Library, target: Path) -> list[list[str]]:
    exporting_private.require_private(asked(vault, library), target)
    exporting_private.export_private(asked(vault, library), target, bom=False)
    with target.open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))


def alone(vault: Vault, library: Library) -> OpenVisit:
    visit = visit_of(vault, library, child_of(vault))
    visit.alone_with(visit.caregivers[0].caregiver_id)
    return visit


def test_that_private_answers_were_exported_does_not_tell_that_there_are_any(
    desk: Vault, library: Library, tmp_path: Path
) -> None:
    visit = alone(desk, library)
    heading = exported(desk, library, tmp_path / "none.csv")
    assert len(heading) == 1, "a file like any other, with nobody in it"
    item = next(i for i in visit.items().values() if i.sensitivity is Sensitivity.G and i.codes)
    visit.answer(item.item_id, item.codes[-1])
    assert len(exported(desk, library, tmp_path / "some.csv")) == 2
    without, with_some = events(desk)
    assert without == with_some


def test_what_is_not_of_class_g_stays_though_it_stands_in_a_record_of_that_class(
    desk: Vault, library: Library, tmp_path: Path
) -> None:
    visit = alone(desk, library)
    items = [i for i in visit.items().values() if i.codes]
    for item in items:
        if item.sensitivity is Sensitivity.G:
            visit.answer(item.item_id, item.codes[-1])
    who = visit.caregivers[0].caregiver_id
    talk = private_id(visit.visit.visit_id, who, Sensitivity.G)
    strange = {i.item_id for i in items if i.sensitivity is not Sensitivity.G}
    for item_id in strange:
        said = {f"answers.{item_id}": {"code": "yes"}, f"notes.{item_id}": "not for this file",
                f"actions.{item_id}": "nor this"}  # fmt: skip
        desk.journal.write("private", talk, {**said}, chain=ChainClass.G)
    heading, *rows = exported(desk, library, tmp_path / "g.csv")
    told = {row[heading.index("item_id")] for row in rows}
    assert told == {i.item_id for i in items if i.sensitivity is Sensitivity.G}
    assert "not for this file" not in (tmp_path / "g.csv").read_text("utf-8")


def test_a_talk_that_another_program_began_leaves_as_any(
    desk: Vault, library: Library, tmp_path: Path
) -> None:
    visit = alone(desk, library)
    item = next(i for i in visit.items().values() if i.sensitivity is Sensitivity.G and i.codes)
    said = {"visit_id": visit.visit.visit_id, "sensitivity": "G",
            f"answers.{item.item_id}": {"code": item.codes[0]}}  # fmt: skip
    desk.journal.write("private", desk.journal.new_id(), {**said}, chain=ChainClass.G)
    assert len(exported(desk, library, tmp_path / "g.csv")) == 2


def test_a_private_answer_in_an_open_visit_stays_though_its_checklist_is_not_here(
    desk: Vault, library: Library, tmp_path: Path
) -> None:
    visit = visit_of(desk, library, child_of(desk))
    private = [i for i in visit.items().values() if i.sensitivity.private and i.codes]
    strayed = {f"answers.{i.item_id}": {"code": i.codes[-1]} for i in private}
    lost = {"checklist_hash": "0" * 64, **strayed}
    desk.journal.write("visit", visit.visit.visit_id, lost)
    found = {row["item_id"] for row in read(tmp_path / "out", "answers", desk, library)}
    assert found
    assert not found & {i.item_id for i in private}


def test_what_a_consent_leaves_out_is_neither_told_nor_worked_out_nor_said_to_be_no(
    desk: Vault, library: Library, tmp_path: Path
) -> None:
    said = {"gestation": "32w0d", "interpreter": True, "languages": ("es",)}
    child_id, whom = child_of(desk, **said), partner(desk)
    visit_of(desk, library, child_id)
    consent(desk, child_id, whom)
    found = asked(desk, library, partner_id=whom)
    exporting_tables.export_csv(found, tmp_path / "out")
    (child,), (visit,) = (rows_of(tmp_path / "out", table) for table in ("children", "visits"))
    assert (child["interpreter"], child["conditions_known"]) == ("", "")
    weeks = ("working_months", "working_days", "days_to_due", "age_basis")
    assert [visit[name] for name in weeks] == [""] * 4
    assert visit["age_months"] == "10"
    exporting_fhir.export_fhir(desk, library, tmp_path / "out.json", found.ask)
    assert "interpreterRequired" not in (tmp_path / "out.json").read_text("utf-8")


def test_no_export_holds_what_was_taken_back(library: Library, tmp_path: Path) -> None:
    team = Team(tmp_path)
    parted, desk = Parted(team, library), team.desk
    parted.answered(parted.one, R1, "often")
    team.take(desk, team.carry(parted.one))
    parted.answered(parted.other, R1, "not_yet")
    team.take(desk, team.carry(parted.other))
    latest = undoing.merges(desk)[0].archives[0].archive_id
    assert [r["standing"] for r in answers(desk, library, tmp_path / "a")] == ["counts"] + [
        "in_conflict"
    ] * 2
    undoing.undo_merge(desk, [latest], "the wrong laptop")
    (row,) = answers(desk, library, tmp_path / "b")
    assert (row["standing"], row["code"]) == ("counts", "often")
    parted.close(parted.one)
    team.take(desk, team.carry(parted.one))
    latest = undoing.merges(desk)[0].archives[0].archive_id
    undoing.undo_merge(desk, [latest], "closed too early")
    (visit,) = read(tmp_path / "c", "visits", desk, library)
    assert (visit["state"], visit["level"]) == ("open", "")
    team.close()


def read(target: Path, table: str, vault: Vault, library: Library) -> list[dict[str, str]]:
    exporting_tables.export_csv(asked(vault, library), target)
    return rows_of(target, table)


def rows_of(target: Path, table: str) -> list[dict[str, str]]:
    with (target / f"{table}.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def answers(vault: Vault, library: Library, target: Path) -> list[dict[str, str]]:
    return [r for r in read(target, "answers", vault, library) if r["item_id"] == R1]


def test_no_figure_and_no_provenance_stands_on_what_was_taken_back(
    library: Library, tmp_path: Path
) -> None:
    team = Team(tmp_path)
    parted, desk = Parted(team, library), team.desk
    referral = desk.journal.new_id()
    said = {"child_id": parted.child_id, "concern_on": "2026-06-10", "state": "draft"}
    desk.journal.write("referral", referral, {**said})
    team.take(parted.one, team.answer(parted.one))
    parted.one.journal.write("referral", referral, {"state": "sent"})
    team.take(desk, team.carry(parted.one))
    latest = undoing.merges(desk)[0].archives[0].archive_id
    assert {"draft", "sent"} == _reached(desk)
    names = _provenance(desk, library, tmp_path / "with.json", referral)
    assert parted.one.worker_id in names
    undoing.undo_merge(desk, [latest], "it was never sent")
    assert _reached(desk) == {"draft"}
    names = _provenance(desk, library, tmp_path / "without.json", referral)
    assert desk.worker_id in names
    assert parted.one.worker_id not in names
    team.close()


def _reached(vault: Vault) -> set[str]:
    ((_, reached),) = listing.referrals(vault)
    return set(reached)


def _provenance(vault: Vault, library: Library, target: Path, record_id: str) -> str:
    """Return what is told of who wrote a record."""
    now = datetime(2026, 11, 25, 12, tzinfo=UTC)
    ask = Ask(now=now, purpose="", partner_id="", language="en")
    exporting_fhir.export_fhir(vault, library, target, ask)
    found = (each["resource"] for each in json.loads(target.read_text("utf-8"))["entry"])
    told = [each for each in found if each["resourceType"] == "Provenance"]
    return json.dumps([each for each in told if record_id in json.dumps(each["target"])])
