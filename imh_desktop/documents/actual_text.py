"""What a drawn line says: glyphs of joined letters name no characters, so the line carries them.

Each line stands in one ``/Span`` with the text of that line in the order it is read. Whoever
wraps lines in a structure element opens the element's own marked content around it.
"""

from imh_desktop.documents.blocks import Canvas


def begin(canvas: Canvas, said: str) -> None:
    """Open a span that says a text."""
    written = said.encode("utf-16-be").hex().upper()
    canvas.addLiteral(f"/Span <</ActualText <FEFF{written}>>> BDC")


def end(canvas: Canvas) -> None:
    """Close the span."""
    canvas.addLiteral("EMC")
