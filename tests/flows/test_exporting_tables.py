"""CSV and XLSX, read back by programs that are not ours."""

import csv
import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from openpyxl.utils.escape import unescape

from imh_desktop.content.library import Library
from imh_desktop.errors import InputError
from imh_desktop.exchange.tables.guard import guarded, unguarded
from imh_desktop.exchange.tables.shape import Table, Variable
from imh_desktop.exchange.tables.workbook import Workbook
from imh_desktop.flows import exporting_private, exporting_tables
from imh_desktop.flows.closing import close
from imh_desktop.flows.export_tables import Ask, Prepared, prepare
from imh_desktop.store.vault import Vault
from tests.flows import export_vault
from tests.flows.export_vault import child_of, consent, events, partner, visit_of

NOW = datetime(2026, 11, 25, 12, 0, tzinfo=UTC)
HOSTILE = (
    "=1+1", "+1 555", "-2", "@SUM(A1)", "'quoted", "O'Brien", "<img src=x>", '"; DROP', "a,b;c",
    " =cmd|' /C calc'!A0", "＝1+1", "x" * 180, "ñandú 中文 🙂 עברית", "_x0041_",
    "<r><t>x</t></r>", "<r></b></r>",
)  # fmt: skip
Rows = list[dict[str, str]]


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Vault]:
    with export_vault.coordinators_vault(tmp_path / "desk") as vault:
        yield vault


def asked(vault: Vault, library: Library, kind: str = "csv", **said: Any) -> Prepared:
    return prepare(vault, library, kind, Ask(now=NOW, **said))


def read(folder: Path, table: str, encoding: str = "utf-8-sig") -> Rows:
    with (folder / f"{table}.csv").open(encoding=encoding, newline="") as file:
        return list(csv.DictReader(file))


def test_a_row_a_visit_and_a_row_an_answer(desk: Vault, library: Library, tmp_path: Path) -> None:
    child_id = child_of(desk, gestation="36w0d")
    visit = visit_of(desk, library, child_id)
    close(visit)
    done = exporting_tables.export_csv(asked(desk, library), tmp_path / "out")
    (row,) = read(done.path, "visits")
    assert (row["visit_on"], row["state"], row["state_label"]) == ("2026-06-10", "closed", "Closed")
    assert row["child_id"] == read(done.path, "children")[0]["child_id"] == child_id
    answers = {r["item_id"]: r for r in read(done.path, "answers")}
    band = [i for i in visit.items().values() if i.codes and not i.sensitivity.private]
    assert list(answers) == [item.item_id for item in band]
    for item_id, answer in visit.visit.answers.items():
        assert answers[item_id]["code"] == answer.code == row[item_id.replace("-", "_")]
    worry = answers["o1-any-worry"]
    assert (worry["code_label"], worry["note"]) == ("A little", "Sleeps little,\nsays her mother.")
    assert done.children == 1
    assert events(desk)[0]["details.rows"] == done.rows
    (step,) = read(done.path, "next_steps")
    assert (step["what"], step["by_day"]) == ("Ask the nurse", "2026-06-17")


def test_why_there_is_no_answer_is_told_apart(
    desk: Vault, library: Library, tmp_path: Path
) -> None:
    visit = visit_of(desk, library, child_of(desk))
    exporting_tables.export_csv(asked(desk, library), tmp_path / "out")
    (row,) = read(tmp_path / "out", "visits")
    codes = {name.replace("-", "_"): a.code for name, a in visit.visit.answers.items()}
    for item in library.checklist("observation").items:
        name = item.item_id.replace("-", "_")
        if item.sensitivity.private:
            assert name not in row
        elif visit.visit.band not in item.bands:
            assert row[name] == "not_applicable"
        elif item.kind == "sign":
            assert row[name] == "no"
        elif item.kind == "behaviour" or name in codes:
            assert row[name] == codes.get(name, "not_asked")
    assert {"not_asked", "not_applicable", "not_seen", "prefers_not"} <= set(row.values())


