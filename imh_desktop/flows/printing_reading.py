"""How a family page reads, taken of all its words together (clinical.md FS4)."""

from imh_desktop.core.reading import Reading
from imh_desktop.core.summary import FamilySummary
from imh_desktop.flows.page_reading import hardest
from imh_desktop.flows.refusing import PageRefused
from imh_desktop.words import Words


def page_reading(summary: FamilySummary) -> Reading:
    """Return how a page reads; of two languages, the one that is not easy."""
    return hardest(summary)


def reading_said(found: Reading, words: Words) -> str:
    """Return how a page reads, in plain words."""
    value = f"{found.value:.1f}"
    if found.measure.startswith("Flesch"):
        return words.say("Reading level: school grade {value}; 6.0 or less is easy.", value=value)
    if found.measure.startswith("Szigriszt"):
        return words.say("Reading level: {value} points; 65 or more is easy.", value=value)
    return words.say("Reading level: {value} words a sentence; 12 or fewer is easy.", value=value)


def hard_said(found: Reading, words: Words) -> str:
    """Return what to do about a page that is hard to read."""
    return words.say(
        "This page is hard to read. {level} Use shorter words and sentences, or write why it goes"
        " as it is.",
        level=reading_said(found, words),
    )


def require_easy(summary: FamilySummary, reason: str, words: Words) -> None:
    """Hold a page to what is easy to read, unless there is a reason to give it as it is.

    Raises:
        PageRefused: it is hard to read, and no reason is given.
    """
    found = page_reading(summary)
    if not found.easy and not reason.strip():
        raise PageRefused(hard_said(found, words), place="reading")
