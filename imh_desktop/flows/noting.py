"""Notes on the cards: half typed on the desk, then one entry each."""

from imh_desktop.core.checklist import Item
from imh_desktop.core.limits import NOTE_LIMIT, clean
from imh_desktop.flows.ledger import Ledger
from imh_desktop.flows.visit_state import VisitState
from imh_desktop.store.entry import Changes, Entry


def draft(visit: VisitState, item_id: str, text: str) -> None:
    """Keep a half-typed note, overwritten each time; empty forgets it."""
    place = _place(visit, visit.item(item_id))
    if text.strip():
        clean(text, item_id, NOTE_LIMIT)
        visit.vault.desk.keep_draft(place, text)
    else:
        visit.vault.desk.forget_draft(place)


def drafts(visit: VisitState) -> dict[str, str]:
    """Return half-typed notes by item; private ones only of the caregiver ``alone`` with."""
    places = visit.vault.desk.drafts(visit.visit.visit_id)
    reachable = (item for item in visit.items().values() if not visit.closed_to_view(item))
    own = {_place(visit, item): item.item_id for item in reachable}
    return {own[place]: text for place, text in places.items() if place in own}


def keep(visit: VisitState, ledger: Ledger, item_id: str, text: str) -> Entry | None:
    """Keep a note as one entry and forget its draft; None when nothing changed."""
    item = visit.item(item_id)
    talk = visit.talk_of(item)
    said = clean(text, item_id, NOTE_LIMIT)
    entry = None
    if said != visit.note(item):
        change: Changes = {f"notes.{item_id}": said or None}
        entry = ledger.keep(talk, change, "", item_id)
        visit.take_note(talk, item_id, said)
    visit.vault.desk.forget_draft(_place(visit, item))
    return entry


def _place(visit: VisitState, item: Item) -> str:
    talk = visit.talk_of(item)
    own = f"{visit.visit.visit_id}/{item.item_id}"
    return own if talk is None else f"{own}@{talk[0]}"
