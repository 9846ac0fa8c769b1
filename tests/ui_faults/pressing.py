"""Presses a button of the real window while the disk refuses, and looks at what became of it."""

import sys
import time
import traceback
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from unittest.mock import patch

from PySide6.QtGui import QDesktopServices
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QFileDialog,
    QLabel,
    QWidget,
)

from imh_desktop.store import faults
from imh_desktop.store.folder import VAULT
from imh_desktop.store.vault import Vault
from imh_desktop.ui import printing, saving
from imh_desktop.ui.child_page import ChildPage
from imh_desktop.ui.key_work import KeyWork
from imh_desktop.ui.long_work import OwnCommand
from imh_desktop.ui.widgets import Button, Panel, PlainLabel
from tests.faults.system import watched
from tests.faults.world import lay, read
from tests.ui_faults.refusing import Cause, Refusing
from tests.ui_reading.world import World, world

KEY = b"k" * 32
LEFT_OUT = {"Menu", "Lock now", "Cover the screen (F12)"}
"""What shows nothing of the file, or leaves it."""
DONE_ALL_THE_SAME = {"Not alone any more"}
"""What was said alone goes from the screen, whatever the disk says."""
PATIENCE = 60.0
SENTENCES = {sentence for _kind, sentence in faults._TOLD.values()} | {
    faults.UNWRITABLE, faults.NOT_SHOWN,
}  # fmt: skip
"""What may be said: what happened, what is safe, what to do."""


@dataclass
class Window:
    """The window over a disk; ``caught``: what left a handler into Qt, by place."""

    at: World
    disk: Refusing
    begun: dict[str, bytes]
    caught: list[str] = field(default_factory=list)
    locked: int = 0

    def begin_anew(self) -> None:
        """Lay the file down as it was, and open the window on it."""
        program, folder = self.at.program, self.at.vault.folder
        program.window.idle.touched()  # a long walk is no absence
        for work in program.window.findChildren(OwnCommand):
            work.abandon()
        for key_work in program.window.findChildren(KeyWork):
            key_work.wait()
        for panel in program.window.findChildren(Panel):
            panel.put_away()
        if program._workspace is not None:
            program._workspace.let_go()
        program.close()
        lay(folder, self.begun)
        self.at.vault = Vault.open_with_key(folder, KEY)
        program._on_opened(self.at.vault)
        program.window.uncover()
        self.at.settle()
        self.caught.clear()
        self.locked = 0

    def buttons(self) -> list[QAbstractButton]:
        """Return what can be pressed in front."""
        found = self.at.front.findChildren(QAbstractButton)
        able = (each for each in found if each.isVisible() and each.isEnabled())
        return [each for each in able if called(each) not in LEFT_OUT]

    def wait(self) -> None:
        """Let work end that was begun beside the window; answer no dialog."""
        window = self.at.program.window
        end = time.monotonic() + PATIENCE
        for _ in range(3):
            self.at.settle()
        while time.monotonic() < end and any(
            work.running for kind in (OwnCommand, KeyWork) for work in window.findChildren(kind)
        ):
            QTest.qWait(10)
        self.at.settle()
        for dialog in window.findChildren(QFileDialog):
            dialog.reject()

    def said(self) -> Counter[str]:
        """Return each sentence about a fault that can be seen, and how often."""
        found: Counter[str] = Counter()
        for label in self.at.program.window.findChildren(QLabel):
            if not label.isVisible():
                continue
            text = label.whole_text() if isinstance(label, PlainLabel) else label.text()
            found.update(sentence for sentence in SENTENCES if sentence in text)
        return found

    def entries(self) -> list[str] | None:
        """Return the ids of all that was ever written; None while the file is closed."""
        vault = self.at.vault
        if vault._connection is None:
            return None
        return [entry.entry_id for entry in vault.journal.entries()]

    def put_away_what_is_said(self) -> None:
        """Press nothing more of what tells a fault."""
        for panel in self.at.program.window.findChildren(Panel):
            if panel.isVisible() and panel.property("told"):
                panel.put_away()
        self.at.settle()

    def try_again(self) -> bool:
        """Press "Try again" where it stands; tell whether it did."""
        panels = [p for p in self.at.program.window.findChildren(Panel) if p.isVisible()]
        for panel in panels:
            for button in panel.findChildren(Button):
                if called(button) == "Try again":
                    button.click()
                    self.wait()
                    return True
        return False


