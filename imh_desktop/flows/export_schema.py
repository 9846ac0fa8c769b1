"""The tables of visits, answers and what follows from them: what each column means."""

from collections.abc import Sequence

from imh_desktop.exchange.tables.shape import Choice, Table, Variable
from imh_desktop.flows import export_agreed_schema as agreed
from imh_desktop.flows import export_choices as codes
from imh_desktop.flows import export_people_schema as people
from imh_desktop.flows.export_agreed_schema import OF_VISIT
from imh_desktop.flows.export_items import ItemColumn
from imh_desktop.flows.export_people_schema import OF_CHILD, coded, plain, unsettled
from imh_desktop.words import Words


def tables(words: Words, items: Sequence[ItemColumn]) -> tuple[Table, ...]:
    """Return every table, in the order they are written. ``items``: columns of ``visits``."""
    return (
        people.children(words),
        people.caregivers(words),
        visits(words, items),
        answers(words, items),
        moments(words),
        agreed.ideas(words),
        next_steps(words),
        agreed.follow_ups(words),
        people.referrals(words),
        people.consents(words),
    )


def visits(words: Words, items: Sequence[ItemColumn]) -> Table:
    """Return the table with one row a visit, and a column for each item."""
    say = words.say
    return Table(
        name="visits", title=say("One row for each visit"), key=("visit_id",), joins=(OF_CHILD,),
        variables=(
            plain("visit_id", say("The visit, by a number of this program")),
            plain("child_id", say("The child, by a number of this program")),
            plain("visit_on", say("Day of the visit"), "day"),
            coded("kind", say("Where the visit was made"), codes.visit_kinds(words)),
            coded("from_paper", say("Made on paper, and typed in later"), codes.yes_no(words)),
            coded("band", say("Age range of the questions"), codes.bands(words)),
            plain("band_reason", say("Why this age range was chosen")),
            plain("age_months", say("Age at the visit: whole months"), "integer"),
            plain("age_days", say("Age at the visit: days beyond the whole months"), "integer"),
            plain("working_months", say("Age that chose the questions: whole months"), "integer"),
            plain("working_days", say("Age that chose the questions: days beyond the months"),
               "integer"),
            plain("days_to_due", say("Days before the due date, if the visit was before it"),
               "integer"),
            coded("age_basis", say("What the age that chose the questions is counted from"),
               codes.bases(words)),
            *_made_with(words),
            *_outcome(words),
            *unsettled(words),
            plain("late_answers", say("Answers that came after the visit was closed"), "integer"),
            *(item.variable(words) for item in items),
        ),
    )  # fmt: skip


def answers(words: Words, items: Sequence[ItemColumn]) -> Table:
    """Return the table with one row an answer, or a question that has none."""
    say = words.say
    said = codes.union((*(i.choices for i in items), codes.missing(words)))
    return Table(
        name="answers",
        title=say("One row for each question of each visit, with its answer or why there is none"),
        key=("visit_id", "item_id", "standing", "candidate"), joins=(OF_VISIT,),
        variables=(
            plain("visit_id", say("The visit, by a number of this program")),
            plain("child_id", say("The child, by a number of this program")),
            plain("item_id", say("The question, by its name in the checklist")),
            coded("standing", say("What the answer counts for"), codes.standings(words)),
            plain("candidate", say("Which of several answers, when two laptops differ"), "integer"),
            plain("item_version", say("Version of the question"), "integer"),
            plain("checklist_id", say("The checklist")),
            plain("checklist_version", say("Version of the checklist")),
            plain("domain", say("Area of the checklist")),
            plain("construct", say("What a few questions look at together")),
            plain("sensitivity", say("Class of the question: P or C")),
            coded("code", say("The answer, or why there is none"), said),
            plain("derived", say("1 if it follows from the answer for the group"), "integer"),
            coded("known", say("How the answer is known"), codes.known(words)),
            plain("informant", say("The caregiver who told it, by a number of this program")),
            plain("answered_on", say("Day of the answer, if not the day of the visit"), "day"),
            plain("note", say("The visitor's note")),
            plain("action", say("What was done at once")),
        ),
    )  # fmt: skip


def moments(words: Words) -> Table:
    """Return the table with what the visitor saw and wrote down for the family."""
    say = words.say
    return Table(
        name="moments", title=say("One row for each good moment the visitor wrote down"),
        key=("visit_id", "moment_id"), joins=(OF_VISIT,),
        variables=(
            plain("visit_id", say("The visit, by a number of this program")),
            plain("child_id", say("The child, by a number of this program")),
            plain("moment_id", say("The moment, by a number of this program")),
            plain("text", say("What was seen")),
        ),
    )  # fmt: skip


def next_steps(words: Words) -> Table:
    """Return the table with what was agreed."""
    say = words.say
    return Table(
        name="next_steps", title=say("One row for each next step"), key=("visit_id", "step_id"),
        joins=(OF_VISIT,),
        variables=(
            plain("visit_id", say("The visit, by a number of this program")),
            plain("child_id", say("The child, by a number of this program")),
            plain("step_id", say("The step, by a number of this program")),
            plain("what", say("What")),
            plain("who", say("Who")),
            plain("by_day", say("By when"), "day"),
            plain("phone", say("Phone")),
        ),
    )  # fmt: skip


def _made_with(words: Words) -> tuple[Variable, ...]:
    say = words.say
    return (
        plain("language", say("Language of the visit, as a code")),
        plain("interpreter", say("Interpreter")),
        plain("worker_id", say("The visitor, by a number of this program")),
        plain("checklist_id", say("The checklist")),
        plain("checklist_version", say("Version of the checklist")),
        plain("checklist_hash", say("Mark of the checklist's structure")),
        plain("age_policy", say("How the age is counted")),
        plain("started_at", say("When the visit was begun"), "instant"),
    )


def _outcome(words: Words) -> tuple[Variable, ...]:
    say = words.say
    closed = (Choice("open", say("Still open")), Choice("closed", say("Closed")))
    return (
        coded("state", say("Whether the visit is closed"), closed),
        plain("closed_at", say("When the visit was closed"), "instant"),
        coded("level", say("Next-step level it was closed with"), codes.levels(words)),
        plain("rule_set", say("Version of the rules")),
        plain("reobserve_on", say("Day to look again"), "day"),
        coded("raised_level", say("Level the visitor raised it to"), codes.levels(words)),
        plain("raised_reason", say("Why the visitor raised it")),
        plain("strengths", say("Strengths chosen for the family page")),
        plain("strategies", say("Ideas chosen for the family page")),
    )
