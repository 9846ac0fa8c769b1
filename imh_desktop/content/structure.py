"""Reads the structure of a checklist: ids, bands, constructs, conditions; no words."""

from pathlib import Path
from typing import Any, NamedTuple

import msgspec

from imh_desktop.content.faults import FaultList
from imh_desktop.content.licence import RESERVED, read_licensed
from imh_desktop.content.shape import Shape
from imh_desktop.content.toml_files import decode, read_toml
from imh_desktop.core.checklist import Checklist, Domain, Item, Strategy


class Structure(NamedTuple):
    """A checklist, the file of each item id, and the shape it should have, if it says so."""

    checklist: Checklist
    files: dict[str, Path]
    shape: Shape | None


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
    shape: Shape | None = None


def read_structure(folder: Path, faults: FaultList) -> Structure | None:
    """Return the structure in a folder, or None when ``checklist.toml`` itself is at fault.

    Faulty items and strategies are noted and left out, so that one look finds every fault.
    """
    path = folder / "checklist.toml"
    table = read_licensed(path, faults)
    if path in faults.unread:
        return None
    head = decode(table, _ChecklistRecord, path, "", faults)
    if head is None:
        return None
    items, files = _items(folder, faults)
    checklist = Checklist(
        checklist_id=head.id,
        version=head.version,
        age_policy=head.age_policy,
        bands=head.bands,
        domains=tuple(_domain(record) for record in head.domains),
        items=_in_order(items, head),
        strategies=_strategies(folder / "strategies.toml", faults),
    )
    return Structure(checklist, files, head.shape)


def _domain(record: _DomainRecord) -> Domain:
    return Domain(
        domain_id=record.id,
        constructs=record.constructs,
        counted=record.counted,
        alone=record.alone,
        icon=record.icon,
    )


def _items(folder: Path, faults: FaultList) -> tuple[list[Item], dict[str, Path]]:
    """Return the items that can be used, and the file of every item id, usable or not."""
    items: list[Item] = []
    files: dict[str, Path] = {}
    for path in sorted((folder / "items").glob("*.toml")):
        for item_id, table in read_licensed(path, faults).items():
            if item_id in files:
                faults.add(path, item_id, "is a duplicate id (expected each id once)")
            elif item := _item(item_id, table, path, faults):
                items.append(item)
            files.setdefault(item_id, path)
    _note_missing_files(folder, files, faults)
    if not items and not faults.any_lost(folder / "items"):
        faults.add(folder / "items", "", "holds no item (expected TOML files of items)")
    return items, files


def _note_missing_files(folder: Path, files: dict[str, Path], faults: FaultList) -> None:
    """Note each file of items that is gone as one fault: its words are there, under its name."""
    for words in sorted((folder / "texts").glob("*/*.toml")):
        path = folder / "items" / words.name
        if words.stem in ("checklist", "strategies") or path in faults.unread or path.exists():
            continue
        ids = read_toml(words, FaultList(folder)).keys() - {RESERVED}
        if ids and ids.isdisjoint(files):
            said = f"is missing (expected the items that texts/{words.parent.name} has words for)"
            faults.add(path, "", said)
            faults.unread.add(path)


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


def _in_order(items: list[Item], head: _ChecklistRecord) -> tuple[Item, ...]:
    """Return the items in the order of the domains, then of their files."""
    order = {record.id: place for place, record in enumerate(head.domains)}
    home = {name: record.id for record in head.domains for name in record.constructs}
    last = len(order)
    return tuple(sorted(items, key=lambda i: order.get(home.get(i.construct, ""), last)))


def _strategies(path: Path, faults: FaultList) -> tuple[Strategy, ...]:
    found = []
    for strategy_id, table in read_licensed(path, faults).items():
        record = table | {"strategy_id": strategy_id} if isinstance(table, dict) else table
        strategy = decode(record, Strategy, path, strategy_id, faults)
        if strategy is not None:
            found.append(strategy)
    return tuple(found)
