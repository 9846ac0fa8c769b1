"""What the checks on the data found, where each finding stands, and what was written about it."""

from dataclasses import dataclass
from datetime import date

from imh_desktop.core.limits import NOTE_LIMIT, clean
from imh_desktop.core.quality_checks import CHECKS, Finding
from imh_desktop.errors import InputError
from imh_desktop.flows.fields import one_of
from imh_desktop.flows.programme_figures import CaseBehind, ProgrammeFigures, cases_behind
from imh_desktop.store.entry import Changes, Scalar
from imh_desktop.store.quality_notes import QualityNote, quality_id, quality_notes
from imh_desktop.store.vault import Vault
from imh_desktop.words import Words

STATES = ("open", "right", "corrected")
"""Still to be looked at; looked at and right; corrected."""


@dataclass(frozen=True, slots=True)
class LookedAt:
    """One finding, and what was noted about it."""

    finding: Finding
    note: QualityNote


def looked_at(vault: Vault, of: ProgrammeFigures) -> tuple[LookedAt, ...]:
    """Return every finding, those still open first, in the order of the checks."""
    notes = quality_notes(vault)
    found = [
        LookedAt(each, notes.get((each.check, each.subject_id), QualityNote()))
        for each in of.findings
    ]
    order = list(CHECKS)
    found.sort(key=lambda one: (one.note.state != "open", order.index(one.finding.check)))
    return tuple(found)


def cases_of(of: ProgrammeFigures, finding: Finding) -> tuple[CaseBehind, ...]:
    """Return the children or visits a finding names."""
    if finding.check == "DQ14":
        return cases_behind(of, "visit", finding.also)
    if finding.visit_id:
        return cases_behind(of, "visit", (finding.visit_id,))
    return cases_behind(of, "child", (finding.child_id, *finding.also))


def set_state(vault: Vault, check: str, subject_id: str, state: str, words: Words) -> None:
    """Note where a finding stands.

    Raises:
        InputError: there is no such check or state.
    """
    _require(check, subject_id, words)
    one_of(state, STATES, "state", words)
    _write(vault, check, subject_id, {"state": state})


def add_comment(
    vault: Vault, check: str, subject_id: str, text: str, today: date, words: Words
) -> None:
    """Write a comment about a finding.

    Raises:
        InputError: it is empty or too long, or there is no such check.
    """
    _require(check, subject_id, words)
    said = clean(text, "comment", NOTE_LIMIT)
    if not said:
        raise InputError(words.say("Please write a comment."), place="comment")
    comment: dict[str, Scalar] = {"text": said, "on": today.isoformat()}
    _write(vault, check, subject_id, {f"comments.{vault.journal.new_id()}": comment})


def _write(vault: Vault, check: str, subject_id: str, changes: Changes) -> None:
    """Write to the one note on a finding; a state two laptops set differently is settled so."""
    record_id = quality_id(check, subject_id)
    record = vault.journal.record(record_id)
    if record is None:
        changes = {"check": check, "subject_id": subject_id, **changes}
    elif "state" in record.conflicts and "state" in changes:
        vault.journal.decide(record_id, "state", changes["state"], "looked at again")
        return
    vault.journal.write("quality", record_id, changes)


def _require(check: str, subject_id: str, words: Words) -> None:
    if check not in CHECKS:
        raise InputError(
            words.say("There is no such check."), place="check", expected=", ".join(CHECKS)
        )
    if not subject_id or len(subject_id) > 200:
        raise InputError(words.say("This names nothing a check could find."), place="subject")
