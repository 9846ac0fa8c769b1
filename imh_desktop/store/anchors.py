"""The anchor: where the vault stood, kept beside it, so that an older one in its place is found.

It is written when the vault is opened and closed, backed up, carried or erased in; never with an
answer. It is in no backup: what it says must stand outside them. A backup that is opened as it is,
and a folder in the making, have none and are left as they are.
"""

from collections.abc import Iterable
from contextlib import suppress
from datetime import UTC, datetime
from os import urandom
from pathlib import Path
from typing import TYPE_CHECKING, Literal, NamedTuple

import msgspec

from imh_desktop.core.privacy import ChainClass
from imh_desktop.store import slots
from imh_desktop.store.anchor_file import (
    LARGEST,
    Anchor,
    AnchoredHead,
    Unsealed,
    new_key,
    seal,
    unseal,
)
from imh_desktop.store.chains import Tip
from imh_desktop.store.entry import Changes
from imh_desktop.store.erasures import id_blocks, ids_in
from imh_desktop.store.faults import StorageFault, storage_faults
from imh_desktop.store.folder import ANCHOR, BACKUPS, UNFINISHED, write_whole
from imh_desktop.store.machine import place_of

if TYPE_CHECKING:
    from imh_desktop.store.vault import Vault

NAME = ANCHOR
_KEY, _MARKS = "anchor/key", "anchor/marks"
_KEPT = 8
"""How many marks the vault knows: an anchor that could not be written leaves an older one."""

Kind = Literal["put_back", "copied", "cut", "missing", "damaged", "restored", "spare"]


class Finding(NamedTuple):
    """What does not fit between a vault and its anchor.

    ``put_back``: the vault is older than its anchor. ``copied``: the anchor was written in another
    folder or on another machine. ``cut``: the vault knows its anchor, and lacks entries all the
    same. ``missing``, ``damaged``: of the anchor. ``spare``: all the anchor says fits, and the
    sealed copy of its key, which a vault older than its first anchor needs, is damaged.
    ``restored``: a person put a backup in place. ``lost``: how many entries the anchor knew and the
    vault has not; ``since``: when the anchor was written, ISO UTC, empty where it cannot be read.
    """

    kind: Kind
    lost: int = 0
    since: str = ""


def at_opening(vault: "Vault") -> tuple[Finding, ...]:
    """Compare a vault that is being opened with its anchor, act on what does not fit, and write
    the anchor. A disk that refuses hinders nobody from opening: it is done the next time."""
    if not anchored(vault.folder):
        return ()
    unsealed = _read(vault, vault.folder)
    found = _compared(vault, unsealed)
    with suppress(StorageFault):
        for each in found:
            _act_on(vault, each, unsealed)
        write(vault)
    return found


def keep(vault: "Vault") -> None:
    """Write the anchor where the disk takes it: at closing, and with an archive. On a full disk the
    former one stands: it is older than the vault, and that is no fault of the vault."""
    if anchored(vault.folder):
        with suppress(StorageFault):
            write(vault)


def check(vault: "Vault") -> tuple[Finding, ...]:
    """Compare a vault as it is now with the anchor beside it, with every link; write nothing."""
    unsealed = _read(vault, vault.folder)
    found = _compared(vault, unsealed)
    if unsealed is None or any(each.kind != "spare" for each in found):
        return found
    anchor = unsealed.anchor
    return (Finding("cut", 0, anchor.written_at),) if _unlinked(vault, anchor.heads) else found


def restored(vault: "Vault", present: Path) -> Finding:
    """Begin anew in a vault that was made from a backup and is to stand in ``present``: new chains,
    and what was erased since is erased again. Its anchor lies beside it, and fits once both lie in
    ``present``. The entry that says so is written by who restores.

    Raises:
        StorageFault: the disk refused.
    """
    unsealed = _read(vault, present)
    anchor = unsealed.anchor if unsealed else None
    lost = _lost(vault, anchor) if anchor else 0
    finding = Finding("restored", lost, anchor.written_at if anchor else "")
    _begin_anew(vault, unsealed)
    _write(vault, vault.folder, place_of(present))
    return finding


def anchored(folder: Path) -> bool:
    """Tell whether a vault in a folder is one that is worked in: no backup, and no copy in the
    making."""
    return not folder.name.endswith(UNFINISHED) and folder.parent.name != BACKUPS


def write(vault: "Vault") -> None:
    """Write the anchor, where it does not say so already.

    Raises:
        StorageFault: the disk refused; the former one stands.
    """
    _write(vault, vault.folder, place_of(vault.folder))


def _write(vault: "Vault", folder: Path, place: str) -> None:
    now = _now(vault, place)
    there = _read(vault, folder)
    marks = _marks(vault)
    same = there and there.anchor == _like(now, there.anchor) and there.spare == "whole"
    if there and same and marks[:1] == [there.anchor.mark]:
        return
    with storage_faults():
        key = bytes.fromhex(_local(vault, _KEY)) or new_key()
        _keep(vault, _KEY, key.hex())
        # Before the file: a mark the vault does not know would be taken for a later vault's.
        _keep(vault, _MARKS, " ".join([now.mark, *marks][:_KEPT]))
    write_whole(folder / NAME, seal(now, vault.vault_id, key, vault.key()))


