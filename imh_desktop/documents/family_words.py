"""The words of a family page that are not the visit's own, each in one place.

What is drawn and what is judged for how it reads (``core.reading``) come from here alike.
"""

from collections.abc import Iterator

from imh_desktop.core.summary import FamilySummary, PageLine, PageStep, PageStrength
from imh_desktop.documents import labels
from imh_desktop.words import Words, isolated


def visited(summary: FamilySummary, words: Words) -> str:
    """Return when the visit was."""
    return words.say("Our visit on {date}", date=words.date(summary.on))


def going_well(words: Words) -> str:
    """Return the heading of the strengths."""
    return words.say("What is going well")


def to_try(words: Words) -> str:
    """Return the heading of the ideas."""
    return words.say("Try this at home")


def next_steps(words: Words) -> str:
    """Return the heading of the steps."""
    return words.say("Next steps")


def moments(words: Words) -> str:
    """Return the title of what the visitor saw and wrote herself."""
    return words.say("Moments we saw")


def claim(words: Words) -> str:
    """Return what the page is not."""
    return words.say("This is what we noticed together. It is not a test or a diagnosis.")


def help_title(words: Words) -> str:
    """Return the title of the support block."""
    return words.say("If you need help")


def for_everyone(words: Words) -> str:
    """Return why the support block says nothing of this home."""
    return words.say("Every family gets these numbers.")


def turn(words: Words) -> str:
    """Return the hint at the foot of a first page."""
    return words.say("Please turn the page.")


def shown(picture: str, words: Words) -> str:
    """Return what a drawing shows, for those who listen to the page."""
    said = {
        "relationships": words.say("An adult and a child with a heart"),
        "feelings": words.say("A baby's smiling face"),
        "exploring": words.say("Toy blocks and a ball"),
        "family": words.say("A house with a heart in it"),
        "feeding": words.say("A warm bowl and a spoon"),
        "comforting": words.say("An adult holding a baby"),
        "play": words.say("A ball"),
        "sleep": words.say("The moon and a star"),
        "bath": words.say("A bathtub with bubbles"),
        "dressing": words.say("A child's shirt"),
        "outing": words.say("A tree, a flower and the sun"),
        "any": words.say("A clock"),
        "person": words.say("Who"),
        "calendar": words.say("When"),
        "phone": words.say("Phone"),
    }
    return said.get(picture, words.say("The sun"))


def how_known(line: PageStrength, words: Words) -> str:
    """Return what ties a strength to what was seen; empty when nobody noted it."""
    said = {
        "seen": words.say("We saw this."),
        "told": words.say("You told us this."),
        "both": words.say("We saw this, and you told us too."),
    }
    return said.get(line.known, "")


def tongue(line: PageLine, words: Words) -> str:
    """Return which language a line is in when it is not the page's (FS9); else nothing."""
    return f"({labels.language(line.written_in, words)})" if line.written_in else ""


def step_facts(step: PageStep, words: Words) -> Iterator[str]:
    """Yield who, by when and the phone, as far as they are known."""
    if step.who:
        yield words.say("Who: {who}", who=isolated(step.who))
    if step.by:
        yield words.say("By: {date}", date=words.date(step.by))
    if step.phone:
        yield words.say("Phone: {phone}", phone=isolated(step.phone))


def bare(step: PageStep, words: Words) -> Iterator[str]:
    """Yield who, when and the phone, where a drawing says which is which."""
    if step.who:
        yield isolated(step.who)
    if step.by:
        yield words.date(step.by)
    if step.phone:
        yield isolated(step.phone)


def opening(text: str) -> tuple[str, str]:
    """Return the first sentence of a text, and the rest."""
    first, stop, rest = text.partition(". ")
    return first + stop.strip(), rest
