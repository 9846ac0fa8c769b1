"""The answers of a visit: one value for each item, and a row for each answer or its absence."""

from collections.abc import Iterator, Mapping, Sequence

from imh_desktop.core.checklist import Item
from imh_desktop.core.conditions import effective_answers
from imh_desktop.core.facts import codes_of
from imh_desktop.exchange.tables.shape import Value
from imh_desktop.flows.export_choices import (
    IN_CONFLICT,
    NOT_APPLICABLE,
    NOT_ASKED,
    NOT_HERE,
    WITHHELD,
)
from imh_desktop.flows.export_consents import Cover
from imh_desktop.flows.export_items import ItemColumn
from imh_desktop.flows.export_rows import ExportVisit

Cells = dict[str, Value]
_ANSWERS = "answers."


def item_values(one: ExportVisit, cover: Cover, columns: Sequence[ItemColumn]) -> Cells:
    """Return column name -> the code of the answer that counts, or why there is none."""
    if one.checklist is None:
        return {column.name: _without(one, column) for column in columns}
    codes = _Codes(one, cover)
    return {
        column.name: codes.of(column.item.item_id)
        if column.checklist_id == one.visit.checklist_id
        else NOT_APPLICABLE
        for column in columns
    }


def _without(one: ExportVisit, column: ItemColumn) -> str:
    """Return what stands for an item of a visit whose checklist is not here."""
    same = column.checklist_id == one.visit.checklist_id
    return NOT_HERE if same else NOT_APPLICABLE


class _Codes:
    """What stands for each item of one visit."""

    def __init__(self, one: ExportVisit, cover: Cover) -> None:
        assert one.checklist is not None
        self._one, self._cover = one, cover
        self.items = {
            item.item_id: item
            for item in one.checklist.in_band(one.visit.band)
            if item.codes and not item.sensitivity.private
        }
        self._group_of = {sign: item.item_id for item in self.items.values() for sign in item.signs}
        given = codes_of(one.visit.answers)
        self._effective = effective_answers(one.checklist, one.visit.band, given)
        self._given = given

    def of(self, item_id: str) -> str:
        """Return the code that counts, or why there is none."""
        if item_id not in self.items:
            return NOT_APPLICABLE
        if not self._cover.item(item_id):
            return WITHHELD
        if f"{_ANSWERS}{item_id}" in self._one.told.conflicts:
            return IN_CONFLICT
        if item_id in self._one.shown:
            return self._effective.get(item_id, NOT_ASKED)
        return self._unshown(item_id)

    def derived(self, item_id: str) -> bool:
        """Tell whether the code is the group's."""
        return item_id not in self._given and item_id in self._effective

    def source(self, item_id: str) -> str:
        """Return the item whose answer it is."""
        return self._group_of.get(item_id, item_id) if self.derived(item_id) else item_id

    def _unshown(self, item_id: str) -> str:
        group = self._group_of.get(item_id)
        if group is None:
            return NOT_APPLICABLE
        if self.derived(item_id) and group in self._one.shown:
            return self._effective[item_id]
        asked = f"{_ANSWERS}{group}" not in self._one.told.conflicts and group in self._given
        if asked or group not in self._one.shown:
            return NOT_APPLICABLE
        return NOT_ASKED


def answer_rows(one: ExportVisit, cover: Cover) -> Iterator[Cells]:
    """Yield a row for each open item of the band with codes, in the order of the checklist; then
    answers that count nowhere: hidden, in conflict, late, or of an item that is not known here."""
    if one.checklist is not None:
        codes = _Codes(one, cover)
        for item_id, item in codes.items.items():
            if cover.item(item_id):
                yield _counting(one, item, codes)
    standing = "hidden" if one.checklist is not None else "counts"
    for item_id in one.visit.answers:
        if item_id not in one.shown and cover.item(item_id):
            yield _stored(one, item_id, standing, 1, _given(one, item_id))
    yield from _disputed(one, cover)


def _counting(one: ExportVisit, item: Item, codes: _Codes) -> Cells:
    item_id = item.item_id
    code, source = codes.of(item_id), codes.source(item_id)
    answer = one.visit.answers.get(source) if code not in (NOT_ASKED, NOT_APPLICABLE) else None
    said: Cells = {"code": code, "derived": int(codes.derived(item_id) and answer is not None)}
    if answer is not None:
        on = answer.answered_on
        said |= {"known": answer.known, "informant": answer.informant}
        said["answered_on"] = on.isoformat() if on else None
    words = one.visit.notes, one.visit.actions
    said |= {name: w.get(item_id) for name, w in zip(("note", "action"), words, strict=True)}
    return _placed(one, item_id, "counts", 1) | said


def _disputed(one: ExportVisit, cover: Cover) -> Iterator[Cells]:
    for field, candidates in sorted(one.told.conflicts.items()):
        item_id = field.removeprefix(_ANSWERS)
        if field.startswith(_ANSWERS) and cover.item(item_id):
            for number, candidate in enumerate(candidates, start=1):
                yield _stored(one, item_id, "in_conflict", number, candidate.value)
    numbers: dict[str, int] = {}
    for entry in one.told.late:
        for field, value in sorted(entry.changes.items()):
            item_id = field.removeprefix(_ANSWERS)
            if field.startswith(_ANSWERS) and cover.item(item_id):
                numbers[item_id] = numbers.get(item_id, 0) + 1
                yield _stored(one, item_id, "late", numbers[item_id], value)


def _stored(one: ExportVisit, item_id: str, standing: str, candidate: int, value: object) -> Cells:
    """Return an answer as it was written; one that was taken back has no code."""
    said: Mapping[str, object] = value if isinstance(value, Mapping) else {}
    texts = {name: said.get(name) for name in ("code", "known", "informant")}
    cells: Cells = {n: v if isinstance(v, str) else None for n, v in texts.items()}
    on = said.get("on")
    cells["answered_on"] = on if isinstance(on, str) else None
    return _placed(one, item_id, standing, candidate) | cells | {"derived": 0}


def _given(one: ExportVisit, item_id: str) -> Mapping[str, object]:
    answer = one.visit.answers[item_id]
    on = answer.answered_on.isoformat() if answer.answered_on else None
    said = {"code": answer.code, "known": answer.known, "informant": answer.informant}
    return {**said, "on": on}


def _placed(one: ExportVisit, item_id: str, standing: str, candidate: int) -> Cells:
    place: Cells = {
        "item_id": item_id, "standing": standing, "candidate": candidate,
        "checklist_id": one.visit.checklist_id,
    }  # fmt: skip
    if one.checklist is None:
        return place
    item = next((i for i in one.checklist.items if i.item_id == item_id), None)
    if item is not None:
        place |= {
            "item_version": item.version, "domain": one.checklist.domain_of(item).domain_id,
            "construct": item.construct, "sensitivity": item.sensitivity.value,
        }  # fmt: skip
    return place | {"checklist_version": one.checklist.version}
