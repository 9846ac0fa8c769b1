"""The answers to "Is it safe for this page to be seen by everyone at home?", and what they stop."""

from datetime import date

from imh_desktop.core.printed import Safe
from imh_desktop.core.privacy import ChainClass, Sensitivity
from imh_desktop.store import records
from imh_desktop.store.entry import Changes, Scalar
from imh_desktop.store.journal import Write
from imh_desktop.store.vault import Vault

_FIELD = "leave_behind"


def answer_write(vault: Vault, visit_id: str, safe: Safe, on: date) -> Write:
    """Return the entry that keeps an answer, whichever it is, in a record of class V.

    "Do not print" may tell that somebody at home is to be feared, so it stands where nobody
    reads who may not read of that; and because "print" stands there too, that there is such an
    entry says nothing.
    """
    record_id = records.private_id(visit_id, "", Sensitivity.V)
    opening: Changes = {"visit_id": visit_id, "caregiver_id": "", "sensitivity": "V"}
    said: dict[str, Scalar] = {"answer": safe, "on": on.isoformat(), "by": vault.worker_id}
    new = vault.journal.record(record_id) is None
    changes: Changes = {**(opening if new else {}), f"{_FIELD}.{vault.journal.new_id()}": said}
    return ("private", record_id, changes, ChainClass.V)


def last_answer(vault: Vault, visit_id: str) -> str:
    """Return what was answered last of a visit's pages; empty where nobody did, or it is not for
    this laptop to know."""
    record = vault.journal.record(records.private_id(visit_id, "", Sensitivity.V))
    fields = record.fields if record else {}
    said = {field: value for field, value in fields.items() if field.startswith(f"{_FIELD}.")}
    last = said[max(said)] if said else {}  # ids grow with time
    return str(last.get("answer", "")) if isinstance(last, dict) else ""
