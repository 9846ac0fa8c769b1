"""What is half typed in the review: on the desk until it is added, like a note's draft."""

from imh_desktop.flows.visit_state import VisitState


def keep(visit: VisitState, field: str, text: str) -> None:
    """Keep half-typed words of a field of the review; empty forgets them.

    Raises:
        EnvironmentFault: the disk refused.
    """
    if text.strip():
        visit.vault.desk.keep_draft(_place(visit, field), text)
    else:
        visit.vault.desk.forget_draft(_place(visit, field))


def read(visit: VisitState, field: str) -> str:
    """Return what was half typed in a field of the review; empty when nothing was."""
    return visit.vault.desk.drafts(visit.visit.visit_id).get(_place(visit, field), "")


def _place(visit: VisitState, field: str) -> str:
    return f"{visit.visit.visit_id}/review:{field}"
