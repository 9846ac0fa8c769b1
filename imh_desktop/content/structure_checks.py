"""Checks on the structure of a checklist: ids, constructs, bands, groups, classes, conditions."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from imh_desktop.content.condition_checks import Asked, circles, condition_faults, known_faults
from imh_desktop.content.faults import FaultList
from imh_desktop.content.structure import Structure
from imh_desktop.core.ages import BANDS, POLICIES
from imh_desktop.core.checklist import Checklist, Item
from imh_desktop.core.privacy import Sensitivity

BAND_IDS = tuple(band.band_id for band in BANDS)
POLARITIES = {
    "behaviour": "strength",
    "sign_group": "concern",
    "sign": "concern",
    "worry": "concern",
    "wellbeing": "none",
    "risk": "concern",
    "today": "safety",
}
"""What an answer speaks of, by kind of item (clinical.md 2.5)."""
CLASSES = {
    "behaviour": (Sensitivity.P, Sensitivity.C),
    "sign_group": (Sensitivity.C,),
    "sign": (Sensitivity.C,),
    "worry": (Sensitivity.C,),
    "wellbeing": (Sensitivity.G,),
    "risk": (Sensitivity.G,),
    "today": (Sensitivity.C, Sensitivity.V),
}
"""The privacy classes a kind of item may have (clinical.md 0, 4.1)."""


def check_structure(structure: Structure, folder: Path, faults: FaultList) -> None:
    """Note every fault in the structure of a checklist."""
    checklist, where = structure.checklist, structure.files
    head = folder / "checklist.toml"
    for key, message in _head_faults(checklist):
        faults.add(head, key, message)
    all_read = not faults.any_lost(folder / "items")
    for item in checklist.items:
        for key, message in _item_faults(item, checklist, all_read):
            faults.add(where.get(item.item_id, head), f"{item.item_id}{key}", message)
    for item_id, message in circles(checklist):
        faults.add(where.get(item_id, head), f"{item_id}.show_when", message)
    for strategy in checklist.strategies:
        path = folder / "strategies.toml"
        for message in known_faults(strategy.constructs, _constructs(checklist), "construct"):
            faults.add(path, f"{strategy.strategy_id}.constructs", message)
        for message in known_faults(strategy.bands, BAND_IDS, "band"):
            faults.add(path, f"{strategy.strategy_id}.bands", message)


def _constructs(checklist: Checklist) -> tuple[str, ...]:
    return tuple(name for domain in checklist.domains for name in domain.constructs)


def _head_faults(checklist: Checklist) -> Iterator[tuple[str, str]]:
    if not checklist.version.strip():
        yield "version", "is empty (expected a version such as 2026.1)"
    for message in known_faults(checklist.bands, BAND_IDS, "band"):
        yield "bands", message
    for message in known_faults((checklist.age_policy,), tuple(POLICIES), "age policy"):
        yield "age_policy", message
    for name, times in Counter(_constructs(checklist)).items():
        if times > 1:
            yield "domains", f"construct `{name}` stands in {times} domains (expected one)"
    for domain_id, times in Counter(d.domain_id for d in checklist.domains).items():
        if times > 1:
            yield "domains", f"`{domain_id}` is a duplicate id (expected each id once)"
    for strategy_id, times in Counter(s.strategy_id for s in checklist.strategies).items():
        if times > 1:
            yield "strategies", f"`{strategy_id}` is a duplicate id (expected each id once)"


def _item_faults(item: Item, checklist: Checklist, all_read: bool) -> Iterator[tuple[str, str]]:
    for message in known_faults((item.construct,), _constructs(checklist), "construct"):
        yield ".construct", message
    for message in known_faults(item.bands, BAND_IDS, "band"):
        yield ".bands", message
    if item.polarity != POLARITIES[item.kind]:
        expected = POLARITIES[item.kind]
        yield ".polarity", f"is `{item.polarity}` (expected `{expected}` for {item.kind})"
    if item.sensitivity not in CLASSES[item.kind]:
        allowed = " or ".join(CLASSES[item.kind])
        yield ".sensitivity", f"is `{item.sensitivity}` (expected {allowed} for {item.kind})"
    if item.core and item.kind not in ("behaviour", "sign_group"):
        yield ".core", f"is true (expected false for {item.kind})"
    if item.skill and item.kind != "behaviour":
        yield ".skill", "is true (expected only on a behaviour item)"
    yield from _group_faults(item, checklist, all_read)
    if item.show_when is not None:
        asked = Asked(item, {i.item_id: i for i in checklist.items}, all_read)
        yield from condition_faults(item.show_when, ".show_when", asked)


def _group_faults(item: Item, checklist: Checklist, all_read: bool) -> Iterator[tuple[str, str]]:
    if item.kind == "sign_group" and not item.signs:
        yield ".signs", "is empty (expected the signs the group asks about)"
    if item.kind != "sign_group" and item.signs:
        yield ".signs", "is set (expected only on a sign group)"
    kinds = {other.item_id: other.kind for other in checklist.items}
    for sign in item.signs:
        if kinds.get(sign) != "sign" and (sign in kinds or all_read):
            yield ".signs", f"`{sign}` is not a sign (expected the id of a sign item)"
    if item.kind == "sign":
        groups = [o.item_id for o in checklist.items if item.item_id in o.signs]
        if len(groups) > 1 or (all_read and not groups):
            yield "", f"stands in {len(groups)} sign groups (expected one)"
