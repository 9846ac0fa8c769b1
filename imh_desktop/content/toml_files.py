"""TOML files read strictly: text that decodes, keys that are known, values of the right type."""

import tomllib
from pathlib import Path
from typing import Any, TypeVar

from imh_desktop.content.faults import FaultList
from imh_desktop.core import decoding

MAX_BYTES = 1_000_000
"""A form file is some tens of kilobytes; a larger one is a mistake or an attack."""

T = TypeVar("T")


def read_toml(path: Path, faults: FaultList) -> dict[str, Any]:
    """Return the tables of a file; empty, with a fault noted, when it cannot be read."""
    try:
        if path.stat().st_size > MAX_BYTES:
            faults.add(path, "", f"is too large (expected at most {MAX_BYTES} bytes)")
            faults.unread.add(path)
            return {}
        return tomllib.loads(path.read_bytes().decode("utf-8"))
    except FileNotFoundError:
        faults.add(path, "", "is missing (expected a TOML file)")
    except OSError as error:
        faults.add(path, "", f"cannot be read: {error.strerror} (expected a TOML file)")
    except UnicodeDecodeError as error:
        faults.add(path, "", f"is not UTF-8 at byte {error.start} (expected UTF-8 text)")
    except RecursionError:
        faults.add(path, "", "is not TOML: nested too deep (expected fewer levels)")
    except ValueError as error:
        said = " ".join(str(error).split())
        faults.add(path, "", f"is not TOML: {said} (expected keys and values as in TOML 1.0)")
    faults.unread.add(path)
    return {}


def decode(value: object, kind: type[T], path: Path, key: str, faults: FaultList) -> T | None:
    """Return a value as one of our types; None, with a fault noted, when it is not one."""
    try:
        return decoding.decode(value, kind)
    except decoding.NotOfShape as error:
        place, said, expected = error.fault
        dotted = f"{key}.{place}".strip(".").replace(".[", "[")
        faults.add(path, dotted, f"{said} (expected {expected})" if expected else said)
        faults.lost.add((path, key))
        return None
