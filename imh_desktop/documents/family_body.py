"""The upper part of the family page, in the order of clinical.md FS2."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from imh_desktop.core.summary import DomainStrengths, FamilySummary, PageLine, PageStep
from imh_desktop.documents import fonts
from imh_desktop.documents.blocks import Part, Parts, beside, gap, glued, height_of, merged, over
from imh_desktop.documents.drawings import drawing
from imh_desktop.documents.page import ACCENT, INK, SOFT_INK, bar, disc, panel, rule, tile
from imh_desktop.documents.text import Span, Style, paragraph
from imh_desktop.words import Words

_SPROUT = 46.0
_LOUD_LINES = 3
_APART = "     "


class Look(NamedTuple):
    """How large and how airy the page is, in points; ``ratio``: leading to size."""

    size: float
    space: float
    ratio: float = 1.34

    def style(self, face: str = fonts.REGULAR, larger: float = 0, colour: str = INK) -> Style:
        """Return text of this look."""
        size = self.size + larger
        return Style(face, size, round(size * self.ratio, 1), colour)


def body(
    summary: FamilySummary, words: Words, look: Look, width: float, *, together: bool
) -> Parts:
    """Return everything above the support block.

    ``together``: the ideas stay on one page, and so do the steps.
    """
    strengths = [_strength(domain, look, width) for domain in summary.strengths if domain.lines]
    if summary.moments:
        title = words.say("Moments we saw")
        strengths.append(_pictured("moments", title, summary.moments, look, width))
    ideas = [_idea(line, look, width) for line in summary.strategies]
    steps = [
        _step(number, step, words, look, width) for number, step in enumerate(summary.steps, 1)
    ]
    return (
        *_header(summary, words, width),
        gap(look.space),
        _message(summary.message, look, width),
        *_section(words.say("What is going well"), strengths, look, width),
        *_section(words.say("Try this at home"), ideas, look, width, together=together),
        *_section(words.say("Next steps"), steps, look, width, together=together),
    )


def _header(summary: FamilySummary, words: Words, width: float) -> Parts:
    """Return the child's first name and the day, with the sprout every page has."""
    room = width - _SPROUT - 16
    name = paragraph(summary.given_name, Style(fonts.BOLD, 28, 36, ACCENT), room)
    if len(name) > 1:
        name = paragraph(summary.given_name, Style(fonts.BOLD, 16, 21, ACCENT), room)
    on = words.say("Our visit on {date}", date=words.date(summary.on))
    text = merged((*name, *paragraph(on, Style(fonts.REGULAR, 13, 18, SOFT_INK), room)))
    sprout = drawing("sprout", _SPROUT, ACCENT)

    def at_right(canvas: object, left: float, top: float) -> None:
        sprout.draw(canvas, left + width - sprout.height, top - text.height + sprout.height)

    return (
        over(at_right, text)._replace(glued=True),
        gap(8, glued=True),
        rule(width, thickness=1.5),
    )


def _message(message: PageLine, look: Look, width: float) -> Part:
    """Return the one boxed main message: all of it strong when short,
    and only its first sentence when long."""
    padding = max(look.space * 0.85, 9)
    room = width - 2 * padding
    lines = paragraph(message.text, look.style(fonts.SEMIBOLD, larger=2), room)
    if len(lines) > _LOUD_LINES:
        first, stop, rest = message.text.partition(". ")
        opening = Span(first + stop, fonts.SEMIBOLD)
        lines = paragraph([opening, Span(rest)], look.style(larger=0.5), room)
    return panel(merged(lines), width, padding, tinted=True)


def _section(
    title: str, items: Sequence[Parts], look: Look, width: float, *, together: bool = False
) -> Parts:
    """Return a heading and its items; nothing when there are none."""
    if not items:
        return ()
    heading = paragraph(title, look.style(fonts.BOLD, larger=2, colour=ACCENT), width)
    parts: list[Part] = [gap(look.space * 1.1), *glued(heading), gap(look.space * 0.3, glued=True)]
    for number, item in enumerate(items):
        parts += [gap(look.space * 0.55)] if number else []
        parts += item
    bound = [part._replace(glued=True) for part in parts[1:-1]] if together else parts[1:-1]
    return (parts[0], *bound, parts[-1])


def _strength(domain: DomainStrengths, look: Look, width: float) -> Parts:
    """Return one domain: its drawing, and the strengths chosen for it."""
    return _pictured(domain.domain_id, domain.title, domain.lines, look, width)


def _pictured(
    picture: str, title: str, lines: Iterable[PageLine], look: Look, width: float
) -> Parts:
    """Return lines under a title beside a drawing."""
    tiled = tile(drawing(picture, look.size * 2.4, ACCENT))
    indent = tiled.height + 14
    room = width - indent
    parts = glued(paragraph(title, look.style(fonts.SEMIBOLD), room))
    for number, line in enumerate(lines):
        parts += (gap(look.space * 0.2),) if number else ()
        parts += paragraph(line.text, look.style(), room)
    return beside(tiled, parts, indent)


def _idea(line: PageLine, look: Look, width: float) -> Parts:
    """Return one thing to try, with a bar at its side."""
    parts = paragraph(line.text, look.style(), width - 18)
    return beside(bar(height_of(parts)), parts, 18)


def _step(number: int, step: PageStep, words: Words, look: Look, width: float) -> Parts:
    """Return a numbered step: what, and below it who, by when and the phone."""
    size = look.size * 1.7
    parts = paragraph(step.what.text, look.style(fonts.SEMIBOLD), width - size - 12)
    facts = _facts(step, words)
    if facts:
        parts = glued(parts) + paragraph(facts, look.style(), width - size - 12)
    figure = merged(
        paragraph(str(number), Style(fonts.BOLD, look.size, size, "#FFFFFF"), size, "centre")
    )
    return beside(over(disc(size), figure), parts, size + 12)


def _facts(step: PageStep, words: Words) -> list[Span]:
    """Return who, by when and the phone, as far as they are known, each kept on one line."""
    said = []
    if step.who:
        said.append(words.say("Who: {who}", who=step.who))
    if step.by:
        said.append(words.say("By: {date}", date=words.date(step.by)))
    if step.phone:
        said.append(words.say("Phone: {phone}", phone=step.phone))
    spans = [Span(fact, keep=True) for fact in said]
    apart = Span(_APART)
    return [piece for span in spans for piece in (apart, span)][1:]
