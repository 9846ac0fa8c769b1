"""A file for those who mend the program: versions, numbers and fault notes, and nothing of anyone.

It is made of what is named here and of nothing else. No value of a record, no path and no name
of the laptop gets in; a line of the fault log gets in only where it has the log's own shape.
"""

import os
import platform
import re
import sys
from importlib import metadata
from pathlib import Path
from typing import Any

import msgspec

from imh_desktop import __version__
from imh_desktop.errors import EnvironmentFault
from imh_desktop.store.support import numbers_of, steps_done
from imh_desktop.store.vault import Vault

FAULTS, WINDOW = "faults.log", "window.json"
_PLACE = r"(?:[\w.-]{1,80}\.py|<[\w ]{1,40}>):\d{1,7}:[\w<>]{1,80}"
_FAULT = re.compile(rf"[0-9A-F]{{6}} \w{{1,60}} {_PLACE}(?: < {_PLACE})*", re.ASCII)
_LAST = 200
_LIBRARIES = (
    "PySide6-Essentials", "sqlcipher3", "sqlite-utils", "cryptography", "msgspec", "reportlab",
    "pyrage", "pypdf", "pypdfium2", "uharfbuzz",
)  # fmt: skip
_SETTINGS = ("theme", "text_size", "cover_minutes", "lock_minutes", "tour_seen")


def bundle(folder: Path, vault: Vault | None) -> dict[str, Any]:
    """Gather what helps; without an open vault its numbers are left out."""
    told: dict[str, Any] = {
        "program": __version__,
        "python": platform.python_version(),
        "system": {"name": sys.platform, "release": platform.release(), "kind": os.name},
        "machine": platform.machine(),
        "libraries": {name: _version(name) for name in _LIBRARIES},
        "settings": _settings(folder),
        "files": _sizes(folder),
        "faults": _faults(folder),
    }
    if vault is not None:
        told["records"] = numbers_of(vault)
        told["steps"] = steps_done(vault)
        told["check"] = _check(vault)
    return told


def as_bytes(told: dict[str, Any]) -> bytes:
    """Write it so that a person can read all of it before it is sent."""
    return msgspec.json.format(msgspec.json.encode(told), indent=2) + b"\n"


def _version(library: str) -> str:
    try:
        return metadata.version(library)
    except metadata.PackageNotFoundError:
        return ""


def _settings(folder: Path) -> dict[str, str | int | bool]:
    """Return the settings of the laptop that are known, each of the kind it should be."""
    try:
        said = msgspec.json.decode((folder / WINDOW).read_bytes(), type=dict[str, Any])
    except (OSError, msgspec.MsgspecError, UnicodeDecodeError):
        return {}
    themes = {"system", "light", "dark", "sunlight"}
    found = {name: said[name] for name in _SETTINGS if name in said}
    return {n: v for n, v in found.items() if isinstance(v, int) or (n == "theme" and v in themes)}


def _sizes(folder: Path) -> dict[str, int]:
    """Return the sizes in bytes of the files the program itself names."""
    known = ("vault.db", "vault.db-wal", "keys.json", "keys.json.bak", FAULTS)
    there = {name: folder / name for name in known}
    sizes = {name: path.stat().st_size for name, path in there.items() if path.is_file()}
    backups = folder / "backups"
    sizes["backups"] = len(list(backups.iterdir())) if backups.is_dir() else 0
    return sizes


def _faults(folder: Path) -> list[str]:
    try:
        lines = (folder / FAULTS).read_text("ascii", errors="replace").splitlines()
    except OSError:
        return []
    return [line for line in lines if _FAULT.fullmatch(line)][-_LAST:]


def _check(vault: Vault) -> dict[str, int | str]:
    """Check the file and the journal; what is found is counted, since a finding may quote."""
    try:
        return {"findings": len(vault.journal.verify())}
    except EnvironmentFault as fault:
        return {"refused": type(fault).__name__}
