"""What a partner cuts off and sends back: a code, no name, and room for what became of it."""

from imh_desktop.documents import fonts
from imh_desktop.documents.blocks import Canvas, Part, Parts, abreast, gap, glued, merged
from imh_desktop.documents.page import INK, SOFT_INK
from imh_desktop.documents.tagging import tagged
from imh_desktop.documents.text import Span, Style, paragraph
from imh_desktop.words import Words

_TEXT = Style(fonts.REGULAR, 12, 16, INK)
_SOFT = _TEXT._replace(colour=SOFT_INK)
_HEADING = Style(fonts.BOLD, 13.5, 18, INK)
_BOX, _LINE = 11.0, 26.0


def return_slip(code: str, to: str, phone: str, words: Words, width: float) -> Parts:
    """Return the slip, never broken; ``to``, ``phone``: whom it goes back to."""
    head = [Span(words.say("Return slip")), Span("     "), Span(code, keep=True)]
    back = words.say("Please send it back to {name}", name=", ".join(filter(None, (to, phone))))
    no_name = words.say("The code is enough: please write no name and no diagnosis here.")
    half = width / 2
    days = abreast(
        (
            _line(words.say("Received on"), half - 14),
            _line(words.say("First appointment"), half - 14),
        ),
        half,
    )
    parts: Parts = (
        gap(6, glued=True),
        _cut(words.say("Cut here"), width),
        *glued(tagged("P", paragraph(head, _HEADING, width))),
        *glued(tagged("P", paragraph(back, _TEXT, width))),
        *glued(tagged("P", paragraph(no_name, _SOFT, width))),
        days._replace(glued=True),
        _outcomes(words, width)._replace(glued=True),
        _line(words.say("Filled in by, and phone"), width),
    )
    return parts


def _cut(said: str, width: float) -> Part:
    """Return a dashed line with its words."""
    label = merged(tagged("P", paragraph(said, _SOFT, 120)))

    def drawn(canvas: Canvas, left: float, top: float) -> None:
        canvas.saveState()
        canvas.setStrokeColor(SOFT_INK)
        canvas.setLineWidth(0.9)
        canvas.setDash(5, 4)
        canvas.line(left, top - 8, left + width, top - 8)
        canvas.restoreState()
        label.draw(canvas, left, top - 10)

    return Part(30, drawn, glued=True)


def _outcomes(words: Words, width: float) -> Part:
    """Return boxes for what became of it."""
    said = (
        words.say("Appointment kept"),
        words.say("Support has begun"),
        words.say("On a waiting list"),
        words.say("Family said no"),
        words.say("Could not reach them"),
        words.say("Sent on to someone else"),
    )
    step = width / 3
    rows = [abreast([_box(each, step) for each in said[at : at + 3]], step) for at in (0, 3)]
    return merged((gap(8), rows[0], gap(4), rows[1]))


def _box(said: str, width: float) -> Part:
    words = merged(tagged("P", paragraph(said, _TEXT, width - _BOX - 12)))

    def drawn(canvas: Canvas, left: float, top: float) -> None:
        canvas.setStrokeColor(INK)
        canvas.setLineWidth(0.8)
        canvas.rect(left, top - _BOX - 3, _BOX, _BOX, stroke=1, fill=0)
        words.draw(canvas, left + _BOX + 6, top)

    return Part(words.height, drawn)


def _line(label: str, width: float) -> Part:
    """Return a label with a line to write on behind it."""
    said = merged(tagged("P", paragraph(label, _SOFT, width / 2)))

    def drawn(canvas: Canvas, left: float, top: float) -> None:
        said.draw(canvas, left, top - (_LINE - said.height))
        canvas.setStrokeColor(SOFT_INK)
        canvas.setLineWidth(0.6)
        canvas.line(left + width / 2, top - _LINE + 2, left + width, top - _LINE + 2)

    return Part(max(_LINE, said.height + 6), drawn)
