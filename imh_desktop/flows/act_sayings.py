"""Acts in words: what was done, where, when, and what would stand again."""

from collections.abc import Iterator
from functools import cached_property
from typing import NamedTuple

from imh_desktop.content.library import Library
from imh_desktop.core.checklist import ChecklistTexts
from imh_desktop.errors import InputError
from imh_desktop.flows.answer_candidates import Candidates, when_said
from imh_desktop.flows.asking import Place, texts_of
from imh_desktop.flows.cutting import cut
from imh_desktop.flows.field_labels import label_of
from imh_desktop.flows.field_values import value_said
from imh_desktop.flows.loading import checklist_of
from imh_desktop.store.acts import Act
from imh_desktop.store.ancestry import TRASHED, History
from imh_desktop.store.entry import Entry, Value, is_id
from imh_desktop.store.record import Record
from imh_desktop.store.shapes import ERASURE
from imh_desktop.store.vault import Vault
from imh_desktop.words import Words, dotted

_MOST_FIELDS = 3
_COMPANIONS = {"born_latest": "born_earliest"}
"""Fields that say nothing by themselves beside another."""
_NAMED = frozenset({"worker_id", "partner_id", "care_by"})
"""Fields whose id is said as a name."""


class Where(NamedTuple):
    """A child's name and the record's; ``child_id``: empty where it is about no child."""

    child_id: str
    where: str


class ActSayings:
    """Puts acts into words; each record is read once, however many acts are of it."""

    def __init__(self, vault: Vault, library: Library, words: Words) -> None:
        """Tell in the words' language."""
        self._vault, self._library, self._words = vault, library, words
        self._read: dict[str, _Read] = {}

    def private(self, entry: Entry) -> bool:
        """Tell whether all an open entry says is of class G or V: no release of ours writes such
        a one."""
        hidden = self._of(entry).private
        return all(field.partition(".")[2] in hidden for field in entry.changes)

    def place(self, entry: Entry) -> Where:
        """Say whose record an entry is of, and which."""
        read = self._of(entry)
        if read.place is None:
            return Where("", "")
        said = (cut(read.place.child), read.place.said())
        return Where(read.place.child_id, self._words.abreast(said))

    def when(self, entry: Entry) -> str:
        """Say when an entry was written."""
        return when_said(entry.recorded_at, self._words)

    def said(self, act: Act) -> str:
        """Say what was done; of a move or an erasure that alone, not what it takes with it."""
        if any(entry.record_type == ERASURE for entry in act):
            return self._words.say("Erased for good")
        moved = [(e, f) for e in act for f in e.changes if f.startswith("moved.")]
        days = [self._of(entry).said(field, entry.changes[field]) for entry, field in moved]
        if days:
            say = self._words.say
            return _some([say("Moved to another child: the visit of {day}", day=d) for d in days])
        return _some([line for entry in act for line in self._done(entry)])

    def restores(self, act: Act) -> str:
        """Say what would stand again; nothing of a move, which is no act to be undone."""
        if any(field.startswith("moved.") for entry in act for field in entry.changes):
            return ""
        if any(entry.record_type == ERASURE for entry in act):
            return ""
        if all(TRASHED in entry.changes for entry in act):
            return self._words.say("Undo turns that round.")
        if all(not entry.parents for entry in act):
            return self._words.say("Undo takes it away again.")
        changed = [entry for entry in act if entry.parents]
        fields = [(entry, field) for entry in changed for field in _fields(entry)]
        if len(fields) == 1:  # the act itself names the field already
            return self._words.say("Undo brings back: {before}", before=self._had(*fields[0]))
        before = (
            self._words.say("{field}: {value}", field=self._label(*one), value=self._had(*one))
            for one in fields
        )
        return self._words.say("Undo brings back: {before}", before=_some(list(before)))

    def _done(self, entry: Entry) -> Iterator[str]:
        words, read = self._words, self._of(entry)
        if not entry.parents:
            yield self._begun(entry)
            return
        if TRASHED in entry.changes:
            away = entry.changes[TRASHED]
            yield words.say("Put in the trash") if away else words.say("Taken out of the trash")
            return
        for field in _fields(entry):
            label, value = self._label(entry, field), entry.changes[field]
            said = read.said(field, value)
            if value is None or value == "":
                yield words.say("Taken away: {what}", what=label)
            elif read.before(entry, field) is None:
                yield words.say("Written: {what}: {value}", what=label, value=said)
            else:
                yield words.say("Changed: {what}: {value}", what=label, value=said)

    def _label(self, entry: Entry, field: str) -> str:
        return cut(self._of(entry).label(field)).rstrip(".")

    def _had(self, entry: Entry, field: str) -> str:
        read = self._of(entry)
        return read.said(field, read.before(entry, field))

    def _begun(self, entry: Entry) -> str:
        words = self._words
        name = cut(" ".join(
            str(entry.changes[field])
            for field in ("given_name", "family_name", "name")
            if entry.changes.get(field)
        ))  # fmt: skip
        return {
            "child": words.say("Added: the child {name}", name=name),
            "caregiver": words.say("Added: the caregiver {name}", name=name),
            "partner": words.say("Added: the partner {name}", name=name),
            "visit": words.say("Begun: a visit"),
            "consent": words.say("Written: what the family agrees to"),
            "referral": words.say("Written: a referral"),
            "reflection": words.say("Written: what you wonder about"),
            "link": words.say("Said: whether two records are one child"),
            "setting": words.say("Written: the settings of the programme"),
        }.get(entry.record_type) or words.say("Written: something new")

    def _of(self, entry: Entry) -> "_Read":
        if entry.record_id not in self._read:
            self._read[entry.record_id] = _Read(self._vault, self._library, entry, self._words)
        return self._read[entry.record_id]