def _now(vault: "Vault", place: str) -> Anchor:
    tips = vault.journal.tips()
    heads = (AnchoredHead(t.chain.chain_id, t.seq, t.link) for t in tips)
    return Anchor(
        mark=urandom(16).hex(), place=place, written_at=datetime.now(UTC).isoformat(),
        count=_count(vault, tips), heads=tuple(heads),
        erased=id_blocks(vault.journal.erasing.ids()),
        anew=tuple(vault.journal.erasing.anew()),
    )  # fmt: skip


def _read(vault: "Vault", folder: Path) -> Unsealed | None:
    try:
        with (folder / NAME).open("rb") as file:
            data = file.read(LARGEST)
    except OSError:
        return None
    key, earlier = bytes.fromhex(_local(vault, _KEY)), slots.former_keys(vault.open_connection())
    return unseal(data, vault.vault_id, key, vault.key(), earlier)


def _compared(vault: "Vault", unsealed: Unsealed | None) -> tuple[Finding, ...]:
    if unsealed is None:
        there = (vault.folder / NAME).exists()
        if there:
            return (Finding("damaged"),)
        return (Finding("missing"),) if _marks(vault) else ()
    anchor = unsealed.anchor
    lost = _lost(vault, anchor)
    if anchor.mark not in _marks(vault):
        return (Finding("put_back", lost, anchor.written_at),)
    if lost or _turned(vault, anchor.heads):
        return (Finding("cut", lost, anchor.written_at),)
    if anchor.place != place_of(vault.folder):
        return (Finding("copied", 0, anchor.written_at),)
    if unsealed.spare == "damaged":
        return (Finding("spare", 0, anchor.written_at),)
    return ()


def _lost(vault: "Vault", anchor: Anchor) -> int:
    """Return how many entries the anchor knew and the vault has not."""
    tips = vault.journal.tips()
    ends = {tip.chain.chain_id: tip.seq for tip in tips}
    chains = vault.journal.shelf.chains
    for number, chain in chains.known.items():
        ends.setdefault(chain.chain_id, max(chains.held(number), default=0))
    own = sum(max(0, head.seq - ends.get(head.chain_id, 0)) for head in anchor.heads)
    return max(own, anchor.count - _count(vault, tips))


def _count(vault: "Vault", tips: Iterable[Tip]) -> int:
    held = "SELECT coalesce(sum(last - first + 1), 0) FROM held"
    (arrived,) = vault.open_connection().execute(held).fetchone()
    return int(arrived) + sum(tip.seq for tip in tips)


def _turned(vault: "Vault", heads: Iterable[AnchoredHead]) -> bool:
    """Tell whether a chain ends where the anchor says and in another link."""
    ends = {(tip.chain.chain_id, tip.seq): tip.link for tip in vault.journal.tips()}
    return any(ends.get((head.chain_id, head.seq), head.link) != head.link for head in heads)


def _unlinked(vault: "Vault", heads: Iterable[AnchoredHead]) -> bool:
    """Tell whether a chain does not pass through the link the anchor has of it."""
    walked = vault.carriage.walked([head.chain_id for head in heads])
    links = ((head.link, walked.get(head.chain_id, {}).get(head.seq)) for head in heads)
    return any(there != link for link, there in links)


def _act_on(vault: "Vault", finding: Finding, unsealed: Unsealed | None) -> None:
    """Begin anew where that is called for, and say in an entry what was found."""
    if finding.kind != "spare":
        _begin_anew(vault, unsealed)
    said: Changes = {"kind": f"vault_{finding.kind}", "subject": vault.device_id}
    said |= {"details.lost": finding.lost} if finding.lost else {}
    said |= {"details.since": finding.since} if finding.since else {}
    vault.journal.write("event", vault.journal.new_id(), said)


def _begin_anew(vault: "Vault", unsealed: Unsealed | None) -> None:
    """Write on chains of which nobody has a copy, and erase again."""
    with vault.journal.transaction():
        vault.journal.pen.own.renew_all()
    if unsealed is not None:
        with storage_faults():
            _keep(vault, _KEY, unsealed.key.hex())
        reapply(vault, unsealed.anchor)


def reapply(vault: "Vault", anchor: Anchor) -> int:
    """Erase here what the anchor says is erased; return how many entries lost their values."""
    ids = {ChainClass(part): ids_in(block) for part, block in anchor.erased.items()}
    here = [e for e in anchor.anew if vault.journal.shelf.record(e.record_id)]
    vault.journal.admit(here, {entry.entry_id for entry in here if entry.erased})
    return vault.journal.erasing.again(ids, here)


def _like(now: Anchor, there: Anchor) -> Anchor:
    return msgspec.structs.replace(now, mark=there.mark, written_at=there.written_at)


def _marks(vault: "Vault") -> list[str]:
    return _local(vault, _MARKS).split()


def _keep(vault: "Vault", name: str, value: str) -> None:
    vault.open_connection().execute("REPLACE INTO local VALUES (?, ?)", (name, value))


def _local(vault: "Vault", name: str) -> str:
    select = "SELECT value FROM local WHERE name = ?"
    with storage_faults():
        row = vault.open_connection().execute(select, (name,)).fetchone()
    return str(row[0]) if row else ""
