"""A program of its own, to be killed: a visitor's day through the window, over planted words.

``first``: the file is opened by passphrase, a visit is answered and a note half typed.
``second``: the visit goes on, a page is looked at, opened in a viewer, saved on purpose; a list is
exported by a child of the program; a bug happens with a name in its mouth.
Each says when it is ready, and waits to be killed.
"""

import os
import sys
import time
from datetime import date
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication

from imh_desktop import app
from imh_desktop.content.library import Library
from imh_desktop.flows import programme
from imh_desktop.flows.demo import fill
from imh_desktop.flows.programme import ProgrammeForm, SupportForm
from imh_desktop.store import records
from imh_desktop.ui.driver import Hands
from imh_desktop.ui.laptop_settings import LaptopSettings
from imh_desktop.ui.program import Program

PASSPHRASE = "zwiebel-quarzit-mulde-fjordland"
CHILD, FAMILY, CARER = "Qorvexa", "Zyndalovic", "Wombratski"
NOTE, HALF, SOUGHT, PHONE = (
    "kludgewort laughed",
    "fnordlicht and then",
    "brimblequist",
    "0907177255",
)
PLANTED = (PASSPHRASE, CHILD, FAMILY, CARER, "kludgewort", "fnordlicht", SOUGHT, PHONE)


def _today() -> date:
    return date.today()  # noqa: DTZ011 the program asks the local clock too


def _plant(program: Program) -> str:
    """A child with a closed visit, called by planted names; an open visit with a note."""
    vault, library = program._vault, Library()
    child = fill(vault, library, _today())
    named = {"given_name": CHILD, "family_name": FAMILY}
    vault.journal.write("child", child.child_id, named, reason="the paper said otherwise")
    for carer in records.caregivers(vault, child.child_id):
        vault.journal.write("caregiver", carer.caregiver_id, {"name": CARER, "phone": PHONE})
    numbers = [("emergency", "555-0111"), ("day_and_night", "555-0124"), ("reporting", "555-0148")]
    support = tuple(SupportForm(kind=kind, number=number) for kind, number in numbers)
    programme.save(vault, ProgrammeForm(name="First", support=support))
    return child.child_id


def _first(program: Program, hands: Hands) -> None:
    child_id = _plant(program)
    open_visit = records.open_visits(program._vault)[0]
    program._workspace.show_caseload(child_id)
    hands.write("Search for a child", SOUGHT)
    program._workspace.continue_visit(open_visit.visit_id)
    QApplication.processEvents()
    page = program.window.page
    page._visit.use_known("seen")
    page.enter("relationships")
    cards = list(page.page.cards)
    for at, words in ((1, NOTE), (2, HALF)):
        page.go_to(cards[at])
        page.card.open_note()
        hands.wait(page.card.note.field.hasFocus, "the note")
        hands.type(words)
    hands.wait(lambda: HALF in program._vault.desk.drafts().values(), "the draft")


def _second(program: Program, hands: Hands, exports: Path) -> None:
    shown: list[str] = []
    QDesktopServices.openUrl = lambda url: bool(shown.append(url.toLocalFile()) or True)
    vault = program._vault
    (child,) = [each for each in records.children(vault) if each.given_name == CHILD]
    visit = next(each for each in records.visits(vault, child.child_id) if each.closed_at)
    program._workspace.continue_visit(records.open_visits(vault)[0].visit_id)
    QApplication.processEvents()
    program._workspace.show_child(child.child_id)
    program._workspace.show_family_page(visit.visit_id)
    hands.wait_for("The page as it will be printed")
    hands.click("Open in the viewer")
    hands.click("Yes, go on")
    hands.wait(lambda: bool(shown), "the viewer")
    hands.click("Save a copy")
    if hands.sees("Yes, go on"):
        hands.click("Yes, go on")
    hands.name_file(exports / "family.pdf")
    hands.wait_for("The copy is saved.")
    program.last_resort.caught(*_a_bug(f"{CHILD} {FAMILY}"))


def _a_bug(name: str):
    try:
        raise KeyError(name)
    except KeyError as error:
        return type(error), error, error.__traceback__


def main(part: str, folder: Path, exports: Path) -> None:
    os.umask(0o077)
    program = Program(
        QApplication([]), LaptopSettings(theme="light", language="en", cover_minutes=0), folder,
        app.restart, log=folder / "faults.log",
    )  # fmt: skip
    hands = Hands(folder)
    program.window.resize(1366, 768)
    hands.begin(program.window)
    program.begin()
    hands.write("Passphrase", sys.stdin.readline().strip())
    hands.press(Qt.Key.Key_Return)
    hands.wait(lambda: program._workspace is not None, "the file to open")
    _first(program, hands) if part == "first" else _second(program, hands, exports)
    print("READY", flush=True)
    time.sleep(600)


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3]))
