"""Strict decoding of parsed JSON into core values, with the exact place of a fault."""

import re
from typing import Any, TypeVar

import msgspec

from imh_desktop.core.limits import NOTE_LIMIT, clean
from imh_desktop.errors import InputError
from imh_desktop.exchange.strict_json import Json

T = TypeVar("T")
_STEP = re.compile(r"\.([^.\[]+)|\[(\d+)\]|\[\.\.\.\]")


def decode(value: Json, kind: type[T], file: str) -> T:
    """Turn parsed JSON into a value of a type; no field more, none less, nothing guessed.

    Raises:
        InputError: ``place`` is the file and the path of keys to the fault.
    """
    try:
        decoded = msgspec.convert(value, kind)
    except msgspec.ValidationError as error:
        said, _, path = str(error).partition(" - at `$")
        where = _place(value, kind, path.rstrip("`"), str(error))
        raise InputError(said, place=f"{file}: {where}" if where else file) from None
    _check_texts(value, "", file)
    return decoded


def _place(value: Json, kind: Any, path: str, message: str) -> str:
    """Write a path as a person would, naming the key where msgspec says only ``[...]``."""
    place, here = "", value
    for step in _STEP.finditer(path):
        if step[1] is not None:
            place, here = f"{place}.{step[1]}", here.get(step[1]) if isinstance(here, dict) else {}
        elif step[2] is not None:
            place, here = f"{place}[{step[2]}]", here[int(step[2])]
        else:
            key = _first_bad_key(value, kind, here, message)
            place, here = f"{place}.{key}", here[key]
    return place.lstrip(".")


def _first_bad_key(value: Json, kind: Any, inner: Any, message: str) -> str:
    """Find the entry of a mapping at which decoding stops: halve what is left of it."""
    entries = list(inner.items())
    low, high = 0, len(entries)
    try:
        while high - low > 1:
            middle = (low + high) // 2
            inner.clear()
            inner.update(entries[:middle])
            low, high = (low, middle) if _fails_with(value, kind, message) else (middle, high)
    finally:
        inner.clear()
        inner.update(entries)
    return str(entries[low][0])


def _fails_with(value: Json, kind: Any, message: str) -> bool:
    try:
        msgspec.convert(value, kind)
    except msgspec.ValidationError as error:
        return str(error) == message
    return False


def _check_texts(value: Json, place: str, file: str) -> None:
    """Hold every text to the limits of the store, so that a file asks no more than a form may."""
    if isinstance(value, dict):
        for key, inner in value.items():
            _check_texts(inner, f"{place}.{key}" if place else key, file)
    elif isinstance(value, list):
        for number, inner in enumerate(value):
            _check_texts(inner, f"{place}[{number}]", file)
    elif isinstance(value, str):
        clean(value, f"{file}: {place}", NOTE_LIMIT)
