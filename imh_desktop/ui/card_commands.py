"""What the keys do to the card in front: answer, note, guidance, take away."""

from collections.abc import Callable
from functools import partial

from imh_desktop.ui.commands import Live
from imh_desktop.ui.item_card import ItemCard

MOST = 5
"""Keys that answer."""


def card_commands(
    card: ItemCard, digit: Callable[[ItemCard, int], object], clear: Callable[[str], object]
) -> Live:
    """Return what can be done on a card; ``digit`` takes the key of an answer, also on a card that
    has none, which is then passed by."""
    found: Live = {"note": card.open_note}
    view = card.view
    if view is None:
        return found
    keys = min(len(view.choices), MOST) or MOST
    found |= {f"answer-{key}": partial(digit, card, key) for key in range(1, keys + 1)}
    if not card.info.isHidden():
        found["guidance"] = card.info.toggle
    if view.answer is not None:
        found["clear"] = partial(clear, card.item_id)
    return found
