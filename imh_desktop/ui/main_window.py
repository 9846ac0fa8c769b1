"""The one window: a page at a time, a cover over all of them, and a frame around the demo."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeySequence, QPalette, QShortcut
from PySide6.QtWidgets import QMainWindow, QStackedWidget, QWidget

from imh_desktop.ui.cover import CoverablePage
from imh_desktop.ui.style import Look
from imh_desktop.ui.widgets import Button, Ground, Panel, PlainLabel, column, row
from imh_desktop.words import Words


class MainWindow(QMainWindow):
    """Shows pages; F12 covers all of them, Ctrl+L asks to lock.

    ``closing`` is emitted before the window goes away, for what must still be saved.
    """

    lock_asked = Signal()
    closing = Signal()

    def __init__(self, look: Look, words: Words) -> None:
        """Build the empty window."""
        super().__init__()
        self._look, self._words = look, words
        self.setWindowTitle(words.say("IMH Desktop"))
        self._cover = CoverablePage(look, words)
        self.setCentralWidget(self._cover)
        self._column = column(self._cover.content)
        self._pages = QStackedWidget()
        self._column.addWidget(self._pages, 1)
        QShortcut(QKeySequence(Qt.Key.Key_F12), self, self._on_cover)
        QShortcut(QKeySequence("Ctrl+L"), self, self.lock_asked.emit)

    @property
    def page(self) -> QWidget | None:
        """Return the page shown now."""
        return self._pages.currentWidget()

    def show_page(self, page: QWidget) -> None:
        """Show a page in place of the present one, which is deleted."""
        former = self._pages.currentWidget()
        self._pages.addWidget(page)
        self._pages.setCurrentWidget(page)
        if former is not None:
            self._pages.removeWidget(former)
            former.hide()
            former.deleteLater()
        page.setFocus(Qt.FocusReason.OtherFocusReason)

    def frame_demo(self) -> None:
        """Say on every page that nothing here is real."""
        self.setWindowTitle(self._words.say("IMH Desktop – demo"))
        self._column.insertWidget(0, self._demo_strip())
        edge = self._look.px(5)
        self._column.setContentsMargins(edge, 0, edge, edge)
        palette = self._cover.content.palette()
        palette.setColor(QPalette.ColorRole.Window, self._look.colour("warn_soft"))
        self._cover.content.setPalette(palette)

    def tell(self, title: str, sentence: str) -> None:
        """Say something that cannot wait, in front of the page, with one button."""
        panel = Panel(self._look, self._cover.content, title)
        panel.body.addWidget(PlainLabel(self._look, sentence, size=16, wrap=True))
        done = panel.add_button(self._words.say("Continue"), kind="primary")
        done.clicked.connect(panel.put_away)
        panel.dismissed.connect(panel.put_away)
        panel.open(done)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Let what is open be saved first."""
        self.closing.emit()
        super().closeEvent(event)

    def _on_cover(self) -> None:
        if self._cover.is_covered:
            self._cover.uncover()
        else:
            self._cover.cover()

    def _demo_strip(self) -> QWidget:
        strip = Ground(self._look, "warn_soft")
        strip.setAccessibleName(self._words.say("Demo"))
        items = row(strip, gap=self._look.px(10))
        items.setContentsMargins(self._look.px(16), 0, self._look.px(16), 0)
        said = self._words.say("Demo family – nothing here is real")
        items.addWidget(PlainLabel(self._look, said, size=14, bold=True, colour="warn"), 1)
        leave = Button(self._look, self._words.say("Leave the demo"), kind="quiet")
        leave.clicked.connect(self.lock_asked)
        items.addWidget(leave)
        return strip
