"""R5 and R8: killed in the middle of a backup, a merge or a migration there is the old or the new,
never something between; and every backup that has its name opens and says what the vault said."""

import random
import shutil
from collections.abc import Callable
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

from imh_desktop.errors import ImhError
from imh_desktop.flows import merging
from imh_desktop.store.backups import back_up
from imh_desktop.store.vault import Vault
from tests.faults import world
from tests.faults.kills import killed
from tests.faults.tally import Tally
from tests.flows.team import Team, begin

_WHEN = datetime(2026, 1, 1, tzinfo=UTC)
Tell = Callable[[str, str], None]


def backup(place: Path, seed: int, trials: int, tally: Tally) -> None:
    """Kill backups; R8: look into each that was finished."""
    chance, folder = random.Random(seed), place / "backed-up"
    told = world.make(folder, 30, seed)
    for _ in range(trials):

        def work(tell: Tell) -> None:
            with Vault.open_with_key(folder, world.KEY) as vault:
                back_up(vault, _WHEN)

        lines = killed(folder, work, chance, 0.25, 2200)
        lost, faults = world.examine(folder, told, go_on=False)
        drilled = 0
        for made in [each for each in (folder / "backups").glob("*Z*") if each.suffix != ".new"]:
            world.lay(place / "drill", {"vault.db": (made / "vault.db").read_bytes()})
            gone, ill = world.examine(place / "drill", told, go_on=False)
            lost, faults, drilled = lost + gone, [*faults, *ill], drilled + 1
            shutil.rmtree(made)
        tally.add(acknowledged=len(told), lost=lost, faults=faults, bad=lines, reported=drilled)


@cache
def _team(place: Path) -> tuple[bytes, Path, Any, Any, bytes]:
    """Return a desk's file, an archive for it, its journal before and after, and the key."""
    team = Team(place / "team", laptops=1)
    for _ in range(8):
        visit = begin(team.laptops[0])
        for number in range(20):
            answer = {f"answers.R{number}": {"code": "often"}}
            team.laptops[0].journal.write("visit", visit, answer)  # type: ignore[arg-type]
    file = team.carry(team.laptops[0])
    begun = team.copy_later(team.desk)
    whole = team.copy(begun, "whole")
    before = whole.journal.dump()
    merging.merge(whole, [file])
    after = whole.journal.dump()
    team.close()
    return begun.read_bytes(), file, before, after, world.KEY


def merge(place: Path, seed: int, trials: int, tally: Tally) -> None:
    """Kill merges: all of the archive is there or nothing, and it can be done again."""
    chance, folder = random.Random(seed), place / "merged"
    begun, file, before, after, key = _team(place)
    for _ in range(trials):
        world.lay(folder, {"vault.db": begun})

        def work(tell: Tell) -> None:
            with Vault.open_with_key(folder, key) as vault:
                merging.merge(vault, [file])

        bad = killed(folder, work, chance, 0.5, 1500)
        try:
            with Vault.open_with_key(folder, key) as vault:
                faults, dump = vault.journal.verify(), vault.journal.dump()
            if dump not in (before, after):
                bad.append("neither the old nor the new")
            tally.add(faults=faults, bad=bad, reported=dump == after)
        except ImhError as fault:
            tally.add(faults=[str(fault)], bad=bad)


def migrate(place: Path, seed: int, trials: int, tally: Tally) -> None:
    """Kill the upgrade of a vault of the first release: the next opening finishes it."""
    old = (Path(__file__).parents[1] / "old_vaults/schema_1.db").read_bytes()
    chance, folder = random.Random(seed), place / "upgraded"
    world.lay(folder, {"vault.db": old})
    with Vault.open_with_key(folder, world.KEY) as vault:
        after = vault.journal.dump()
    for _ in range(trials):
        world.lay(folder, {"vault.db": old})

        def work(tell: Tell) -> None:
            Vault.open_with_key(folder, world.KEY).close()

        bad = killed(folder, work, chance, 0.2, 2500)
        try:
            with Vault.open_with_key(folder, world.KEY) as vault:
                faults = vault.journal.verify()
                if vault.journal.dump() != after:
                    bad.append("not what an upgrade gives")
            tally.add(faults=faults, bad=bad)
        except ImhError as fault:
            tally.add(faults=[str(fault)], bad=bad)