def test_labels_in_spanish_and_a_codebook(desk: Vault, library: Library, tmp_path: Path) -> None:
    visit_of(desk, library, child_of(desk))
    exporting_tables.export_csv(asked(desk, library, language="es"), tmp_path / "out")
    book = read(tmp_path / "out", "codebook")
    texts = library.texts("observation", "es")
    labels = {(r["table"], r["variable"], r["code"]): r["label"] for r in book}
    meanings = {(r["table"], r["variable"]): r for r in book}
    worry = meanings["visits", "o1_any_worry"]
    assert worry["meaning"] == texts.items["o1-any-worry"].text
    assert (worry["class"], worry["checklist"].split()[0]) == ("C", "observation")
    assert labels["visits", "o1_any_worry", "a_little"] == texts.choices["a_little"]
    (row,) = read(tmp_path / "out", "visits")
    for table in ("visits", "answers", "children"):
        for row in read(tmp_path / "out", table):
            for name, value in row.items():
                if f"{name}_label" in row and value:
                    assert labels[table, name, value] == row[f"{name}_label"]
                assert (table, name.removesuffix("_label")) in meanings or "_label" in name


def test_the_datapackage_describes_the_files(desk: Vault, library: Library, tmp_path: Path) -> None:
    close(visit_of(desk, library, child_of(desk)))
    exporting_tables.export_csv(asked(desk, library), tmp_path / "out", bom=False)
    package = json.loads((tmp_path / "out" / "datapackage.json").read_text("utf-8"))
    resources = {r["name"]: r for r in package["resources"]}
    for name, resource in resources.items():
        rows = read(tmp_path / "out", name, "utf-8")
        schema = resource["schema"]
        with (tmp_path / "out" / resource["path"]).open(encoding="utf-8", newline="") as file:
            assert next(csv.reader(file)) == [field["name"] for field in schema["fields"]]
        keys = [tuple(row[k] for k in schema["primaryKey"]) for row in rows]
        assert len(set(keys)) == len(keys)
        for foreign in schema.get("foreignKeys", ()):
            (column,), other = foreign["fields"], foreign["reference"]
            theirs = {
                r[other["fields"][0]] for r in read(tmp_path / "out", other["resource"], "utf-8")
            }
            assert {row[column] for row in rows} <= theirs
        for field in schema["fields"]:
            allowed = {c["value"] for c in field.get("categories", ())}
            silent = {c["value"] for c in field.get("missingValues", [{"value": ""}])}
            if allowed:
                assert {row[field["name"]] for row in rows} <= allowed | silent


def test_bom_or_none(desk: Vault, library: Library, tmp_path: Path) -> None:
    child_of(desk, "Ñ")
    exporting_tables.export_csv(asked(desk, library), tmp_path / "with")
    exporting_tables.export_csv(asked(desk, library), tmp_path / "without", bom=False)
    for path in (tmp_path / "with").glob("*.csv"):
        data = path.read_bytes()
        assert data.startswith(b"\xef\xbb\xbf")
        assert (tmp_path / "without" / path.name).read_bytes() == data[3:]


@given(st.text())
def test_the_guard_can_be_undone_and_leaves_no_formula(text: str) -> None:
    safe = guarded(text)
    assert unguarded(safe) == text
    assert not safe.lstrip(" \u00a0\u3000\ufeff").startswith(tuple("=+-@\t\r\n＝＋－＠"))


def test_hostile_names_survive_both_formats(desk: Vault, library: Library, tmp_path: Path) -> None:
    for name in HOSTILE:
        child_of(desk, name, custody_note=f"{name}\nsecond line")
    exporting_tables.export_csv(asked(desk, library), tmp_path / "out")
    exporting_tables.export_xlsx(asked(desk, library, "xlsx"), tmp_path / "out.xlsx")
    book = openpyxl.load_workbook(tmp_path / "out.xlsx")
    sheet = book["children"]
    heads = [cell.value for cell in sheet[1]]
    assert all(cell.data_type in "snb" for row in sheet.iter_rows() for cell in row)
    from_csv = read(tmp_path / "out", "children")
    for row, cells in zip(from_csv, sheet.iter_rows(min_row=2), strict=True):
        told = {h: unescape(str(c.value or "")) for h, c in zip(heads, cells, strict=True)}
        assert told == row
    names = {unguarded(row["given_name"]) for row in from_csv}
    assert names == {name.strip() for name in HOSTILE}
    notes = {unguarded(row["custody_note"]) for row in from_csv}
    assert notes == {f"{name}\nsecond line".strip() for name in HOSTILE}


TABLE = Table(
    name="rows", title="", key=("a",),
    variables=(Variable(name="a", title=""), Variable(name="b", title="", kind="integer")),
)  # fmt: skip


