"""What the visitor wonders: a line for her own supervision, written at the end of a visit."""

from imh_desktop.core.limits import NOTE_LIMIT, clean
from imh_desktop.store.entry import Changes
from imh_desktop.store.reflections import reflection, reflection_id
from imh_desktop.store.vault import Vault


def wondered(vault: Vault, visit_id: str) -> str:
    """Return what is being typed, else what was kept."""
    return vault.desk.drafts(visit_id).get(_place(visit_id)) or kept(vault, visit_id)


def kept(vault: Vault, visit_id: str) -> str:
    """Return what the person here wrote about a visit."""
    return reflection(vault, visit_id, vault.worker_id)


def draft(vault: Vault, visit_id: str, text: str) -> None:
    """Keep what is half typed."""
    vault.desk.keep_draft(_place(visit_id), text)


def keep(vault: Vault, visit_id: str, text: str) -> None:
    """Keep it as one entry; nothing is written when nothing changed.

    Raises:
        InputError: it is too long, or holds a character that cannot be shown.
    """
    said = clean(text, "wonder", NOTE_LIMIT)
    if said != kept(vault, visit_id):
        record_id = reflection_id(visit_id, vault.worker_id)
        fields: Changes = {"visit_id": visit_id, "worker_id": vault.worker_id, "text": said}
        vault.journal.write("reflection", record_id, fields)
    vault.desk.forget_draft(_place(visit_id))


def _place(visit_id: str) -> str:
    return f"{visit_id}/wonder"
