"""What undo would take back in a visit, in words."""

from imh_desktop.flows.ledger import Act
from imh_desktop.flows.visit_state import VisitState


def act_named(visit: VisitState, act: Act) -> str:
    """Name an act; a private card neutrally."""
    words, group = visit.words, act.fields[0].partition(".")[0]
    if act.what:
        return act.what
    if act.item_id is not None:
        card = visit.title(visit.item(act.item_id))
        if group == "answers":
            return words.say("the answer to “{card}”", card=card)
        if group == "notes":
            return words.say("the note on “{card}”", card=card)
        return words.say("what was done about “{card}”", card=card)
    return {
        "strengths": words.say("the choice of a strength"),
        "strategies": words.say("the choice of an idea to try"),
        "moments": words.say("what you saw"),
        "steps": words.say("a next step"),
        "raised": words.say("the step you raised"),
    }.get(group) or words.say("a change to this visit")
