"""What a visit was closed with, as values; what a newer release wrote in another form is absent."""

from collections.abc import Mapping
from typing import Any

import msgspec

from imh_desktop.core.profile import Profile
from imh_desktop.core.trace import Trace
from imh_desktop.core.visit import LEVELS
from imh_desktop.store.entry import Value

_Kept = Mapping[str, Value] | None


def profile_of(results: _Kept) -> Profile | None:
    """Return what was seen."""
    found = _read(results, "profile", Profile)
    return found if isinstance(found, Profile) else None


def traces_of(results: _Kept) -> tuple[Trace, ...]:
    """Return what fired on answers of class P and C; a close holds no other, and none is told."""
    found = _read(results, "traces", tuple[Trace, ...]) or ()
    return tuple(trace for trace in found if not trace.sensitivity.private)


def level_of(results: _Kept) -> str | None:
    """Return the next step from classes P and C."""
    kept = (results or {}).get("open_level")
    return next((level for level in LEVELS if level == kept), None)


def _read(results: _Kept, name: str, form: Any) -> Any:
    kept = (results or {}).get(name)
    try:
        return msgspec.json.decode(kept, type=form) if isinstance(kept, str) else None
    except msgspec.DecodeError:
        return None