def called(button: QAbstractButton) -> str:
    """Return the name of a button."""
    return button.accessibleName() or button.text()


@contextmanager
def window(app: QApplication, folder: Path) -> Iterator[Window]:
    """Open the window over a disk that can refuse; what leaves the program is left in a folder."""
    disk, out = Refusing(folder), folder.with_name("out")
    out.mkdir()

    def ask_where(_parent: object, _words: object, name: str, chosen, **_named: object) -> None:
        chosen(out / name)

    with (
        watched(disk),
        world(app, folder) as at,
        patch.object(saving, "ask_where", ask_where),
        # where she was is a comfort, not a finding: nobody is told when it is not kept
        patch("imh_desktop.ui.visit_place.VisitPlace.keep", lambda _self: None),
        patch.object(printing, "ask", lambda *_args, **_named: None),
        patch.object(QDesktopServices, "openUrl", lambda *_args: True),
    ):
        at.vault.suspend()
        begun = read(folder)
        at.vault.resume()
        opened = Window(at, disk, begun)

        def caught(
            kind: type[BaseException], error: BaseException, trace: TracebackType | None
        ) -> None:
            places = [f"{Path(f.filename).name}:{f.lineno}" for f in traceback.extract_tb(trace)]
            opened.caught.append(f"{kind.__name__}: {error} ({' > '.join(places[:4])})")
            at.program.last_resort.caught(kind, error, trace)

        def locked() -> None:
            opened.locked += 1

        at.program._restart = locked
        with patch.object(sys, "excepthook", caught):
            yield opened


def press(opened: Window, at: int, cause: Cause) -> tuple[str, list[str], bool]:
    """Press the n-th button of what is in front while the disk refuses, and again when it does not.

    Returns:
        What it is called, what is wrong, and whether the window is as it was.
    """
    button = opened.buttons()[at]
    name, front, before = called(button), opened.at.front, opened.entries()
    file = opened.at.vault.folder / VAULT
    inode = file.stat().st_ino
    opened.caught.clear()
    opened.disk.begin(cause)
    button.click()
    opened.wait()
    refused, said = opened.disk.refused, opened.said()
    if refused and opened.try_again():
        said |= opened.said()
    opened.disk.mend()
    wrong = [f"left into Qt: {each}" for each in opened.caught]
    if file.stat().st_ino != inode:
        wrong.append("another file lies there")
    if opened.locked:
        return name, [*wrong, "the window locked"], False
    after = opened.entries()
    if after not in (None, before):
        wrong.append("something was written")
    if not refused:
        return name, wrong, opened.at.front is front and after == before
    if said.total() != 1 and not _needed_nothing(opened, cause, front):
        wrong.append(f"said {said.total()} times: {dict(said)}; in front {_what(opened)}")
    return name, wrong + _again(opened, button, name, front), False


def _again(opened: Window, button: QAbstractButton, name: str, front: QWidget) -> list[str]:
    """Do it again now that the cause is gone; return what is wrong. ``front``: where it stood; on
    another page there may be none of its name any more."""
    opened.caught.clear()
    missed: list[str] = []
    if not opened.try_again():
        opened.put_away_what_is_said()
        again = [each for each in opened.buttons() if each is button or called(each) == name]
        for each in again[:1]:
            each.click()
            opened.wait()
        done = bool(again) or name in DONE_ALL_THE_SAME
        missed = [] if done or opened.at.front is not front else ["it cannot be pressed again"]
    wrong = [*missed, *(f"left into Qt the second time: {each}" for each in opened.caught)]
    if opened.entries() is None:
        wrong.append("the file stays closed")
    return wrong


def _needed_nothing(opened: Window, cause: Cause, before: QWidget) -> bool:
    """Tell whether what was refused keeps her from nothing: on a full disk a child's page opens,
    and that it was opened is written down the next time."""
    front = opened.at.front
    return cause == "full" and isinstance(front, ChildPage) and front is not before


def _what(opened: Window) -> str:
    return type(opened.at.front).__name__
