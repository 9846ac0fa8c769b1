"""The upper part of the family page, in the order of clinical.md FS2."""

from collections.abc import Iterable, Sequence

from imh_desktop.core.summary import (
    DomainStrengths,
    FamilySummary,
    PageIdea,
    PageLine,
    PageStep,
    PageStrength,
)
from imh_desktop.documents import family_words, fonts, labels
from imh_desktop.documents.blocks import Canvas, Parts, gap, glued, height_of, merged, over
from imh_desktop.documents.drawings import drawing
from imh_desktop.documents.family_frame import Frame
from imh_desktop.documents.family_look import Block, Look
from imh_desktop.documents.page import ACCENT, SOFT_INK, disc, rule, tile
from imh_desktop.documents.structure import Element
from imh_desktop.documents.tagging import all_within, artifact, figure, heading, tagged
from imh_desktop.documents.text import Span, Style
from imh_desktop.words import Words, isolated

SPROUT = 46.0
_LOUD_LINES = 3
_APART = "     "


def body(
    summary: FamilySummary, words: Words, look: Look, frame: Frame, *, together: bool
) -> tuple[Block, ...]:
    """Return everything between the header and the support block.

    ``together``: the ideas stay on one page, and so do the steps.
    """
    strengths = [_domain(each, words, look, frame) for each in summary.strengths if each.lines]
    if summary.moments:
        title = family_words.moments(words)
        strengths.append(_pictured("moments", title, summary.moments, words, look, frame))
    ideas = [_idea(line, words, look, frame) for line in summary.strategies]
    return (
        message(summary.message.text, look, frame),
        *section(family_words.going_well(words), strengths, look, frame),
        *section(family_words.to_try(words), ideas, look, frame, together=together),
        *steps(summary, words, look, frame, together=together),
    )


def header(
    summary: FamilySummary, days: Parts, look: Look, frame: Frame, sprout: float = SPROUT,
    clear: float = 0.0,
) -> tuple[Block, ...]:  # fmt: skip
    """Return the child's first name over ``days``, with the sprout every page has.

    ``clear``: points above ``days`` at least, for days as wide as the page, below the sprout.
    """
    room = frame.narrowed(frame.width - sprout - 16)
    grown = look.size / 14
    given = isolated(summary.given_name)
    name = room.lines(given, Style(fonts.BOLD, 28 * grown, 36 * grown, ACCENT))
    if len(name) > 1:
        name = room.lines(given, Style(fonts.BOLD, 16 * grown, 21 * grown, ACCENT))
    above = frame.placed(heading(1, name), 0, room.width)
    lower = gap(max(clear - height_of(above), 0))
    text = merged((*above, lower, *days))
    leaf = artifact(drawing("sprout", sprout, ACCENT))
    (at_end,) = frame.placed((leaf,), frame.width - sprout, sprout)
    down = max(min(text.height, 1.2 * sprout) - sprout, 0) / 2

    def under(canvas: Canvas, left: float, top: float) -> None:
        at_end.draw(canvas, left, top - down)

    head = over(under, text._replace(height=max(text.height, sprout)))
    line = rule(frame.width, thickness=1.5)
    return (Block((head, gap(8, glued=True), line), glued=True),)


def day(summary: FamilySummary, words: Words, look: Look, frame: Frame) -> Parts:
    """Return when the visit was."""
    return frame.write(family_words.visited(summary, words), look.style(colour=SOFT_INK))


def message(text: str, look: Look, frame: Frame) -> Block:
    """Return the one boxed main message: all of it strong when short,
    and only its first sentence when long."""
    padding = max(look.space * 0.85, 9)
    room = frame.narrowed(frame.width - 2 * padding)
    lines = room.write(text, look.style(fonts.SEMIBOLD, larger=2))
    if len(lines) > _LOUD_LINES:
        first, rest = family_words.opening(text)
        spans = [Span(first, fonts.SEMIBOLD), Span(" " + rest)]
        lines = room.write(spans, look.style(larger=0.5))
    return Block(lines, space=look.space, boxed=padding)


