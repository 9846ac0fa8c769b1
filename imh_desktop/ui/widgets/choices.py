"""One of a few, as buttons side by side: radio buttons to assistive tools."""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QButtonGroup, QRadioButton, QSizePolicy, QWidget

from imh_desktop.ui.style import TARGET, Look
from imh_desktop.ui.widgets.buttons import paint_focus
from imh_desktop.ui.widgets.frames import column
from imh_desktop.ui.widgets.wrapping import Wrapping

_STEPS = {
    Qt.Key.Key_Left: -1,
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_Right: 1,
    Qt.Key.Key_Down: 1,
}


class BoxRadio(QRadioButton):
    """A radio button whose whole rectangle is live and whose words are taken as they stand.

    Arrow keys move the focus and choose nothing: on a record of what was seen, passing by an
    answer must not store it. Space chooses.
    """

    def __init__(self, look: Look, text: str) -> None:
        """Make an unchosen button."""
        super().__init__()
        self.look, self.label = look, text
        super().setText(text.replace("&", "&&"))
        self.setAccessibleName(text)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setMinimumSize(look.px(TARGET), look.px(TARGET))

    def hitButton(self, pos: QPoint) -> bool:
        """Take a press anywhere on the button."""
        return self.rect().contains(pos)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move among the buttons of the group by arrow keys; Return chooses, as Space does."""
        step = _STEPS.get(Qt.Key(event.key()))
        if step is not None and self.group() is not None:
            self._move(step, horizontal=event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right))
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def _move(self, step: int, *, horizontal: bool) -> None:
        if horizontal and self.layoutDirection() == Qt.LayoutDirection.RightToLeft:
            step = -step
        buttons = [button for button in self.group().buttons() if button.isEnabled()]
        buttons[(buttons.index(self) + step) % len(buttons)].setFocus(Qt.FocusReason.TabFocusReason)


class RadioSet:
    """Radio buttons by code, of which one or none is chosen. Plain Python around a Qt group."""

    def __init__(self, owner: QWidget) -> None:
        """Make an empty set that lives as long as its owner."""
        self.group = QButtonGroup(owner)
        self.buttons: dict[str, BoxRadio] = {}

    def add(self, code: str, button: BoxRadio) -> None:
        """Take in a button; the first one is the set's stop for the Tab key."""
        if self.buttons:
            button.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.buttons[code] = button
        self.group.addButton(button)

    @property
    def code(self) -> str | None:
        """Return the chosen code, if any."""
        return next((code for code, b in self.buttons.items() if b.isChecked()), None)

    def show(self, code: str | None) -> None:
        """Show what is chosen without saying that a person chose it."""
        for button in self.buttons.values():
            button.blockSignals(True)
        self.group.setExclusive(False)
        for own, button in self.buttons.items():
            button.setChecked(own == code)
        self.group.setExclusive(True)
        for button in self.buttons.values():
            button.blockSignals(False)


_ROUNDING = 4
"""Pixels by which joined letters, drawn, may be wider than they were measured."""


class _Segment(BoxRadio):
    def __init__(self, look: Look, text: str) -> None:
        super().__init__(look, text)
        self.setFont(look.font(14))
        self.setMinimumSize(0, look.px(TARGET))  # a width set here would count for more than words
        self.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        bold = self.look.font(14, bold=True)
        words = QFontMetrics(bold).horizontalAdvance(self.label)
        return QSize(words + self.look.px(56) + _ROUNDING, self.look.px(TARGET))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        look, painter = self.look, QPainter(self)
        on = self.isChecked()
        fill = "accent_soft" if on else "surface"
        line = "accent" if on else "control"
        if not self.isEnabled():
            fill, line = "ground", "line"
        wide, idle = 2 if on else 1, not self.isEnabled()
        look.outline(painter, QRectF(self.rect()), fill=fill, line=line, width=wide, dashed=idle)
        area = QRectF(self.rect())
        if on:
            mark = QRectF(look.px(8), 0, look.px(18), self.height())
            if self.layoutDirection() == Qt.LayoutDirection.RightToLeft:
                mark.moveRight(self.width() - look.px(8))
            look.icons.paint(painter, mark, "check-bold", look.tokens.accent, look.px(14))
        painter.setFont(look.font(14, bold=on))
        painter.setPen(look.colour("text" if self.isEnabled() else "muted"))
        room = self.width() - 2 * look.px(28)
        cut = painter.fontMetrics().elidedText(self.label, Qt.TextElideMode.ElideRight, room)
        painter.drawText(area, Qt.AlignmentFlag.AlignCenter, cut)
        paint_focus(self, look, painter, radius=8)


class Choice(QWidget):
    """Choices side by side, in more lines where it is narrow. Emits ``chosen`` with a code when a
    person chooses."""

    chosen = Signal(str)

    def __init__(
        self, look: Look, name: str, choices: Sequence[tuple[str, str]], *, upright: bool = False
    ) -> None:
        """Offer ``(code, words)`` in this order, side by side or ``upright`` one below the other;
        ``name`` says what is being chosen."""
        super().__init__()
        self.setAccessibleName(name)
        self._set = RadioSet(self)
        gap = look.px(6)
        beside = None if upright else Wrapping(self, gap=gap)
        items = column(self, gap=gap) if beside is None else None
        for code, words in choices:
            segment = _Segment(look, words)
            segment.setAccessibleDescription(name)
            segment.toggled.connect(lambda on, code=code: self._on_toggled(code, on))
            self._set.add(code, segment)
            if beside is not None:
                beside.add(segment)
            elif items is not None:
                items.addWidget(segment)

    @property
    def code(self) -> str | None:
        """Return the chosen code, if any."""
        return self._set.code

    def choose(self, code: str | None) -> None:
        """Show a choice, or none, without emitting."""
        self._set.show(code)

    def __contains__(self, code: object) -> bool:
        """Tell whether this can be chosen."""
        return code in self._set.buttons

    def button(self, code: str) -> BoxRadio:
        """Return one of the buttons."""
        return self._set.buttons[code]

    def _on_toggled(self, code: str, on: bool) -> None:
        if on:
            self.chosen.emit(code)
