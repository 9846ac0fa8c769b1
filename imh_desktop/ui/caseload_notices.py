"""What is said above the list of children, each with one thing to do about it."""

from imh_desktop.ui.commands import offer
from imh_desktop.ui.style import Look
from imh_desktop.ui.widgets import Notice
from imh_desktop.words import Words


def visit_interrupted(look: Look, words: Words, name: str, said: str) -> Notice:
    """Offer to go on with a child's visit; ``said``: of when it is, and what is kept of it."""
    return Notice(look, said, action=words.say("Continue {name}'s visit", name=name))


def work_waits(look: Look, words: Words, days: int) -> Notice:
    """Remind of work that nobody has confirmed for so many days."""
    said = words.count(
        "Some of your work has waited {n} day, and nobody has confirmed it.",
        "Some of your work has waited {n} days, and nobody has confirmed it.",
        days,
    )
    return Notice(look, said, action=words.say("Carry my work"))


def pages_wait(look: Look, words: Words, pages: int) -> Notice:
    """Offer to print together what so many of today's families have not got yet."""
    said = words.count(
        "{n} family seen today has no page yet.", "{n} families seen today have no page yet.",
        pages,
    )  # fmt: skip
    notice = Notice(look, said, action=words.say("Print all of today"))
    if notice.button:
        offer(notice.button, "print")
    return notice
