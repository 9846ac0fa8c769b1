"""Fields a person writes in: plain text only, with a limit, each with a name."""

from collections.abc import Sequence

from PySide6.QtCore import QMimeData, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QPainter, QPaintEvent, QTextCursor
from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QPlainTextEdit, QWidget

from imh_desktop.core.limits import only_seen
from imh_desktop.ui.style import TARGET, Look
from imh_desktop.ui.widgets.buttons import paint_focus
from imh_desktop.ui.widgets.frames import column
from imh_desktop.ui.widgets.labels import PlainLabel, breakable, leading_side

NAME_LIMIT = 200
NOTE_LIMIT = 2000


class TextField(QLineEdit):
    """One line. ``name`` says to assistive tools what it is for; ``hint`` shows while empty."""

    def __init__(
        self,
        look: Look,
        name: str,
        *,
        hint: str = "",
        limit: int = NAME_LIMIT,
        secret: bool = False,
    ) -> None:
        """Make an empty field; ``secret`` hides what is typed."""
        super().__init__()
        self.setAccessibleName(name)
        self.setPlaceholderText(hint)
        self.setMaxLength(limit)
        self.setFont(look.font(15))
        self.setMinimumHeight(look.px(TARGET))
        self.setAlignment(leading_side(self) | Qt.AlignmentFlag.AlignVCenter)
        if secret:
            self.setEchoMode(QLineEdit.EchoMode.Password)
        self.textEdited.connect(self._on_edited)

    def _on_edited(self, text: str) -> None:
        """Take out what nobody can see and no record may hold; a paste may bring it."""
        seen = only_seen(text)
        if seen != text:
            at = len(only_seen(text[: self.cursorPosition()]))
            self.setText(seen)
            self.setCursorPosition(at)
            self.setModified(True)


class NoteField(QPlainTextEdit):
    """Several lines, cut at the limit. Emits ``left`` when the keyboard goes elsewhere.

    Tab leaves the field, as everywhere else on a page.
    """

    left = Signal()

    def __init__(
        self, look: Look, name: str, *, hint: str = "", limit: int = NOTE_LIMIT, lines: int = 2
    ) -> None:
        """Make an empty field of a height in lines."""
        super().__init__()
        self._limit = limit
        self.setAccessibleName(name)
        self.setPlaceholderText(hint)
        self.setFont(look.font(15))
        self.setTabChangesFocus(True)
        option = self.document().defaultTextOption()
        option.setAlignment(leading_side(self))
        self.document().setDefaultTextOption(option)
        self.setFixedHeight(self.fontMetrics().lineSpacing() * lines + look.px(30))
        self.textChanged.connect(self._cut)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Say that the field was left, once Qt has done its own part."""
        super().focusOutEvent(event)
        self.left.emit()

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Paste words only."""
        self.insertPlainText(only_seen(source.text()[: self._limit], lines=True))

    def _cut(self) -> None:
        text = self.toPlainText()
        if len(text) > self._limit:
            self.setPlainText(text[: self._limit])
            self.moveCursor(QTextCursor.MoveOperation.End)


