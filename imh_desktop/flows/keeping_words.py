"""Rules of keeping, and what is over by them, in words."""

from imh_desktop.core.retention import Rule
from imh_desktop.flows.retention import DueChild
from imh_desktop.words import Words

_YEARS = (1, 2, 3, 5, 7, 10, 15, 20, 25)
_AGES = (6, 7, 8, 10, 12, 16, 18, 21, 25)
_SOONER = (6, *(12 * years for years in _YEARS))


def rule_said(rule: Rule, words: Words) -> str:
    """Say what a rule keeps, and from when on it counts."""
    return {
        "after_end": words.say("A child, after its visits ended"),
        "after_last": words.say("A child of whom nothing more was written"),
        "after_age": words.say("A child, until the birthday"),
        "private": words.say("What was said alone, after its visit"),
        "contacts": words.say("Tries to reach a family, after the day"),
    }[rule]


def choices_of(rule: Rule, present: int | None, words: Words) -> list[tuple[str, str]]:
    """Return for how many months a rule may keep something, with words; 0 keeps it for good."""
    offered = {12 * years for years in (_AGES if rule == "after_age" else _YEARS)}
    if rule in ("private", "contacts"):
        offered = {*_SOONER}
    offered |= {present} if present else set()
    found = [("0", words.say("No rule: it is kept"))]
    return found + [(str(months), _long(months, words)) for months in sorted(offered)]


def over_said(one: DueChild, words: Words) -> str:
    """Say why a child is over, and since when."""
    why = {
        "after_end": words.say("the visits ended long ago"),
        "after_last": words.say("nothing was written for long"),
        "after_age": words.say("the age is reached"),
        "came_after": words.say("erased before, and somebody wrote of it since"),
    }.get(one.rule, one.rule)
    if one.since is None:
        return why
    return words.say("{why}, over since {day}", why=why, day=words.date(one.since))


def _long(months: int, words: Words) -> str:
    years, left = divmod(months, 12)
    if left:
        return words.count("{n} month", "{n} months", months)
    return words.count("{n} year", "{n} years", years)
