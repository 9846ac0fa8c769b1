"""What a record of the open kind is, in a few words for a list: a child, a visit and its day."""

from imh_desktop.store import records
from imh_desktop.store.vault import Vault
from imh_desktop.words import Words


def record_said(vault: Vault, record_type: str, record_id: str, words: Words) -> str:
    """Return what a record is; one that is not here yet by its kind alone."""
    if record_type == "visit":
        return _visit_said(vault, record_id, words)
    if record_type == "child":
        child = records.child(vault, record_id)
        return child.name if child else words.say("A child")
    record = vault.journal.record(record_id)
    child_id = record.fields.get("child_id") if record else None
    child = records.child(vault, child_id) if isinstance(child_id, str) else None
    kind = _kind(record_type, words)
    return words.say("{child}: {what}", child=child.name, what=kind) if child else kind


def _visit_said(vault: Vault, visit_id: str, words: Words) -> str:
    visit = records.visit(vault, visit_id)
    if visit is None:
        return words.say("A visit")
    day = words.date(visit.on)
    child = records.child(vault, visit.child_id)
    if child is None:
        return words.say("A visit on {date}", date=day)
    return words.say("{child}: visit on {date}", child=child.name, date=day)


def _kind(record_type: str, words: Words) -> str:
    said = {
        "caregiver": words.say("a caregiver"),
        "consent": words.say("a permission"),
        "referral": words.say("a referral"),
        "partner": words.say("a referral partner"),
        "setting": words.say("the programme's settings"),
    }
    return said.get(record_type, words.say("another record"))
