"""One act on the keys of a vault, cut off where it is told: for kills here and in tests/faults.

``python -m tests.store.key_steps ACT FOLDER [N]`` does one act with cheap derivations and says
``done``; with N it kills itself at the n-th step (a write made durable, a file renamed or removed,
a copied stretch of pages), counted from 1. Without N it prints ``steps=<how many there were>``.

Acts: change (Rosa's passphrase ROSA -> NEW), add (Ada, with NEW), reset (Luz's LUZ -> NEW),
revoke (Luz), renew (a new data key), code (a new recovery code; printed as ``code=...``), cards.
``make(folder)`` makes the vault they are done on; ``check(folder, act, code, codes)`` raises unless
what stands there is the vault of before or of after, whole, and returns which.
"""

import os
import shutil
import signal
import sys
from collections.abc import Callable
from errno import ENOSPC
from pathlib import Path
from typing import Any

from imh_desktop.flows import recovery, revoking, unlocking, workers
from imh_desktop.store import attempts, key_file, keys, records
from imh_desktop.store.faults import StorageFault, WrongPassphrase
from imh_desktop.store.key_file import Cost
from imh_desktop.store.vault import Vault

QUICK = Cost(8, 1, 1)
ROSA, LUZ, EVA = "river lamp quiet bread", "window tiger paper soup", "garden nine violet rope"
NEW = "marble otter bright fence"


def cheapen() -> None:
    """Let derivations cost nothing, and wrong passphrases wait for nothing: in this process."""
    key_file.FLOOR = QUICK
    attempts._LONGEST = 0


def make(folder: Path) -> str:
    """Make Rosa's laptop, on which Luz and Eva work too; return its recovery code."""
    vault, code = Vault.create(folder, ROSA, "Rosa", cost=QUICK)
    with vault:
        workers.add(vault, "Luz", "visitor", LUZ)
        workers.add(vault, "Eva", "visitor", EVA)
        vault.journal.write("partner", vault.journal.new_id(), {"name": "Clinic"})
    return code


def do(act: str, folder: Path) -> str:
    """Do one act as Rosa; return what it made, if anything."""
    with unlocking.unlock(folder, ROSA) as vault:
        return act_on(vault, act)


def act_on(vault: Vault, act: str) -> str:
    """Do one act on an open vault."""
    luz = next(one.worker_id for one in workers.people(vault) if one.name == "Luz")
    acts: dict[str, Callable[[], Any]] = {
        "change": lambda: workers.change_passphrase(vault, ROSA, NEW),
        "add": lambda: workers.add(vault, "Ada", "staff", NEW),
        "reset": lambda: workers.reset_passphrase(vault, luz, NEW),
        "revoke": lambda: revoking.revoke(vault, luz),
        "renew": lambda: revoking.renew_key(vault),
        "code": lambda: recovery.new_code(vault),
        "cards": lambda: recovery.new_cards(vault),
    }
    return str(acts[act]() or "")


SAID = {
    "change": "passphrase_changed", "add": "worker_added", "reset": "passphrase_reset",
    "revoke": "worker_revoked", "renew": "key_renewed", "code": "recovery_code_made",
    "cards": "recovery_cards_made",
}  # fmt: skip
ALL = tuple(SAID)
_BEFORE = {ROSA: "Rosa", LUZ: "Luz", EVA: "Eva"}
_AFTER = {
    "change": {NEW: "Rosa", LUZ: "Luz", EVA: "Eva"},
    "add": {**_BEFORE, NEW: "Ada"},
    "reset": {ROSA: "Rosa", NEW: "Luz", EVA: "Eva"},
    "revoke": {ROSA: "Rosa", EVA: "Eva"},
}


def check(folder: Path, act: str, code: str) -> str:
    """Return ``before`` or ``after``; raise AssertionError where it is neither, wholly."""
    opens = {}
    for passphrase in (ROSA, LUZ, EVA, NEW):
        try:
            with unlocking.unlock(folder, passphrase) as vault:
                opens[passphrase] = records.worker(vault).name
        except WrongPassphrase:
            continue
    first = next(iter(opens))
    with unlocking.unlock(folder, first) as vault:
        assert not vault.journal.verify()
        kinds = [kind for _, kind, _ in records.events(vault)]
        said = kinds.count(SAID[act]) - (2 if act == "add" else 0)
        partners = len(vault.journal.dump()["partner"])
        people = {one.name for one in workers.people(vault)}
    assert said in (0, 1), kinds
    assert not {"vault_put_back", "vault_cut", "vault_damaged", "vault_missing"} & set(kinds), kinds
    stands = "after" if said else "before"
    assert opens == (_AFTER.get(act, _BEFORE) if said else _BEFORE), (stands, opens)
    assert people == set(opens.values()), (stands, people)
    assert partners == 1
    _check_files(folder)
    try:
        unlocking.recover(folder, code).close()
        assert not (act == "code" and said)
    except WrongPassphrase:
        assert act == "code"
        assert said
    return stands


def _check_files(folder: Path) -> None:
    data = [(folder / name).read_bytes() for name in ("keys.json", "keys.json.bak")]
    assert data[0] == data[1]
    assert not keys.read_keys(folder).following
    assert not (folder / "rekey.new").exists()


def killed_at(step: int | None) -> list[int]:
    """Kill this process at the n-th step from now; return where the steps are counted."""
    count = [0]

    def watched(owner: Any, name: str) -> None:
        real = getattr(owner, name)

        def stepping(*args: Any, **named: Any) -> Any:
            count[0] += 1
            if count[0] == step:
                os.kill(os.getpid(), signal.SIGKILL)
            made = real(*args, **named)
            count[0] += 1
            if count[0] == step:
                os.kill(os.getpid(), signal.SIGKILL)
            return made

        setattr(owner, name, stepping)

    for owner, name in ((os, "fsync"), (Path, "replace"), (Path, "unlink"), (shutil, "rmtree")):
        watched(owner, name)
    from imh_desktop.store.pen import Pen

    watched(Pen, "keep")
    watched(Pen, "_follow_own")
    return count


def failing_at(step: int, patch: Any, *, sticky: bool) -> list[int]:
    """Let the n-th step from now find the disk full, or every one from it on (``sticky``); return
    where the steps are counted."""
    count = [0]

    def watched(owner: Any, name: str) -> None:
        real = getattr(owner, name)

        def stepping(*args: Any, **named: Any) -> Any:
            count[0] += 1
            if count[0] == step or (sticky and count[0] > step):
                raise OSError(ENOSPC, "no room")
            return real(*args, **named)

        patch.setattr(owner, name, stepping)

    for owner, name in ((os, "fsync"), (Path, "replace"), (Path, "unlink"), (os, "open")):
        watched(owner, name)
    from imh_desktop.store.pen import Pen

    before_commit = Pen._follow_own

    def commit(pen: Pen) -> None:
        count[0] += 1
        if count[0] == step or (sticky and count[0] > step):
            raise StorageFault("no room")
        before_commit(pen)

    patch.setattr(Pen, "_follow_own", commit)
    return count


def main(act: str, folder: str, step: str = "") -> None:
    """Do what the command line says."""
    cheapen()
    with unlocking.unlock(Path(folder), ROSA) as vault:
        count = killed_at(int(step) if step else None)
        made = act_on(vault, act)
    print(f"code={made}" if act == "code" else "done", f"steps={count[0]}", flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
