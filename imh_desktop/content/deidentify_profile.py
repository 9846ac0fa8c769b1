"""Reads the profile of a de-identified export; one that would let out more is refused."""

import tomllib
from pathlib import Path

import msgspec

from imh_desktop import assets
from imh_desktop.core.deidentify import Profile
from imh_desktop.errors import InputError

_LEAST_CELL = 11
"""No profile may let smaller groups be told than the field's convention (clinical.md 5.1)."""


def read_profile(path: Path | None = None) -> Profile:
    """Return a profile, the bundled one by default.

    Raises:
        InputError: it cannot be read, is not of this form, or would keep what must be dropped.
    """
    path = path or assets.resources() / "deidentified" / "profile.toml"
    try:
        tables = tomllib.loads(path.read_text("utf-8"))
        profile = msgspec.convert(tables, Profile)
    except OSError as error:
        raise _refused(path, f"cannot be read: {error.strerror}") from None
    except (ValueError, RecursionError) as error:
        raise _refused(path, f"is no profile: {' '.join(str(error).split())}") from None
    if found := profile.faults():
        raise _refused(path, f"keeps what it may not: {', '.join(found)}")
    if profile.smallest_cell < _LEAST_CELL:
        raise _refused(path, f"has a smallest_cell under {_LEAST_CELL}")
    return profile


def _refused(path: Path, said: str) -> InputError:
    return InputError(said, place=str(path), expected="a profile as in resources/deidentified")
