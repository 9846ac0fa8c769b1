"""S9 at full length: the whole tour, looked over while it runs and after it was killed.

python3 run.py test -m release tests/leaks
"""

import subprocess
import sys
import time
from pathlib import Path

import pytest

from imh_desktop.flows.scratch import SCRATCH

from .hunt import files_of, hits
from .test_hunt import TOP, Laptop

pytestmark = [pytest.mark.release, pytest.mark.timeout(900)]
WORDS = ("Jallow", "Méndez", "violet kettle", "555-0142")
"""Of the tour's family, its visitor and its passphrase: imh_desktop/ui/tour_enrolling.py."""
ASKED_FOR = (".csv", ".pdf", ".xlsx", ".json", ".ics")
KILLED_AT = 110
_LOOK_EVERY_S = 2


def test_nothing_of_the_tour_is_in_any_file_but_what_it_saved_on_purpose(tmp_path):
    laptop = Laptop(tmp_path)
    out = tmp_path / "pictures"
    command = [sys.executable, "-m", "imh_desktop", "tour", "--language", "en", "--out", str(out)]
    found: set[str] = set()
    with subprocess.Popen(command, env=laptop.env, cwd=TOP, stdout=subprocess.DEVNULL) as tour:
        while tour.poll() is None and len(list(out.glob("*.png"))) < KILLED_AT:
            found |= set(_found(laptop, out))
            time.sleep(_LOOK_EVERY_S)
        assert tour.poll() is None, "it is killed while it works"
        tour.kill()
    assert sorted(found | set(_found(laptop, out))) == []


def _found(laptop: Laptop, out: Path) -> list[str]:
    """What was found but in the pictures, in pages a viewer shows, and in what was saved."""
    files = files_of(laptop.places, (out,))
    unasked = [
        file for file in files if SCRATCH not in file.parts and file.suffix not in ASKED_FOR
    ]  # fmt: skip
    try:
        return hits(unasked, WORDS)
    except FileNotFoundError:  # gone while we looked
        return []
