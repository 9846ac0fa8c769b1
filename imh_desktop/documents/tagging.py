"""What each part of a page is, for those who listen to it: headings, lists, tables, figures.

Each function takes parts and returns parts that draw themselves as before, inside an element. The
tree's order is the order in which elements are first drawn; an element that is drawn in pieces
(lines on two pages, one of two columns) stays one. So that what is said is never cut apart, wrap
the whole first and let pages break afterwards.

What stands in no element is still marked: text as a paragraph of its own, lines and boxes as
artifacts.
"""

from imh_desktop.documents.blocks import Canvas, Draw, Part, Parts, beside
from imh_desktop.documents.structure import ARTIFACT, Element


def _within(element: Element, draw: Draw) -> Draw:
    def inside(canvas: Canvas, left: float, top: float) -> None:
        canvas.begin(element)
        draw(canvas, left, top)
        canvas.end()

    return inside


def all_within(element: Element, parts: Parts) -> Parts:
    """Return parts inside one element, which may be drawn in other places too."""
    return tuple(
        part if part.space else part._replace(draw=_within(element, part.draw)) for part in parts
    )


def tagged(role: str, parts: Parts, *, language: str = "", attributes: str = "") -> Parts:
    """Return parts that together are one element: "P", "Sect", "L", "Table" ...

    ``language``: a BCP 47 tag, where it is not the document's. ``attributes``: the inside of an
    attribute dictionary, as PDF writes it.
    """
    element = Element(role, language=language, attributes=attributes)
    return all_within(element, parts)


def heading(level: int, parts: Parts, bookmark: str = "") -> Parts:
    """Return parts as a heading of a level from 1; ``bookmark``: words that lead to it."""
    first, *others = tagged(f"H{level}", parts)
    if not bookmark:
        return (first, *others)

    def led(canvas: Canvas, left: float, top: float) -> None:
        canvas.lead_here(bookmark, level, left, top)
        first.draw(canvas, left, top)

    return (first._replace(draw=led), *others)


def figure(part: Part, alt: str, width: float = 0) -> Part:
    """Return a part as a figure; ``alt`` says what it shows. ``width``: points, if not a square."""
    element = Element("Figure", alt=alt)

    def draw(canvas: Canvas, left: float, top: float) -> None:
        canvas.begin(element, (left, top - part.height, left + (width or part.height), top))
        part.draw(canvas, left, top)
        canvas.end()

    return part._replace(draw=draw)


def artifact(part: Part) -> Part:
    """Return a part that is not read out, whatever is in it."""
    return part._replace(draw=_within(ARTIFACT, part.draw))


def ornament(draw: Draw) -> Draw:
    """Return a way to draw that is not read out, as a box behind text."""
    return _within(ARTIFACT, draw)


def listing(parts: Parts, *, numbered: bool = False) -> Parts:
    """Return a list; the parts are those of its items and the gaps between them."""
    kind = "Decimal" if numbered else "None"
    return tagged("L", parts, attributes=f"/O /List /ListNumbering /{kind}")


def item(parts: Parts) -> Parts:
    """Return one item of a list, without a label."""
    return tagged("LI", tagged("LBody", parts))


def labelled(label: Part, parts: Parts, indent: float) -> Parts:
    """Return one item of a list with its label (a number, a name) at its left."""
    (said,) = tagged("Lbl", (label,))
    return tagged("LI", beside(said, tagged("LBody", parts), indent))


def table(rows: Parts) -> Parts:
    """Return a table; the parts are its rows, and rules and gaps between them."""
    return tagged("Table", rows)


def row(across: Part) -> Part:
    """Return one row of a table; the part draws its cells."""
    (whole,) = tagged("TR", (across,))
    return whole


def cell(part: Part, *, heads: str = "", spans: int = 1) -> Part:
    """Return one cell; ``heads``: "Column" or "Row", what it is the heading of."""
    attributes = [f"/Scope /{heads}"] if heads else []
    attributes += [f"/ColSpan {spans}"] if spans > 1 else []
    said = " ".join(("/O /Table", *attributes)) if attributes else ""
    (one,) = tagged("TH" if heads else "TD", (part,), attributes=said)
    return one
