"""A coordinator's vault with children of every kind an export may meet."""

from datetime import date, timedelta
from pathlib import Path

from imh_desktop.content.library import Library
from imh_desktop.core.privacy import ChainClass
from imh_desktop.flows import devices
from imh_desktop.flows.enrolling import CaregiverForm, ChildForm, add_child
from imh_desktop.flows.open_visit import OpenVisit
from imh_desktop.flows.reviewing import add_moment, add_step
from imh_desktop.flows.visiting import start
from imh_desktop.store.vault import Vault

TODAY = date(2026, 11, 25)
ON = date(2026, 6, 10)
BORN = ON - timedelta(days=305)
KEY = b"k" * 32


def coordinators_vault(folder: Path) -> Vault:
    """Make a vault whose device certified itself."""
    vault = Vault.create_with_key(folder, KEY, "Coordinator")
    vault.open_connection().execute("PRAGMA synchronous = OFF")
    devices.certify_self(vault, "Desk", TODAY)
    return vault


def child_of(vault: Vault, name: str = "Mara", **said: object) -> str:
    """Enrol a child with one caregiver; return its id."""
    form = ChildForm(given_name=name, born_earliest=BORN.isoformat(), **said)  # type: ignore[arg-type]
    people = (CaregiverForm(name=f"Mother of {name}", relation="mother", phone="555-0101"),)
    return add_child(vault, form, people, today=ON).child_id


def visit_of(vault: Vault, library: Library, child_id: str, on: date = ON) -> OpenVisit:
    """Begin a visit, answer it with every kind of answer, and leave it ready to be closed."""
    visit = start(vault, library, child_id, on=on)
    visit.use_known("seen")
    for number, item in enumerate(visit.items().values()):
        if item.kind == "behaviour" and number % 6:
            codes = ("often", "sometimes", "not_yet", "not_seen", "prefers_not")
            visit.answer(item.item_id, codes[number % 5])
        elif item.kind == "sign_group":
            visit.answer(item.item_id, "no")
        elif item.kind == "worry":
            visit.answer(item.item_id, "a_little")
            visit.keep_note(item.item_id, "Sleeps little,\nsays her mother.")
    for when in ("morning", "noon", "evening"):
        add_moment(visit, f"She laughed in the {when}")
    add_step(visit, "Ask the nurse", who="Ines", by=on + timedelta(days=7), phone="555-0100")
    return visit


def consent(vault: Vault, child_id: str, whom: str, **changed: object) -> str:
    """Write a consent that is valid on ``TODAY`` unless changed."""
    said: dict[str, object] = {
        "child_id": child_id, "partner_id": whom, "purpose": "Early help",
        "signer": "Ines", "authority": "mother", "signed_on": "2026-06-01",
        "expires_on": "2027-06-01", "lines.reason": True, **changed,
    }  # fmt: skip
    consent_id = vault.journal.new_id()
    kept = {field: value for field, value in said.items() if value is not None}
    vault.journal.write_many([("consent", consent_id, kept, ChainClass.OPEN)])  # type: ignore[list-item]
    return consent_id


def partner(vault: Vault, name: str = "Early help") -> str:
    """Write a partner; return its id."""
    partner_id = vault.journal.new_id()
    vault.journal.write("partner", partner_id, {"name": name})
    return partner_id


def events(vault: Vault) -> list[dict[str, object]]:
    """Return what the journal keeps of exports."""
    entries = (e for e in vault.journal.entries() if e.record_type == "event")
    return [dict(e.changes) for e in entries if e.changes.get("kind") == "exported"]