def test_no_long_text_is_cut(tmp_path: Path) -> None:
    texts = ["x" * 32_767, "y" * 32_768, "🙂" * 20_000, "=" * 40_000]
    with Workbook(
        tmp_path / "b.xlsx", [TABLE], label_title="{title}", long_text="no. {number}"
    ) as out:
        for number, text in enumerate(texts):
            out.write("rows", (text, number))
    book = openpyxl.load_workbook(tmp_path / "b.xlsx")
    cells = [row[0] for row in book["rows"].iter_rows(min_row=2, values_only=True)]
    assert cells == [texts[0], "no. 1", "no. 2", "no. 3"]
    whole: dict[str, str] = {}
    for number, _, _, _, text in book["long_texts"].iter_rows(min_row=2, values_only=True):
        whole[str(number)] = whole.get(str(number), "") + str(text)
    assert [unguarded(whole[str(n)]) for n in (1, 2, 3)] == texts[1:]


def test_more_rows_than_a_sheet_holds_go_on_on_the_next(tmp_path: Path) -> None:
    book = Workbook(
        tmp_path / "b.xlsx", [TABLE], label_title="{title}", long_text="{number}", most_rows=4
    )
    with book as out:
        for number in range(7):
            out.write("rows", (str(number), number))
    read_back = openpyxl.load_workbook(tmp_path / "b.xlsx")
    found = [
        row[1]
        for name in ("rows", "rows 2", "rows 3")
        for row in read_back[name].iter_rows(min_row=2, values_only=True)
    ]
    assert found == list(range(7))


TEXTS = st.text(st.characters(exclude_categories=["Cs"]))


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(TEXTS, min_size=1, max_size=20))
@example(["\x00\x08\x0b\x1f", "\r\n", "\ufffe\uffff", "<r>a & b</r>", "_x0041_", " a "])
def test_any_text_comes_back_from_a_workbook(tmp_path: Path, texts: list[str]) -> None:
    path = tmp_path / "any.xlsx"
    with Workbook(path, [TABLE], label_title="{title}", long_text="{number}") as out:
        for number, text in enumerate(texts):
            out.write("rows", (text, number))
    sheet = openpyxl.load_workbook(path)["rows"]
    found = [row[0] or "" for row in sheet.iter_rows(min_row=2, values_only=True)]
    assert [unguarded(unescape(str(text))) for text in found] == texts


def test_a_partner_gets_no_item_the_consent_does_not_name(
    desk: Vault, library: Library, tmp_path: Path
) -> None:
    child_id, other, whom = child_of(desk), child_of(desk, "Other"), partner(desk)
    for each in (child_id, other):
        close(visit_of(desk, library, each))
    consent(desk, child_id, whom, **{"items.o1-any-worry": True})
    done = exporting_tables.export_csv(asked(desk, library, partner_id=whom), tmp_path / "out")
    assert (done.children, done.left_out) == (1, {"no_consent": 1})
    text = "".join(p.read_text("utf-8-sig") for p in (tmp_path / "out").iterdir())
    assert other not in text
    assert "Sleeps little" not in text
    assert {r["item_id"] for r in read(tmp_path / "out", "answers")} == {"o1-any-worry"}
    assert read(tmp_path / "out", "caregivers") == []
    assert any("1 child is left out" in r["about"] for r in read(tmp_path / "out", "about"))


def test_private_words_leave_only_when_asked_and_apart(
    desk: Vault, library: Library, tmp_path: Path
) -> None:
    visit = visit_of(desk, library, child_of(desk))
    visit.alone_with(visit.caregivers[0].caregiver_id)
    private = [i for i in visit.items().values() if i.sensitivity.private and i.codes]
    for item in private:
        visit.answer(item.item_id, item.codes[-1])
        visit.keep_note(item.item_id, f"secret {item.sensitivity.value}")
    prepared = asked(desk, library)
    exporting_tables.export_csv(prepared, tmp_path / "out")
    text = "".join(p.read_text("utf-8-sig") for p in (tmp_path / "out").iterdir())
    assert "secret" not in text
    assert not any(item.item_id in text for item in private)
    rows = exporting_private.export_private(prepared, tmp_path / "g.csv", bom=True)
    said = (tmp_path / "g.csv").read_text("utf-8-sig")
    assert rows == sum(item.sensitivity.value == "G" for item in private)
    assert "secret G" in said
    assert "secret V" not in said
    assert "details.rows" not in events(desk)[-1]
    with pytest.raises(InputError, match="partner"):
        exporting_private.require_private(
            asked(desk, library, partner_id=partner(desk)), tmp_path / "p.csv"
        )


def test_slips_are_refused(desk: Vault, library: Library, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="language"):
        asked(desk, library, language="xx")
    with pytest.raises(InputError, match="workbook"):
        exporting_tables.export_xlsx(asked(desk, library, "xlsx"), tmp_path / "out.csv")
    assert events(desk) == []
