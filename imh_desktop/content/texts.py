"""Reads the words of a checklist in one language."""

from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

import msgspec

from imh_desktop.content.faults import FaultList
from imh_desktop.content.licence import read_licensed
from imh_desktop.content.toml_files import decode
from imh_desktop.core.canonical import canonical
from imh_desktop.core.checklist import Checklist, ChecklistTexts, ItemText, Review


class Words(NamedTuple):
    """The words of a checklist in one language, and the file of each item's words."""

    texts: ChecklistTexts
    files: dict[str, Path]


class _Heading(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    title: str
    review: Review
    bands: tuple[str, ...] = ()
    domains: dict[str, str]
    constructs: dict[str, str]
    choices: dict[str, str]


def languages(folder: Path) -> tuple[str, ...]:
    """Return the names of the folders of words, one for each language."""
    return tuple(sorted(path.name for path in (folder / "texts").glob("*/") if path.is_dir()))


def read_texts(folder: Path, language: str, faults: FaultList) -> Words | None:
    """Return the words of one language, or None when their ``checklist.toml`` is at fault."""
    home = folder / "texts" / language
    path = home / "checklist.toml"
    table = read_licensed(path, faults)
    if path in faults.unread:
        return None
    heading = decode(table, _Heading, path, "", faults)
    if heading is None:
        return None
    items, files = _item_texts(home, faults)
    texts = ChecklistTexts(
        language=language,
        review=heading.review,
        title=heading.title,
        domains=heading.domains,
        constructs=heading.constructs,
        choices=heading.choices,
        items=items,
        strategies=_strategy_texts(home / "strategies.toml", faults),
        bands=heading.bands,
    )
    return Words(msgspec.structs.replace(texts, text_hash=_hash(texts)), files)


def filled_up(texts: ChecklistTexts, source: ChecklistTexts) -> ChecklistTexts:
    """Return the words of a language with those it lacks lent from the source language."""
    lent = (source.items.keys() - texts.items.keys()) | (
        source.strategies.keys() - texts.strategies.keys()
    )
    return msgspec.structs.replace(
        texts,
        items=source.items | texts.items,
        strategies=source.strategies | texts.strategies,
        borrowed=frozenset(lent),
    )


def missing_choices(texts: ChecklistTexts, checklist: Checklist) -> tuple[str, ...]:
    """Return the answer codes that have no label."""
    codes = {code for item in checklist.items for code in item.codes}
    return tuple(sorted(codes - {code for code, label in texts.choices.items() if label.strip()}))


def _hash(texts: ChecklistTexts) -> str:
    """Return the SHA-256 of the words themselves: who reviewed them changes nothing."""
    words = msgspec.to_builtins(texts)
    aside = {"review", "bands", "borrowed"}
    return sha256(canonical({k: words[k] for k in words if k not in aside})).hexdigest()


def _item_texts(home: Path, faults: FaultList) -> tuple[dict[str, ItemText], dict[str, Path]]:
    """Return the words of each item, and the file of every item id, usable or not."""
    found: dict[str, ItemText] = {}
    files: dict[str, Path] = {}
    for path in sorted(home.glob("*.toml")):
        if path.stem in ("checklist", "strategies"):
            continue
        for item_id, table in read_licensed(path, faults).items():
            if item_id in files:
                faults.add(path, item_id, "is a duplicate id (expected each id once)")
            elif text := decode(table, ItemText, path, item_id, faults):
                found[item_id] = text
            files.setdefault(item_id, path)
    return found, files


def _strategy_texts(path: Path, faults: FaultList) -> dict[str, str]:
    return decode(read_licensed(path, faults), dict[str, str], path, "", faults) or {}
