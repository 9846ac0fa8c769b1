"""The one window: a page at a time, a cover over all of them, and a frame around the demo."""

from collections.abc import Callable
from pathlib import Path
from typing import cast

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import (
    QCloseEvent,
    QDragEnterEvent,
    QDropEvent,
    QKeyEvent,
    QPalette,
    QShowEvent,
)
from PySide6.QtWidgets import QApplication, QMainWindow, QStackedWidget, QToolTip, QWidget

from imh_desktop.flows.clock import since_start
from imh_desktop.ui.commands import SCROLLING, Live, pressed
from imh_desktop.ui.cover import CoverablePage, Escapes
from imh_desktop.ui.idle_watch import IdleWatch
from imh_desktop.ui.menu import CommandMenu
from imh_desktop.ui.style import Look
from imh_desktop.ui.trying_again import Attempt, tell
from imh_desktop.ui.widgets import Panel, column
from imh_desktop.ui.widgets.reading_order import step
from imh_desktop.ui.window_keys import WindowKeys, give_menu
from imh_desktop.words import Words

_ARCHIVE = ".imha"
_SMALLEST = (640, 340)
"""Pixels of a screen of 1366 x 768 at 200 %, less its frame. No page may ask for more: a window
must never be larger than its screen."""
_SIGNS = frozenset(
    {
        QEvent.Type.KeyPress, QEvent.Type.MouseButtonPress, QEvent.Type.MouseMove,
        QEvent.Type.Wheel, QEvent.Type.TouchBegin, QEvent.Type.TabletPress,
    }
)  # fmt: skip
_SHOWS = frozenset({QEvent.Type.Expose, QEvent.Type.UpdateRequest, QEvent.Type.FocusIn})
"""What precedes drawing, after sleep as well."""


