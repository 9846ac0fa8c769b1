"""Exports through the real window: chosen, seen, saved, and told that they leave protection."""

import csv
import sys
from pathlib import Path

import openpyxl
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QLabel, QPushButton

from imh_desktop.core.privacy import ChainClass
from imh_desktop.store.vault import Vault
from imh_desktop.ui.export_page import DetailsPage
from tests.flows.export_vault import events, partner


def texts(program) -> str:
    labels = program.window.findChildren(QLabel)
    shown = "\n".join(label.text() for label in labels if label.isVisible())
    return shown.replace("\u200b", "")


def choose_folder(program, hands, folder: Path) -> None:
    hands.click("Choose where to save it")
    dialog = program.window.findChild(QFileDialog)
    dialog.fileSelected.emit(str(folder))
    dialog.reject()


def book_rows(made: Path) -> list[int]:
    """Count the rows of children, as a program that is not ours reads them."""
    book = openpyxl.load_workbook(made)
    about = ("codebook", "about")
    return [sheet.max_row - 1 for sheet in book.worksheets if sheet.title not in about]


def to_kinds(hands) -> None:
    hands.click("Carry and gather")
    hands.click("Export")
    hands.wait_for("For a spreadsheet")


def test_a_workbook_is_chosen_seen_and_saved(opened, hands, vault, tmp_path):
    program = opened()
    to_kinds(hands)
    assert "leaves the protection of your file" in texts(program)
    hands.click("For a spreadsheet")
    hands.write("What it is for", "Yearly report")
    hands.click("See what would leave")
    hands.wait_for("The first visits")
    assert "2 children" in texts(program)
    assert "2026-06-10" in texts(program)
    assert not list(tmp_path.glob("*.xlsx"))

    choose_folder(program, hands, tmp_path)
    hands.wait_for("It is saved here:")
    (made,) = tmp_path.glob("*.xlsx")
    assert str(made) in texts(program)
    rows = sum(book_rows(made))
    assert f"2 children\n{rows} rows in the tables" in texts(program)
    assert "leaves the protection of your file" in texts(program)
    book = openpyxl.load_workbook(made)
    assert book["visits"].max_row == 3
    (kept,) = events(vault)
    assert (kept["subject"], kept["details.purpose"]) == ("xlsx", "Yearly report")
    hands.click("Done")
    hands.wait_for("Carry and gather")


@pytest.mark.parametrize(
    ("kind", "command"),
    [("For another health system", "fhir"), ("To keep for twenty years", "twenty-years"),
     ("Without names", "deidentified"), ("For a statistics program", "spss")],
)  # fmt: skip
def test_every_other_kind_is_written(opened, hands, tmp_path, kind, command):
    program = opened()
    to_kinds(hands)
    hands.click(kind)
    hands.click("See what would leave")
    hands.wait_for("Choose where to save it")
    choose_folder(program, hands, tmp_path)
    hands.wait_for("It is saved here:")
    (made,) = tmp_path.glob(f"imh-{command}-*")
    assert made.exists()


def test_csv_can_be_chosen_in_spanish(opened, hands, tmp_path):
    program = opened()
    to_kinds(hands)
    hands.click("For a spreadsheet")
    hands.choose("How it is written", "CSV files")
    hands.choose("Language of the words in it", "Spanish")
    hands.click("See what would leave")
    hands.wait_for("The first visits")
    choose_folder(program, hands, tmp_path)
    hands.wait_for("It is saved here:")
    (made,) = tmp_path.glob("imh-csv-*")
    with (made / "answers.csv").open(encoding="utf-8-sig", newline="") as file:
        assert "Un poco" in {row["code_label"] for row in csv.DictReader(file)}


def test_escape_and_back_lead_back_page_by_page(opened, hands):
    opened()
    to_kinds(hands)
    hands.click("Without names")
    hands.press(Qt.Key.Key_Escape)
    hands.wait_for("For a spreadsheet")
    hands.click("Back")
    hands.wait_for("Carry and gather")


def test_only_coordinators_are_led_here(program, hands, folder, tmp_path):
    other = Vault.create_with_key(tmp_path / "laptop", b"k" * 32, "Rosa")
    assert other.journal.record(other.worker_id).chain_class is ChainClass.OPEN
    program._on_opened(other)
    hands.click("Carry and gather")
    hands.wait_for("Take in archives")
    assert not hands.sees("Export")


