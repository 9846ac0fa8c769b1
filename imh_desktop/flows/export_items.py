"""The items that become columns: those of every checklist a visit here was made with."""

from collections.abc import Iterable, Mapping

import msgspec

from imh_desktop.content.library import Library, structure_hash
from imh_desktop.core.checklist import Checklist, ChecklistTexts, Item
from imh_desktop.exchange.tables.shape import Choice, Variable
from imh_desktop.flows import export_choices
from imh_desktop.store import records
from imh_desktop.store.export_sources import checklists_used
from imh_desktop.store.vault import Vault
from imh_desktop.words import Words


class ItemColumn(msgspec.Struct, frozen=True, kw_only=True):
    """One open item with codes, over all versions of its checklist. ``text``: its words in the
    export's language, or its id where this laptop has none."""

    name: str
    checklist_id: str
    item: Item
    text: str
    versions: tuple[str, ...]
    choices: tuple[Choice, ...]

    def variable(self, words: Words) -> Variable:
        """Return the column of the table with one row a visit."""
        return Variable(
            name=self.name, title=self.text, kind="code",
            choices=export_choices.union((self.choices, export_choices.missing(words))),
            sensitivity=self.item.sensitivity.value,
            checklist=" ".join((self.checklist_id, *self.versions)),
        )  # fmt: skip


class Forms(msgspec.Struct, frozen=True, kw_only=True):
    """The checklists visits here were made with, by id and structure hash, and their words in one
    language by id; a checklist that is not here has none."""

    checklists: dict[tuple[str, str], Checklist]
    texts: dict[str, ChecklistTexts]

    def columns(self, words: Words, covered: Iterable[str] | None = None) -> list[ItemColumn]:
        """Return the open items that have codes, in the order of their checklists.

        Args:
            covered: only these items; None: all.
        """
        allowed = None if covered is None else frozenset(covered)
        several = len({checklist_id for checklist_id, _ in self.checklists}) > 1
        found: dict[str, ItemColumn] = {}
        for (checklist_id, _), checklist in self.checklists.items():
            for item in checklist.items:
                if item.sensitivity.private or not item.codes:
                    continue
                if allowed is not None and item.item_id not in allowed:
                    continue
                name = column_name(item.item_id, checklist_id if several else "")
                versions = found[name].versions if name in found else ()
                found[name] = self._column(name, checklist, item, versions, words)
        return list(found.values())

    def _column(
        self, name: str, checklist: Checklist, item: Item, versions: tuple[str, ...], words: Words
    ) -> ItemColumn:
        texts = self.texts.get(checklist.checklist_id)
        text = texts.items.get(item.item_id) if texts else None
        labels: Mapping[str, str] = texts.choices if texts else {}
        silent = {choice.code: choice for choice in export_choices.missing(words)}
        choices = (silent.get(code) or Choice(code, labels.get(code, code)) for code in item.codes)
        return ItemColumn(
            name=name, checklist_id=checklist.checklist_id, item=item,
            text=text.text if text else item.item_id,
            versions=tuple(dict.fromkeys((*versions, checklist.version))), choices=tuple(choices),
        )  # fmt: skip


def column_name(item_id: str, checklist_id: str = "") -> str:
    """Return the name of an item's column: a letter, digits and underscores."""
    said = f"{checklist_id}_{item_id}" if checklist_id else item_id
    return "".join(c if c.isascii() and c.isalnum() else "_" for c in said).lower()


def forms_of(vault: Vault, library: Library, language: str) -> Forms:
    """Return the checklists that visits here were made with.

    Raises:
        FormFault: a checklist that is here has no words in this language.
    """
    checklists: dict[tuple[str, str], Checklist] = {}
    texts: dict[str, ChecklistTexts] = {}
    for checklist_id, digest in checklists_used(vault):
        today = library.checklist(checklist_id) if checklist_id in library.ids() else None
        if today is not None:
            texts[checklist_id] = library.texts(checklist_id, language)
        same = today is not None and structure_hash(today) == digest
        checklist = today if same else records.checklist(vault, digest)
        if checklist is not None:
            checklists[checklist_id, digest] = checklist
    return Forms(checklists=checklists, texts=texts)
