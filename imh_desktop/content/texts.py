"""Reads the words of a checklist in one language."""

from hashlib import sha256
from pathlib import Path

import msgspec

from imh_desktop.content.faults import FaultList
from imh_desktop.content.toml_files import decode, read_toml
from imh_desktop.core.canonical import canonical
from imh_desktop.core.checklist import Checklist, ChecklistTexts, ItemText, Review


class _Heading(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    title: str
    review: Review
    domains: dict[str, str]
    constructs: dict[str, str]
    choices: dict[str, str]


def languages(folder: Path) -> tuple[str, ...]:
    """Return the names of the folders of words, one for each language."""
    return tuple(sorted(path.name for path in (folder / "texts").glob("*/") if path.is_dir()))


def read_texts(folder: Path, language: str, faults: FaultList) -> ChecklistTexts | None:
    """Return the words of one language, or None when their ``checklist.toml`` is at fault."""
    home = folder / "texts" / language
    path = home / "checklist.toml"
    table = read_toml(path, faults)
    heading = decode(table, _Heading, path, "", faults) if table else None
    if heading is None:
        return None
    texts = ChecklistTexts(
        language=language,
        review=heading.review,
        title=heading.title,
        domains=heading.domains,
        constructs=heading.constructs,
        choices=heading.choices,
        items=_item_texts(home, faults),
        strategies=_strategy_texts(home / "strategies.toml", faults),
    )
    return msgspec.structs.replace(texts, text_hash=_hash(texts))


def text_file(folder: Path, language: str, item_id: str) -> Path | None:
    """Return the file that holds an item's words, or None."""
    for path in sorted((folder / "texts" / language).glob("*.toml")):
        if path.stem not in ("checklist", "strategies") and item_id in read_toml(
            path, FaultList(folder)
        ):
            return path
    return None


def missing_choices(texts: ChecklistTexts, checklist: Checklist) -> tuple[str, ...]:
    """Return the answer codes that have no label."""
    codes = {code for item in checklist.items for code in item.codes}
    return tuple(sorted(codes - {code for code, label in texts.choices.items() if label.strip()}))


def _hash(texts: ChecklistTexts) -> str:
    """Return the SHA-256 of the words themselves: who reviewed them changes nothing."""
    words = msgspec.to_builtins(texts)
    return sha256(canonical({k: words[k] for k in words if k != "review"})).hexdigest()


def _item_texts(home: Path, faults: FaultList) -> dict[str, ItemText]:
    found: dict[str, ItemText] = {}
    for path in sorted(home.glob("*.toml")):
        if path.stem in ("checklist", "strategies"):
            continue
        for item_id, table in read_toml(path, faults).items():
            if item_id in found:
                faults.add(path, item_id, "is a duplicate id (expected each id once)")
            elif text := decode(table, ItemText, path, item_id, faults):
                found[item_id] = text
    return found


def _strategy_texts(path: Path, faults: FaultList) -> dict[str, str]:
    return decode(read_toml(path, faults), dict[str, str], path, "", faults) or {}
