"""Checks on the structure of a checklist: ids, constructs, bands, groups, classes, conditions."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from imh_desktop.content.faults import FaultList
from imh_desktop.content.structure import item_files
from imh_desktop.core.ages import BANDS, POLICIES
from imh_desktop.core.checklist import Checklist, Condition, Item
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


def check_structure(checklist: Checklist, folder: Path, faults: FaultList) -> None:
    """Note every fault in the structure of a checklist."""
    where = item_files(folder)
    head = folder / "checklist.toml"
    for key, message in _head_faults(checklist):
        faults.add(head, key, message)
    for item in checklist.items:
        for key, message in _item_faults(item, checklist):
            faults.add(where.get(item.item_id, head), f"{item.item_id}{key}", message)
    for strategy in checklist.strategies:
        path = folder / "strategies.toml"
        for message in _known(strategy.constructs, _constructs(checklist), "construct"):
            faults.add(path, f"{strategy.strategy_id}.constructs", message)
        for message in _known(strategy.bands, BAND_IDS, "band"):
            faults.add(path, f"{strategy.strategy_id}.bands", message)


def _constructs(checklist: Checklist) -> tuple[str, ...]:
    return tuple(name for domain in checklist.domains for name in domain.constructs)


def _known(names: tuple[str, ...], known: tuple[str, ...], what: str) -> Iterator[str]:
    if not names:
        yield f"is empty (expected at least one {what})"
    for name in names:
        if name not in known:
            yield f"unknown {what} `{name}` (expected one of {', '.join(known)})"


def _head_faults(checklist: Checklist) -> Iterator[tuple[str, str]]:
    for message in _known(checklist.bands, BAND_IDS, "band"):
        yield "bands", message
    for message in _known((checklist.age_policy,), tuple(POLICIES), "age policy"):
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


def _item_faults(item: Item, checklist: Checklist) -> Iterator[tuple[str, str]]:
    for message in _known((item.construct,), _constructs(checklist), "construct"):
        yield ".construct", message
    for message in _known(item.bands, BAND_IDS, "band"):
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
    yield from _group_faults(item, checklist)
    if item.show_when is not None:
        yield from _condition_faults(item.show_when, ".show_when", item, checklist)


def _group_faults(item: Item, checklist: Checklist) -> Iterator[tuple[str, str]]:
    if item.kind == "sign_group" and not item.signs:
        yield ".signs", "is empty (expected the signs the group asks about)"
    if item.kind != "sign_group" and item.signs:
        yield ".signs", "is set (expected only on a sign group)"
    kinds = {other.item_id: other.kind for other in checklist.items}
    for sign in item.signs:
        if kinds.get(sign) != "sign":
            yield ".signs", f"`{sign}` is not a sign (expected the id of a sign item)"
    if item.kind == "sign":
        groups = [o.item_id for o in checklist.items if item.item_id in o.signs]
        if len(groups) != 1:
            yield "", f"stands in {len(groups)} sign groups (expected one)"


def _condition_faults(
    condition: Condition, key: str, item: Item, checklist: Checklist
) -> Iterator[tuple[str, str]]:
    said = _forms_said(condition)
    if len(said) != 1:
        forms = "all, any, not, item with is, age_from / age_before, visit_kind"
        yield key, f"says {len(said)} things (expected exactly one of {forms})"
    for form in ("all", "any"):
        parts = getattr(condition, form)
        if parts == ():
            yield f"{key}.{form}", "is empty (expected at least one condition)"
        for place, part in enumerate(parts or ()):
            yield from _condition_faults(part, f"{key}.{form}[{place}]", item, checklist)
    if condition.not_ is not None:
        yield from _condition_faults(condition.not_, f"{key}.not", item, checklist)
    yield from _answer_faults(condition, key, item, checklist)
    yield from _age_faults(condition, key)


def _forms_said(condition: Condition) -> list[str]:
    ages = condition.age_from is not None or condition.age_before is not None
    answer = condition.item is not None or condition.is_ is not None
    said = {
        "all": condition.all is not None,
        "any": condition.any is not None,
        "not": condition.not_ is not None,
        "item": answer,
        "age": ages,
        "visit_kind": condition.visit_kind is not None,
    }
    return [form for form, present in said.items() if present]


def _answer_faults(
    condition: Condition, key: str, item: Item, checklist: Checklist
) -> Iterator[tuple[str, str]]:
    if condition.item is None and condition.is_ is None:
        return
    if condition.item is None or not condition.is_:
        yield key, "is half said (expected `item` and `is` together)"
        return
    others = {other.item_id: other for other in checklist.items}
    if condition.item == item.item_id:
        yield f"{key}.item", "is the item itself (expected another item)"
    elif condition.item not in others:
        yield f"{key}.item", f"unknown item `{condition.item}` (expected the id of an item)"
    else:
        asked = others[condition.item]
        for message in _known(condition.is_, asked.codes, "answer code"):
            yield f"{key}.is", message
        if asked.sensitivity.private and not item.sensitivity.private:
            yield f"{key}.item", "is private (expected an item of class P or C)"


def _age_faults(condition: Condition, key: str) -> Iterator[tuple[str, str]]:
    start, end = condition.age_from, condition.age_before
    for name, months in (("age_from", start), ("age_before", end)):
        if months is not None and not 0 <= months <= 72:
            yield f"{key}.{name}", f"is {months} (expected 0 to 72 completed months)"
    if start is not None and end is not None and start >= end:
        yield key, f"age_from {start} is not before age_before {end}"
    if condition.visit_kind == ():
        yield f"{key}.visit_kind", "is empty (expected home, elsewhere or remote)"
