"""Checks on the words of a checklist: nothing missing, nothing left over, safe placeholders."""

from collections.abc import Iterator
from pathlib import Path
from string import Formatter

from imh_desktop.content.faults import FaultList
from imh_desktop.content.structure import Structure
from imh_desktop.content.texts import Words, missing_choices
from imh_desktop.core.checklist import SOURCE_LANGUAGE, Checklist, ChecklistTexts, Item, ItemText
from imh_desktop.core.wording import LONGEST_SENTENCE, banned_word, longest_sentence

NEEDED = {
    "behaviour": ("text", "why", "how", "strength"),
    "sign_group": ("text", "how"),
    "sign": ("text", "why", "how", "others", "step"),
    "worry": ("text", "how", "step"),
    "wellbeing": ("text", "how"),
    "risk": ("text", "why", "how", "do"),
    "today": ("text", "say", "do", "call", "record"),
}
"""The words each kind of item must have in every language (clinical.md 2.3-2.5)."""
PLACEHOLDERS = {
    "strength": {"name"},
    "do": {"emergency", "day_and_night", "programme"},
    "call": {"emergency", "day_and_night", "programme", "reporting"},
}
GOES_HOME = ("strength", "step")
"""The words of an item that a family's page prints."""
MAX_LETTERS = 2_000
_FIELDS = ItemText.__struct_fields__


def check_texts(structure: Structure, words: Words, folder: Path, faults: FaultList) -> None:
    """Note every missing, left-over or unusable text of one language."""
    checklist, texts = structure.checklist, words.texts
    home = folder / "texts" / texts.language
    for key, message in _heading_faults(checklist, texts):
        faults.add(home / "checklist.toml", key, message)
    files = {name: home / path.name for name, path in structure.files.items()} | words.files
    _note_missing_files(files, words, home, faults)
    for item in checklist.items:
        path, text = files.get(item.item_id, home), texts.items.get(item.item_id)
        if text is None and (faults.may_hold(home, item.item_id) or not texts.covers(item.bands)):
            continue
        for key, message in _item_faults(item, text, texts.language):
            faults.add(path, f"{item.item_id}{key}", message)
    for item_id in sorted(texts.items.keys() - {i.item_id for i in checklist.items}):
        if not faults.may_hold(folder / "items", item_id):
            faults.add(files[item_id], item_id, "belongs to no item (expected the id of an item)")
    _strategy_faults(checklist, texts, folder, faults)


def _note_missing_files(
    files: dict[str, Path], words: Words, home: Path, faults: FaultList
) -> None:
    """Note each file of words that is gone as one fault, rather than each of its items."""
    for path in sorted(set(files.values()) - set(words.files.values())):
        if path not in faults.unread and not path.exists():
            said = f"is missing (expected the words of items/{path.name})"
            faults.add(path, "", said)
            faults.unread.add(path)


def _strategy_faults(
    checklist: Checklist, texts: ChecklistTexts, folder: Path, faults: FaultList
) -> None:
    path = folder / "texts" / texts.language / "strategies.toml"
    strategies = {s.strategy_id for s in checklist.strategies}
    needed = {s.strategy_id for s in checklist.strategies if texts.covers(s.bands)}
    if not faults.may_hold(path, ""):
        for strategy_id in sorted(needed - _filled(texts.strategies)):
            faults.add(path, strategy_id, "is missing (expected its words)")
    for strategy_id, said in sorted(texts.strategies.items()):
        for message in _going_home(said, texts.language):
            faults.add(path, strategy_id, message)
        known = strategy_id in strategies or faults.may_hold(
            folder / "strategies.toml", strategy_id
        )
        if not known:
            faults.add(path, strategy_id, "belongs to no strategy (expected the id of one)")


def _filled(words: dict[str, str]) -> set[str]:
    return {key for key, text in words.items() if text.strip()}


def _heading_faults(checklist: Checklist, texts: ChecklistTexts) -> Iterator[tuple[str, str]]:
    for band in sorted(set(texts.bands) - set(checklist.bands)):
        expected = ", ".join(checklist.bands)
        yield "bands", f"names `{band}` (expected some of {expected}, or no `bands` for all)"
    if texts.bands and texts.language == SOURCE_LANGUAGE:
        yield "bands", "leaves bands out (expected all in the language the others borrow from)"
    if not texts.title.strip():
        yield "title", "is missing (expected the checklist's name)"
    for domain in checklist.domains:
        if domain.domain_id not in _filled(texts.domains):
            yield f"domains.{domain.domain_id}", "is missing (expected the domain's name)"
        for name in domain.constructs:
            if name not in _filled(texts.constructs):
                yield f"constructs.{name}", "is missing (expected the construct's name)"
    for code in missing_choices(texts, checklist):
        yield f"choices.{code}", "is missing (expected the answer's label)"


def _item_faults(item: Item, text: ItemText | None, language: str) -> Iterator[tuple[str, str]]:
    if text is None:
        yield "", "is missing (expected the item's words)"
        return
    needed = NEEDED[item.kind] + (("culture",) if item.culture_duty else ())
    for field in needed:
        if not getattr(text, field).strip():
            yield f".{field}", f"is missing (expected on a {item.kind} item)"
    for field in _FIELDS:
        yield from _field_faults(field, getattr(text, field))
    for field in GOES_HOME:
        for message in _going_home(getattr(text, field), language):
            yield f".{field}", message


def _going_home(said: str, language: str) -> Iterator[str]:
    """Yield why words may not stand on a family's page (clinical.md FS3, FS4)."""
    if word := banned_word(said, language):
        yield f"says `{word}` (expected no word that judges or endangers)"
    if (longest := longest_sentence(said)) > LONGEST_SENTENCE:
        yield f"has a sentence of {longest} words (expected at most {LONGEST_SENTENCE})"


def _field_faults(field: str, said: str) -> Iterator[tuple[str, str]]:
    if len(said) > MAX_LETTERS:
        yield f".{field}", f"is too long (expected at most {MAX_LETTERS} letters)"
    allowed = PLACEHOLDERS.get(field, set())
    try:
        names = {name for _, name, _, _ in Formatter().parse(said) if name is not None}
    except ValueError:
        yield f".{field}", "has an unpaired brace (expected plain text)"
        return
    for name in sorted(names - allowed):
        expected = " or ".join(f"{{{one}}}" for one in sorted(allowed)) or "none"
        yield f".{field}", f"has the placeholder {{{name}}} (expected {expected})"
