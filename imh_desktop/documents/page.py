"""What every printed page has in common: paper, margins, colours, and a file without names."""

from io import BytesIO
from math import hypot

from imh_desktop.core.people import Paper
from imh_desktop.documents import fonts
from imh_desktop.documents.blocks import Canvas, Draw, Part, height_of, merged, over
from imh_desktop.documents.structure import ARTIFACT
from imh_desktop.documents.tagged_canvas import TaggedCanvas
from imh_desktop.documents.tagging import ornament
from imh_desktop.documents.text import Style, paragraph
from imh_desktop.errors import InputError
from imh_desktop.locales import direction_of

INK, SOFT_INK = "#1F2A2C", "#4A5557"
ACCENT, PAPER_TINT = "#0A6567", "#F7F2E8"
_WATERMARK = "rgba(74,85,87,0.12)"
MARGIN = 44.0
"""Points on all four sides; most printers leave out 18."""
_SIZES: dict[Paper, tuple[float, float]] = {"a4": (595.2756, 841.8898), "letter": (612.0, 792.0)}
_ROUND, _TILE_EDGE = 8.0, 4.5


class Sheet:
    """One document being drawn: its paper, and the canvas that becomes the file's bytes."""

    def __init__(self, paper: Paper, title: str, language: str, *, mirrored: bool = False) -> None:
        """Begin a document. ``title`` names the kind of page, never a person. ``mirrored``: its
        layout follows the language, also one that is read from the right.

        Raises:
            InputError: the language is read from the right, and the layout is not.
        """
        if direction_of(language) == "rtl" and not mirrored:
            raise InputError(
                "This paper cannot be written from the right yet. Please choose another language.",
                place="language",
            )
        fonts.load()
        self.page_width, self.page_height = _SIZES[paper]
        self.width = self.page_width - 2 * MARGIN
        self.height = self.page_height - 2 * MARGIN
        self.top = self.page_height - MARGIN
        self._buffer = BytesIO()
        self.canvas = TaggedCanvas(
            self._buffer,
            pagesize=_SIZES[paper],
            invariant=1,
            pageCompression=1,
            initialFontName=fonts.REGULAR,
            lang=language,
            pdfVersion=(1, 7),
        )
        self.canvas.setTitle(title)
        self.canvas.setAuthor("IMH Desktop")
        self.canvas.setCreator("IMH Desktop")
        self.canvas.setViewerPreference("DisplayDocTitle", "true")
        if direction_of(language) == "rtl":
            self.canvas.setViewerPreference("Direction", "R2L")

    def watermark(self, text: str) -> None:
        """Write a pale word across the page that what is below shines through.

        Draw it last: the first line a reader finds is then the page's own.
        """
        style = Style(fonts.BOLD, 46, 60, _WATERMARK)
        length = 0.8 * hypot(self.page_width, self.page_height)
        self.canvas.begin(ARTIFACT)
        self.canvas.saveState()
        self.canvas.translate(self.page_width / 2, self.page_height / 2)
        self.canvas.rotate(50)
        lines = paragraph(text, style, length, "centre")
        merged(lines).draw(self.canvas, -length / 2, height_of(lines) / 2)
        self.canvas.restoreState()
        self.canvas.end()

    def bytes(self) -> bytes:
        """Close the document and return the file."""
        self.canvas.save()
        return self._buffer.getvalue()


def rule(width: float, colour: str = ACCENT, thickness: float = 1.0) -> Part:
    """Return a line across ``width`` points."""

    def draw(canvas: Canvas, left: float, top: float) -> None:
        canvas.setStrokeColor(colour)
        canvas.setLineWidth(thickness)
        canvas.line(left, top, left + width, top)

    return Part(thickness, ornament(draw), glued=True)


def panel(part: Part, width: float, padding: float, *, tinted: bool = False) -> Part:
    """Return a part in a rounded box with a line around it."""

    def box(canvas: Canvas, left: float, top: float) -> None:
        canvas.setFillColor(PAPER_TINT)
        canvas.setStrokeColor(ACCENT)
        canvas.setLineWidth(1)
        bottom = top - part.height - 2 * padding
        canvas.roundRect(left, bottom, width, top - bottom, _ROUND, stroke=1, fill=tinted)

    def inside(canvas: Canvas, left: float, top: float) -> None:
        part.draw(canvas, left + padding, top - padding)

    return over(ornament(box), Part(part.height + 2 * padding, inside))


def tile(part: Part) -> Part:
    """Return a square part on a tinted tile with round corners."""
    size = part.height + 2 * _TILE_EDGE

    def square(canvas: Canvas, left: float, top: float) -> None:
        canvas.setFillColor(PAPER_TINT)
        canvas.roundRect(left, top - size, size, size, _ROUND, stroke=0, fill=1)

    def inside(canvas: Canvas, left: float, top: float) -> None:
        part.draw(canvas, left + _TILE_EDGE, top - _TILE_EDGE)

    return over(ornament(square), Part(size, inside))


def disc(size: float) -> Draw:
    """Return how to draw a full circle ``size`` points wide."""

    def draw(canvas: Canvas, left: float, top: float) -> None:
        canvas.setFillColor(ACCENT)
        canvas.circle(left + size / 2, top - size / 2, size / 2, stroke=0, fill=1)

    return ornament(draw)


def bar(height: float) -> Part:
    """Return an upright stroke that marks an item."""

    def draw(canvas: Canvas, left: float, top: float) -> None:
        canvas.setFillColor(ACCENT)
        canvas.roundRect(left, top - height, 4, height, 2, stroke=0, fill=1)

    return Part(height, ornament(draw))
