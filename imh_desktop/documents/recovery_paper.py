"""Sheets for the envelope: the recovery code, or one of its cards, folded so that it lies inside.

The outer third is all that shows when the sheet is folded. No name stands on it: whoever finds the
paper learns neither whose laptop it opens nor what is in it.
"""

from collections.abc import Sequence

from imh_desktop.core.recovery_paper import CARDS, NEEDED, RecoveryPaper
from imh_desktop.documents import fonts
from imh_desktop.documents.blocks import (
    Canvas,
    Part,
    Parts,
    abreast,
    draw,
    gap,
    height_of,
    merged,
)
from imh_desktop.documents.family_frame import Frame
from imh_desktop.documents.page import ACCENT, INK, MARGIN, SOFT_INK, Sheet, panel
from imh_desktop.documents.tagging import heading, ornament, tagged
from imh_desktop.documents.text import Span, Style, paragraph
from imh_desktop.words import Words

_TEXT = Style(fonts.REGULAR, 12.5, 17.5, INK)
_STRONG = _TEXT._replace(face=fonts.SEMIBOLD)
_SOFT = Style(fonts.REGULAR, 11, 15, SOFT_INK)
_TITLE = Style(fonts.BOLD, 23, 31, ACCENT)
_CODE = Style(fonts.BOLD, 22, 30, INK)
_ACROSS, _LINE, _LABELS = 4, 30.0, 0.4


def recovery_pdf(papers: Sequence[RecoveryPaper], words: Words) -> bytes:
    """Return a PDF file with a page for each paper; the same papers give the same bytes."""
    first = papers[0]
    title = words.say("Recovery paper")
    sheet = Sheet(first.paper, title, first.language, mirrored=True)
    frame = Frame(sheet.width, first.language)
    for paper in papers:
        for number, parts in enumerate(_thirds(paper, words, frame)):
            _third(sheet, parts, number)
        if paper.demo:
            sheet.watermark(words.say("Example: not a real family"))
        sheet.canvas.showPage()
    return sheet.bytes()


def _third(sheet: Sheet, parts: Parts, number: int) -> None:
    """Draw a third of the page, and the line to fold along above it."""
    third = sheet.page_height / 3
    top = sheet.page_height - number * third
    if number:
        _fold(sheet, top)
    room = third - (MARGIN if number == 0 else 18)
    assert height_of(parts) <= room, "a third of the recovery paper is too full"
    draw(parts, sheet.canvas, MARGIN, top - (MARGIN if number == 0 else 18))


def _fold(sheet: Sheet, height: float) -> None:
    def line(canvas: Canvas, left: float, top: float) -> None:
        canvas.saveState()
        canvas.setStrokeColor(SOFT_INK)
        canvas.setLineWidth(0.8)
        canvas.setDash(5, 4)
        canvas.line(left, top, sheet.page_width - left, top)
        canvas.restoreState()

    draw((Part(0, ornament(line)),), sheet.canvas, 14, height)


def _thirds(paper: RecoveryPaper, words: Words, frame: Frame) -> tuple[Parts, Parts, Parts]:
    return _outside(paper, words, frame), _inside(paper, words, frame), _steps(paper, words, frame)


def _outside(paper: RecoveryPaper, words: Words, frame: Frame) -> Parts:
    """Return what shows when it is folded: what it is, and who sealed and opened it."""
    open_when = words.say("Open it only when nobody can open the file with a passphrase.")
    sealed, opened = words.say("Sealed on, by"), words.say("Opened on, by, and why")
    return (
        *heading(1, frame.lines(_called(paper, words), _TITLE), bookmark=_called(paper, words)),
        gap(4),
        *frame.write(open_when, _STRONG),
        *frame.write(words.say("Keep it in a locked place, away from the laptop."), _TEXT),
        gap(4),
        _to_fill(sealed, frame),
        _to_fill(opened, frame),
        _to_fill("", frame),
    )


def _called(paper: RecoveryPaper, words: Words) -> str:
    if not paper.card:
        return words.say("Recovery code")
    return words.say("Recovery card {n} of {total}", n=paper.card, total=CARDS)


def _inside(paper: RecoveryPaper, words: Words, frame: Frame) -> Parts:
    """Return the groups, numbered, in a frame; they are read from the left in every language."""
    step = (frame.width - 24) / _ACROSS
    cell = frame.narrowed(step - 6)
    cells = [_group(number, group, words, cell) for number, group in enumerate(paper.groups, 1)]
    rows = [abreast(cells[at : at + _ACROSS], step) for at in range(0, len(cells), _ACROSS)]
    whole = merged(tuple(part for row in rows for part in (row, gap(10)))[:-1])
    made = words.say("Made on {day}", day=words.date(paper.made_on))
    return (
        *frame.write(words.say("Fold here, so that the letters lie inside."), _SOFT),
        gap(8),
        panel(whole, frame.width, 12, tinted=True),
        gap(8),
        *frame.write(made, _SOFT),
    )


def _group(number: int, group: str, words: Words, cell: Frame) -> Part:
    shown = paragraph([Span(group, keep=True)], _CODE, cell.width)
    return merged((*_numbered(number, words, cell), *tagged("P", shown)))


def _numbered(number: int, words: Words, cell: Frame) -> Parts:
    own = _SOFT._replace(language=cell.language)
    return tagged("P", paragraph(words.say("Group {n}", n=number), own, cell.width))


def _steps(paper: RecoveryPaper, words: Words, frame: Frame) -> Parts:
    """Return how to use it. The letters are never on a screen or in a file afterwards."""
    say = words.say
    if paper.card:
        how = (
            say("Any {needed} of the {total} cards open the file.", needed=NEEDED, total=CARDS),
            say("1. On the page for the passphrase choose “Use recovery cards”."),
            say("2. Type the groups of two cards. Small letters and spaces do not matter."),
        )
    else:
        how = (
            say("This code alone opens the file."),
            say("1. On the page for the passphrase choose “Use the recovery code”."),
            say("2. Type all groups. Small letters and spaces do not matter."),
        )
    last = (
        say("3. Choose a new passphrase, write above why it was opened, and seal it again."),
        say("If somebody else may have read it, have a new one made and destroy this one."),
    )
    title = say("How to use it")
    lines = [part for line in (*how, *last) for part in (*frame.write(line, _TEXT), gap(2))]
    return (*heading(2, frame.lines(title, _STRONG), bookmark=title), gap(3), *lines)


def _to_fill(label: str, frame: Frame) -> Part:
    """Return a label with a line to write on beside it."""
    said = merged(frame.write(label, _SOFT)) if label else None
    start = frame.width * _LABELS
    first, last = (0.0, frame.width - start) if frame.mirrored else (start, frame.width)

    def stroke(canvas: Canvas, left: float, top: float) -> None:
        canvas.setStrokeColor(SOFT_INK)
        canvas.setLineWidth(0.6)
        canvas.line(left + first, top - _LINE, left + last, top - _LINE)

    ruled = ornament(stroke)

    def drawn(canvas: Canvas, left: float, top: float) -> None:
        if said:
            said.draw(canvas, left, top - _LINE + said.height)
        ruled(canvas, left, top)

    return Part(_LINE + 3, drawn)
