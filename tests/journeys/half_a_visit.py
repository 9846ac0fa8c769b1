"""A program of its own, to be killed: answers three cards, half types a note, says so, waits; or
with ``--tap`` taps one answer and is dead before anything can follow."""

import os
import signal
import sys
import time
from datetime import date, timedelta
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from imh_desktop.flows import enrolling
from imh_desktop.flows.enrolling import ChildForm
from imh_desktop.store.vault import Vault
from imh_desktop.ui.driver import Hands
from imh_desktop.ui.laptop_settings import LaptopSettings
from imh_desktop.ui.program import Program
from imh_desktop.ui.visit_page import VisitPage

KEY = b"k" * 32
HALF_TYPED = "Reached for her grandmother and"
TAP = "--tap"


def page_of(program: Program) -> VisitPage:
    page = program.window.page
    assert isinstance(page, VisitPage)
    return page


def place_of(program: Program) -> str:
    """Say whose visit is in front, which domain and card, and how far it is scrolled."""
    page = page_of(program)
    assert page.card is not None
    scrolled = page.page.verticalScrollBar().value()
    return f"{page.header.name.whole_text()} {page.domain_id} {page.card.item_id} {scrolled}"


def _begin(folder: Path) -> tuple[Vault, Program, Hands]:
    born = date.today() - timedelta(days=300)  # noqa: DTZ011 the program asks the local clock too
    vault = Vault.create_with_key(folder, KEY, "Rosa")
    for name in ("Bela", "Amara"):
        form = ChildForm(given_name=name, born_earliest=born.isoformat(), gestation="39w0d")
        amara = enrolling.add_child(vault, form)
    program = Program(
        QApplication([]), LaptopSettings(theme="light", language="en"), folder, lambda: None
    )
    hands = Hands(folder)
    program.window.resize(1366, 768)
    hands.begin(program.window)
    program._on_opened(vault)
    program._workspace.show_caseload(amara.child_id)
    hands.click("Start a visit")
    hands.click("Begin the visit")
    hands.wait_for("How do you know?")
    hands.click("I saw it")
    return vault, program, hands


def _tap_and_die(program: Program) -> None:
    page_of(program).enter("relationships")
    QApplication.processEvents()
    card = page_of(program).card
    assert card is not None
    assert card.answers is not None
    button = card.answers.buttons["often"]
    print(card.item_id, flush=True)
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    os.kill(os.getpid(), signal.SIGKILL)


def _half_type(vault: Vault, program: Program, hands: Hands) -> None:
    page_of(program).enter("exploring")
    hands.type("1")
    hands.type("1")
    hands.type("2")
    hands.type("n")
    hands.type(HALF_TYPED)
    hands.wait(lambda: HALF_TYPED in vault.desk.drafts().values(), "the draft")
    QTest.qWait(500)  # until the place is on the desk too, and the scrolling at rest
    print("DRAFTED", place_of(program), flush=True)
    time.sleep(600)


def main(folder: Path, *, tap: bool) -> None:
    vault, program, hands = _begin(folder)
    if tap:
        _tap_and_die(program)
    _half_type(vault, program, hands)


if __name__ == "__main__":
    main(Path(sys.argv[1]), tap=TAP in sys.argv)
