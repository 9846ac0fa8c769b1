"""Taking a person's way in: the file gets a new key, which everyone else is given and she is not.

What she copied before she keeps; what is written from now on she cannot read. The key files of
this laptop's backups lose her slot too, so that nothing here opens for her.
"""

from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime
from functools import partial
from os import urandom

import msgspec

from imh_desktop.core.privacy import ChainClass
from imh_desktop.core.progress import Count, uncounted
from imh_desktop.errors import EnvironmentFault, InputError, to_tell
from imh_desktop.flows import workers
from imh_desktop.store import rekeying, ways_in
from imh_desktop.store.backups import back_up
from imh_desktop.store.slots import Said
from imh_desktop.store.vault import Vault

_NO_PAPER = to_tell(
    "There is no recovery code or set of cards that opens this file. Nothing was changed. Make one"
    " first."
)


class Revoked(msgspec.Struct, frozen=True):
    """``backups_closed``: backups on this laptop that open for her no more; ``left_open``: those
    that could not be changed."""

    backups_closed: int
    left_open: int


def prepare(vault: Vault) -> None:
    """Choose the coming key, so that another process can give it to the file and this one can
    open it afterwards: before the line is handed over."""
    vault.coming_key = urandom(32)


def revoke(vault: Vault, worker_id: str, told: Count = uncounted) -> Revoked:
    """Revoke a person: a backup, then a new key. Can be cut off at any moment: then she is either
    revoked or not. The vault is open again afterwards.

    Args:
        told: takes how many pages were copied, of the backup and then of the file.
    Raises:
        Refused: only a coordinator may. InputError: it is oneself, she is not here, or there is
            no recovery code that can be taken along. EnvironmentFault: the disk refused. Nothing
            was changed.
    """
    workers.require_manager(vault)
    workers.require_here(vault, worker_id)
    if worker_id == vault.worker_id:
        raise InputError(
            "You cannot take your own access away. Another coordinator can.", place="worker"
        )
    gone = ways_in.slots_of(vault, worker_id=worker_id)
    revoked = _renewed(vault, frozenset(gone), _say("worker_revoked", worker_id), told)
    with suppress(EnvironmentFault):  # she is revoked all the same
        vault.desk.forget_forms_of(worker_id)
    return revoked


def renew_key(vault: Vault, told: Count = uncounted) -> Revoked:
    """Give the file a new key without revoking anyone: a passphrase that was changed or a paper
    that was replaced may have been seen. As ``revoke``."""
    workers.require_manager(vault)
    return _renewed(vault, frozenset(), _say("key_renewed", vault.device_id), told)


def _renewed(
    vault: Vault, gone: frozenset[str], said: Callable[[Vault], Said], told: Count
) -> Revoked:
    papers = {*ways_in.slots_of(vault, kind="recovery"), *ways_in.slots_of(vault, kind="cards")}
    if not papers:
        raise InputError(_NO_PAPER)
    rekeying.require_taken_along(vault, gone)
    back_up(vault, datetime.now(UTC), told, why="rekey")
    rekeying.rekey(vault, gone, partial(_write, said=said), vault.coming_key or urandom(32), told)
    return Revoked(*ways_in.close_backups(vault))


def _say(kind: str, subject: str) -> Callable[[Vault], Said]:
    return lambda copy: ways_in.event(copy, kind, subject)


def _write(copy: Vault, said: Callable[[Vault], Said]) -> None:
    copy.journal.write_many([(*said(copy), ChainClass.OPEN)])
