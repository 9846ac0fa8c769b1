"""How the disk under a vault does: how fast it keeps a commit, how much is free, is it sealed."""

import os
import shutil
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Literal

from imh_desktop.store.faults import storage_faults
from imh_desktop.store.vault import Vault

_COMMITS = 5
_PROBE = "probe"
_DEVICES = Path("/sys/dev/block")
Sealed = Literal["yes", "no", "unknown"]


@storage_faults()
def commit_ms(vault: Vault) -> float:
    """Return how many milliseconds a small commit takes, the middle one of a few."""
    execute, times = vault.open_connection().execute, []
    for number in range(_COMMITS):
        began = perf_counter()
        execute("BEGIN IMMEDIATE")
        execute("REPLACE INTO local VALUES (?, ?)", (_PROBE, str(number)))
        execute("COMMIT")
        times.append(1000 * (perf_counter() - began))
    execute("DELETE FROM local WHERE name = ?", (_PROBE,))
    return median(times)


def free_bytes(folder: Path) -> int:
    """Return how much is free on the disk of a folder; 0 where nobody can tell."""
    try:
        return shutil.disk_usage(folder).free
    except OSError:
        return 0


def sealed(folder: Path) -> Sealed:
    """Tell whether the disk of a folder is encrypted as a whole, where the system shows it."""
    try:
        number = folder.stat().st_dev
        device = _DEVICES / f"{os.major(number)}:{os.minor(number)}"
        if not device.exists():
            return "unknown"
        return "yes" if _is_crypt(device.resolve()) else "no"
    except (OSError, AttributeError):
        return "unknown"


def _is_crypt(device: Path) -> bool:
    """Look at a block device and at what it lies on: a volume may lie within an encrypted one."""
    name = device / "dm" / "uuid"
    if name.is_file() and name.read_text().startswith("CRYPT-"):
        return True
    below = device / "slaves"
    return below.is_dir() and any(_is_crypt(each.resolve()) for each in below.iterdir())