class MainWindow(QMainWindow):
    """Shows pages, covers all of them, opens the menu and lists the keys.

    ``view_asked``: for the settings of this laptop; ``text_asked``: for text so many sizes larger,
    0 = as usual; ``demo_removal_asked``: to take a lasting demo off the laptop; ``help_asked``:
    for what fits the page.
    ``closing`` is emitted before the window goes away, for what must still be saved;
    ``archives_dropped`` with the paths of archives let go over it, once it accepts drops;
    ``page_shown`` when another page is in front.
    """

    lock_asked = Signal()
    view_asked = Signal()
    text_asked = Signal(int)
    help_asked = Signal()
    closing = Signal()
    demo_removal_asked = Signal()
    archives_dropped = Signal(list)
    page_shown = Signal()

    def __init__(self, look: Look, words: Words, clock: Callable[[], float] = since_start) -> None:
        """Build the empty window. ``clock``: seconds, sleep counted."""
        super().__init__()
        self.setMinimumSize(*_SMALLEST)
        self._cover, self._pages = CoverablePage(look, words), QStackedWidget()
        self._demo = self._lasting = False
        self.idle = IdleWatch(self, clock)
        self.idle.cover_due.connect(self.cover)
        self.idle.lock_due.connect(self.lock_asked)
        self.dress(look, words)
        self._escapes = Escapes()
        self.keys = WindowKeys(self, self._commands, lambda: self.page, lambda: self.is_covered)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Scroll by a key that nothing on the page wanted."""
        code = pressed(event)
        if code in SCROLLING:
            self.keys.run(code)
        else:
            super().keyPressEvent(event)

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Go about by Tab in the order in which the page is read."""
        page = self.page
        if page is None or self.is_covered:
            return super().focusNextPrevChild(forward)
        return step(self._cover.content, self.focusWidget(), forward=forward)

    def showEvent(self, event: QShowEvent) -> None:
        """Listen to what is pressed and touched anywhere in the window."""
        super().showEvent(event)
        handle = self.windowHandle()
        if handle is not None:
            handle.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Begin the wait anew by any sign of a person; one that comes too late stays outside,
        and nothing more is drawn."""
        if event.type() in _SIGNS and not self.idle.touched():
            return True
        if event.type() in _SHOWS and not self.idle.look():
            return True
        pressed_now = isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress
        # on many pages one Escape leads back already: the second covers where that led
        if pressed_now and self._escapes.second(cast(QKeyEvent, event)):
            self._cover.cover()
            return True
        if self.keys.alt(event):
            self.keys.run("menu")
        return super().eventFilter(watched, event)

    def dress(self, look: Look, words: Words) -> None:
        """Begin anew, with no page, in a look and a language."""
        covered = self.is_covered
        self._look, self._words = look, words
        self._cover = CoverablePage(look, words)
        self._column = column(self._cover.content)
        self._pages = QStackedWidget()
        self._pages.currentChanged.connect(lambda _at: self.page_shown.emit())
        self._keyboard: list[QWidget | None] = []
        self._column.addWidget(self._pages, 1)
        self.setCentralWidget(self._cover)
        if self._demo:
            self.frame_demo(lasting=self._lasting)
        else:
            self.setWindowTitle(words.say("IMH Desktop"))
        if covered:
            self._cover.cover()

    @property
    def page(self) -> QWidget | None:
        """Return the page shown now."""
        return self._pages.currentWidget()

    @property
    def pages(self) -> list[QWidget]:
        """Return the page shown now, and those that wait behind it."""
        found = (self._pages.widget(at) for at in range(self._pages.count()))
        return [page for page in found if page is not None]

    def show_page(self, page: QWidget) -> None:
        """Show a page in place of the present one and what waits behind it; they are deleted."""
        former = self.pages
        self._keyboard.clear()
        self._put_in_front(page)
        for each in former:
            self._remove(each)
        page.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_over(self, page: QWidget) -> None:
        """Show a page in front of the present one, which waits as it stands."""
        self._keyboard.append(self.focusWidget())
        self._put_in_front(page)
        page.setFocus(Qt.FocusReason.OtherFocusReason)

    def go_back(self) -> None:
        """Take the page in front away; the one behind has the keyboard where it was."""
        if self._keyboard:
            front, keyboard = self.pages[-1], self._keyboard.pop()
            self._pages.setCurrentIndex(self._pages.count() - 2)
            self._remove(front)
            if keyboard is not None:
                keyboard.setFocus(Qt.FocusReason.OtherFocusReason)

    def frame_demo(self, *, lasting: bool = False) -> None:
        """Say on every page that nothing here is real. ``lasting``: it stays on the laptop when
        one leaves it, until it is removed."""
        from imh_desktop.ui.demo_strip import DemoStrip

        self._demo, self._lasting = True, lasting
        self.setWindowTitle(self._words.say("IMH Desktop – demo"))
        strip = DemoStrip(self._look, self._words, lasting=lasting)
        strip.left.connect(self.lock_asked)
        strip.removal_asked.connect(self.demo_removal_asked)
        self._column.insertWidget(0, strip)
        edge = self._look.px(5)
        self._column.setContentsMargins(edge, 0, edge, edge)
        palette = self._cover.content.palette()
        palette.setColor(QPalette.ColorRole.Window, self._look.colour("warn_soft"))
        self._cover.content.setPalette(palette)

    def add_strip(self, strip: QWidget) -> None:
        """Put a strip right above the page."""
        self._column.insertWidget(self._column.indexOf(self._pages), strip)

    def add_foot(self, strip: QWidget) -> None:
        """Put a strip below the page."""
        self._column.addWidget(strip)

    @property
    def below(self) -> QWidget:
        """Return what holds the page and the strips above it."""
        return self._cover.content

    def tell(self, title: str, sentence: str, again: Attempt | None = None) -> None:
        """Say something that cannot wait, in front of the page, once for as long as it stands
        there. ``again``: what was refused, to be tried again meanwhile."""
        tell(self._cover.content, self._look, self._words, title, sentence, again)

    def cover(self) -> None:
        """Cover all there is to see, whatever is open above the page."""
        for menu in self.findChildren(CommandMenu):
            menu.shut()
        popup = QApplication.activePopupWidget()
        if popup is not None:
            popup.close()
        QToolTip.hideText()
        self._cover.cover()

    def uncover(self) -> None:
        """Show again what is there, with the keyboard on the page."""
        if self._cover.is_covered and self.page is not None:
            self._cover.uncover()
            self.page.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_keys(self) -> None:
        """List all keys in front of the page unless something is being asked."""
        from imh_desktop.ui.shortcuts_panel import ShortcutsPanel

        if not self.is_asking:
            panel = ShortcutsPanel(self._look, self._cover.content, self._words)
            panel.open(panel.done)

    @property
    def is_asking(self) -> bool:
        """Tell whether a question stands in front of the page, or the cover does."""
        asked = any(panel.isVisible() for panel in self.findChildren(Panel))
        return asked or self.is_covered

    @property
    def is_covered(self) -> bool:
        """Tell whether a neutral screen is shown: the window's own, or one of the page."""
        return self._cover.is_covered or self._covered_page() is not None

    def _covered_page(self) -> CoverablePage | None:
        page = self.page
        return page if isinstance(page, CoverablePage) and page.is_covered else None

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Welcome archives."""
        if _archives(event):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Hand archives on."""
        if files := _archives(event):
            event.acceptProposedAction()
            self.archives_dropped.emit(files)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Let what is open be saved first."""
        self.closing.emit()
        super().closeEvent(event)

    def _commands(self) -> Live:
        return {
            "menu": self._open_menu,
            **({} if self.is_asking else {"help": self.help_asked.emit}),
            "keys": self.show_keys,
            "view": self.view_asked.emit,
            "larger": lambda: self.text_asked.emit(1),
            "smaller": lambda: self.text_asked.emit(-1),
            "as-usual": lambda: self.text_asked.emit(0),
            "cover": self._on_cover,
            "lock": self.lock_asked.emit,
            "quit": self.close,
        }

    def _open_menu(self) -> None:
        self.keys.open_menu(self._look, self._words)

    def _put_in_front(self, page: QWidget) -> None:
        give_menu(self._look, self._words, page, self._open_menu)
        self._pages.addWidget(page)
        self._pages.setCurrentWidget(page)

    def _remove(self, page: QWidget) -> None:
        self._pages.removeWidget(page)
        page.hide()
        page.deleteLater()

    def _on_cover(self) -> None:
        covered = self._cover if self._cover.is_covered else self._covered_page()
        if covered is not None:
            covered.uncover()
        else:
            self._cover.cover()


def _archives(event: QDropEvent) -> list[Path]:
    """Return the archives among what is dropped."""
    files = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
    return [file for file in files if file.suffix.casefold() == _ARCHIVE]
