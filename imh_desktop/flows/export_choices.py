"""The codes of an export and their labels, in one language."""

from collections.abc import Iterable

from imh_desktop.core.ages import BANDS
from imh_desktop.core.visit import LEVELS
from imh_desktop.documents import labels
from imh_desktop.exchange.tables.shape import Choice
from imh_desktop.flows import codes_said
from imh_desktop.flows.child_fields import RELATIONS, SEXES
from imh_desktop.flows.explaining import level_said
from imh_desktop.words import Words

NOT_ASKED, NOT_APPLICABLE, IN_CONFLICT = "not_asked", "not_applicable", "in_conflict"
WITHHELD, NOT_HERE = "withheld", "not_here"
NOT_SEEN, DECLINED, NOT_SURE = "not_seen", "prefers_not", "not_sure"
IDEA, STEP = "idea", "step"
_SILENCES = (
    NOT_ASKED, NOT_APPLICABLE, NOT_SEEN, DECLINED, NOT_SURE, IN_CONFLICT, WITHHELD, NOT_HERE,
)  # fmt: skip


def missing(words: Words) -> tuple[Choice, ...]:
    """Return why an item of a visit may have no value."""
    said = {
        NOT_ASKED: words.say("Not asked"),
        NOT_APPLICABLE: words.say("Not asked at this age, or not needed after another answer"),
        NOT_SEEN: words.say("Not seen that day"),
        DECLINED: words.say("The family preferred not to say"),
        NOT_SURE: words.say("Not sure"),
        IN_CONFLICT: words.say("Two laptops hold different answers"),
        WITHHELD: words.say("Not covered by the family's consent"),
        NOT_HERE: words.say("The checklist of this visit is not here"),
    }
    return tuple(Choice(code, label, missing=True) for code, label in said.items())


def yes_no(words: Words, *, asked: bool = False) -> tuple[Choice, ...]:
    """Return yes and no; ``asked``: it may not have been asked."""
    both = (Choice("yes", words.say("Yes")), Choice("no", words.say("No")))
    return (*both, Choice(NOT_ASKED, words.say("Not asked"), missing=True)) if asked else both


def sexes(words: Words) -> tuple[Choice, ...]:
    """Return the codes of a child's sex."""
    return tuple(Choice(code, labels.sex(code, words)) for code in SEXES if code)


def relations(words: Words) -> tuple[Choice, ...]:
    """Return how a caregiver is related."""
    return tuple(Choice(code, labels.relation(code, words)) for code in RELATIONS)


def known(words: Words) -> tuple[Choice, ...]:
    """Return how an answer is known."""
    return tuple(Choice(code, labels.known(code, words)) for code in ("seen", "told", "both"))


def visit_kinds(words: Words) -> tuple[Choice, ...]:
    """Return where a visit was made."""
    return (
        Choice("home", words.say("At home")),
        Choice("elsewhere", words.say("Somewhere else")),
        Choice("remote", words.say("By phone or video")),
    )


def bases(words: Words) -> tuple[Choice, ...]:
    """Return what the working age stands on."""
    return (
        Choice("chronological", words.say("Counted from the day of birth")),
        Choice("corrected", words.say("Counted from the due date")),
        Choice("unknown_gestation", words.say("Not adjusted: weeks unknown")),
    )


def levels(words: Words) -> tuple[Choice, ...]:
    """Return the next-step levels (clinical.md 3.3)."""
    return tuple(Choice(level, level_said(level, words)) for level in LEVELS)


def bands(words: Words) -> tuple[Choice, ...]:
    """Return the age ranges."""
    return tuple(
        Choice(
            band.band_id,
            words.say(
                "{first} to under {last} months",
                first=band.from_months,
                last=band.before_months,
            ),
        )
        for band in BANDS
    )


def standings(words: Words) -> tuple[Choice, ...]:
    """Return what an answer counts for."""
    return (
        Choice("counts", words.say("It counts")),
        Choice("hidden", words.say("Answered, then not needed after another answer: not counted")),
        Choice("in_conflict", words.say("One of the answers two laptops hold: none counts yet")),
        Choice("late", words.say("It came after the visit was closed: not counted")),
    )


def states(words: Words) -> tuple[Choice, ...]:
    """Return where a referral stands."""
    return (
        Choice("draft", words.say("Draft")),
        Choice("consented", words.say("The family agreed")),
        Choice("sent", words.say("Sent")),
    )


def union(groups: Iterable[Iterable[Choice]]) -> tuple[Choice, ...]:
    """Return the choices of several groups, each code once, in the order met; those that say why
    there is no value come last, always in one order."""
    found: dict[str, Choice] = {}
    for group in groups:
        for choice in group:
            found.setdefault(choice.code, choice)
    order = {code: number for number, code in enumerate(_SILENCES)}
    return tuple(sorted(found.values(), key=lambda c: order.get(c.code, -1) if c.missing else -1))


def consent_kinds(words: Words) -> tuple[Choice, ...]:
    """Return what a family can agree to."""
    return tuple(Choice(code, label) for code, label in codes_said.consent_kinds(words))


def ways_agreed(words: Words) -> tuple[Choice, ...]:
    """Return how somebody can agree."""
    return tuple(Choice(code, label) for code, label in codes_said.ways_agreed(words))


def agreed_kinds(words: Words) -> tuple[Choice, ...]:
    """Return what can be agreed for the time until the next visit."""
    return (
        Choice(IDEA, words.say("An idea to try at home")),
        Choice(STEP, words.say("Next step")),
    )


def how_it_went(words: Words) -> tuple[Choice, ...]:
    """Return how it can have gone with what was agreed, or why nothing is told."""
    silent = [each for each in missing(words) if each.code in (NOT_ASKED, IN_CONFLICT)]
    return (*(Choice(code, label) for code, label in codes_said.follow_answers(words)), *silent)
