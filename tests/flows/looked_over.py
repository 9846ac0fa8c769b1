"""A visit that may be closed: answered well, and three strengths chosen."""

from imh_desktop.flows import reviewing
from imh_desktop.flows.open_visit import OpenVisit


def answer_all_well(visit: OpenVisit) -> None:
    for item in visit.items().values():
        if item.kind == "behaviour":
            visit.answer(item.item_id, "often")
        elif item.kind in ("sign_group", "worry"):
            visit.answer(item.item_id, "no")


def choose_three(visit: OpenVisit) -> None:
    for suggestion in reviewing.strengths(visit)[:3]:
        reviewing.choose_strength(visit, suggestion.id)