class Tick(QCheckBox):
    """A box to tick, with its words beside it; the whole row is live."""

    def __init__(self, look: Look, text: str) -> None:
        """Make an empty box."""
        super().__init__()
        self._look, self._label = look, breakable(text)
        super().setText(text.replace("&", "&&"))
        self.setAccessibleName(text)
        self.setFont(look.font(15))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setMinimumHeight(look.px(TARGET))
        policy = self.sizePolicy()
        policy.setHeightForWidth(True)
        policy.setHorizontalPolicy(policy.Policy.Preferred)
        policy.setVerticalPolicy(policy.Policy.Minimum)
        self.setSizePolicy(policy)

    def hitButton(self, pos: object) -> bool:
        """Take a press anywhere on the row."""
        return self.rect().contains(pos)  # type: ignore[call-overload, no-any-return]

    def heightForWidth(self, width: int) -> int:
        """Return the height its words need."""
        room = max(width - self._look.px(40), 1)
        box = self.fontMetrics().boundingRect(0, 0, room, 10_000, _WRAP, self._label)
        return max(box.height() + self._look.px(16), self._look.px(TARGET))

    def sizeHint(self) -> QSize:
        """Ask for one line, up to a readable width."""
        words = self.fontMetrics().horizontalAdvance(self._label) + self._look.px(44)
        width = min(words, self._look.px(560))
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        """Let the words wrap when there is little room."""
        return QSize(min(self.sizeHint().width(), self._look.px(160)), self._look.px(TARGET))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw box, check mark and words."""
        look, painter = self._look, QPainter(self)
        mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        size, side = look.px(20), look.px(7)
        x = self.width() - size - side if mirrored else side
        box = QRectF(x, (self.height() - size) / 2, size, size)
        on = self.isChecked()
        fill, line = ("accent", "accent") if on else ("surface", "control")
        look.outline(painter, box, fill=fill, line=line, width=1.5, radius=5)
        if on:
            look.icons.paint(painter, box, "check-bold", look.tokens.on_accent, look.px(15))
        room = look.px(36)
        words = self.rect().adjusted(*((0, 0, -room, 0) if mirrored else (room, 0, 0, 0)))
        painter.setPen(look.colour("text" if self.isEnabled() else "muted"))
        painter.drawText(words, _WRAP | Qt.AlignmentFlag.AlignVCenter, self._label)
        paint_focus(self, look, painter, radius=8)


_WRAP = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft


class Select(QComboBox):
    """One of a list, each choice with a code behind its words."""

    picked = Signal(str)

    def __init__(self, look: Look, name: str, choices: Sequence[tuple[str, str]]) -> None:
        """Offer ``(code, words)`` in this order."""
        super().__init__()
        self._look = look
        self.setAccessibleName(name)
        self.setFont(look.font(15))
        self.setMinimumHeight(look.px(TARGET))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        for code, words in choices:
            self.addItem(words, code)
        self._told: int | None = None
        self.currentIndexChanged.connect(self._on_changed)
        self.activated.connect(self._on_activated)

    def sizeHint(self) -> QSize:
        """Leave the longest words some room beside the arrow."""
        return super().sizeHint() + QSize(self._look.px(6), 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Add the arrow, which the sheet takes away with Qt's own frame."""
        super().paintEvent(event)
        look, box = self._look, self._look.px(32)
        mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        area = QRectF(0 if mirrored else self.width() - box, 0, box, self.height())
        look.icons.paint(QPainter(self), area, "caret-down", look.tokens.text, look.px(16))

    def code(self) -> str:
        """Return the chosen code."""
        return str(self.currentData())

    def choose(self, code: str) -> None:
        """Show a choice by its code."""
        self._told = self.findData(code)
        self.setCurrentIndex(self._told)
        self._told = None

    def _on_changed(self, index: int) -> None:
        """Say what was picked: an assistive tool changes the choice and activates nothing."""
        if index != self._told:
            self._told = index
            self.picked.emit(self.code())

    def _on_activated(self, index: int) -> None:
        """Say what was picked where that is what stood there before."""
        if index != self._told:
            self.picked.emit(self.code())
        self._told = None


class LabelledField(QWidget):
    """A field under its label, with room for what is wrong with it."""

    def __init__(self, look: Look, label: str, field: QWidget, *, help_text: str = "") -> None:
        """Stack label, help, field and an empty fault line."""
        super().__init__()
        self.field = field
        self.label = PlainLabel(look, label, size=14, bold=True, wrap=True)
        self.label.setBuddy(field)
        self.fault = PlainLabel(look, size=13, colour="warn", wrap=True)
        self.fault.hide()
        items = column(self, gap=look.px(4))
        items.addWidget(self.label)
        if help_text:
            items.addWidget(PlainLabel(look, help_text, size=13, colour="muted", wrap=True))
        items.addWidget(field)
        items.addWidget(self.fault)

    def say_fault(self, message: str) -> None:
        """Show what is wrong, or take the line away when empty."""
        self.fault.setText(message)
        self.fault.setVisible(bool(message))
        self.field.setAccessibleDescription(message)
