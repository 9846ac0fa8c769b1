"""How a family page reads, taken of all its words together (clinical.md FS4)."""

from collections.abc import Iterator

from imh_desktop.core.reading import Reading, reading
from imh_desktop.core.summary import FamilySummary
from imh_desktop.words import Words


def page_reading(summary: FamilySummary) -> Reading:
    """Return how a page reads in its language. Names and numbers of places are not judged."""
    return reading("\n".join(_sentences(summary)), summary.language)


def reading_said(found: Reading, words: Words) -> str:
    """Return how a page reads, in plain words."""
    value = f"{found.value:.1f}"
    if found.measure.startswith("Flesch"):
        return words.say("Reading level: school grade {value}, at most 6.0.", value=value)
    if found.measure.startswith("Szigriszt"):
        return words.say("Reading level: {value} points, at least 65.", value=value)
    return words.say("Reading level: {value} words a sentence, at most 12.", value=value)


def hard_said(found: Reading, words: Words) -> str:
    """Return what to do about a page that is hard to read."""
    return words.say(
        "This page is hard to read. {level} Use shorter words and sentences, or write why it goes"
        " as it is.",
        level=reading_said(found, words),
    )


def _sentences(summary: FamilySummary) -> Iterator[str]:
    words = Words(summary.language)
    yield summary.message.text
    yield words.say("What is going well")
    for domain in summary.strengths:
        yield domain.title
        yield from (line.text for line in domain.lines)
    yield from (line.text for line in summary.moments)
    if summary.strategies:
        yield words.say("Try this at home")
        yield from (line.text for line in summary.strategies)
    if summary.steps:
        yield words.say("Next steps")
        yield from (step.what.text for step in summary.steps)
    yield words.say("If you need help")
    yield words.say("Every family gets these numbers.")
    yield words.say("This is what we noticed together. It is not a test or a diagnosis.")
