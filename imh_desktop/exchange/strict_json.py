"""JSON as it should have been: one meaning per file, or a clear refusal (security.md D10).

Refused: duplicate keys, NaN and Infinity, depth over 64, lone surrogates, NUL, a byte order
mark, numbers of absurd length, files over 5 MB, and anything that is no readable file.
"""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from imh_desktop.errors import InputError
from imh_desktop.exchange.json_places import first_refusal, number_fault, shown

DEEPEST = 64
LARGEST = 5_000_000

Json = Any
"""What a JSON file can hold: dict, list, str, int, float, bool or None."""


class _Refused(Exception):
    """Something was met while parsing that is refused; its place is looked for afterwards."""


def read_json(path: Path, what: str = "a JSON file") -> Json:
    """Read a JSON file; ``what``: what the person was asked for, such as "a visit file".

    Raises:
        InputError: ``place`` is the file; the message names line and column, or the key.
    """
    name = str(path)
    try:
        with path.open("rb") as file:
            data = file.read(LARGEST + 1)
    except IsADirectoryError:
        raise InputError("is a folder", place=name, expected="a JSON file") from None
    except (OSError, ValueError) as error:
        said = getattr(error, "strerror", None) or "is no file name"
        raise InputError(
            f"cannot be read: {said}", place=name, expected="a readable JSON file"
        ) from None
    return parse_json(data, name, what)


def parse_json(data: bytes, name: str, what: str = "a JSON file") -> Json:
    """Parse the bytes of a JSON file called ``name``. Raises as ``read_json``."""
    text = _text(data, name, what)
    _check_depth(text, name)
    try:
        value: Json = json.loads(
            text,
            object_pairs_hook=_pairs,
            parse_constant=_constant,
            parse_int=_integer,
            parse_float=_float,
        )
    except json.JSONDecodeError as error:
        where = f"{name}: line {error.lineno}, column {error.colno}"
        raise InputError(_plainly(error, text, what), place=where, expected="JSON") from None
    except _Refused:
        raise _told(text, name) from None
    for place, said in _bad_texts(value, ""):
        raise InputError(said, place=f"{name}: {place}", expected="plain text")
    return value


def _text(data: bytes, name: str, what: str) -> str:
    if len(data) > LARGEST:
        raise InputError("is too large", place=name, expected=f"at most {LARGEST:,} bytes")
    if data.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")):
        raise InputError("starts with a byte order mark", place=name, expected="UTF-8 without one")
    if not data.strip():
        raise InputError("is empty", place=name, expected="JSON")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        where = f"{name}: byte {error.start + 1}"
        if data.lstrip()[:1] not in (b"{", b"["):  # a PDF, say: the encoding is not what is wrong
            said = f"is not {what}: it is no JSON text"
            raise InputError(said, place=where, expected="JSON") from None
        raise InputError("is not UTF-8", place=where, expected="UTF-8 text") from None


def _check_depth(text: str, name: str) -> None:
    """Refuse nesting before the parser recurses into it. Brackets within texts do not count."""
    depth, in_text, escaped = 0, False, False
    for at, letter in enumerate(text):
        if in_text:
            if escaped:
                escaped = False
            elif letter == "\\":
                escaped = True
            elif letter == '"':
                in_text = False
        elif letter == '"':
            in_text = True
        elif letter in "[{":
            depth += 1
            if depth > DEEPEST:
                where = f"{name}: line {text.count(chr(10), 0, at) + 1}"
                raise InputError(
                    "is nested too deep", place=where, expected=f"at most {DEEPEST} levels"
                )
        elif letter in "]}":
            depth -= 1


def _plainly(error: json.JSONDecodeError, text: str, what: str) -> str:
    """Say what the parser met in words for a person who may have named the wrong file."""
    if not text[: error.pos].strip():
        return f"is not {what}: it is no JSON text"
    if error.msg == "Extra data":
        return "goes on after the end of its JSON text"
    if not text[error.pos :].strip():
        return "ends in the middle of its JSON text"
    if error.msg.startswith("Invalid control character"):
        return "holds a control character within a text"
    return "is no JSON text from here on"


def _told(text: str, name: str) -> InputError:
    refusal = first_refusal(text)
    if refusal is None:
        return InputError("cannot be read in one way only", place=name, expected="plain JSON")
    line, column, said, expected = refusal
    return InputError(said, place=f"{name}: line {line}, column {column}", expected=expected)


def _pairs(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise _Refused
    return found


def _constant(name: str) -> None:
    raise _Refused


def _integer(digits: str) -> int:
    if number_fault(digits):
        raise _Refused
    return int(digits)


def _float(digits: str) -> float:
    if number_fault(digits):
        raise _Refused
    return float(digits)


def _bad_texts(value: Json, place: str) -> Iterator[tuple[str, str]]:
    """Yield places of texts that no file, database or page could hold."""
    if isinstance(value, dict):
        for key, inner in value.items():
            said = _fault(key)
            if said:
                yield place or "the top", f"the key {shown(key)} {said}"
            yield from _bad_texts(inner, f"{place}.{key}" if place else key)
    elif isinstance(value, list):
        for number, inner in enumerate(value):
            yield from _bad_texts(inner, f"{place}[{number}]")
    elif isinstance(value, str) and (said := _fault(value)):
        yield place or "the top", said


def _fault(text: str) -> str:
    if "\0" in text:
        return "holds a NUL"
    if any("\ud800" <= letter <= "\udfff" for letter in text):
        return "holds half a character (a lone surrogate)"
    return ""
