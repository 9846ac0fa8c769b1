"""Pages as they will be printed: our own PDF bytes, drawn page by page."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from PySide6.QtGui import QImage, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from imh_desktop.ui.shell_widgets import empty
from imh_desktop.ui.slices import Slices
from imh_desktop.ui.style import Look
from imh_desktop.ui.widgets import ScrollColumn, row
from imh_desktop.words import Words

if TYPE_CHECKING:
    from imh_desktop.documents.preview import PageImage

_WIDEST = 740
"""Pixels on the screen: three quarters of a page are seen at once on a small laptop."""
SCREEN_WIDTH = 2 * _WIDEST
"""Pixels of a drawn page, for sharp screens."""


def page_images(pdf: bytes, width: int) -> list[QImage]:
    """Draw the pages of a PDF, each ``width`` pixels wide. The renderer is loaded when asked."""
    from imh_desktop.documents import preview

    return [as_image(page) for page in preview.page_images(pdf, width)]


def as_image(page: "PageImage") -> QImage:
    """Return a page's pixels as an image that owns them."""
    shape = (page.width, page.height, 4 * page.width)
    return QImage(page.pixels, *shape, QImage.Format.Format_RGBX8888).copy()


class Sheet(QWidget):
    """One page, fitted to the width it is given."""

    def __init__(self, look: Look, image: QImage, name: str) -> None:
        """Show a page; ``name`` is what a screen reader says of it."""
        super().__init__()
        self._look, self._image = look, image
        self.setAccessibleName(name)
        self.setMaximumWidth(look.px(_WIDEST))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the page's shape."""
        super().resizeEvent(event)
        self.setFixedHeight(round(self.width() * self._image.height() / self._image.width()))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the page and the edge of its paper."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(self.rect(), self._image)
        painter.setPen(self._look.colour("line"))
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))


class Preview(ScrollColumn):
    """All pages, one below the other, as wide as the room allows."""

    def __init__(self, look: Look, words: Words) -> None:
        """Build an empty preview."""
        super().__init__(look, margins=24, gap=16)
        self._look, self._words = look, words
        self._work: Slices | None = None
        self.setAccessibleName(words.say("The page as it will be printed"))

    def show_pdf(self, pdf: bytes) -> None:
        """Show a file's pages from the top: the first at once, the others as the window rests."""
        from imh_desktop.documents import preview

        if self._work is not None:
            self._work.stop()
        empty(self.items)
        self.items.addStretch()
        steps = self._sheets(preview.page_pictures(pdf, SCREEN_WIDTH), preview.sheet_count(pdf))
        next(steps, None)
        self._work = Slices(self, steps)
        self._work.start()
        self.verticalScrollBar().setValue(0)

    def _sheets(self, pages: "Iterator[PageImage]", count: int) -> Iterator[float]:
        for number, page in enumerate(pages, 1):
            name = self._words.say("Page {n} of {all}", n=number, all=count)
            middle = row()
            middle.addStretch(1)
            middle.addWidget(Sheet(self._look, as_image(page), name), 20)
            middle.addStretch(1)
            self.items.insertLayout(number - 1, middle)
            yield number / count
