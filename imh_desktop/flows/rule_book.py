"""The rules as a reviewer reads them: when each fires and what it leads to (clinical.md 3.3)."""

from imh_desktop.core.review_book import BookEntry, BookGroup, BookSection
from imh_desktop.core.trace import RULE_SET
from imh_desktop.core.visit import LEVELS
from imh_desktop.flows.explaining import level_said
from imh_desktop.words import Words


def rules_section(words: Words) -> BookSection:
    """Return every rule in a plain sentence, and the four next steps."""
    steps = tuple(
        BookEntry(words=f"{level}: {level_said(level, words)}", remarks=False) for level in LEVELS
    )
    said = (*_of_one_visit(words), *_over_time(words), *_of_the_whole(words))
    rules = tuple(BookEntry(words=sentence, mark=rule) for rule, sentence in said)
    return BookSection(
        title=words.say("Rules"),
        intro=(
            words.say("Nothing is added up and nothing is weighed. The highest step named counts."),
            words.say("Rule set {version}.", version=RULE_SET),
        ),
        groups=(
            BookGroup(title=words.say("Next steps"), entries=steps),
            BookGroup(title=words.say("When a rule speaks"), entries=rules),
        ),
    )


def _of_one_visit(words: Words) -> tuple[tuple[str, str], ...]:
    """Return the rules that read one visit's answers."""
    return (
        (
            "A1: N3",
            words.say(
                "A talk-today question is answered “yes”, or one of the first four “not sure”."
            ),
        ),
        (
            "C1: N2",
            words.say("A sign worries a lot; for eating and growing, a little is enough."),
        ),
        ("C3: N1", words.say("Two signs or more worry at one visit.")),
        (
            "C4: N1, N2",
            words.say("The caregiver worries about the child: a little (N1), a lot (N2)."),
        ),
    )


def _over_time(words: Words) -> tuple[tuple[str, str], ...]:
    """Return the rules that compare visits."""
    return (
        (
            "A3: N1, N3",
            words.say(
                "A skill seen often 14 days ago or more is not yet seen now: the family is asked."
                " If the family says it was lost, act today."
            ),
        ),
        (
            "C2: N2",
            words.say("The same sign worries at two visits that are 14 days apart or more."),
        ),
        (
            "C5: N2",
            words.say(
                "A skill is “not yet” at two visits 28 days apart or more, and the child has"
                " outgrown its bands: offer a validated screening."
            ),
        ),
        (
            "C6: N1, N2",
            words.say(
                "Half or more of the answered items of a domain are “not yet”, of four or more"
                " answered (N1); again at the next visit (N2)."
            ),
        ),
    )


def _of_the_whole(words: Words) -> tuple[tuple[str, str], ...]:
    """Return the rules on the birth, on completeness and on the visitor's judgement."""
    return (
        (
            "C8",
            words.say(
                "A known condition, or a birth before 28 weeks: early intervention may be open"
                " without anything else shown."
            ),
        ),
        (
            "P1: N1",
            words.say("Too little was answered to celebrate and go on, or a sign was left open."),
        ),
        ("J1", words.say("The visitor raises the step, with a reason.")),
    )
