"""Ideas to try, and how it went with what was agreed, in every export that may hold them."""

import csv
import json
import random
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, NamedTuple

import openpyxl
import pyreadstat
import pytest
from PySide6.QtQml import QJSEngine

from imh_desktop.content.library import Library
from imh_desktop.core.follow_up import CODES
from imh_desktop.exchange.tables.guard import unguarded
from imh_desktop.flows.closing import close
from imh_desktop.flows.export_tables import Ask, Prepared, prepare
from imh_desktop.flows.exporting_deidentified import Wanted, export_deidentified
from imh_desktop.flows.exporting_fhir import export_fhir
from imh_desktop.flows.exporting_statistics import export_statistics
from imh_desktop.flows.exporting_tables import export_csv, export_xlsx
from imh_desktop.flows.exporting_twenty_years import export_twenty_years
from imh_desktop.flows.following_up import answer, follow_ups, keep_note
from imh_desktop.flows.reviewing import choose_strategy, strategies
from imh_desktop.flows.visiting import start
from imh_desktop.store.vault import Vault
from imh_desktop.words import Words

from . import fhir_checks
from .export_vault import ON, child_of, consent, coordinators_vault, partner, visit_of
from .team import Team
from .test_exporting_twenty_years import blocks, page

NOW = datetime(2026, 11, 25, 12, tzinfo=UTC)
NOTE = '=1+1 <img src=x> "sang" every night'
Rows = list[dict[str, str]]


class Family(NamedTuple):
    """Three visits: at the first an idea and a step were agreed, at the second a step, and the
    second and third ask how it went."""

    child_id: str
    visits: tuple[str, str, str]
    idea: str
    text: str


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Vault]:
    with coordinators_vault(tmp_path / "desk") as vault:
        yield vault


@pytest.fixture
def family(desk: Vault, library: Library) -> Family:
    return family_of(desk, library)


def family_of(vault: Vault, library: Library) -> Family:
    first = visit_of(vault, library, child_of(vault))
    idea = strategies(first)[0].id
    choose_strategy(first, idea)
    close(first)
    second = visit_of(vault, library, first.child.child_id, ON + timedelta(days=30))
    tried = follow_ups(second)[0]
    answer(second, tried.key, "went_well")
    keep_note(second, tried.key, NOTE)
    close(second)
    third = start(vault, library, first.child.child_id, on=ON + timedelta(days=60))
    answer(third, follow_ups(third)[-1].key, "not_wanted")
    ids = (first.visit.visit_id, second.visit.visit_id, third.visit.visit_id)
    return Family(
        first.child.child_id, ids, idea, library.texts("observation", "en").strategies[idea]
    )


def asked(vault: Vault, library: Library, kind: str = "csv", **said: Any) -> Prepared:
    return prepare(vault, library, kind, Ask(now=NOW, **said))


def read(folder: Path, table: str) -> Rows:
    with (folder / f"{table}.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_every_idea_and_every_follow_up_is_a_row(
    desk: Vault, library: Library, family: Family, tmp_path: Path
) -> None:
    export_csv(asked(desk, library), tmp_path / "out")
    first, second, third = family.visits
    (idea,) = read(tmp_path / "out", "ideas")
    assert (idea["visit_id"], idea["child_id"]) == (first, family.child_id)
    assert (idea["idea_id"], unguarded(idea["text"])) == (family.idea, family.text)
    tried, step, last = read(tmp_path / "out", "follow_ups")
    assert (tried["visit_id"], tried["agreed_visit_id"], tried["agreed_id"]) == (
        second, first, family.idea,
    )  # fmt: skip
    assert (tried["agreed_kind"], tried["agreed_on"], tried["code"], tried["code_label"]) == (
        "idea", ON.isoformat(), "went_well", "Went well",
    )  # fmt: skip
    assert (unguarded(tried["note"]), unguarded(tried["what"])) == (NOTE, family.text)
    assert (step["agreed_kind"], step["what"], step["code"]) == (
        "step", "Ask the nurse", "not_asked",
    )  # fmt: skip
    steps = {(row["visit_id"], row["step_id"]) for row in read(tmp_path / "out", "next_steps")}
    assert {(row["agreed_visit_id"], row["agreed_id"]) for row in (step, last)} == steps
    assert (last["visit_id"], last["code"]) == (third, "not_wanted")


def test_the_codebook_and_the_description_have_every_column_and_code(
    desk: Vault, library: Library, family: Family, tmp_path: Path
) -> None:
    export_csv(asked(desk, library, language="es"), tmp_path / "out")
    book = read(tmp_path / "out", "codebook")
    meanings = {(row["table"], row["variable"]): row["meaning"] for row in book}
    codes = {
        row["code"] for row in book if (row["table"], row["variable"]) == ("follow_ups", "code")
    }
    assert codes == {*CODES, "not_asked", "in_conflict"}
    package = json.loads((tmp_path / "out" / "datapackage.json").read_text("utf-8"))
    described = {one["name"]: one["schema"] for one in package["resources"]}
    visits = {row["visit_id"] for row in read(tmp_path / "out", "visits")}
    for table in ("ideas", "follow_ups"):
        rows = read(tmp_path / "out", table)
        assert [field["name"] for field in described[table]["fields"]] == list(rows[0])
        assert all(meanings[table, name.removesuffix("_label")] for name in rows[0])
        keys = [tuple(row[name] for name in described[table]["primaryKey"]) for row in rows]
        assert len(set(keys)) == len(keys)
        assert {row["visit_id"] for row in rows} <= visits