def test_for_a_partner_without_consents_nothing_can_be_saved(opened, hands, vault):
    partner(vault, "Early help <b>Norte</b>")
    program = opened()
    to_kinds(hands)
    hands.click("For another health system")
    hands.choose("For whom", "Early help <b>Norte</b>")
    hands.click("See what would leave")
    hands.wait(lambda: "2 children are left out" in texts(program), "what is left out")
    assert "2 children are left out: no consent for this partner" in texts(program)
    save = [
        b for b in program.window.findChildren(QPushButton) if b.isVisible() and not b.isEnabled()
    ]
    assert [button.accessibleName() or button.text() for button in save] == [
        "Choose where to save it"
    ]
    assert events(vault) == []


def test_who_it_is_for_stands_when_one_comes_back(opened, hands, vault):
    """Else what was meant for a partner would next hold every family."""
    made = partner(vault, "Early help Norte")
    program = opened()
    to_kinds(hands)
    hands.click("For a spreadsheet")
    hands.choose("How it is written", "CSV files")
    hands.choose("Language of the words in it", "Spanish")
    hands.choose("For whom", "Early help Norte")
    hands.write("What it is for", "--partner")
    hands.click("See what would leave")
    hands.wait(lambda: "2 children are left out" in texts(program), "what is left out")
    hands.press(Qt.Key.Key_Escape)
    hands.wait_for("For whom")
    (page,) = [p for p in program.window.findChildren(DetailsPage) if p.isVisible()]
    assert page.command() == "csv"
    assert page.options() == [
        "--language", "es", "--purpose", "--partner", "--partner", made,
    ]  # fmt: skip


def test_a_refused_place_is_told_and_what_was_chosen_stands(opened, hands, vault, folder):
    program = opened()
    to_kinds(hands)
    hands.click("For a spreadsheet")
    hands.write("What it is for", "Yearly report")
    hands.click("See what would leave")
    hands.wait_for("The first visits")
    before = sorted(path.name for path in folder.iterdir())
    choose_folder(program, hands, folder)
    hands.wait(lambda: "This did not work" in texts(program), "that it was refused")
    assert "cannot stand beside a file of this program" in texts(program)
    (page,) = program.window.findChildren(DetailsPage)
    assert page.options() == ["--language", "en", "--purpose", "Yearly report"]
    assert sorted(path.name for path in folder.iterdir()) == before
    assert events(vault) == []


def test_missing_packages_are_told_and_leave_nothing(opened, hands, vault, tmp_path, monkeypatch):
    shadow = tmp_path / "shadow"
    shadow.mkdir()
    (shadow / "pyreadstat.py").write_text("raise ImportError")
    monkeypatch.syspath_prepend(shadow)
    program = opened()
    to_kinds(hands)
    hands.click("For a statistics program")
    hands.click("See what would leave")
    hands.wait_for("Choose where to save it")
    choose_folder(program, hands, tmp_path)
    hands.wait(lambda: "This did not work" in texts(program), "that packages are missing")
    assert "or export CSV, which needs nothing more" in texts(program)
    assert not list(tmp_path.glob("*imh-*"))
    assert events(vault) == []


def test_a_missing_package_is_told_before_anything_is_chosen(opened, hands, monkeypatch):
    monkeypatch.setitem(sys.modules, "polars", None)
    program = opened()
    to_kinds(hands)
    hands.click("For a statistics program")
    hands.wait(lambda: "needs two more packages" in texts(program), "what is missing")
    assert not hands.sees("See what would leave")
    hands.write("What it is for", "Yearly report")
    hands.click("Tables for a spreadsheet instead")
    (page,) = [p for p in program.window.findChildren(DetailsPage) if p.isVisible()]
    assert page.command() == "csv"
    assert page.options() == ["--language", "en", "--purpose", "Yearly report"]
    assert "needs two more packages" not in texts(program)
    hands.click("See what would leave")
    hands.wait_for("Choose where to save it")


def test_cancel_of_the_folder_and_back_keep_what_was_chosen(opened, hands, vault):
    program = opened()
    to_kinds(hands)
    hands.click("Without names")
    hands.write("What it is for", "Funders")
    hands.click("See what would leave")
    hands.wait_for("Choose where to save it")
    hands.click("Choose where to save it")
    program.window.findChild(QFileDialog).reject()
    assert "2 children" in texts(program)
    hands.click("Back")
    hands.wait_for("What it is for")
    (page,) = [p for p in program.window.findChildren(DetailsPage) if p.isVisible()]
    assert page.options() == ["--language", "en", "--purpose", "Funders"]
    assert events(vault) == []
