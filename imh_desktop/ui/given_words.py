"""Pages that were given, in words."""

from collections.abc import Sequence
from itertools import islice

from imh_desktop.core.languages import spoken_languages
from imh_desktop.flows.printing_log import GivenPage
from imh_desktop.words import Words

_LONGEST = 60
"""Letters of a name in a line."""


def what_said(line: GivenPage, words: Words) -> str:
    """Return how a page was given: to whom, in which language, all of it or not."""
    ways = {
        "print": words.say("Printed"),
        "save": words.say("Saved as a file"),
        "open": words.say("Opened in the viewer"),
        "desk": words.say("Sent to the print desk"),
        "batch": words.say("Printed with others"),
    }
    printed = line.printed
    language = spoken_languages(words).get(printed.language, printed.language)
    whole = words.say("All of it")
    part = words.say("Short page") if printed.part == "strengths" else whole
    return words.say(
        "{way}  ·  {part}  ·  {language}  ·  {whom}",
        way=ways.get(printed.way, printed.way), part=part, language=language,
        whom=_whom(line.names, words),
    )  # fmt: skip


def briefly_said(line: GivenPage, words: Words) -> str:
    """Return how a page was given as the child's page may say it, which is seen in the home: that
    only a part was given may tell why."""
    printed = line.printed
    language = spoken_languages(words).get(printed.language, printed.language)
    return words.say("{language}  ·  {whom}", language=language, whom=_whom(line.names, words))


def state_said(line: GivenPage, words: Words) -> str:
    """Return what a page is worth now; empty where it is as it should be."""
    return {
        "visit_changed": words.say("Outdated: the visit was changed afterwards."),
        "details_changed": words.say("Outdated: a name or a number on it was changed afterwards."),
        "older": words.say("A page of a later visit was given since."),
        "unreadable": words.say("A newer version of the program made it."),
        "moved": words.say("It tells of another child. Please take it back."),
        "erased": words.say("What it said was erased here."),
        "failed": words.say("It did not come out."),
    }.get(line.state, "")


def _whom(names: Sequence[str], words: Words) -> str:
    shown = words.listed(name[:_LONGEST] for name in islice(names, 3))
    return words.say("for {name}", name=shown) if shown else words.say("for the family")