def test_the_workbook_and_the_statistics_files_hold_the_same(
    desk: Vault, library: Library, family: Family, tmp_path: Path
) -> None:
    export_csv(asked(desk, library), tmp_path / "out")
    expected = read(tmp_path / "out", "follow_ups")
    export_xlsx(asked(desk, library, "xlsx"), tmp_path / "out.xlsx")
    head, *rows = openpyxl.load_workbook(tmp_path / "out.xlsx")["follow_ups"].values
    assert [dict(zip(head, (cell or "" for cell in row), strict=True)) for row in rows] == expected
    export_statistics(asked(desk, library, "spss"), tmp_path / "spss", "spss")
    frame, meta = pyreadstat.read_sav(
        tmp_path / "spss" / "follow_ups.sav", user_missing=True, output_format="polars"
    )
    labels = meta.variable_value_labels["code"]
    assert [labels[number] for number in frame["code"]] == [row["code_label"] for row in expected]
    assert list(frame["note"]) == [unguarded(row["note"]) for row in expected]
    export_statistics(asked(desk, library, "stata"), tmp_path / "stata", "stata")
    data, _ = pyreadstat.read_dta(tmp_path / "stata" / "ideas.dta", output_format="dict")
    assert list(data["idea_id"]) == [family.idea]


@pytest.mark.usefixtures("qapp")
def test_the_page_for_twenty_years_tells_both(
    desk: Vault, library: Library, family: Family, tmp_path: Path
) -> None:
    export_twenty_years(asked(desk, library, "twenty-years"), tmp_path / "out")
    engine: QJSEngine = page(blocks(tmp_path / "out"))
    assert not engine.evaluate("press(0)").isError()
    text = engine.evaluate("shown('page')").toString()
    for said in (family.text, "Something to try at home", "How did it go?", "Went well", NOTE):
        assert said in text


def test_a_partner_gets_none_of_it(
    desk: Vault, library: Library, family: Family, tmp_path: Path
) -> None:
    consent(desk, family.child_id, whom := partner(desk), **{"items.o1-any-worry": True})
    export_csv(asked(desk, library, partner_id=whom), tmp_path / "out")
    assert read(tmp_path / "out", "ideas") == read(tmp_path / "out", "follow_ups") == []
    text = "".join(path.read_text("utf-8-sig") for path in (tmp_path / "out").iterdir())
    assert family.text not in text
    assert "every night" not in text
    told = fhir(desk, library, tmp_path / "out.json", partner_id=whom)
    assert not [each for each in told if each["resourceType"] in ("CarePlan", "Observation")]


def test_what_two_laptops_answered_differently_is_told_as_that(
    team: Team, library: Library, tmp_path: Path
) -> None:
    desk, laptop = team.desk, team.laptops[0]
    family = family_of(laptop, library)
    team.take(desk, team.carry(laptop))
    key = f"followed.{family.visits[1]}"
    (field,) = (f for f in fields(laptop, family.visits[2]) if f.startswith(key))
    laptop.journal.write("visit", family.visits[2], {field: "tried"})
    desk.journal.write("visit", family.visits[2], {field: "not_yet"})
    team.take(desk, team.carry(laptop))
    export_csv(asked(desk, library), tmp_path / "out")
    assert read(tmp_path / "out", "follow_ups")[-1]["code"] == "in_conflict"
    went = follow_ups_of(fhir(desk, library, tmp_path / "out.json"))[family.visits[2]]
    assert went["dataAbsentReason"]["coding"][0]["code"] == "unknown"
    assert went["meta"]["tag"][0]["code"] == "conflict"
    rows = nameless(desk, library, tmp_path / "nameless")
    assert [row["code"] for row in rows["follow_ups"]] == ["went_well"]


def test_what_the_visit_it_was_agreed_at_no_longer_says_is_told_all_the_same(
    desk: Vault, library: Library, family: Family, tmp_path: Path
) -> None:
    odd = {"followed.gone/idea": "tried", "followed.other": "strange", "follow_notes.": "  x"}
    desk.journal.write("visit", family.visits[2], odd)  # type: ignore[arg-type]
    export_csv(asked(desk, library), tmp_path / "out")
    *_, bare, gone, other = sorted(
        read(tmp_path / "out", "follow_ups"), key=lambda r: r["agreed_kind"] == ""
    )
    found = {row["agreed_id"]: (row["agreed_visit_id"], row["code"]) for row in (bare, gone, other)}
    assert found == {"": ("", "not_asked"), "idea": ("gone", "tried"), "other": ("", "strange")}
    export_statistics(asked(desk, library, "spss"), tmp_path / "spss", "spss")
    told = fhir(desk, library, tmp_path / "out.json")
    assert (
        len(
            [o for o in told if o.get("code", {}).get("coding", [{}])[0].get("code") == "follow-up"]
        )
        == 5
    )
    codes = {row["code"] for row in nameless(desk, library, tmp_path / "nameless")["follow_ups"]}
    assert codes == {"went_well", "not_wanted", "tried", "other"}


