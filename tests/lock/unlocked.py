"""A program of its own, to be looked into: unlocks with the passphrase it is told on standard
input, shows children, half types a note, waits; locks when told; and waits again at the door.

It knows none of the names, so what is found of them after the lock was left over by the program.
"""

import ctypes
import os
import sys
from datetime import date
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from imh_desktop import app
from imh_desktop.content.library import Library
from imh_desktop.flows import visiting
from imh_desktop.store import records
from imh_desktop.store.memory import forbid_dumps
from imh_desktop.ui.driver import Hands
from imh_desktop.ui.laptop_settings import LaptopSettings
from imh_desktop.ui.program import Program
from imh_desktop.ui.unlock_page import UnlockPage

STAY = "--stay"
_SET_DUMPABLE = 4


def _told() -> str:
    """The next line, read byte by byte so that nothing more is taken from the one who tells."""
    line = b""
    while not line.endswith(b"\n"):
        line += os.read(0, 1) or b"\n"
    return line.decode().strip()


def _say_and_wait(word: str) -> str:
    print(word, os.getpid(), flush=True)
    return _told()


def _work(program: Program, hands: Hands) -> None:
    """Open three children and a visit, and half type a note with a name in it."""
    workspace, vault = program._workspace, program._vault
    children = records.children(vault)
    for child in children[:3]:
        workspace.show_child(child.child_id)
        QApplication.processEvents()
    today = date.today()  # noqa: DTZ011 the program asks the local clock too
    visit = visiting.start(vault, Library(), children[0].child_id, on=today)
    workspace.continue_visit(visit.visit.visit_id)
    QApplication.processEvents()
    page = program.window.page
    page._visit.use_known("seen")
    page.enter("relationships")
    page.card.open_note()
    hands.wait(lambda: page.card.note.field.hasFocus(), "the note")
    hands.type(children[1].given_name)


def main(folder: Path, mark: Path, *, stay: bool) -> None:
    forbid_dumps()
    if os.getuid():  # another than the root may look into a process only where it lets itself
        ctypes.CDLL(None).prctl(_SET_DUMPABLE, 1)
    again = mark.exists()
    mark.touch()
    program = Program(
        QApplication([]), LaptopSettings(theme="light", language="en", cover_minutes=0), folder,
        (lambda: None) if stay else app.restart,
    )  # fmt: skip
    hands = Hands(folder)
    hands.begin(program.window)
    program.begin()
    if again:
        QTest.qWait(700)  # it warms up as it always does
        assert isinstance(program.window.page, UnlockPage)
        _say_and_wait("LOCKED")
        os._exit(0)
    hands.write("Passphrase", _told())
    hands.press(Qt.Key.Key_Return)
    hands.wait(lambda: program._workspace is not None, "the file to open")
    _work(program, hands)
    _say_and_wait("OPEN")
    hands.press(Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    _say_and_wait("CLOSED")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), stay=STAY in sys.argv)
