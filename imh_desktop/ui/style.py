"""How everything looks: one ``Look`` is handed to every widget, and nothing else decides a size,
a font or a colour."""

from string import Template

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPalette, QPen
from PySide6.QtWidgets import QApplication, QStyleFactory

from imh_desktop.ui import fonts
from imh_desktop.ui.icons import Icons
from imh_desktop.ui.tokens import LIGHT, Tokens

TARGET = 44
"""The smallest height and width of anything that can be pressed, before text scale."""
COMPACT_BELOW = 1000
"""A page narrower than this, in pixels at 100 %, has one column and shows its actions as icons."""

_SHEET = Template(
    """
QLineEdit, QPlainTextEdit, QComboBox, QSpinBox {
  background: $surface; color: $text; border: 1px solid $control; border-radius: ${r}px;
  padding: ${pad}px; placeholder-text-color: $muted;
  selection-background-color: $accent; selection-color: $on_accent; }
QLineEdit:focus, QPlainTextEdit:focus, QComboBox:focus, QSpinBox:focus {
  border: 2px solid $focus; padding: ${pad_focus}px; }
QLineEdit:disabled, QPlainTextEdit:disabled, QComboBox:disabled {
  background: $ground; color: $muted; border-style: dashed; }
QComboBox::drop-down { border: 0; width: ${drop}px; }
QComboBox QAbstractItemView { background: $surface; color: $text; border: 1px solid $control;
  selection-background-color: $accent_soft; selection-color: $text; outline: 0; }
QComboBox QAbstractItemView::item { min-height: ${target}px; }
QMenu { background: $surface; color: $text; border: 1px solid $control; padding: ${bar_r}px;
  menu-scrollable: 1; }
QMenu::item { min-height: ${target}px; padding: 0 ${drop}px 0 ${bar}px;
  border: 2px solid transparent; border-radius: ${r}px; }
QMenu::item:selected { background: $accent_soft; color: $text; border-color: $focus; }
QMenu::item:disabled { color: $faint; }
QMenu::separator { height: 1px; background: $line; margin: ${bar_r}px; }
QScrollBar:vertical { background: transparent; width: ${bar}px; margin: 0; }
QScrollBar::handle:vertical { background: $control; border-radius: ${bar_r}px;
  min-height: ${target}px; margin: 0 1px; }
QScrollBar:horizontal { background: transparent; height: ${bar}px; margin: 0; }
QScrollBar::handle:horizontal { background: $control; border-radius: ${bar_r}px;
  min-width: ${target}px; margin: 1px 0; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
"""
)


class Look:
    """Colours, sizes, fonts and icons, for one theme and one text size."""

    def __init__(
        self, tokens: Tokens = LIGHT, *, text_scale: int = 100, icons: Icons | None = None
    ) -> None:
        """Keep the theme and the text size in percent; ``icons``: those of a former look."""
        self.tokens = tokens
        self.text_scale = text_scale
        self.icons = icons or Icons()
        self._fonts: dict[tuple[float, bool], QFont] = {}

    def px(self, size: float) -> int:
        """Return a length at the chosen text size, at least one pixel unless nothing."""
        return max(1, round(size * self.text_scale / 100)) if size else 0

    def compact(self, width: int, *, below: int = COMPACT_BELOW) -> bool:
        """Tell whether a page of a width, in real pixels, is too narrow for two columns, which
        begin at ``below`` at 100 %."""
        return width * 100 < below * self.text_scale

    def colour(self, name: str) -> QColor:
        """Return a colour by the name it has in ``Tokens``."""
        return QColor(getattr(self.tokens, name))

    def font(self, size: float = 15, *, bold: bool = False) -> QFont:
        """Return the screen font; ``size`` in pixels at 100 %."""
        if (size, bold) not in self._fonts:
            font = QFont(fonts.register())
            font.setPixelSize(self.px(size))
            font.setWeight(QFont.Weight.Bold if bold else QFont.Weight.Normal)
            self._fonts[size, bold] = font
        return QFont(self._fonts[size, bold])

    def apply(self, app: QApplication) -> None:
        """Dress the whole program: Fusion, palette, font and the one sheet for Qt's own fields."""
        app.setStyle(QStyleFactory.create("Fusion"))
        app.setPalette(self._palette())
        app.setFont(self.font())
        app.setStyleSheet(self._sheet())

    def outline(
        self,
        painter: QPainter,
        area: QRectF,
        *,
        fill: str = "",
        line: str = "",
        width: float = 1,
        radius: float = 8,
        dashed: bool = False,
    ) -> None:
        """Draw a rounded box whose line lies wholly inside ``area``; colours by token name."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(self.colour(fill) if fill else Qt.BrushStyle.NoBrush)
        stroke = Qt.PenStyle.DashLine if dashed else Qt.PenStyle.SolidLine
        painter.setPen(QPen(self.colour(line), width, stroke) if line else Qt.PenStyle.NoPen)
        inset = width / 2 if line else 0
        painter.drawRoundedRect(
            area.adjusted(inset, inset, -inset, -inset), self.px(radius), self.px(radius)
        )

    def _palette(self) -> QPalette:
        roles = QPalette.ColorRole
        palette = QPalette()
        for role, name in (
            (roles.Window, "ground"),
            (roles.Base, "surface"),
            (roles.AlternateBase, "side"),
            (roles.Button, "surface"),
            (roles.WindowText, "text"),
            (roles.Text, "text"),
            (roles.ButtonText, "text"),
            (roles.PlaceholderText, "muted"),
            (roles.Highlight, "accent"),
            (roles.HighlightedText, "on_accent"),
            (roles.ToolTipBase, "surface"),
            (roles.ToolTipText, "text"),
        ):
            palette.setColor(role, self.colour(name))
        return palette

    def _sheet(self) -> str:
        tokens = {name: getattr(self.tokens, name) for name in Tokens.__slots__}
        return _SHEET.substitute(
            tokens,
            faint=_between(self.tokens.text, self.tokens.surface),
            r=self.px(8),
            pad=self.px(8),
            pad_focus=self.px(8) - 1,
            drop=self.px(32),
            target=self.px(TARGET),
            bar=self.px(12),
            bar_r=self.px(5),
        )


def _between(one: str, other: str) -> str:
    """Return the colour half-way: what cannot be chosen is told from what can in every theme."""
    a, b = QColor(one), QColor(other)
    return QColor(
        (a.red() + b.red()) // 2, (a.green() + b.green()) // 2, (a.blue() + b.blue()) // 2
    ).name()
