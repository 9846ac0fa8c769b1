"""Line drawings on paper, from the same files a screen can show: the same for every child.

The files are our own and use only circles and paths of absolute M, L, C and Z, on a 48 x 48 grid.
"""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from xml.etree import ElementTree

from reportlab.pdfgen.pathobject import PDFPathObject

from imh_desktop import assets
from imh_desktop.documents.blocks import Canvas, Part

_GRID = 48
_STROKE = 2
Shape = tuple[str, tuple[float, ...]]


def _folder() -> Path:
    """Return where the drawings are."""
    return assets.resources() / "drawings"


@cache
def _shapes(name: str) -> tuple[Shape, ...]:
    """Return the strokes of a drawing as (command, numbers)."""
    tree = ElementTree.parse(_folder() / f"{name}.svg")  # noqa: S314 - shipped with the program
    return tuple(shape for element in tree.getroot() for shape in _read(element))


def _read(element: ElementTree.Element) -> Iterator[Shape]:
    """Yield the strokes of one circle or path."""
    if element.tag.endswith("circle"):
        yield "circle", tuple(float(element.attrib[key]) for key in ("cx", "cy", "r"))
        return
    for command, numbers in re.findall(r"([MLCZ])([^MLCZ]*)", element.attrib["d"]):
        yield command, tuple(float(number) for number in numbers.split())


def drawing(name: str, size: float, colour: str) -> Part:
    """Return a drawing as a square part of ``size`` points; an unknown name is the sun's."""
    known = name if name.isidentifier() and (_folder() / f"{name}.svg").is_file() else "moments"

    def draw(canvas: Canvas, left: float, top: float) -> None:
        canvas.saveState()
        canvas.translate(left, top)
        canvas.scale(size / _GRID, -size / _GRID)
        _stroke(canvas, known, colour)
        canvas.restoreState()

    return Part(size, draw)


def _stroke(canvas: Canvas, name: str, colour: str) -> None:
    """Draw the strokes with round pen on the grid."""
    canvas.setStrokeColor(colour)
    canvas.setLineWidth(_STROKE)
    canvas.setLineCap(1)
    canvas.setLineJoin(1)
    canvas.drawPath(_path(name), stroke=1, fill=0)


@cache
def _path(name: str) -> PDFPathObject:
    """Return the strokes as reportlab draws them: the same on every page."""
    path = PDFPathObject()
    steps = {"M": path.moveTo, "L": path.lineTo, "C": path.curveTo, "Z": path.close}
    for command, numbers in _shapes(name):
        {**steps, "circle": path.circle}[command](*numbers)
    return path
