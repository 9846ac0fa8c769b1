"""Strict decoding of parsed JSON into core values, with the exact place of a fault."""

from typing import TypeVar

from imh_desktop.core import decoding
from imh_desktop.core.limits import NAME_LIMIT, NOTE_LIMIT, clean
from imh_desktop.errors import InputError
from imh_desktop.exchange.strict_json import Json

T = TypeVar("T")
_LONG = {
    "actions",
    "address",
    "contact",
    "custody_note",
    "instruments",
    "notes",
    "reason",
    "send_back",
    "services_now",
    "tried",
}
"""Fields whose texts may run over lines, as in a form; all others are one line."""


def decode(value: Json, kind: type[T], file: str) -> T:
    """Turn parsed JSON into a value of a type; no field more, none less, nothing guessed.

    Raises:
        InputError: ``place`` is the file and the path of keys to the fault.
    """
    try:
        decoded = decoding.decode(value, kind)
    except decoding.NotOfShape as error:
        where, said, expected = error.fault
        place = f"{file}: {where}" if where else file
        raise InputError(said, place=place, expected=expected) from None
    _check_texts(value, "", file, long=False)
    return decoded


def _check_texts(value: Json, place: str, file: str, *, long: bool) -> None:
    """Hold every text to the limits of the store, so that a file asks no more than a form may."""
    if isinstance(value, dict):
        for key, inner in value.items():
            where = f"{place}.{key}" if place else key
            _check_texts(inner, where, file, long=long or key in _LONG)
    elif isinstance(value, list):
        for number, inner in enumerate(value):
            _check_texts(inner, f"{place}[{number}]", file, long=long)
    elif isinstance(value, str):
        clean(value, f"{file}: {place}", NOTE_LIMIT if long else NAME_LIMIT)
