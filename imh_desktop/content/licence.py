"""Who wrote a form file and under which terms; without the attestation no form is read."""

from datetime import date
from pathlib import Path
from typing import Any, Literal

import msgspec

from imh_desktop.content.faults import FaultList
from imh_desktop.content.toml_files import decode, read_toml

RESERVED = "licence"
"""The name of the table; no item and no strategy can have it."""


class Licence(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The table ``[licence]`` of a form file. ``original_wording``: every sentence in it was
    written for this project (clinical.md L1)."""

    author: str
    date: date
    licence: Literal["CC BY 4.0"]
    original_wording: bool


def read_licensed(path: Path, faults: FaultList) -> dict[str, Any]:
    """Return the tables of a form file without its licence, which must be there and attest."""
    tables = read_toml(path, faults)
    if path in faults.unread:
        return {}
    if RESERVED not in tables:
        said = "is missing (expected author, date, licence and original_wording = true)"
        faults.add(path, RESERVED, said)
        return tables
    licence = decode(tables.pop(RESERVED), Licence, path, RESERVED, faults)
    if licence and not licence.original_wording:
        said = "is false (expected true: our own words)"
        faults.add(path, f"{RESERVED}.original_wording", said)
    if licence and not licence.author.strip():
        faults.add(path, f"{RESERVED}.author", "is empty (expected who wrote the file)")
    return tables
