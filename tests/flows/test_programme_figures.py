"""The figures of a real vault equal the recount of what was written into it; what is written to
files holds no name; and nobody is ranked."""

import csv
import io
import json
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import msgspec
import openpyxl
import pytest

from imh_desktop.content.library import Library
from imh_desktop.core.indicators import RULES
from imh_desktop.core.privacy import ChainClass
from imh_desktop.core.programme_facts import Period
from imh_desktop.errors import InputError
from imh_desktop.flows import data_quality, figure_files, figure_report, programme, same_child
from imh_desktop.flows.demo import fill
from imh_desktop.flows.programme_figures import (
    ProgrammeFigures,
    cases_behind,
    figures,
    last_year,
    period_of,
)
from imh_desktop.store import records
from imh_desktop.store.vault import Vault
from imh_desktop.words import Words
from tests.core.programme_generator import Story
from tests.core.programme_recount import recount

from .planted import as_listed, plant, record_id, tellable

WORDS = Words("en")


@pytest.fixture(scope="module")
def made() -> Story:
    return tellable(11, 45)


@pytest.fixture(scope="module")
def planted(
    made: Story, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Vault, ProgrammeFigures]]:
    library = Library()
    with plant(tmp_path_factory.mktemp("desk") / "vault", made, library) as vault:
        vault.journal.write("worker", vault.worker_id, {"role": "coordinator"})
        period = Period(made.first, made.last)
        yield vault, figures(vault, library, period, made.today)


def test_the_figures_of_a_vault_equal_the_recount(
    planted: tuple[Vault, ProgrammeFigures], made: Story
) -> None:
    expected, (_vault, of) = recount(as_listed(made)), planted
    for definition, one in zip(of.definitions, of.indicators, strict=True):
        part, whole, missing = expected.get(definition.measure, (0, 0, 0))
        assert one.missing == missing, definition.measure
        if not one.note:
            assert one.numerator == part, definition.measure
        if one.denominator is not None:
            assert one.denominator == whole, definition.measure
    assert {d.measure for d in of.definitions} <= set(RULES)


def test_each_number_opens_as_many_cases_as_it_says(
    planted: tuple[Vault, ProgrammeFigures],
) -> None:
    vault, of = planted
    children = {child.child_id for child in records.children(vault)}
    for one in of.indicators:
        behind = cases_behind(of, one.kind, one.numerator_ids)
        assert len(behind) == (one.numerator or 0)
        if one.indicator_id == "m13":
            assert {case.child_id for case in behind} <= children
            assert all(case.child_name.endswith("=1+1") for case in behind)


def test_files_hold_the_same_counts_and_no_name(planted: tuple[Vault, ProgrammeFigures]) -> None:
    vault, of = planted
    text = figure_files.figures_file(vault, of, "csv", WORDS).decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text)))
    by_name = {row["Name"]: row for row in rows}
    for definition, one in zip(of.definitions, of.indicators, strict=True):
        row = by_name[definition.in_language("en").name]
        assert row["Numerator"] == ("" if one.numerator is None else str(one.numerator))
        assert row["Left out"] == str(one.missing)
    book = openpyxl.load_workbook(
        io.BytesIO(figure_files.figures_file(vault, of, "xlsx", WORDS)), data_only=False
    )
    sheet = book.worksheets[0]
    assert [cell.value for cell in sheet["E"]][1:] == [one.numerator for one in of.indicators]
    cells = [str(c.value) for page in book for line in page.iter_rows() for c in line if c.value]
    printed = figure_files.figures_file(vault, of, "pdf", WORDS)
    assert printed.startswith(b"%PDF")
    for name in ("img src", "=1+1", record_id("c11-0"), vault.worker_id, "Nobody"):
        assert name not in text
        assert all(name not in cell for cell in cells)


def test_nobody_is_ranked(planted: tuple[Vault, ProgrammeFigures]) -> None:
    vault, of = planted
    plain = json.dumps(
        msgspec.to_builtins([of.indicators, of.child_find, of.findings]), default=str
    )
    assert vault.worker_id not in plain
    assert "worker" not in plain
    names = {
        field.name
        for kind in (type(of.frame.facts.visits[0]),)
        for field in msgspec.structs.fields(kind)
    }
    assert not [name for name in names if "worker" in name or "visitor" in name]


def test_the_same_figures_give_the_same_bytes(planted: tuple[Vault, ProgrammeFigures]) -> None:
    vault, of = planted
    for kind in ("csv", "pdf", "xlsx"):
        once, twice = (figure_files.figures_file(vault, of, kind, WORDS) for _ in "ab")
        assert once == twice


def test_a_laptop_that_is_no_coordinator_s_writes_no_file(vault: Vault, library: Library) -> None:
    of = figures(vault, library, last_year(date(2026, 6, 10)), date(2026, 6, 10))
    with pytest.raises(InputError, match="coordinator"):
        figure_files.figures_file(vault, of, "csv", WORDS)


def test_a_period_that_ends_before_it_begins_is_refused() -> None:
    with pytest.raises(InputError, match="before the first day"):
        period_of(date(2026, 2, 1), date(2026, 1, 1), date(2026, 3, 1), WORDS)


