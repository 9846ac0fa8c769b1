"""The pages of a print job as they will be printed: of hundreds, only those in sight are drawn."""

from collections.abc import Callable, Iterator
from functools import lru_cache, partial

from PySide6.QtGui import QImage, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from imh_desktop.ui.preview import SCREEN_WIDTH, as_image
from imh_desktop.ui.style import Look
from imh_desktop.words import Words

_KEPT = 6
"""Drawn pages that are kept: more than a screen shows at once."""


class JobSheet(QWidget):
    """One page, as wide as the column it stands in, drawn when it comes into sight."""

    def __init__(self, look: Look, name: str, shape: float, drawn: Callable[[], QImage]) -> None:
        """Leave room for a page. ``name``: what a screen reader says of it; ``shape``: its height
        by its width."""
        super().__init__()
        self._look, self._shape, self._drawn = look, shape, drawn
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the page's shape."""
        super().resizeEvent(event)
        self.setFixedHeight(round(self.width() * self._shape))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the page and the edge of its paper."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(self.rect(), self._drawn())
        painter.setPen(self._look.colour("line"))
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))


def job_sheets(look: Look, words: Words, pdf: bytes) -> Iterator[JobSheet]:
    """Yield a sheet for each page of a file. The renderer is loaded when asked."""
    from imh_desktop.documents import preview

    @lru_cache(maxsize=_KEPT)
    def drawn(number: int) -> QImage:
        return as_image(preview.page_picture(pdf, number, SCREEN_WIDTH))

    shapes = preview.page_shapes(pdf)
    for number, (width, height) in enumerate(shapes):
        name = words.say("Page {n} of {all}", n=number + 1, all=len(shapes))
        yield JobSheet(look, name, height / width, partial(drawn, number))
