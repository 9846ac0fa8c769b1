"""Two files that differ in what was said alone, and in nothing else: every page looks the same,
down to the last dot, and says the same to a screen reader, until somebody asks."""

import shutil
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QBuffer
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from imh_desktop.content.library import Library
from imh_desktop.flows.open_visit import OpenVisit
from imh_desktop.flows.reviewing import close
from imh_desktop.store.vault import Vault
from imh_desktop.ui.laptop_settings import LaptopSettings
from imh_desktop.ui.program import Program
from imh_desktop.ui.visit_page import VisitPage
from tests.flows.export_vault import KEY, child_of, visit_of
from tests.flows.test_week_twins import WORDS, Twin

TODAY = date.today()  # noqa: DTZ011 the program asks the local clock too
Ids = dict[str, str]
Seen = list[tuple[str, list[str], bytes]]


def begin(vault: Vault, library: Library) -> Ids:
    """Two children, one with two visits to be finished, one with a visit that stays open."""
    ids = {name: child_of(vault, name) for name in ("Finished", "Open")}
    for name, ago in (("Finished", 40), ("Finished", 3), ("Open", 1)):
        visit = visit_of(vault, library, ids[name], TODAY - timedelta(days=ago))
        ids[f"visit {ago}"] = visit.visit.visit_id
    return ids


def say(vault: Vault, library: Library, ids: Ids) -> None:
    """Say all that can be said alone, at every visit."""
    for name in ids:
        if name.startswith("visit"):
            visit = OpenVisit(vault, library, ids[name], WORDS)
            visit.alone_with(visit.caregivers[0].caregiver_id)
            for item in [one for one in visit.items().values() if one.sensitivity.private]:
                if item.codes:
                    visit.answer(item.item_id, item.codes[-1])
                visit.keep_note(item.item_id, "SECRET")
                if item.kind == "today":
                    visit.record_action(item.item_id, "SECRET")


def say_nothing(vault: Vault, library: Library, ids: Ids) -> None:
    pass


def finish(vault: Vault, library: Library, ids: Ids) -> None:
    for name in ("visit 40", "visit 3"):
        close(OpenVisit(vault, library, ids[name], WORDS))


def told(page: QWidget) -> list[str]:
    """Return every word of a page that stands on screen, or is read aloud."""
    found = []
    for one in page.findChildren(QWidget):
        if one.isVisibleTo(page):
            own = one.text() if isinstance(one, QLabel | QAbstractButton) else ""
            found.append(f"{own}|{one.accessibleName()}|{one.accessibleDescription()}")
    return found


def picture(page: QWidget) -> bytes:
    buffer = QBuffer()
    buffer.open(QBuffer.OpenModeFlag.WriteOnly)
    page.grab().save(buffer, "PNG")
    return buffer.data().data()


def pages(program: Program, ids: Ids) -> Iterator[tuple[str, Callable[[], object]]]:
    space = program._workspace
    yield "caseload", space.show_caseload
    yield "today", lambda: space._together.show_day(space.show_caseload)
    for name in ("Finished", "Open"):
        yield f"child {name}", partial(space.show_child, ids[name])
    yield "undo", space._mistakes.show_acts
    yield "trash", space._mistakes.show_trash
    yield "referrals", space.show_referrals
    yield "visit", partial(space.continue_visit, ids["visit 1"])
    first = program.window.page.page.active
    for domain in program.window.page.domains.rows:
        yield domain, partial(open_domain, program, domain)
    yield "from the beginning", lambda: program.window.page.go_to(first)
    while isinstance(program.window.page, VisitPage):
        yield "next unanswered, at last the review", program.window.page.go_next


def open_domain(program: Program, domain: str) -> None:
    program.window.page.domains.rows[domain].click()


def looked(qapp: QApplication, qtbot: QtBot, folder: Path, ids: Ids) -> Seen:
    """Walk over the pages of a file; of each, its words and its picture."""
    vault = Vault.open_with_key(folder, KEY)
    settings = LaptopSettings(theme="light", language="en", cover_minutes=0)
    program = Program(qapp, settings, folder, lambda: None)
    qtbot.addWidget(program.window)
    program.window.resize(1366, 2000)  # all of a child's page at once
    program.window.show()
    program._on_opened(vault)
    seen: Seen = []
    for name, show in pages(program, ids):
        show()
        for _ in range(3):
            QApplication.processEvents()
        page = program.window.page
        unfold(page)
        seen.append((name, told(page), picture(page)))
    program.close()
    return seen


def unfold(page: QWidget) -> None:
    """Show the journey in words too."""
    for button in page.findChildren(QAbstractButton):
        if button.text() == "The same in words":
            button.click()
            QApplication.processEvents()


def test_every_page_is_the_same_whether_or_not_something_was_said_alone(
    qapp: QApplication, qtbot: QtBot, library: Library, tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest,
) -> None:  # fmt: skip
    monkeypatch.setattr("imh_desktop.ui.last_resort.LastResort.install", lambda _self: None)
    flash = qapp.cursorFlashTime()
    qapp.setCursorFlashTime(0)
    request.addfinalizer(lambda: qapp.setCursorFlashTime(flash))
    quiet = Twin(tmp_path / "quiet")
    ids = quiet.step(partial(begin, library=library))
    shutil.copytree(quiet.folder, tmp_path / "loud")
    loud = Twin(tmp_path / "loud")
    loud.steps = quiet.steps
    seen = []
    for twin in (quiet, loud):
        twin.step(partial(say if twin is loud else say_nothing, library=library, ids=ids))
        twin.step(partial(finish, library=library, ids=ids))
        seen.append(looked(qapp, qtbot, twin.folder, ids))
    quiet_pages, loud_pages = seen
    assert [name for name, _, _ in quiet_pages if name.startswith("child")]
    assert not any("SECRET" in " ".join(words) for _, words, _ in loud_pages)
    for one, other in zip(quiet_pages, loud_pages, strict=True):
        assert one[:2] == other[:2]
        assert one[2] == other[2], f"the picture of {one[0]}"