def test_fhir_has_a_plan_for_each_visit_and_what_came_of_it(
    desk: Vault, library: Library, family: Family, tmp_path: Path
) -> None:
    told = fhir(desk, library, tmp_path / "out.json")
    plans = {visit_of_(each): each for each in told if each["resourceType"] == "CarePlan"}
    first, second, third = family.visits
    assert {visit_id: plan["status"] for visit_id, plan in plans.items()} == {
        first: "completed", second: "active",
    }  # fmt: skip
    idea, step = (one["detail"] for one in plans[first]["activity"])
    assert idea["code"]["coding"][0]["code"] == family.idea
    assert (idea["description"], idea["status"]) == (family.text, "completed")
    assert (step["description"], step["status"]) == ("Ask the nurse", "unknown")
    assert step["performer"] == [{"display": "Ines"}]
    assert step["scheduledPeriod"] == {"end": "2026-06-17"}
    assert step["extension"][0]["valueString"] == "555-0100"
    (last,) = (one["detail"] for one in plans[second]["activity"])
    assert last["status"] == "cancelled"
    went = follow_ups_of(told)
    assert went[second]["valueCodeableConcept"]["coding"][0]["code"] == "went_well"
    assert went[second]["note"] == [{"text": NOTE}]
    assert went[second]["code"]["text"] == family.text
    assert went[second]["basedOn"] == [{"reference": f"urn:uuid:{plans[first]['id']}"}]
    assert went[third]["valueCodeableConcept"]["coding"][0]["code"] == "not_wanted"


def test_without_names_only_codes_of_ours_are_left(
    desk: Vault, library: Library, family: Family, tmp_path: Path
) -> None:
    desk.journal.write("visit", family.visits[2], {"strategies.Maria-555": 9})
    rows = nameless(desk, library, tmp_path / "out")
    visits = [row["visit"] for row in sorted(rows["visits"], key=lambda row: int(row["day"]))]
    mine, other = sorted(rows["ideas"], key=lambda row: row["idea"] == "other")
    assert (mine["visit"], mine["idea"]) == (visits[0], family.idea)
    assert (other["visit"], other["idea"]) == (visits[2], "other")
    tried, last = rows["follow_ups"]
    assert (tried["visit"], tried["agreed"]) == (visits[1], mine["agreed"])
    assert (tried["kind"], tried["code"]) == ("idea", "went_well")
    assert (last["visit"], last["kind"], last["code"]) == (visits[2], "step", "not_wanted")
    text = "".join(path.read_text("utf-8") for path in (tmp_path / "out").iterdir())
    for typed in (NOTE, "every night", "Ask the nurse", "Maria-555", family.text):
        assert typed not in text
    dropped = json.loads((tmp_path / "out" / "manifest.json").read_text("utf-8"))["dropped"]
    assert {"visit.follow_notes", "visit.steps"} <= set(dropped)
    assert not {"visit.followed", "visit.strategies"} & set(dropped)


def nameless(vault: Vault, library: Library, target: Path) -> dict[str, Rows]:
    chance = random.Random(1)
    wanted = Wanted(now=NOW)
    export_deidentified(vault, library, target, wanted, words=Words("en"), chance=chance)
    return {name: read(target, name) for name in ("visits", "ideas", "follow_ups")}


def fhir(vault: Vault, library: Library, target: Path, **said: Any) -> list[dict[str, Any]]:
    """Export, and hold each resource to R4 and each reference to what is there."""
    export_fhir(vault, library, target, Ask(now=NOW, **said))
    entries = json.loads(target.read_bytes())["entry"]
    there = {entry["fullUrl"] for entry in entries}
    told = [entry["resource"] for entry in entries]
    for each in told:
        fhir_checks.check(each)
        assert set(fhir_checks.references(each)) <= there
    return told


def follow_ups_of(told: list[dict[str, Any]]) -> dict[str, dict[str, Any]]:
    """Return visit id -> the last thing it asked about."""
    return {
        visit_of_(each): each
        for each in told
        if each["resourceType"] == "Observation"
        and each["code"].get("coding", [{}])[0].get("code") == "follow-up"
    }


def visit_of_(resource: dict[str, Any]) -> str:
    return str(resource["encounter"]["reference"].removeprefix("urn:uuid:"))


def fields(vault: Vault, record_id: str) -> dict[str, Any]:
    record = vault.journal.record(record_id)
    assert record is not None
    return dict(record.fields)
