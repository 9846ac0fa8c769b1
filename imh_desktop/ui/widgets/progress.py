"""How far a domain, and the whole visit, has come: counts of answers, never a result."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from imh_desktop.ui.style import Look


def paint_ring(
    painter: QPainter, look: Look, area: QRectF, share: float, icon: str, *, done: bool
) -> None:
    """Draw a ring filled by ``share`` (0 to 1) around an icon; a full disc with a check mark when
    done. It fills against the clock in right-to-left reading."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if done:
        look.outline(painter, area, fill="accent", radius=area.height())
        look.icons.paint(painter, area, "check-bold", look.tokens.on_accent, look.px(16))
        return
    wide = look.px(3.4)
    ring = area.adjusted(wide / 2, wide / 2, -wide / 2, -wide / 2)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(look.colour("groove"), wide))
    painter.drawEllipse(ring)
    if share > 0:
        painter.setPen(QPen(look.colour("accent"), wide, c=Qt.PenCapStyle.RoundCap))
        turn = 1 if painter.layoutDirection() == Qt.LayoutDirection.RightToLeft else -1
        painter.drawArc(ring, 90 * 16, round(turn * share * 360 * 16))
    if icon:
        look.icons.paint(painter, area, icon, look.tokens.text, look.px(18))


class ProgressBar(QWidget):
    """A quiet bar; the words beside it say the same."""

    def __init__(self, look: Look) -> None:
        """Make an empty bar."""
        super().__init__()
        self._look, self._share = look, 0.0
        self.setFixedHeight(look.px(8))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_share(self, share: float) -> None:
        """Fill by a share between 0 and 1."""
        self._share = share
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw from the reading side."""
        painter, area = QPainter(self), QRectF(self.rect())
        self._look.outline(painter, area, fill="groove", radius=4)
        full = QRectF(area)
        full.setWidth(area.width() * self._share)
        if self.layoutDirection() == Qt.LayoutDirection.RightToLeft:
            full.moveRight(area.right())
        if self._share > 0:
            self._look.outline(painter, full, fill="accent", radius=4)
