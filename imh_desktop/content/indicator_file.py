"""Reads the indicators: what each counts, on what evidence, and its words in each language."""

from pathlib import Path

import msgspec

from imh_desktop import assets
from imh_desktop.content.faults import FaultList, FormFault
from imh_desktop.content.toml_files import decode, read_toml
from imh_desktop.core.measures import Definition, require_honest
from imh_desktop.words import LANGUAGES

FILE = "indicators.toml"


class _File(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    indicator: tuple[Definition, ...]


def read_indicators(folder: Path | None = None) -> tuple[Definition, ...]:
    """Return the indicators of a folder, in their order; the bundled ones by default.

    Raises:
        FormFault: the file is not there or not of its shape, an id stands twice, or a language
            lacks its words.
        InputError: an observation checklist would count as a screen (clinical.md 5.2).
    """
    home = folder or assets.resources()
    faults, path = FaultList(home), home / FILE
    tables = read_toml(path, faults)
    read = None if faults.found else decode(tables, _File, path, "", faults)
    if read is None:
        raise FormFault(faults.all)
    seen: set[str] = set()
    for one in read.indicator:
        place = f"indicator {one.indicator_id}"
        require_honest(one)
        if one.indicator_id in seen:
            faults.add(path, place, "stands twice (expected one of each id)")
        seen.add(one.indicator_id)
        if lacking := [language for language in LANGUAGES if language not in one.texts]:
            faults.add(path, place, f"has no words in {', '.join(lacking)}")
    if faults.found:
        raise FormFault(faults.all)
    return read.indicator
