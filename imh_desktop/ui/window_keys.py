"""The keys of the window and its menu, both made from the list of commands."""

import sys
from collections.abc import Callable
from functools import partial
from typing import cast

from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtGui import QKeyEvent, QShortcut
from PySide6.QtWidgets import QWidget

from imh_desktop.ui import commands
from imh_desktop.ui.commands import COMMANDS, UNDER_COVER, Live
from imh_desktop.ui.menu import CommandMenu
from imh_desktop.ui.style import Look
from imh_desktop.ui.widgets import IconButton, TopBar
from imh_desktop.ui.widgets.frames import Ground, row
from imh_desktop.words import Words

_BUTTON = "menu-button"
_HELD_DOWN = frozenset({"undo", "larger", "smaller"})
"""Commands that go on as long as their keys are held down."""


class WindowKeys(QObject):
    """Takes the keys of a window to what is in front of it.

    ``everywhere``: what the window itself can do; ``page`` and ``covered`` tell what is shown.
    """

    def __init__(
        self, window: QWidget, everywhere: Callable[[], Live], page: Callable[[], QWidget | None],
        covered: Callable[[], bool],
    ) -> None:  # fmt: skip
        """Listen on a window from now on."""
        super().__init__(window)
        self._window, self._everywhere = window, everywhere
        self._page, self._covered = page, covered
        self._alone = False
        for code, command in COMMANDS.items():
            for key in () if command.plain else commands.sequences(command):
                shortcut = QShortcut(key, window, partial(self.run, code))
                shortcut.setAutoRepeat(code in _HELD_DOWN)

    def live(self) -> Live:
        """Return what can be done now, by code."""
        everywhere = self._everywhere()
        if self._covered():
            return {code: then for code, then in everywhere.items() if code in UNDER_COVER}
        front = commands.in_front(self._window, self._page())
        return (commands.live(front) if front else {}) | everywhere

    def run(self, code: str) -> None:
        """Do what a command means here; nothing where it does not apply."""
        if (then := self.live().get(code)) is not None:
            then()

    def open_menu(self, look: Look, words: Words) -> CommandMenu | None:
        """Open the menu below its button, or in the corner of a page without one."""
        if self._covered():
            return None
        menu = CommandMenu(look, words, self._window)
        front = commands.in_front(self._window, self._page())
        menu.fill(self.live(), commands.others(front) if front else [])
        menu.cover_asked.connect(partial(self.run, "cover"))
        menu.aboutToHide.connect(menu.deleteLater)
        menu.show_at(self._spot(menu.sizeHint().width()))
        return menu

    def alt(self, event: QEvent) -> bool:
        """Tell whether Alt was pressed and let go with nothing between."""
        if event.type() == QEvent.Type.KeyPress:
            key = cast(QKeyEvent, event)
            held = key.modifiers() & ~Qt.KeyboardModifier.AltModifier
            self._alone = key.key() == Qt.Key.Key_Alt and not held.value
        elif event.type() == QEvent.Type.KeyRelease:
            let_go = cast(QKeyEvent, event).key() == Qt.Key.Key_Alt
            alone, self._alone = self._alone and let_go, False
            return alone and sys.platform != "darwin"
        elif event.type() in (QEvent.Type.MouseButtonPress, QEvent.Type.FocusOut):
            self._alone = False
        return False

    def _spot(self, width: int) -> QPoint:
        rtl = self._window.layoutDirection() == Qt.LayoutDirection.RightToLeft
        below = self._window.rect()
        page = self._page()
        for button in page.findChildren(IconButton, _BUTTON) if page else ():
            if button.isVisible():
                below = button.rect().translated(button.mapTo(self._window, QPoint(0, 0)))
                below.setTop(below.bottom() + 1)
        corner = below.topRight() - QPoint(width, 0) if rtl else below.topLeft()
        return self._window.mapToGlobal(corner)


def give_menu(look: Look, words: Words, page: QWidget, opens: Callable[[], object]) -> None:
    """Show the button of the menu on a page's strip; on a page without one, above all else."""
    bars = page.findChildren(TopBar)
    for bar in bars[:1]:
        _dress(bar.menu_button, words, opens)
    layout = page.layout()
    if not bars and isinstance(page, Ground) and layout is not None:
        strip, button = QWidget(), IconButton(look, "list", "")
        line = row(strip, margins=look.px(8))
        line.addWidget(button)
        line.addStretch(1)
        layout.insertWidget(0, strip)  # type: ignore[attr-defined]
        _dress(button, words, opens)


def _dress(button: IconButton, words: Words, opens: Callable[[], object]) -> None:
    button.setObjectName(_BUTTON)
    button.set_name(words.say("Menu"))
    commands.offer(button, "menu")
    button.clicked.connect(lambda _=False: opens())
    button.show()
