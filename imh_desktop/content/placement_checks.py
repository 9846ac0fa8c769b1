"""Checks on where items and strategies stand: their ids, their bands, and what goes with them."""

import re
from collections.abc import Iterator

from imh_desktop.core.ages import BANDS
from imh_desktop.core.checklist import Checklist, Item

_WORDS = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_STRATEGY_ID = re.compile(r"st(?:-[a-z0-9]+)+")
_BAND_IDS = tuple(band.band_id for band in BANDS)

Told = Iterator[tuple[str, str]]


def item_faults(item: Item, checklist: Checklist) -> Told:
    """Yield what is wrong with an item's place: the key behind its id, and what is wrong."""
    start = f"{item.construct.lower()}-"
    if not (item.item_id.startswith(start) and _WORDS.fullmatch(item.item_id)):
        yield "", f"is no id of this construct (expected lower-case words such as `{start}looks`)"
    places = [_BAND_IDS.index(band) for band in item.bands]
    if places != list(range(places[0], places[0] + len(places))):
        yield ".bands", f"is {', '.join(item.bands)} (expected bands that follow each other)"
    if not set(item.bands) & set(checklist.bands):
        expected = ", ".join(checklist.bands)
        yield ".bands", f"is in no band of the checklist (expected one of {expected})"
    yield from _sign_faults(item, checklist)


def _sign_faults(item: Item, checklist: Checklist) -> Told:
    """Yield the bands that ask a group without any of its signs, or a sign without its group."""
    bands = [band for band in checklist.bands if band in item.bands]
    asked = {other.item_id: other.bands for other in checklist.items}
    if item.kind == "sign_group":
        alone = [b for b in bands if not any(b in asked[sign] for sign in item.signs)]
        if alone:
            yield ".signs", f"none is asked in {', '.join(alone)} (expected one in every band)"
    if item.kind == "sign":
        groups = [other for other in checklist.items if item.item_id in other.signs]
        alone = [b for b in bands if sum(b in group.bands for group in groups) != 1]
        if alone:
            yield ".bands", f"its group is not asked in {', '.join(alone)} (expected it there)"


def strategy_faults(checklist: Checklist) -> Told:
    """Yield constructs that no strategy helps with in one of their bands, strategies that are
    never offered, and ids that are none."""
    asked = {
        band: {i.construct for i in checklist.in_band(band) if i.polarity == "strength"}
        for band in checklist.bands
    }
    for construct in dict.fromkeys(
        name for domain in checklist.domains for name in domain.constructs
    ):
        bands = [band for band in checklist.bands if construct in asked[band]]
        bare = [band for band in bands if not _helped(checklist, construct, band)]
        if bare:
            yield construct, f"has no strategy in {', '.join(bare)} (expected one in every band)"
    for strategy in checklist.strategies:
        if not _STRATEGY_ID.fullmatch(strategy.strategy_id):
            yield strategy.strategy_id, "is no id of a strategy (expected e.g. st-r1-play-follow)"
        if not any(asked.get(b, set()).intersection(strategy.constructs) for b in strategy.bands):
            yield (
                strategy.strategy_id,
                "is never offered (expected a band that asks its constructs)",
            )


def _helped(checklist: Checklist, construct: str, band: str) -> bool:
    return any(construct in s.constructs and band in s.bands for s in checklist.strategies)
