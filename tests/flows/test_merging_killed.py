"""Whenever a merge is killed, the vault holds all of it or nothing, and opens."""

import random
import signal
import subprocess
import sys
import time
from pathlib import Path

from imh_desktop.flows import merging
from imh_desktop.store.vault import Vault
from tests.flows.team import KEY, Team, begin

KILLS = 12
_CHILD = """
import sys
from pathlib import Path
from imh_desktop.flows import merging
from imh_desktop.store.vault import Vault
with Vault.open_with_key(Path(sys.argv[1]), bytes(range(32))) as vault:
    print("begun", flush=True)
    merging.merge(vault, [Path(sys.argv[2])])
    print("done", flush=True)
"""


def merge_apart(folder: Path, file: Path, killed_after: float | None = None) -> float:
    """Merge in a process of its own; return the seconds until it was done or killed."""
    with subprocess.Popen(
        [sys.executable, "-c", _CHILD, folder, file], stdout=subprocess.PIPE, text=True,
        cwd=Path(__file__).parents[2],
    ) as child:  # fmt: skip
        assert child.stdout is not None
        assert child.stdout.readline() == "begun\n"
        started = time.monotonic()
        if killed_after is None:
            assert child.stdout.readline() == "done\n"
        else:
            time.sleep(killed_after)
            child.send_signal(signal.SIGKILL)
        return time.monotonic() - started


def test_a_merge_that_is_killed_leaves_the_old_vault_or_the_new(tmp_path: Path):
    chance, team = random.Random(9), Team(tmp_path, laptops=1)
    for _ in range(20):
        visit = begin(team.laptops[0])
        for number in range(30):
            answer = {f"answers.R{number}": {"code": "often"}}
            team.laptops[0].journal.write("visit", visit, answer)
    file = team.carry(team.laptops[0])
    begun = team.copy_later(team.desk)
    whole = team.copy(begun, "whole")
    before = whole.journal.dump()
    merging.merge(whole, [file])
    after = whole.journal.dump()
    team.copy(begun, "timed").close()
    took = merge_apart(tmp_path / "timed", file)
    team.close()

    found = set()
    for number in range(KILLS):
        team.copy(begun, f"killed-{number}").close()
        merge_apart(tmp_path / f"killed-{number}", file, took * 1.3 * chance.random())
        with Vault.open_with_key(tmp_path / f"killed-{number}", KEY) as vault:
            assert vault.journal.verify() == ()
            found.add(before == vault.journal.dump())
            assert vault.journal.dump() in (before, after)
            merging.merge(vault, [file])  # and it can be done again
            assert vault.journal.dump() == after
    assert True in found  # some were killed before the end
