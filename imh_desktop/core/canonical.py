"""Canonical JSON: one value has exactly one sequence of bytes, so that it can be hashed."""

import json

_ENCODE = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode


def canonical(value: object) -> bytes:
    """Return a value as canonical JSON in UTF-8.

    Keys are sorted by code point (not by UTF-16 unit), there are no spaces, whole numbers have
    no exponent, and text stands as it is stored: no Unicode normalisation, and only the quote,
    the backslash and characters below U+0020 are escaped.

    Args:
        value: text, whole numbers, booleans, None, and lists, tuples and dicts of these.
    Raises:
        ValueError: a float, a key that is not text, a lone surrogate, or any other type.
    """
    _check(value)
    try:
        return _ENCODE(value).encode()
    except UnicodeEncodeError:
        raise ValueError("text with a lone surrogate has no canonical form") from None


def _check(value: object) -> None:
    """Refuse what the encoder would take but another reader would not give back the same."""
    if value is None or isinstance(value, str | int):
        return
    if isinstance(value, dict):
        if not all(isinstance(key, str) for key in value):
            raise ValueError("a key that is not text has no canonical form")
        value = value.values()
    elif not isinstance(value, list | tuple):
        raise ValueError(f"a {type(value).__name__} has no canonical form")
    for part in value:
        _check(part)
