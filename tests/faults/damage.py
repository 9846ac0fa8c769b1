"""R6 and R7: bytes that were changed, cut or put back. Each is noticed, no wrong word is shown as
a right one, and the program changes no byte of what it found damaged."""

import random
import shutil
from datetime import UTC, datetime
from pathlib import Path

from imh_desktop.errors import ImhError
from imh_desktop.store.backups import back_up
from imh_desktop.store.vault import Vault
from tests.faults import world
from tests.faults.tally import Tally

PAGE = 4096


def run(place: Path, seed: int, trials: int, tally: Tally) -> None:
    """Damage a vault's file, its WAL, or a backup, at random, and open it."""
    chance = random.Random(seed)
    sound = _sound(place / "sound", seed)
    for number in range(trials):
        name = chance.choice(sorted(sound))
        files, how = dict(sound[name]), chance.choice(("bit", "block", "cut", "swap", "grow"))
        target = chance.choice([each for each in files if files[each]])
        old = files[target]
        files[target] = _damaged(old, how, chance)
        if files[target] == old:
            continue
        _look(place / "damaged", files, f"{number}, {name}: {how} in {target}", sound[name], tally)


def run_put_back(place: Path, seed: int, trials: int, tally: Tally) -> None:
    """R7: one old page in the place of the new one; and the control, that both checks of the
    file find nothing, is security.md 0.3."""
    chance, folder = random.Random(seed), place / "old-pages"
    for number in range(trials):
        world.lay(folder, {})
        world.make(folder, 20 + chance.randrange(20), seed + number)
        old = (folder / "vault.db").read_bytes()
        with Vault.open_with_key(folder, world.KEY) as vault:
            visitor = world.Visitor(vault, lambda *_: None, chance)
            for _ in range(chance.randrange(3, 25)):
                visitor.step()
        new = (folder / "vault.db").read_bytes()
        pages = range(min(len(old), len(new)) // PAGE)
        differing = [n for n in pages if _page(old, n) != _page(new, n)]
        page = chance.choice(differing)
        mixed = new[: page * PAGE] + _page(old, page) + new[(page + 1) * PAGE :]
        files = {"vault.db": mixed, "vault.db.salt": (folder / "vault.db.salt").read_bytes()}
        _look(place / "damaged", files, f"{number}: page {page} put back", {"vault.db": new}, tally)


def _page(data: bytes, number: int) -> bytes:
    return data[number * PAGE : (number + 1) * PAGE]


def _sound(folder: Path, seed: int) -> dict[str, dict[str, bytes]]:
    """Return some sound vaults: closed, with answers in its WAL, and a backup."""
    world.make(folder, 70, seed)
    closed = {"vault.db": (folder / "vault.db").read_bytes()}
    with Vault.open_with_key(folder, world.KEY) as vault:
        visitor = world.Visitor(vault, lambda *_: None, random.Random(seed))
        for _ in range(8):
            visitor.step()
        backup = back_up(vault, datetime(2026, 1, 1, tzinfo=UTC)) / "vault.db"
        in_use = {name: (folder / name).read_bytes() for name in ("vault.db", "vault.db-wal")}
        copied = {"vault.db": backup.read_bytes()}
    return {"closed": closed, "in use": in_use, "backup": copied}


def _damaged(data: bytes, how: str, chance: random.Random) -> bytes:
    at, size = chance.randrange(len(data)), chance.choice((1, 16, 512, PAGE))
    changed = bytearray(data)
    if how == "bit":
        changed[at] ^= 1 << chance.randrange(8)
    elif how == "block":
        changed[at : at + size] = chance.randbytes(len(changed[at : at + size]))
    elif how == "cut":
        del changed[at:]
    elif how == "grow":
        changed += chance.randbytes(size)
    else:
        other = chance.randrange(len(data) // PAGE) * PAGE
        mine = at // PAGE * PAGE
        changed[mine : mine + PAGE], changed[other : other + PAGE] = (
            data[other : other + PAGE], data[mine : mine + PAGE],
        )  # fmt: skip
    return bytes(changed)


def _look(
    folder: Path, files: dict[str, bytes], what: str, sound: dict[str, bytes], tally: Tally
) -> None:
    """Open what was damaged. Noticed = refused, or named by verification; a damaged WAL may also
    show what an earlier moment showed, which only an anchor can tell. What is refused at the door
    is not altered; where damage is found later, the WAL is folded in at closing as ever."""
    world.lay(folder, files)
    bad = list[str]()
    whole, opened = _entries(folder.with_name("whole"), sound), False
    try:
        with Vault.open_with_key(folder, world.KEY) as vault:
            opened = True
            shown = {entry.entry_id: entry.content for entry in vault.journal.entries()}
            named = bool(vault.journal.verify())
    except ImhError:
        now = world.read(folder)  # a salt may have been kept beside the file
        if not opened and any(now.get(name) != data for name, data in files.items()):
            bad.append(f"{what}: was refused and yet altered")
        tally.add(reported=1, bad=bad)
        return
    except Exception as error:
        tally.add(bad=[f"{what}: {type(error).__name__}: {error}"])
        return
    if not named and any(whole.get(entry, said) != said for entry, said in shown.items()):
        bad.append(f"{what}: a wrong entry is shown")
    if not named and shown != whole and "vault.db-wal" not in files:
        bad.append(f"{what}: was not noticed")
    tally.add(reported=named, bad=bad)


_known: dict[tuple[int, ...], dict[str, str]] = {}


def _entries(folder: Path, files: dict[str, bytes]) -> dict[str, str]:
    """Return the entries of a sound vault."""
    key = tuple(hash(data) for data in files.values())
    if key not in _known:
        shutil.rmtree(folder, ignore_errors=True)
        world.lay(folder, files)
        with Vault.open_with_key(folder, world.KEY) as vault:
            _known[key] = {entry.entry_id: entry.content for entry in vault.journal.entries()}
    return _known[key]
