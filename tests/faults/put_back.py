"""R7, whole: an older vault in the place of the newer one, a tail cut off, a copy, an anchor that
is gone or damaged, or the spare copy of its key alone. Each is named at the next opening, once;
nothing is refused, nothing that is in the file is let go, and the program writes on in chains of
its own."""

import random
import shutil
from pathlib import Path

from imh_desktop.errors import ImhError
from imh_desktop.store import anchors
from imh_desktop.store.anchor_file import BEGINS, WRAPPED
from imh_desktop.store.sqlcipher import connect_to_write
from imh_desktop.store.vault import Vault
from tests.faults import world
from tests.faults.tally import Tally

_NAMED = {
    "old": "put_back", "cut": "cut", "copied": "copied", "missing": "missing",
    "damaged": "damaged", "spare": "spare",
}  # fmt: skip
_SPARE = range(len(BEGINS), len(BEGINS) + WRAPPED)
"""Where the sealed copy of the anchor's key lies."""
_NEW_CHAINS = frozenset({"old", "cut", "copied"})
_LAST = "DELETE FROM entry WHERE place IN (SELECT place FROM entry ORDER BY place DESC LIMIT ?)"


def run(place: Path, seed: int, trials: int, tally: Tally) -> None:
    """Do one of these things to a vault of its own, and open it twice."""
    chance = random.Random(seed)
    for number in range(trials):
        folder, how = place / "anchored", chance.choice(sorted(_NAMED))
        world.lay(folder, {})
        world.make(folder, 5 + chance.randrange(25), seed + number)
        old = (folder / "vault.db").read_bytes()
        _go_on(folder, chance)
        folder, how = _done_to(folder, how, old, chance)
        chains, there = _in_file(folder, place / "as-it-lies.new")
        _open(folder, how, f"{number}, {how}", chains, there, tally)


def _go_on(folder: Path, chance: random.Random) -> None:
    """Answer on, over some openings."""
    for _ in range(chance.randrange(1, 4)):
        with Vault.open_with_key(folder, world.KEY) as vault:
            visitor = world.Visitor(vault, lambda *_: None, chance)
            for _ in range(chance.randrange(1, 12)):
                visitor.step()


def _done_to(folder: Path, how: str, old: bytes, chance: random.Random) -> tuple[Path, str]:
    """Do it; return the folder that is opened next, and what it is to be named for."""
    anchor = folder / anchors.NAME
    if how == "old":
        (folder / "vault.db").write_bytes(old)
    elif how == "cut":
        connection = connect_to_write(folder / "vault.db", world.KEY)
        connection.execute(_LAST, (chance.randrange(1, 4),))
        connection.close()
    elif how == "copied":
        copy = folder.with_name("copied")
        shutil.rmtree(copy, ignore_errors=True)
        shutil.copytree(folder, copy)
        return copy, how
    elif how == "missing":
        anchor.unlink()
    else:
        data = bytearray(anchor.read_bytes())
        at = chance.choice(_SPARE) if how == "spare" else chance.randrange(len(data))
        data[at] ^= 1 << chance.randrange(8)
        anchor.write_bytes(data)
        how = "spare" if at in _SPARE else how
    return folder, how


def _in_file(folder: Path, aside: Path) -> tuple[set[str], dict[str, str]]:
    """Return the chains and the entries of a vault's file, read from a copy in a folder that
    keeps no anchor."""
    world.lay(aside, {"vault.db": (folder / "vault.db").read_bytes()})
    with Vault.open_with_key(aside, world.KEY) as vault:
        said = {entry.entry_id: entry.content for entry in vault.journal.entries()}
        chains = {entry.chain.chain_id for entry in vault.journal.entries()}
    return chains, said


def _open(
    folder: Path, how: str, what: str, chains: set[str], there: dict[str, str], tally: Tally
) -> None:
    bad = list[str]()
    lost = 0
    try:
        with Vault.open_with_key(folder, world.KEY) as vault:
            named = [found.kind for found in vault.found]
            if named != [_NAMED[how]] and not (how == "cut" and vault.journal.verify()):
                bad.append(f"{what}: named {named}")
            kept: dict[str, str] = {}
            visitor = world.Visitor(vault, kept.__setitem__, random.Random(1))
            visitor.step()
            now = {entry.entry_id: entry for entry in vault.journal.entries()}
            lost = sum(id_ not in now or now[id_].content != said for id_, said in there.items())
            mine = {now[entry_id].chain.chain_id for entry_id in kept}
            if how in _NEW_CHAINS and named and mine & chains:
                bad.append(f"{what}: went on in an old chain")
        with Vault.open_with_key(folder, world.KEY) as again:
            if again.found:
                bad.append(f"{what}: said twice")
            if how != "cut" and (faults := again.journal.verify()):
                bad.append(f"{what}: {faults[0]}")
    except ImhError as fault:
        bad.append(f"{what}: {type(fault).__name__}: {fault}")
    tally.add(acknowledged=len(there), lost=lost, bad=bad, reported=not bad)
