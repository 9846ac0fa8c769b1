"""Reads the structure of a checklist: ids, bands, constructs, conditions; no words."""

from datetime import date
from pathlib import Path
from typing import Any

import msgspec

from imh_desktop.content.faults import FaultList
from imh_desktop.content.toml_files import decode, read_toml
from imh_desktop.core.checklist import Checklist, Domain, Item, Strategy


class Licence(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Who wrote a form and under which terms; without the attestation no form is read."""

    author: str
    date: date
    licence: str
    original_wording: bool


class _DomainRecord(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    id: str
    constructs: tuple[str, ...]
    counted: bool = True
    alone: bool = False
    icon: str = ""


class _ChecklistRecord(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    id: str
    version: str
    age_policy: str
    bands: tuple[str, ...]
    domains: tuple[_DomainRecord, ...]
    licence: Licence


def read_structure(folder: Path, faults: FaultList) -> Checklist | None:
    """Return the checklist of a folder, or None when ``checklist.toml`` itself is at fault.

    Faulty items and strategies are noted and left out, so that one look finds every fault.
    """
    path = folder / "checklist.toml"
    table = read_toml(path, faults)
    head = decode(table, _ChecklistRecord, path, "", faults) if table else None
    if head is None:
        return None
    if not head.licence.original_wording:
        faults.add(path, "licence.original_wording", "is false (expected true: our own words)")
    return Checklist(
        checklist_id=head.id,
        version=head.version,
        age_policy=head.age_policy,
        bands=head.bands,
        domains=tuple(_domain(record) for record in head.domains),
        items=_items(folder, head, faults),
        strategies=_strategies(folder / "strategies.toml", faults),
    )


def item_files(folder: Path) -> dict[str, Path]:
    """Return the file of each item id, the first where an id stands twice."""
    found: dict[str, Path] = {}
    for path in sorted((folder / "items").glob("*.toml")):
        for item_id in read_toml(path, FaultList(folder)):
            found.setdefault(item_id, path)
    return found


def _domain(record: _DomainRecord) -> Domain:
    return Domain(
        domain_id=record.id,
        constructs=record.constructs,
        counted=record.counted,
        alone=record.alone,
        icon=record.icon,
    )


def _items(folder: Path, head: _ChecklistRecord, faults: FaultList) -> tuple[Item, ...]:
    """Return the items in the order of the domains, then of their files."""
    seen: dict[str, Item] = {}
    for path in sorted((folder / "items").glob("*.toml")):
        for item_id, table in read_toml(path, faults).items():
            if item_id in seen:
                faults.add(path, item_id, "is a duplicate id (expected each id once)")
            elif item := _item(item_id, table, path, faults):
                seen[item_id] = item
    if not seen and not faults.any_lost(folder / "items"):
        faults.add(folder / "items", "", "holds no item (expected TOML files of items)")
    order = {record.id: place for place, record in enumerate(head.domains)}
    home = {name: record.id for record in head.domains for name in record.constructs}
    last = len(order)
    return tuple(sorted(seen.values(), key=lambda i: order.get(home.get(i.construct, ""), last)))


def _item(item_id: str, table: Any, path: Path, faults: FaultList) -> Item | None:
    if not isinstance(table, dict):
        faults.add(path, item_id, "stands outside a table (expected [item-id])")
        faults.lost.add((path, item_id))
        return None
    if "item_id" in table:
        faults.add(path, item_id, "unknown field `item_id` (expected the id as table name)")
        faults.lost.add((path, item_id))
        return None
    record = {"core": table.get("kind") in ("behaviour", "sign_group"), **table}
    return decode(record | {"item_id": item_id}, Item, path, item_id, faults)


def _strategies(path: Path, faults: FaultList) -> tuple[Strategy, ...]:
    found = []
    for strategy_id, table in read_toml(path, faults).items():
        record = table | {"strategy_id": strategy_id} if isinstance(table, dict) else table
        strategy = decode(record, Strategy, path, strategy_id, faults)
        if strategy is not None:
            found.append(strategy)
    return tuple(found)
