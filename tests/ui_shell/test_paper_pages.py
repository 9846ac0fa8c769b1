"""Both pages on paper: seen, refused with a way to mend, saved whole, printed."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QPageSize
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QFileDialog

from imh_desktop.content.library import Library
from imh_desktop.flows import programme, summarising
from imh_desktop.flows.demo import fill
from imh_desktop.flows.programme import ProgrammeForm
from imh_desktop.store import records
from imh_desktop.ui import printing
from imh_desktop.ui.preview import Sheet, page_images

from .conftest import give_numbers

FAMILY_CARE = "A saved copy is not locked. Delete it once the family has its page."


@pytest.fixture
def closed_visit(vault, opened, library, hands):
    """A child with a closed visit, its page open; the programme's numbers are still empty."""
    from datetime import date

    child = fill(vault, library, date.today())  # noqa: DTZ011 as the program
    programme.save(vault, ProgrammeForm(name="First Steps"))
    program = opened()
    program._workspace.show_child(child.child_id)
    visit = next(v for v in records.visits(vault, child.child_id) if v.closed_at)
    return program, visit


def test_a_page_without_numbers_is_refused_and_the_way_to_mend_it_leads_back(
    closed_visit, hands, vault
):
    program, visit = closed_visit
    hands.click("Family page", about=str(visit.on.year))
    hands.wait_for("This page cannot be made yet")
    with pytest.raises(Exception, match="disabled"):
        _soon(hands).click("Save a copy")

    hands.click("Write the programme's numbers")
    hands.write("Emergency number: number", "555-0111")
    hands.write("Day and night line: number", "555-0124")
    hands.write("Child protection line: number", "555-0148")
    hands.click("Save the programme")
    hands.wait_for("The page as it will be printed")
    assert records.programme(vault).number_of("reporting") == "555-0148"
    assert program.window.findChildren(Sheet)
    assert records.programme(vault).number_of("emergency") == "555-0111"


def test_language_and_paper_change_what_is_seen(closed_visit, hands, vault):
    program, _visit = closed_visit
    give_numbers(vault)
    hands.click("Family page")
    hands.wait_for("The page as it will be printed")
    assert hands.sees(FAMILY_CARE)
    english = program.window.page.made.content
    hands.choose("Language of the page", "Spanish")
    spanish = program.window.page.made.content
    hands.click("Letter")
    letter = program.window.page.made.content
    assert len({english, spanish, letter}) == 3
    wide = page_images(letter, 850)[0]
    assert abs(wide.height() - 1100) <= 1


def test_a_copy_is_saved_whole_and_is_what_was_seen(closed_visit, hands, vault, tmp_path):
    program, _visit = closed_visit
    give_numbers(vault)
    hands.click("Family page")
    hands.wait_for("The page as it will be printed")
    target = tmp_path / "copies" / "page.pdf"
    target.parent.mkdir()
    hands.click("Save a copy")
    hands.click("Yes, go on")
    hands.write("File name", str(target))
    hands.click("Save")
    hands.wait_for("The copy is saved.")
    assert target.read_bytes() == program.window.page.made.content
    assert list(target.parent.iterdir()) == [target]


def test_a_place_that_cannot_be_written_is_said_and_nothing_is_left(
    closed_visit, hands, vault, tmp_path
):
    program, visit = closed_visit
    give_numbers(vault)
    program._workspace.show_family_page(visit.visit_id)
    page = program.window.page
    page.leave(
        "save", lambda leaving: page.ways_out.write(tmp_path / "nowhere" / "page.pdf", leaving)
    )
    hands.click("Yes, go on")
    assert "could not be saved" in page._said.words.text()
    assert program.window.findChildren(QFileDialog) == []


def test_what_is_printed_is_what_was_seen(closed_visit, vault, tmp_path):
    """Printed to a file, each page differs from the page shown by less than paper shows."""
    program, visit = closed_visit
    give_numbers(vault)
    program._workspace.show_family_page(visit.visit_id)
    seen = program.window.page.made.content
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "printed.pdf"))
    printer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    printer.setFullPage(True)
    shares = list(printing.paint(printer, seen))
    assert shares[-1] == 1.0

    printed = page_images((tmp_path / "printed.pdf").read_bytes(), 800)
    ours = page_images(seen, 800)
    assert len(printed) == len(ours) == len(shares)
    for ours_, theirs in zip(ours, printed, strict=True):
        assert abs(ours_.height() - theirs.height()) <= 2
        assert _unlike(ours_, theirs) < 0.01
    spanish = summarising.family_page(vault, Library(), visit.visit_id, "es").content
    assert _unlike(page_images(spanish, 800)[0], printed[0]) > 0.05, "the oracle sees words"


def test_a_referral_needs_consent_and_keeps_what_was_typed(closed_visit, hands, vault):
    _program, visit = closed_visit
    give_numbers(vault)
    hands.click("New referral", about=str(visit.on.year))
    hands.wait_for("Referral and consent")
    always = "Always on it: name, day of birth, sex and age, also counted from the due date"
    assert hands.sees(always)
    hands.write("What for", "A closer look")
    hands.click("The family agrees: make the page")
    assert not hands.sees("The page as it will be printed")
    assert hands.find("What for").text() == "A closer look"
    assert records.referrals(vault, visit.child_id) == []

    hands.write("Name of the partner", "Early Support")
    hands.write("In what role, such as mother or legal guardian", "Mother")
    hands.click("Strengths")
    hands.click("The family agrees: make the page")
    hands.wait_for("Please choose one of the answers.")
    assert records.referrals(vault, visit.child_id) == [], "nobody said how it was agreed"
    hands.click("Signed on paper")
    hands.click("The family agrees: make the page")
    hands.wait_for("The page as it will be printed")
    assert hands.sees("A saved copy is not locked. Delete it once the partner has it.")
    assert not hands.sees(FAMILY_CARE)
    (consent,) = records.consents(vault, visit.child_id)
    (referral,) = records.referrals(vault, visit.child_id)
    assert consent.lines == referral.lines == ("strengths",)
    assert (consent.authority, consent.kind, consent.how) == ("Mother", "referral", "paper")
    assert consent.expires_on > consent.signed_on

    hands.click("Back")
    hands.click("Referral to Early Support")
    hands.wait_for("The page as it will be printed")


def test_without_a_printer_printing_is_off_and_says_why(closed_visit, hands, vault, monkeypatch):
    program, visit = closed_visit
    give_numbers(vault)
    monkeypatch.setattr(printing, "has_printer", lambda: False)
    program._workspace.show_family_page(visit.visit_id)
    assert not program.window.page._print.isEnabled()
    assert hands.sees("No printer is set up here. Save a copy and print it elsewhere.")


def _soon(hands):
    """The same hands, with no patience for what will not come."""
    import imh_desktop.ui.driver as driver

    class Impatient(type(hands)):
        def _until(self, condition):
            return condition()

    assert driver
    return Impatient(Path())


def _unlike(one: QImage, other: QImage) -> float:
    """Return the share of points that differ by more than a tenth, both seen from a little afar:
    a sheet of whole points is up to a third of a point smaller than the page."""
    grey = [
        each.scaled(300, 424, mode=Qt.TransformationMode.SmoothTransformation).convertToFormat(
            QImage.Format.Format_Grayscale8
        )
        for each in (one, other)
    ]
    rows = [zip(*(bytes(g.constScanLine(y))[:300] for g in grey), strict=True) for y in range(424)]
    points = [abs(a - b) > 25 for row in rows for a, b in row]
    return sum(points) / len(points)
