"""The way in for the day a passphrase is forgotten: a printed code, or any two of three cards.

Code and cards are shown once and kept nowhere. A rehearsal proves that they open the file, and
uses nothing up.
"""

import hmac
from os import urandom

import msgspec

from imh_desktop.core.privacy import ChainClass
from imh_desktop.flows.workers import require_manager
from imh_desktop.store import cards, keys, ways_in
from imh_desktop.store.cards import Card, read_card
from imh_desktop.store.faults import WrongPassphrase
from imh_desktop.store.key_file import Kind
from imh_desktop.store.recovery_code import write_code
from imh_desktop.store.vault import Vault

__all__ = ["Card", "State", "new_cards", "new_code", "read_card", "rehearse", "state"]


class State(msgspec.Struct, frozen=True, kw_only=True):
    """Which papers open the file. ``code_is_old``: made by an earlier release, so that a new key
    cannot be given to it: nobody can be revoked before it is replaced."""

    code: bool
    cards: bool
    code_is_old: bool


def state(vault: Vault) -> State:
    """Return which papers open the file."""
    return State(
        code=bool(ways_in.slots_of(vault, kind="recovery")),
        cards=bool(ways_in.slots_of(vault, kind="cards")),
        code_is_old="recovery" in ways_in.old_kinds(vault),
    )


def new_code(vault: Vault) -> str:
    """Return a new recovery code, which stands instead of the former one.

    Raises:
        Refused: only a coordinator may. EnvironmentFault: the disk refused. Nothing was changed.
    """
    _require_manager(vault)
    secret = urandom(16)
    _give(vault, "recovery", secret, ("recovery",), "recovery_code_made")
    return write_code(secret)


def new_cards(vault: Vault, *, instead_of_code: bool = False) -> tuple[str, str, str]:
    """Return the texts of three cards, any two of which open the file; they stand instead of
    former ones, and of the code where that is wanted: then nobody opens it alone.

    Raises:
        As ``new_code``.
    """
    _require_manager(vault)
    secret = urandom(16)
    texts = cards.share_out(secret, int.from_bytes(urandom(2)))
    instead: tuple[Kind, ...] = ("cards", "recovery") if instead_of_code else ("cards",)
    _give(vault, "cards", secret, instead, "recovery_cards_made")
    return texts


def rehearse(vault: Vault, code: str = "", texts: tuple[str, str] | None = None) -> None:
    """Prove that a code, or two cards, open this very file. Only that it was done is written.

    Raises:
        InputError: a slip, or cards that do not belong together. WrongPassphrase: they open
            another file, or were replaced.
    """
    kind: Kind = "cards" if texts else "recovery"
    opened = keys.unseal(
        vault.folder, cards.joined(texts) if texts else code, kind, floor=vault.floor
    )
    known = opened.slot_id in ways_in.slots_of(vault, kind=opened.kind)
    if not known or not hmac.compare_digest(opened.raw_key, vault.key()):
        raise WrongPassphrase(keys.REFUSED[kind])
    said = ways_in.event(vault, "recovery_rehearsed", opened.slot_id)
    vault.journal.write_many([(*said, ChainClass.OPEN)])


def _give(vault: Vault, kind: Kind, secret: bytes, instead: tuple[Kind, ...], said: str) -> None:
    gone = [slot_id for each in instead for slot_id in ways_in.slots_of(vault, kind=each)]
    ways_in.give(
        vault, kind, secret, instead=gone, said=[ways_in.event(vault, said, vault.device_id)]
    )


def _require_manager(vault: Vault) -> None:
    """As ``require_manager``; who just came in by the papers may make new ones: the old ones are
    out of their envelope."""
    if not vault.by_recovery:
        require_manager(vault)
