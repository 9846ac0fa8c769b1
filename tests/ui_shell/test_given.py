"""After a page was given: outdated ones named, one given again; who has none; a whole day."""

from datetime import date

import pypdfium2
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, qGray

from imh_desktop.flows.closing import close
from imh_desktop.flows.demo import fill
from imh_desktop.flows.printing_log import given_pages
from imh_desktop.store import records
from imh_desktop.ui.job_page import JobPage
from imh_desktop.ui.job_sheets import JobSheet
from imh_desktop.ui.leave_behind import LeaveBehindPanel
from imh_desktop.ui.widgets import PlainLabel
from imh_desktop.words import Words
from tests.flows.export_vault import child_of, visit_of

from .giving import lines, print_to


@pytest.fixture
def today():
    return date.today()  # noqa: DTZ011 as the program


@pytest.fixture
def visit(vault, library, today):
    child = fill(vault, library, today)
    return next(v for v in records.visits(vault, child.child_id) if v.closed_at)


@pytest.fixture
def page(visit, opened):
    """The family page of a closed visit, in front."""
    program = opened()
    program._workspace.show_family_page(visit.visit_id)
    return program.window.page


@pytest.fixture
def printer(monkeypatch, tmp_path):
    return print_to(tmp_path / "printed.pdf", monkeypatch)


def test_who_may_not_receive_a_page_is_kept_told_and_not_offered(
    visit, opened, hands, vault, tmp_path
):
    program = opened()
    program._workspace.show_child(visit.child_id)
    hands.click("Pages and who may receive them")
    hands.click("Give no pages", about="Rosa")
    hands.write("Why", "A court decided so")
    hands.click("Give no pages")
    hands.wait_for("Receives no page: A court decided so")
    hands.click("Done")
    hands.click("Family page", about=str(visit.on.year))
    hands.click("Save a copy")
    assert hands.sees("Who is not named here receives no page.")
    panel = program.window.page.findChild(LeaveBehindPanel)
    shown = [each.text() for each in panel.findChildren(PlainLabel)]
    assert not any("court" in text or "Rosa" in text for text in shown), "it opens in the home"
    hands.click("Yes, go on")
    hands.wait_for("This did not work")
    assert lines(vault, visit) == ()
    hands.click("Continue")
    hands.click("Save a copy")
    hands.choose("Who receives it?", "Nia")
    hands.click("Yes, go on")
    hands.write("File name", str(tmp_path / "page.pdf"))
    hands.click("Save")
    hands.wait_for("The copy is saved.")
    assert [line.names for line in lines(vault, visit)] == [("Nia",)]


def test_an_outdated_page_is_named_and_a_new_one_offered(printer, visit, opened, hands, vault):
    program = opened()
    program._workspace.show_family_page(visit.visit_id)
    hands.click("Print")
    hands.click("Yes, print it")
    hands.wait_for("It went to the printer.")
    vault.journal.amend(visit.visit_id, {"kind": "elsewhere"}, "a slip")
    hands.click("Back")
    hands.wait_for("Outdated: the visit was changed afterwards.")
    hands.click("Make a new page")
    hands.wait_for("The page as it will be printed")
    told = Words("en").date(lines(vault, visit)[0].printed.on)
    hands.wait_for(f"The page the family got on {told} is outdated. This is the new one.")
    hands.click("Print")
    hands.click("Yes, print it")
    hands.wait_for("It went to the printer.")
    assert [line.state for line in lines(vault, visit)] == ["newest", "visit_changed"]


def test_a_page_is_given_again_as_it_was(printer, visit, opened, hands, vault):
    program = opened()
    program._workspace.show_family_page(visit.visit_id)
    first = program.window.page.made.content
    hands.click("Print")
    hands.click("Yes, print it")
    hands.wait_for("It went to the printer.")
    hands.click("Back")
    hands.click("Pages and who may receive them")
    hands.click("Give it again")
    hands.wait_for("The page as it will be printed")
    assert program.window.page.made.content == first
    hands.click("Print")
    assert not hands.sees("Short page only")
    hands.click("Yes, print it")
    hands.wait_for("It went to the printer.")
    assert len(lines(vault, visit)) == 2


@pytest.fixture
def families(vault, library, today, visit):
    """Three families seen today."""
    found = {}
    for name in ("Ana", "Ben", "Zoe"):
        found[name] = child_of(vault, name)
        close(visit_of(vault, library, found[name], on=today))
    return found


def apart(sheet, page):
    """How far a page on the screen is from the page of the file, in shades of grey of 255."""
    wide, high = 200, 280
    grey, smooth = QImage.Format.Format_Grayscale8, Qt.TransformationMode.SmoothTransformation
    fill = Qt.AspectRatioMode.IgnoreAspectRatio
    bitmap = page.render(scale=2)
    pixels = bitmap.to_pil().convert("RGB").tobytes()
    shape = (bitmap.width, bitmap.height, 3 * bitmap.width)
    drawn = QImage(pixels, *shape, QImage.Format.Format_RGB888)
    pictures = [sheet.grab().toImage(), drawn]
    one, other = (p.scaled(wide, high, fill, smooth).convertToFormat(grey) for p in pictures)
    spots = [(x, y) for x in range(3, wide - 3) for y in range(3, high - 3)]
    shade = [abs(qGray(one.pixel(*s)) - qGray(other.pixel(*s))) for s in spots]
    return sum(shade) / len(shade)


@pytest.mark.check(18)
def test_all_of_today_is_asked_made_printed_and_listed(printer, families, opened, hands, vault):
    program = opened()
    hands.click("Print all of today")
    hands.wait_for("Is it safe for each page to be seen by everyone at home?")
    hands.click("Whole page", about="Ana")
    hands.click("Do not print", about="Ben")
    hands.click("Make the pages")
    hands.wait(lambda: isinstance(program.window.page, JobPage), "the pages")
    hands.wait_for("1 family")
    assert not printer.exists()
    sheets = program.window.page.findChildren(JobSheet)
    made = pypdfium2.PdfDocument(program.window.page._file)
    assert [sheet.accessibleName() for sheet in sheets] == [
        f"Page {n} of {len(made)}" for n in range(1, len(made) + 1)
    ]
    for sheet, page in zip(sheets, made, strict=True):
        assert apart(sheet, page) < 4, "this is not the page that will be printed"
    hands.click("Print")
    hands.wait_for("It went to the printer.")
    assert printer.stat().st_size > 10_000
    hands.click("Back")
    hands.wait_for("Make the pages")
    states = {n: [each.state for each in given_pages(vault, c)] for n, c in families.items()}
    assert states == {"Ana": ["newest"], "Ben": [], "Zoe": []}


def test_pages_made_and_left_unused_were_not_given(printer, families, opened, hands, vault):
    program = opened()
    hands.click("Print all of today")
    hands.click("Short page", about="Zoe")
    hands.click("Make the pages")
    hands.wait(lambda: isinstance(program.window.page, JobPage), "the pages")
    hands.click("Back")
    hands.wait_for("Make the pages")
    assert [each.state for each in given_pages(vault, families["Zoe"])] == ["failed"]
