"""From what waits in the vault to questions a person can answer."""

import hashlib
from collections.abc import Iterator
from typing import NamedTuple

from imh_desktop.content.library import Library
from imh_desktop.core.checklist import ChecklistTexts
from imh_desktop.core.privacy import ChainClass
from imh_desktop.errors import InputError
from imh_desktop.flows import moved_talks
from imh_desktop.flows.answer_candidates import Candidates
from imh_desktop.flows.field_labels import is_note, label_of
from imh_desktop.flows.question_views import Choice, Kind, Question
from imh_desktop.store import records
from imh_desktop.store.ancestry import CLOSED
from imh_desktop.store.record import Record
from imh_desktop.store.shapes import PRIVATE
from imh_desktop.store.straying import strays
from imh_desktop.store.vault import Vault
from imh_desktop.store.waiting import Waiting, waiting
from imh_desktop.words import Words

WHOSE = "whose"
"""Stands for a field: whose words they are, of a visit that was moved."""
_NONE = frozenset[str]()


class Asked(NamedTuple):
    """A field that waits, and the record it is of."""

    waits: Waiting
    field: str

    @property
    def question_id(self) -> str:
        """Return an id that every laptop gives this question."""
        said = f"{self.waits.record_id}\n{self.field}".encode()
        return hashlib.sha256(said).hexdigest()[:12]

    @property
    def kind(self) -> Kind:
        """Return what kind of question this is."""
        if self.field == WHOSE:
            return "moved"
        if self.field in self.waits.conflicts:
            return "closed" if self.field == CLOSED else "field"
        return "late" if self.field in self.waits.late else "results"

    @property
    def private(self) -> bool:
        """Tell whether it is of class G or V."""
        return self.waits.chain_class is not ChainClass.OPEN


def asked(vault: Vault) -> Iterator[Asked]:
    """Yield every field that waits for a person. Whose something is comes before what it says."""
    astray = {one.record.record_id: one.record for one in strays(vault)}
    for record_id, record in astray.items():
        kind, part = record.record_type, record.chain_class
        yield Asked(Waiting(record_id, kind, part, _NONE, _NONE), WHOSE)
    for each in (each for each in waiting(vault) if each.record_id not in astray):
        for field in sorted(each.asked):
            yield Asked(each, field)


def find(vault: Vault, question_id: str, words: Words) -> Asked:
    """Return what is asked under an id.

    Raises:
        InputError: nothing of this id waits (any more).
    """
    for each in asked(vault):
        if each.question_id == question_id:
            return each
    raise InputError(
        words.say("This is decided already, or was never asked here."),
        place=f"question {question_id}",
    )


class Teller:
    """Puts questions into words; a record is read once, however many of its fields wait."""

    def __init__(self, vault: Vault, library: Library, words: Words) -> None:
        """Tell in the words' language."""
        self._vault, self._library, self._words = vault, library, words
        self._read: dict[str, _Read] = {}

    def told(self, one: Asked, *, opened: bool, whole: bool = True) -> Question:
        """Return a question as plain values; ``opened``: with the words of a private one;
        ``whole``: with its choices."""
        read, words = self._of(one.waits.record_id), self._words
        record, place, hidden = read.record, read.place, one.private and not opened
        label = words.say("A private answer")
        if not hidden:
            label = self._label(one, read)
        return Question(
            question_id=one.question_id,
            kind=one.kind,
            record_id=record.record_id,
            record_type=PRIVATE if hidden else record.record_type,
            child_id=place.child_id,
            child=place.child,
            where=place.said(),
            label=label,
            choices=self._choices(one, read) if whole and not hidden else (),
            joinable=not hidden and one.kind == "field" and is_note(one.field),
            private=one.private,
        )

    def _label(self, one: Asked, read: "_Read") -> str:
        if one.kind == "moved":
            return moved_talks.label(self._vault, one.waits.record_id, self._words)
        return label_of(read.record.record_type, one.field, read.texts, self._words)

    def _choices(self, one: Asked, read: "_Read") -> tuple[Choice, ...]:
        if one.kind == "moved":
            return moved_talks.choices(self._vault, one.waits.record_id)
        return read.candidates.choices(one.field, one.kind)

    def _of(self, record_id: str) -> "_Read":
        if record_id not in self._read:
            record = self._vault.journal.record(record_id)
            if record is None:
                raise ValueError("a projection names a record that is not there")
            place = Place(self._vault, record, self._words)
            texts = texts_of(self._library, place, self._words)
            candidates = Candidates(self._vault, record, texts, self._words)
            self._read[record_id] = _Read(record, place, texts, candidates)
        return self._read[record_id]


class _Read(NamedTuple):
    record: Record
    place: "Place"
    texts: ChecklistTexts | None
    candidates: Candidates


class Place:
    """Where a record belongs: whose it is, and what it is called."""

    def __init__(self, vault: Vault, record: Record, words: Words) -> None:
        """Look up the visit and the child."""
        self._vault, self._record, self._words = vault, record, words
        fields = record.fields
        visit_id = record.record_id if record.record_type == "visit" else fields.get("visit_id")
        self.visit = records.visit(vault, str(visit_id)) if visit_id else None
        of_child = (
            self.visit.child_id
            if self.visit
            else str(fields.get("child_id") or fields.get("child_a") or "")
        )
        self.child_id = record.record_id if record.record_type == "child" else of_child
        child = records.child(vault, self.child_id) if self.child_id else None
        self.child = child.name if child else ""

    def said(self) -> str:
        """Name the record in plain words."""
        words, name = self._words, str(self._record.fields.get("name") or "")
        if self._record.record_type in ("visit", "private", "own_referral"):
            if self.visit is None:
                return words.say("A visit")
            return words.say("Visit of {day}", day=words.date(self.visit.on))
        return {
            "child": words.say("About the child"),
            "caregiver": words.say("Caregiver {name}", name=name),
            "partner": words.say("Partner {name}", name=name),
            "worker": words.say("Visitor {name}", name=name),
            "consent": words.say("What the family agreed to"),
            "referral": words.say("Referral"),
            "setting": words.say("Programme"),
            "link": words.say("Same child?"),
        }.get(self._record.record_type) or words.say("Something else")


def texts_of(library: Library, place: Place, words: Words) -> ChecklistTexts | None:
    """Return the words of a visit's checklist; None where they are not here."""
    if place.visit is None:
        return None
    for language in (words.language, place.visit.language):
        try:
            return library.texts(place.visit.checklist_id, language)
        except InputError:
            continue
    return None
