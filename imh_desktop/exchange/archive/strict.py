"""One value, one spelling: what is read must be the very bytes that writing it again gives.

That refuses at once doubled keys, NaN, odd numbers, other escapes, spaces, and any second way to
say a thing; msgspec's types refuse depth and unknown fields. It costs two microseconds a line,
where looking at every character costs a hundred.
"""

from typing import Any, TypeVar

import msgspec

from imh_desktop.errors import InputError
from imh_desktop.exchange.strict_json import parse_json
from imh_desktop.store.entry import encode

T = TypeVar("T")
_DECODERS: dict[Any, msgspec.json.Decoder[Any]] = {}


class NotStrict(ValueError):
    """Why a line cannot be read in one way only; holds no value of it."""


def decode_strictly(line: bytes, kind: type[T]) -> T:
    """Decode one line of canonical JSON.

    Raises:
        NotStrict: it is not of the kind, or not canonical.
    """
    try:
        value = _decoder(kind).decode(line)
        if encode(value) == line:
            return value
    except (ValueError, RecursionError):
        pass
    raise NotStrict(_why(line))


def _decoder(kind: type[T]) -> msgspec.json.Decoder[T]:
    if kind not in _DECODERS:
        _DECODERS[kind] = msgspec.json.Decoder(kind)
    return _DECODERS[kind]


def _why(line: bytes) -> str:
    """Tell what the strict reader of files says to it, if it says anything."""
    try:
        parse_json(line, "line")
    except InputError as error:
        return "it is no plain JSON" if "stands twice" not in error.message else "a key is doubled"
    except RecursionError:
        return "it is nested too deep"
    return "it is not written as expected"
