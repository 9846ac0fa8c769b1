"""What was changed in a visit after it was closed: who, when, why."""

from collections.abc import Iterator
from datetime import datetime

from imh_desktop.core.checklist import ChecklistTexts
from imh_desktop.core.visit_record import RecordAmendment
from imh_desktop.flows.field_labels import label_of
from imh_desktop.flows.field_values import Names, value_said
from imh_desktop.store import records
from imh_desktop.store.ancestry import CLOSED, RESULTS, History
from imh_desktop.store.entry import Entry
from imh_desktop.store.vault import Vault
from imh_desktop.words import Words


def amendments(
    vault: Vault, visit_id: str, texts: ChecklistTexts, names: Names, private: frozenset[str],
    words: Words,
) -> tuple[RecordAmendment, ...]:  # fmt: skip
    """Return the changes after the close, the oldest first; late ones too, marked as such.

    Args:
        private: items of class G and V: somebody may have put one into the open record.
    """
    late = {entry.entry_id for entry in vault.journal.late(visit_id)}
    workers = records.workers(vault)
    found = []
    history = vault.journal.retracting.history(visit_id) or History(())
    for entry in _after_the_close(vault.journal.history(visit_id), late):
        changed = tuple(_said(entry, history, texts, names, private, words))
        if changed:
            whose = vault.journal.erasing.whose(entry)
            worker = workers.get(whose.worker_id)
            found.append(
                RecordAmendment(
                    on=datetime.fromisoformat(whose.recorded_at).date(),
                    by=worker.name if worker else "",
                    reason=entry.reason,
                    changed=changed,
                    counts=entry.entry_id not in late,
                )
            )
    return tuple(found)


def _after_the_close(history: tuple[Entry, ...], late: set[str]) -> Iterator[Entry]:
    """Yield what descends from the close, and what is late."""
    closes = {entry.entry_id for entry in history if CLOSED in entry.changes}
    after = set(closes)
    for entry in history:
        if entry.entry_id not in closes and (late & {entry.entry_id} or after & {*entry.parents}):
            after.add(entry.entry_id)
            yield entry


def _said(
    entry: Entry, history: History, texts: ChecklistTexts, names: Names, private: frozenset[str],
    words: Words,
) -> Iterator[str]:  # fmt: skip
    """Yield what was changed and what it said before, field by field."""
    for field, value in entry.changes.items():
        group, _, key = field.partition(".")
        # Another child's id is nothing for this family's file; the correction says what was moved.
        if field.startswith(RESULTS) or key in private or field == "child_id":
            continue
        label = label_of("visit", field, texts, words).rstrip(".")
        said = value_said(field, value, texts, names, words)
        before, certain = history.before(entry, field)
        if not certain or group in _ADDED:
            yield words.say("{field}: {value}", field=label, value=said)
        else:
            had = value_said(field, before, texts, names, words)
            yield words.say("{field}: {value} (before: {had})", field=label, value=said, had=had)


_ADDED = frozenset({"corrections"})
"""Fields that only ever say something new."""
