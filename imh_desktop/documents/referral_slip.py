"""What a partner cuts off and sends back: a code, no name, and room for what became of it."""

from imh_desktop.core.referral_loop import OUTCOMES
from imh_desktop.documents import fonts
from imh_desktop.documents.blocks import Canvas, Part, Parts, abreast, gap, merged
from imh_desktop.documents.page import INK, SOFT_INK
from imh_desktop.documents.tagging import tagged
from imh_desktop.documents.text import Span, Style, paragraph
from imh_desktop.words import Words

_TEXT = Style(fonts.REGULAR, 12, 16, INK)
_SOFT = _TEXT._replace(colour=SOFT_INK)
_HEADING = Style(fonts.BOLD, 13.5, 18, INK)
_BOX, _LINE, _QR = 11.0, 26.0, 58.0


def return_slip(code: str, to: str, phone: str, words: Words, width: float) -> Parts:
    """Return the slip, never broken; ``to``, ``phone``: whom it goes back to."""
    head = [Span(words.say("Return slip")), Span("     "), Span(code, keep=True)]
    back = words.say("Please send it back to {name}", name=words.listed((to, phone)))
    no_name = words.say("The code is enough: please write no name and no diagnosis here.")
    half = width / 2
    beside = width - _QR - 14
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
        _coded(
            code,
            (
                *tagged("P", paragraph(head, _HEADING, beside)),
                *tagged("P", paragraph(back, _TEXT, beside)),
                *tagged("P", paragraph(no_name, _SOFT, beside)),
            ),
            beside + 14,
        ),
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


def _coded(code: str, said: Parts, across: float) -> Part:
    """Return what is said with a square a camera reads: the code alone, no name, no address."""
    from reportlab.graphics.barcode.qr import QrCodeWidget  # only here: slow to import

    square = QrCodeWidget(code, barLevel="M").qr
    square.make()
    modules = [
        (x, y) for y, line in enumerate(square.modules) for x, dark in enumerate(line) if dark
    ]
    cell, text = _QR / square.getModuleCount(), merged(said)

    def drawn(canvas: Canvas, left: float, top: float) -> None:
        text.draw(canvas, left, top)
        canvas.setFillColor(INK)
        for x, y in modules:
            canvas.rect(
                left + across + x * cell, top - (y + 1) * cell, cell, cell, stroke=0, fill=1
            )

    return Part(max(_QR, text.height), drawn, glued=True)


def _outcomes(words: Words, width: float) -> Part:
    """Return boxes for what became of it, each with the letter by which it is typed in."""
    step, said = width / 2, outcomes_said(words)
    boxes = [_box(f"{letter}   {said[letter]}", step) for letter in OUTCOMES]
    half = (len(boxes) + 1) // 2
    lines = [
        each
        for pair in zip(boxes[:half], boxes[half:], strict=True)
        for each in (abreast(pair, step), gap(3))
    ]
    return merged((gap(8), *lines))


def outcomes_said(words: Words) -> dict[str, str]:
    """Return letter of a box -> its words."""
    return {
        "A": words.say("The referral has come"),
        "B": words.say("We have reached the family"),
        "C": words.say("An appointment is set"),
        "D": words.say("Evaluated: can get services"),
        "E": words.say("Evaluated: no services for now"),
        "F": words.say("Support has begun"),
        "G": words.say("On a waiting list"),
        "H": words.say("Family said no"),
        "J": words.say("Could not reach them"),
        "K": words.say("Sent on, or closed for another reason"),
    }


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