def section(
    title: str, items: Sequence[Parts], look: Look, frame: Frame, *, together: bool = False
) -> tuple[Block, ...]:
    """Return a heading and its items; nothing when there are none."""
    if not items:
        return ()
    lines = frame.lines(title, look.style(fonts.BOLD, larger=2, colour=ACCENT))
    blocks = [Block(heading(2, lines, title), space=max(look.space * 1.1, 9), glued=True)]
    for number, item in enumerate(items):
        bound = together and number < len(items) - 1
        space = look.space * (0.55 if number else 0.3)
        blocks.append(Block(item, space=space, firm=not number, glued=bound))
    return tuple(blocks)


def steps(
    summary: FamilySummary, words: Words, look: Look, frame: Frame, *, together: bool
) -> tuple[Block, ...]:
    """Return the next steps under their heading."""
    listed = Element("L", attributes="/O /List /ListNumbering /Decimal")
    items = [
        all_within(listed, _step(number, step, words, look, frame))
        for number, step in enumerate(summary.steps, 1)
    ]
    return section(family_words.next_steps(words), items, look, frame, together=together)


def _domain(domain: DomainStrengths, words: Words, look: Look, frame: Frame) -> Parts:
    """Return one domain: its drawing, and the strengths chosen for it."""
    return _pictured(domain.domain_id, domain.title, domain.lines, words, look, frame)


def spoken(line: PageLine, words: Words, style: Style, frame: Frame) -> Parts:
    """Return a line with how it is known, or with its language where that is not the page's."""
    known = family_words.how_known(line, words) if isinstance(line, PageStrength) else ""
    spans = [Span(line.text)]
    for soft in filter(None, (known, family_words.tongue(line, words))):
        spans += [Span(" "), Span(soft, fonts.REGULAR, SOFT_INK, keep=True)]
    return frame.write(spans, style, language=line.written_in)


def _pictured(
    picture: str, title: str, lines: Iterable[PageLine], words: Words, look: Look, frame: Frame
) -> Parts:
    """Return lines under a title beside a drawing; none of them is ever broken."""
    tiled = figure(tile(drawing(picture, look.picture, ACCENT)), family_words.shown(picture, words))
    room = frame.narrowed(frame.width - tiled.height - look.size)
    parts = glued(heading(3, room.lines(title, look.style(fonts.SEMIBOLD))))
    for number, line in enumerate(lines):
        parts += (gap(look.space * 0.2),) if number else ()
        parts += (merged(spoken(line, words, look.style(), room)),)
    return frame.beside(tiled, tiled.height, parts, look.size)


def _idea(line: PageIdea, words: Words, look: Look, frame: Frame) -> Parts:
    """Return one thing to try, with the drawing of its part of the day."""
    title = labels.routine(line.routine, words)
    return _pictured(line.routine, title, [line], words, look, frame)


def _step(number: int, step: PageStep, words: Words, look: Look, frame: Frame) -> Parts:
    """Return a numbered step: what, and below it who, by when and the phone."""
    size = look.size * 1.7
    room = frame.narrowed(frame.width - size - 12)
    parts = spoken(step.what, words, look.style(fonts.SEMIBOLD), room)
    facts = _facts(step, words)
    if facts:
        parts += room.write(facts, look.style())
    return numbered(number, parts, look.size, size, frame)


def numbered(number: int, parts: Parts, letters: float, size: float, frame: Frame) -> Parts:
    """Return one item of a list beside its number on a full circle; it is never broken."""
    white = Style(fonts.BOLD, letters, size, "#FFFFFF")
    digit = merged(frame.narrowed(size).lines(str(number), white, "centre"))
    (label,) = tagged("Lbl", (over(disc(size), digit),))
    return tagged("LI", (merged(frame.beside(label, size, tagged("LBody", parts), 12)),))


def _facts(step: PageStep, words: Words) -> list[Span]:
    """Return who, by when and the phone, as far as they are known, each on one line if it fits."""
    spans = [Span(fact, keep=True) for fact in family_words.step_facts(step, words)]
    apart = Span(_APART)
    return [piece for span in spans for piece in (apart, span)][1:]
