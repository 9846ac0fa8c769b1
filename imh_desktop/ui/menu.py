"""The menu: every command of the program under its heading, and what else the page offers."""

from collections.abc import Callable

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QMenu, QWidget

from imh_desktop.ui import commands
from imh_desktop.ui.commands import PLACES, Command, Live
from imh_desktop.ui.style import Look
from imh_desktop.words import Words

_LONGEST = 60
"""Letters of a button's words in the menu."""
_MOST = 40


class CommandMenu(QMenu):
    """Opened anew each time, so that it offers what can be done then; what cannot stays in its
    place, greyed. Emits ``cover_asked`` when somebody comes in while it is open."""

    cover_asked = Signal()

    def __init__(self, look: Look, words: Words, parent: QWidget) -> None:
        """Make an empty menu."""
        super().__init__(parent)
        self._look, self._words = look, words
        self._name(self, words.say("Menu"))

    def fill(self, live: Live, others: list[QAbstractButton]) -> None:
        """Offer what is live, and the page's other buttons by their own words."""
        if others:
            menu = self._under(self._words.say("On this page"))
            for button in others[:_MOST]:
                name = " ".join(button.accessibleName().split())[:_LONGEST]
                menu.addAction(self._act(menu, name, button.click))
            self.addSeparator()
        for place in PLACES:
            menu = self._under(place.said(self._words))
            for command in place.commands:
                menu.addAction(self._command(menu, command, live.get(command.code)))

    def show_at(self, spot: QPoint) -> None:
        """Open with the keyboard on the first entry."""
        self.popup(spot)
        if self.actions():
            self.setActiveAction(self.actions()[0])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Cover by F12 at once; close by the key that opened it."""
        _on_key(self, event) or super().keyPressEvent(event)

    def shut(self) -> None:
        """Close, with every list that stands open beside it."""
        for menu in (*self.findChildren(QMenu), self):
            menu.close()

    def _command(self, menu: QMenu, command: Command, then: Callable[[], object] | None) -> QAction:
        action = self._act(menu, command.said(self._words), then or _nothing)
        action.setEnabled(then is not None)
        action.setObjectName(command.code)
        # Only to be read beside the words: an action that stands in no window takes no key.
        action.setShortcut(commands.shown(command))
        action.setShortcutVisibleInContextMenu(True)
        return action

    def _act(self, menu: QMenu, said: str, then: Callable[[], object]) -> QAction:
        action = QAction(said.replace("&", "&&"), menu)
        action.triggered.connect(lambda _=False: then())
        return action

    def _under(self, title: str) -> QMenu:
        menu = _Under(title.replace("&", "&&"), self)
        self._name(menu, title)
        self.addMenu(menu)
        return menu

    def _name(self, menu: QMenu, name: str) -> None:
        menu.setAccessibleName(name)
        menu.setFont(self._look.font(15))
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)


class _Under(QMenu):
    """One heading's list."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        whole = self.parentWidget()
        taken = isinstance(whole, CommandMenu) and _on_key(whole, event)
        taken or super().keyPressEvent(event)


def _on_key(menu: CommandMenu, event: QKeyEvent) -> bool:
    code = commands.pressed(event)
    if code in ("cover", "menu"):
        menu.shut()
    if code == "cover":
        menu.cover_asked.emit()
    return code in ("cover", "menu")


def _nothing() -> None:
    return
