"""Which visits of one sitting say the same of the family: a correction of one is offered for the
others."""

from collections.abc import Iterator

import msgspec

from imh_desktop.content.library import Library
from imh_desktop.core.checklist import Item
from imh_desktop.core.people import Child
from imh_desktop.core.visit import Visit
from imh_desktop.errors import InputError
from imh_desktop.flows.loading import checklist_of
from imh_desktop.flows.one_sitting import FAMILY, same_day
from imh_desktop.store.vault import Vault


class Alike(msgspec.Struct, frozen=True, kw_only=True):
    """A sibling's visit of the day, open or closed, that answers a family question as another one
    does, or leaves it open too. ``item``: as that visit's checklist has it."""

    child: Child
    visit: Visit
    item: Item


def said_alike(vault: Vault, library: Library, visit: Visit, item_id: str) -> tuple[Alike, ...]:
    """Return the siblings' visits of a visit's day that say the same to an item; none where it
    does not speak of the family, or is private."""
    if _family_item(vault, library, visit, item_id) is None:
        return ()
    return tuple(_alike(vault, library, visit, item_id))


def _alike(vault: Vault, library: Library, visit: Visit, item_id: str) -> Iterator[Alike]:
    for child, other in same_day(vault, visit):
        item = _family_item(vault, library, other, item_id)
        if item and _code(other, item_id) == _code(visit, item_id):
            yield Alike(child=child, visit=other, item=item)


def _family_item(vault: Vault, library: Library, visit: Visit, item_id: str) -> Item | None:
    """Return an open item that asks of the family at this visit; None where it asks none such."""
    try:
        items = checklist_of(vault, library, visit).in_band(visit.band)
    except InputError:
        return None
    found = next((item for item in items if item.item_id == item_id), None)
    speaks = found and found.construct in FAMILY and not found.sensitivity.private
    return found if speaks else None


def _code(visit: Visit, item_id: str) -> str:
    answer = visit.answers.get(item_id)
    return answer.code if answer else ""
