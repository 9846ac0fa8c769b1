"""The coordinator's figures in words."""

from imh_desktop.core.indicators import Indicator
from imh_desktop.core.languages import spoken_languages
from imh_desktop.core.measures import Definition
from imh_desktop.core.programme_facts import Period
from imh_desktop.words import Words


def value_said(one: Indicator, words: Words) -> str:
    """Return a value as it is read: a count, a percentage, or why there is none."""
    if one.note == "no_instrument":
        return words.say("Needs a published instrument; none is recorded here")
    if one.note == "not_recorded":
        return words.say("Not recorded here")
    if one.value is None:
        return words.say("No case in this period")
    if not one.share:
        return f"{one.value:.0f}"
    share = round(one.value, 1)
    return words.say("{n} %", n=int(share) if share.is_integer() else share)


def part_said(one: Indicator, words: Words) -> str:
    """Return numerator and denominator, as far as they can be told; empty for a count."""
    if one.denominator is None:
        return ""
    if one.numerator is None:
        return words.say("of {whole}", whole=one.denominator)
    return words.say("{part} of {whole}", part=one.numerator, whole=one.denominator)


def version_said(definition: Definition, words: Words) -> str:
    """Return which wording of a measure was counted by."""
    if definition.source == "own":
        return words.say("Our own measure, version {version}.", version=definition.version)
    return words.say(
        "{source}. Version {version}.", source=definition.source, version=definition.version
    )


def period_said(period: Period, words: Words) -> str:
    """Return the days of a period."""
    first, last = words.date(period.first), words.date(period.last)
    return words.say("{first} to {last}", first=first, last=last)


def breakdown_title(by: str, words: Words) -> str:
    """Return the title of a child find table."""
    return {
        "age": words.say("Referrals by age at the time"),
        "outcome": words.say("Referrals by what came of them"),
        "language": words.say("Referrals by the family's language"),
    }[by]


def group_said(by: str, key: str, words: Words) -> str:
    """Return the words of a group of a child find table."""
    if by == "language":
        return spoken_languages(words).get(key, key)
    return {
        "under_1": words.say("Under 1 year"),
        "age_1": words.say("1 year"),
        "age_2": words.say("2 years"),
        "from_3": words.say("3 years and over"),
        "unknown": words.say("Not known"),
        "not_sent": words.say("Not sent yet"),
        "waiting": words.say("Sent, not evaluated yet"),
        "evaluated": words.say("Evaluated"),
        "service": words.say("Service begun"),
        "family_ended": words.say("Family declined or not reached"),
        "closed": words.say("Closed"),
    }[key]


def hidden_said(n: int | None, words: Words) -> str:
    """Return a count, or that it is hidden."""
    return words.say("hidden") if n is None else str(n)


def why_hidden(words: Words) -> str:
    """Return why some counts are not shown."""
    return words.say("Counts of 1 to 10 are hidden, and others that would tell them.")


def private_said(count_id: str, words: Words) -> str:
    """Return what a private count is of."""
    return {
        "talks_g": words.say("Visits with a talk alone with a caregiver"),
        "home_asked": words.say(
            "Visits where someone was asked in private about being safe at home"
        ),
        "home_yes": words.say("Of these: visits where the answer was yes"),
        "home_acted": words.say("Of these: visits where it is noted what was done"),
    }[count_id]


def private_means(words: Words) -> str:
    """Return what the private counts are and are not."""
    return words.say(
        "Counted from what was said in private and is kept in this file. A question asked in "
        "private is no screen: these counts answer no federal measure."
    )
