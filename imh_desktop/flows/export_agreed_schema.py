"""The tables of what was agreed for home, and of how it went: what each column means."""

from imh_desktop.exchange.tables.shape import Join, Table
from imh_desktop.flows import export_choices as codes
from imh_desktop.flows.export_people_schema import coded, plain
from imh_desktop.words import Words

OF_VISIT = Join("visit_id", "visits")


def ideas(words: Words) -> Table:
    """Return the table with the ideas to try that were chosen at a visit."""
    say = words.say
    return Table(
        name="ideas", title=say("One row for each idea to try at home"),
        key=("visit_id", "idea_id"), joins=(OF_VISIT,),
        variables=(
            plain("visit_id", say("The visit, by a number of this program")),
            plain("child_id", say("The child, by a number of this program")),
            plain("idea_id", say("The idea, by its name in the checklist")),
            plain("text", say("What the family was going to try")),
        ),
    )  # fmt: skip


def follow_ups(words: Words) -> Table:
    """Return the table with what a visit asked of the visits before it."""
    say = words.say
    return Table(
        name="follow_ups", title=say("One row for each thing agreed before, and how it went"),
        key=("visit_id", "agreed_visit_id", "agreed_id"), joins=(OF_VISIT,),
        variables=(
            plain("visit_id", say("The visit at which it was asked, by a number of this program")),
            plain("child_id", say("The child, by a number of this program")),
            plain("agreed_visit_id",
                  say("The visit at which it was agreed, by a number of this program")),
            plain("agreed_id", say("The idea or the next step, by its name or number")),
            coded("agreed_kind", say("What was agreed"), codes.agreed_kinds(words)),
            plain("agreed_on", say("Day it was agreed"), "day"),
            plain("what", say("What")),
            coded("code", say("How it went"), codes.how_it_went(words)),
            plain("note", say("The visitor's note")),
        ),
    )  # fmt: skip
