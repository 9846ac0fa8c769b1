"""R9: two programs and one vault. The second is refused at once; in turn, none loses anything."""

import os
import random
import time
from pathlib import Path

from imh_desktop.store.faults import VaultBusy
from imh_desktop.store.vault import Vault
from tests.faults import world
from tests.faults.tally import Tally


def run(place: Path, seed: int, trials: int, tally: Tally) -> None:
    """Let two processes commit in turn, ``trials`` each, in one vault: each opens it as soon as the
    other has closed it, and answers some."""
    folder = place / "shared"
    told = world.make(folder, 3, seed)
    bad, pipes, children = list[str](), [], []
    for number in range(2):
        heard, say = os.pipe()
        child = os.fork()
        if child == 0:
            os._exit(_commit(folder, say, seed + number, trials))
        os.close(say)
        pipes.append(heard)
        children.append(child)
    for heard in pipes:
        with os.fdopen(heard, "rb") as pipe:
            for line in pipe.read().decode().splitlines():
                if line.startswith("!"):
                    bad.append(line)
                else:
                    entry, content = line.split(" ")
                    told[entry] = content
    for child in children:
        os.waitpid(child, 0)
    lost, faults = world.examine(folder, told)
    tally.add(acknowledged=len(told), lost=lost, faults=faults, bad=bad)
    tally.trials += 2 * trials - 1


def _commit(folder: Path, say: int, seed: int, trials: int) -> int:
    chance, left = random.Random(seed), trials

    def tell(entry: str, content: str) -> None:
        os.write(say, f"{entry} {content}\n".encode())

    try:
        while left > 0:
            asked = time.monotonic()
            try:
                vault = Vault.open_with_key(folder, world.KEY)
            except VaultBusy:
                if time.monotonic() - asked > 1:
                    os.write(say, b"! it took over a second to be told\n")
                time.sleep(chance.uniform(0.001, 0.02))
                continue
            with vault:
                visitor = world.Visitor(vault, tell, chance)
                for _ in range(min(left, chance.randrange(1, 20))):
                    visitor.step()
                    left -= 1
            time.sleep(0.01)
    except BaseException as error:
        os.write(say, f"! {type(error).__name__}: {error}\n".encode())
    return 0
