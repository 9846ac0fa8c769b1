"""The values a person chooses between: what, who, when, and what the writer had seen."""

from collections.abc import Sequence
from datetime import datetime
from functools import cached_property
from string import ascii_lowercase

from imh_desktop.core.checklist import ChecklistTexts
from imh_desktop.core.visit import LEVELS
from imh_desktop.flows.explaining import level_said
from imh_desktop.flows.field_values import value_said
from imh_desktop.flows.question_views import OPEN_AGAIN, Choice, Kind
from imh_desktop.store.ancestry import CLOSED, RESULTS, History
from imh_desktop.store.entry import Entry, Value, encode
from imh_desktop.store.erasures import Whose
from imh_desktop.store.record import Record
from imh_desktop.store.vault import Vault
from imh_desktop.words import Words


class Candidates:
    """What was written in one record, told for each of its fields."""

    def __init__(
        self, vault: Vault, record: Record, texts: ChecklistTexts | None, words: Words
    ) -> None:
        """Tell of a record; its history is read when it is first needed."""
        self._vault, self._record, self._texts, self._words = vault, record, texts, words

    @cached_property
    def _history(self) -> History:
        return self._vault.journal.retracting.history(self._record.record_id) or History(())

    def choices(self, field: str, kind: Kind) -> tuple[Choice, ...]:
        """Return what can be chosen, in an order that is the same on every laptop."""
        if kind == "closed":
            return self._closings()
        if kind == "results":
            return (Choice(choice="a", said=self._words.say("Work it out again")),)
        found = self.entries(field)
        late = {e.entry_id for e in found if e.entry_id in self._history.late_fields}
        told = [
            Choice(
                choice=letter,
                said=self._of(entry, field),
                who=self.name_of(self.whose(entry).worker_id),
                when=when_said(self.whose(entry).recorded_at, self._words),
                seen=self._seen(field, entry, found),
                late=entry.entry_id in late,
                stands=kind == "late" and entry.entry_id not in late,
            )
            for letter, entry in _lettered(found)
        ]
        if kind == "late" and not any(choice.stands for choice in told):
            told.insert(0, Choice(choice="z", said=self._said(field, None), stands=True))
        return tuple(told)

    def entries(self, field: str) -> list[Entry]:
        """Return the entries that hold the field's present values, and the late ones."""
        fold, history = self._history.fold(), self._history
        late = [e for e in history.late() if field in history.late_fields[e.entry_id]]
        last = [e for e in late if not any(history.knew(o.entry_id, e.entry_id) for o in late)]
        present = [history.entry(entry_id) for entry_id in fold.setters.get(field, ())]
        return [*(each for each in present if each), *last]

    def value_of(self, field: str, choice: str) -> Value:
        """Return the value behind a letter.

        Raises:
            KeyError: there is no such choice.
        """
        if choice == "z":
            return self._record.fields.get(field)
        return dict(_lettered(self.entries(field)))[choice].changes[field]

    def closings(self) -> list[Entry]:
        """Return the closings that disagree."""
        named = (self._close_of(one.entry_id) for one in self._record.conflicts.get(CLOSED, ()))
        return list({one.entry_id: one for one in named if one}.values())

    def whose(self, entry: Entry) -> Whose:
        """Return who said it, and when: also where it was said anew beside something erased."""
        return self._vault.journal.erasing.whose(entry)

    def name_of(self, record_id: str) -> str:
        """Return the name of a person or partner; both where two stand; empty where unknown."""
        if not record_id:
            return ""
        record = self._vault.journal.record(record_id)
        if record is None:
            return self._words.say("Somebody whose name is not here yet")
        both = [str(one.value) for one in record.conflicts.get("name", ())]
        return " / ".join(both) or str(record.fields.get("name") or "")

    def _close_of(self, entry_id: str) -> Entry | None:
        entry = self._history.entry(entry_id)
        value = entry.changes[CLOSED] if entry else None
        return self._history.entry(value) if isinstance(value, str) else entry if value else None

    def _closings(self) -> tuple[Choice, ...]:
        words, closings = self._words, _lettered(self.closings())
        unlike = self._unlike([entry for _, entry in closings])
        told = [
            Choice(
                choice=letter,
                said=self._level(entry.changes.get(f"{RESULTS}open_level")),
                who=self.name_of(self.whose(entry).worker_id),
                when=when_said(self.whose(entry).recorded_at, words),
                seen=(self._counted(entry, unlike),),
            )
            for letter, entry in closings
        ]
        if self._record.record_type != "visit":  # it is closed with its visit, never by itself
            return tuple(told)
        again = words.say("Open this visit again and look at it together")
        return (*told, Choice(choice=OPEN_AGAIN, said=again))

    def _answers(self, entry: Entry) -> dict[str, bytes]:
        fields = self._history.as_of(entry)
        return {f: encode(value) for f, value in fields.items() if f.startswith("answers.")}

    def _unlike(self, closings: Sequence[Entry]) -> int:
        """Return how many answers the closings do not have in common."""
        every = [self._answers(entry) for entry in closings]
        fields = {field for answers in every for field in answers}
        return sum(len({answers.get(field) for answers in every}) > 1 for field in fields)

    def _counted(self, entry: Entry, unlike: int) -> str:
        words, held = self._words, len(self._answers(entry))
        has = words.count("Has {n} answer.", "Has {n} answers.", held)
        if not unlike:
            return words.say("{has} Both have the same answers.", has=has)
        differs = words.count(
            "{n} is not the same in the other.", "{n} are not the same in the other.", unlike
        )
        return f"{has} {differs}"

    def _level(self, level: Value) -> str:
        words = self._words
        for known in LEVELS:
            if known == level:
                return words.say("Next step: {step}", step=level_said(known, words))
        return words.say("The visit as this person finished it")

    def _of(self, entry: Entry, field: str) -> str:
        said = self._said(field, entry.changes[field])
        latest = entry.changes.get("born_latest") if field == "born_earliest" else None
        if latest is None or latest == entry.changes[field]:
            return said
        last = self._said("born_latest", latest)
        return self._words.say("Between {first} and {last}", first=said, last=last)

    def _said(self, field: str, value: Value) -> str:
        return value_said(field, value, self._texts, self.name_of, self._words)

    def _seen(self, field: str, entry: Entry, found: Sequence[Entry]) -> tuple[str, ...]:
        """Say what the writer had before their eyes."""
        words, history = self._words, self._history
        value, certain = history.before(entry, field)
        if not certain:
            before = words.say("Had seen different answers here.")
        elif value is None:
            before = words.say("Nothing was written here before.")
        else:
            before = words.say("Had seen: {value}", value=self._said(field, value))
        others = [each for each in found if each is not entry]
        if not others:
            return (before,)
        if any(history.knew(entry.entry_id, each.entry_id) for each in others):
            return before, words.say("Knew of the other answer.")
        return before, words.say("Did not know of the other answer.")


def when_said(recorded_at: str, words: Words) -> str:
    """Say an instant of the journal by the clock here; empty where it is none."""
    try:
        local = datetime.fromisoformat(recorded_at).astimezone()
    except (ValueError, OverflowError):
        return ""
    return words.say(
        "{day} at {clock}", day=words.date(local.date()), clock=local.strftime("%H:%M")
    )


def _lettered(entries: Sequence[Entry]) -> list[tuple[str, Entry]]:
    """Return the entries by letter, in the order of their ids."""
    ordered = sorted(entries, key=lambda entry: entry.entry_id)
    return [(_letter(place), entry) for place, entry in enumerate(ordered)]


def _letter(place: int) -> str:
    return ascii_lowercase[place] if place < 24 else f"n{place}"
