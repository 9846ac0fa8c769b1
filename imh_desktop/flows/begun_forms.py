"""What is half typed in a form: on the desk until it is saved or thrown away, for who typed it.

A place is ``form/<worker_id>/<form>/<record>``: nobody else at this laptop reads it, and what
erases the record finds it by its last parts.
"""

from collections.abc import Mapping
from typing import Any, NamedTuple

import msgspec

from imh_desktop.store.desk import Desk
from imh_desktop.store.vault import Vault


class About(NamedTuple):
    """Which form, and of which record (ids, divided by "/"; ``NEW`` for one that is not there
    yet)."""

    form: str
    record: str


NEW = "new"


def read(vault: Vault, about: About) -> dict[str, Any]:
    """Return field -> what stood in it; empty where nothing was begun, or nothing that this
    program can read."""
    text = _desk(vault).draft(_place(vault, about))
    try:
        return msgspec.json.decode(text, type=dict[str, Any]) if text else {}
    except msgspec.DecodeError:
        return {}


def keep(vault: Vault, about: About, values: Mapping[str, Any]) -> None:
    """Keep what stands in the fields; on disk when this returns.

    Raises:
        StorageFault: the disk refused. VaultMissing: the vault is closed.
    """
    _desk(vault).keep_draft(_place(vault, about), msgspec.json.encode(dict(values)).decode())


def forget(vault: Vault, about: About) -> None:
    """Forget it: it was saved, or is not wanted. Raises as ``keep``."""
    _desk(vault).forget_draft(_place(vault, about))


def _desk(vault: Vault) -> Desk:
    vault.open_connection()  # a page may outlive it
    return vault.desk


def _place(vault: Vault, about: About) -> str:
    return f"form/{vault.worker_id}/{about.form}/{about.record}"
