"""python -m tests.faults [SUITE ...]: the release figures, on two cores, resumable; prints a table.

python -m tests.faults one SUITE TRIALS SEED runs some trials here and prints what was found.
"""

import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from tests.faults import world
from tests.faults.suites import SUITES, Suite
from tests.faults.tally import Tally

_DONE = Path(__file__).parents[2] / "build" / "faults"
_LAID = frozenset({"R5-merge", "R5-upgrade", "R6", "R7"})
"""Suites that compare vaults laid into a folder by hand."""
_PORTIONS, _FEWEST = 100, 50
"""A suite is run in so many portions, none smaller than this; a portion that is done is kept."""


def main(arguments: list[str]) -> int:
    """Do what the command line asks; return 1 when a suite does not hold."""
    if arguments[:1] == ["one"]:
        _one(arguments[1], int(arguments[2]), int(arguments[3]))
        return 0
    asked = [suite for suite in SUITES if not arguments or _named(suite, arguments)]
    _DONE.mkdir(parents=True, exist_ok=True)
    rows = [(suite, _run(suite)) for suite in asked]
    print(table(rows))
    return int(any(not _holds(suite, tally) for suite, tally in rows))


def _named(suite: Suite, names: list[str]) -> bool:
    return any(suite.name == name or suite.name.startswith(name + "-") for name in names)


def _one(name: str, trials: int, seed: int) -> None:
    (suite,) = (each for each in SUITES if each.name == name)
    world.check_quickly()
    if name in _LAID:
        world.leave_anchors_out()
    shared = Path("/dev/shm")
    place = Path(tempfile.mkdtemp(prefix="faults-", dir=shared if shared.is_dir() else None))
    tally = Tally()
    try:
        suite.run(place, seed, trials, tally)
    finally:
        shutil.rmtree(place, ignore_errors=True)
    print(json.dumps(tally.facts()))


def _run(suite: Suite) -> Tally:
    """Run what is left of a suite, two portions at a time."""
    began, whole = time.monotonic(), Tally()
    whole.seconds = 0.0
    if suite.name.startswith("R3"):  # each portion takes every so-manyth call
        portions = [(n, suite.release) for n in range(suite.release)]
    else:
        size = max(_FEWEST, suite.release // _PORTIONS)
        portions = [(n, size) for n in range(-(-suite.release // size))]
    with ThreadPoolExecutor(2) as pool:
        for done, facts in enumerate(pool.map(lambda one: _portion(suite, *one), portions), 1):
            whole.unite(facts)
            spent = time.monotonic() - began
            _say(f"{suite.name}: {done}/{len(portions)}, {whole.lost} lost, {spent:.0f} s")
    return whole


def _portion(suite: Suite, number: int, trials: int) -> dict[str, object]:
    path = _DONE / f"{suite.name}-{number}-{trials}.json"
    if not path.exists():
        command = [sys.executable, "-m", "tests.faults", "one", suite.name, str(trials)]
        began = time.monotonic()
        said = subprocess.check_output([*command, str(number)], text=True, env=dict(os.environ))
        facts = json.loads(said.splitlines()[-1]) | {"seconds": time.monotonic() - began}
        path.write_text(json.dumps(facts), encoding="utf-8")
    return json.loads(path.read_text(encoding="utf-8"))


def _holds(suite: Suite, tally: Tally) -> bool:
    return tally.lost > 0 if suite.control else tally.clean


def table(rows: list[tuple[Suite, Tally]]) -> str:
    """Return the table for ARCHITECTURE.md; below it what was wrong, in words."""
    head = "| suite | what | trials | acknowledged | lost | damaged | bad | told | s | control |"
    lines = [head, "|---|---|---:|---:|---:|---:|---:|---:|---:|---|"]
    for suite, t in rows:
        control = f"loses in {t.lossy}" if suite.control else ""
        lines.append(
            f"| {suite.name} | {suite.what} | {t.trials:,} | {t.acknowledged:,} | {t.lost:,} |"
            f" {t.damaged:,} | {t.bad:,} | {t.reported:,} | {t.seconds:,.0f} | {control} |"
        )
    wrong = [f"{suite.name}: {said}" for suite, tally in rows for said in tally.said]
    return "\n".join([*lines, *wrong])


def _say(line: str) -> None:
    print(line, file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