class _Read:
    """One record, with what its fields are called."""

    def __init__(self, vault: Vault, library: Library, entry: Entry, words: Words) -> None:
        self._vault, self._library, self._words = vault, library, words
        self._id, self._type = entry.record_id, entry.record_type

    @cached_property
    def record(self) -> Record | None:
        return self._vault.journal.record(self._id)

    @cached_property
    def history(self) -> History:
        return self._vault.journal.retracting.history(self._id) or History(())

    @cached_property
    def place(self) -> Place | None:
        return Place(self._vault, self.record, self._words) if self.record else None

    @cached_property
    def texts(self) -> ChecklistTexts | None:
        return texts_of(self._library, self.place, self._words) if self.place else None

    @cached_property
    def private(self) -> frozenset[str]:
        """Return the private items of the visit's checklist."""
        visit = self.place.visit if self.place else None
        if visit is None:
            return frozenset()
        try:
            items = checklist_of(self._vault, self._library, visit).items
        except InputError:
            return frozenset()
        return frozenset(item.item_id for item in items if item.sensitivity.private)

    def before(self, entry: Entry, field: str) -> Value:
        return self.history.before(entry, field)[0]

    def label(self, field: str) -> str:
        return label_of(self._type, field, self.texts, self._words)

    def said(self, field: str, value: Value) -> str:
        if isinstance(value, str) and is_id(value) and field not in _NAMED:
            return self._words.say("Yes")  # which record it leads to is nothing to read
        return cut(value_said(field, value, self.texts, self._name_of, self._words))

    def _name_of(self, record_id: str) -> str:
        if self.record is None:
            return ""
        return Candidates(self._vault, self.record, None, self._words).name_of(record_id)


def _fields(entry: Entry) -> list[str]:
    changes = entry.changes
    told = [field for field in changes if _COMPANIONS.get(field) not in changes]
    return [f for f in told if not f.endswith("_id") or f in _NAMED] or told


def _some(lines: list[str]) -> str:
    lines = list(dict.fromkeys(lines))
    return dotted((*lines[:_MOST_FIELDS], "…" if len(lines) > _MOST_FIELDS else ""))
