"""What is half typed about an action taken: on the desk until it is noted, like a note's draft."""

from imh_desktop.flows.visit_state import VisitState


def keep(visit: VisitState, item_id: str, text: str) -> None:
    """Keep half-typed words about what was done about a card; empty forgets them.

    Raises:
        AloneNeeded: the action belongs to a private record.
        EnvironmentFault: the disk refused.
    """
    place = _place(visit, item_id)
    if text.strip():
        visit.vault.desk.keep_draft(place, text)
    else:
        visit.vault.desk.forget_draft(place)


def read(visit: VisitState, item_id: str) -> str:
    """Return what was half typed about a card; empty when nothing was."""
    return visit.vault.desk.drafts(visit.visit.visit_id).get(_place(visit, item_id), "")


def _place(visit: VisitState, item_id: str) -> str:
    talk = visit.talk_of(visit.item(item_id))
    own = f"{visit.visit.visit_id}/{item_id}/done"
    return own if talk is None else f"{own}@{talk[0]}"