def test_what_was_said_in_private_shows_only_where_asked(vault: Vault, library: Library) -> None:
    today = date(2026, 6, 10)
    visits = [vault.journal.new_id() for _ in range(12)]
    for visit_id in visits:
        vault.journal.write("visit", visit_id, {"child_id": "", "on": today.isoformat()})
        talk = {"visit_id": visit_id, "caregiver_id": "x", "answers.k1-x": {"code": "yes"}}
        vault.journal.write("private", vault.journal.new_id(), talk, chain=ChainClass.G)
        vault.journal.close(visit_id, {})
    silent = figures(vault, library, last_year(today), today)
    assert silent.private is None
    asked = figures(vault, library, last_year(today), today, with_private=True)
    assert silent.indicators == asked.indicators
    assert asked.private is not None
    assert [one.count for one in asked.private] == [12, 0, 0, 0]
    titles = [
        table.title
        for table in figure_report.report(silent, records.programme(vault), WORDS).tables
    ]
    assert "Private counts" not in titles


def test_a_finding_can_be_set_right_and_commented(
    planted: tuple[Vault, ProgrammeFigures],
) -> None:
    vault, of = planted
    first = data_quality.looked_at(vault, of)[0].finding
    data_quality.add_comment(
        vault, first.check, first.subject_id, "  Asked the family.  ", of.frame.today, WORDS
    )
    data_quality.set_state(vault, first.check, first.subject_id, "right", WORDS)
    found = {
        (one.finding.check, one.finding.subject_id): one.note
        for one in data_quality.looked_at(vault, of)
    }
    note = found[first.check, first.subject_id]
    assert note.state == "right"
    assert [(c.text, c.on) for c in note.comments] == [("Asked the family.", of.frame.today)]
    table = figure_files.findings_file(vault, data_quality.looked_at(vault, of), of, "csv", WORDS)
    assert b"Asked the family." in table
    assert b"img src" not in table


@pytest.mark.parametrize(
    ("check", "subject", "state", "place"),
    [
        ("DQ99", "x", "right", "check"),
        ("DQ1", "", "right", "subject"),
        ("DQ1", "x", "best", "state"),
    ],
)
def test_a_note_that_will_not_do_changes_nothing(
    vault: Vault, check: str, subject: str, state: str, place: str
) -> None:
    before = len(list(vault.journal.entries()))
    with pytest.raises(InputError) as refused:
        data_quality.set_state(vault, check, subject, state, WORDS)
    assert refused.value.place == place
    with pytest.raises(InputError):
        data_quality.add_comment(vault, "DQ1", "x", " ", date(2026, 1, 1), WORDS)
    assert len(list(vault.journal.entries())) == before


def test_the_notes_are_rebuilt_from_the_journal(vault: Vault, tmp_path: Path) -> None:
    data_quality.set_state(vault, "DQ1", record_id("v"), "corrected", WORDS)
    data_quality.add_comment(vault, "DQ1", record_id("v"), "O'Brien =1+1", date(2026, 1, 1), WORDS)
    before = vault.journal.dump()
    vault.journal.replaying.rebuild()
    assert vault.journal.dump() == before
    assert re.search("corrected", str(before["quality"]))


def test_records_said_to_be_of_one_child_are_counted_once(vault: Vault, library: Library) -> None:
    today = date(2026, 6, 10)
    ids = sorted(vault.journal.new_id() for _ in "abc")
    for id_ in ids:
        born = {"born_earliest": "2025-06-01", "born_latest": "2025-06-01"}
        vault.journal.write("child", id_, {"given_name": "Amara", "gestation_days": 280, **born})
        visit_id = vault.journal.new_id()
        vault.journal.write("visit", visit_id, {"child_id": id_, "on": today.isoformat()})
        vault.journal.close(visit_id, {})

    def told() -> tuple[float | None, list[str]]:
        of = figures(vault, library, last_year(today), today)
        (one,) = [one for one in of.indicators if one.indicator_id == "children"]
        return one.value, [f.subject_id for f in of.findings if f.check == "DQ6"]

    assert (told()[0], len(told()[1])) == (3, 3)
    same_child.judge(vault, ids[0], ids[1], same=True)
    assert told() == (2, [f"{ids[0]}/{ids[2]}"])
    same_child.judge(vault, ids[0], ids[2], same=False)
    assert told() == (2, [])
    same_child.judge(vault, ids[1], ids[2], same=True)
    assert told()[0] == 3  # the group contradicts itself: nothing is joined


@pytest.mark.check(15)
def test_made_up_children_count_nowhere_in_real_work(
    vault: Vault, library: Library, tmp_path: Path
) -> None:
    """An earlier release let a demo be taken into real work."""
    today = date(2026, 6, 10)
    fill(vault, library, today)
    programme.save(vault, programme.ProgrammeForm(name="Valle", fictional=False), today=today)
    of = figures(vault, library, last_year(today), today)
    with Vault.create_with_key(tmp_path / "empty", b"e" * 32, "Nobody") as empty:
        nothing = figures(empty, library, last_year(today), today)
    assert [one.numerator for one in of.indicators] == [one.numerator for one in nothing.indicators]
    programme.save(vault, programme.ProgrammeForm(name="Valle", fictional=True), today=today)
    shown = figures(vault, library, last_year(today), today)
    assert [one.numerator for one in shown.indicators] != [
        one.numerator for one in nothing.indicators
    ]
