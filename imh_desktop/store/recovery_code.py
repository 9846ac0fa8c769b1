"""The recovery code: 128 random bits as seven short groups that can be read aloud and typed back.

Each group of five letters ends in an ISO 7064 check letter, so a slip is found in its group; the
last letters also check the whole, so groups typed in another order are found.
"""

import base64
import hashlib

from imh_desktop.errors import InputError

_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"
_LOOKALIKES = str.maketrans("018", "OIB", " -\t\n")
_GROUPS, _DATA = 7, 4


def write_code(secret: bytes) -> str:
    """Return the code of 16 secret bytes, as ``ABCDE-...`` (seven groups)."""
    letters = base64.b32encode(secret + _check(secret)).decode()[: _GROUPS * _DATA]
    return grouped(letters)


def grouped(letters: str) -> str:
    """Return base32 letters as groups of four, each with its check letter."""
    from stdnum.iso7064 import mod_37_36  # only here: it would slow every start

    parts = [letters[i : i + _DATA] for i in range(0, len(letters), _DATA)]
    return "-".join(part + mod_37_36.calc_check_digit(part, _LETTERS) for part in parts)


def groups(code: str) -> tuple[str, ...]:
    """Return the groups of a code as written, for printing and for typing back."""
    return tuple(code.split("-"))


def read_code(typed: str) -> bytes:
    """Return the 16 secret bytes of a typed code; case, blanks, 0, 1 and 8 are forgiven.

    Raises:
        InputError: a group, named by its ``number``, or the whole has a slip.
    """
    parts = read_groups(typed, _GROUPS)
    data = base64.b32decode("".join(part[:_DATA] for part in parts) + "A" * 4)
    secret = data[:16]
    if write_code(secret) != "-".join(parts):
        raise InputError("The groups do not belong together. Check their order.")
    return secret


def read_groups(typed: str, count: int) -> list[str]:
    """Return the groups of a typed code or card, each found sound by its check letter.

    Raises:
        InputError: there are more or fewer, or one, named by its ``number``, has a slip.
    """
    letters = typed.upper().translate(_LOOKALIKES)
    size = _DATA + 1
    if len(letters) != count * size:
        if count == _GROUPS:
            raise InputError("The code has seven groups of five letters.")
        raise InputError("A card has {count} groups of five letters.", count=count)
    parts = [letters[i : i + size] for i in range(0, len(letters), size)]
    for number, part in enumerate(parts, 1):
        _require_sound(part, number)
    return parts


def _require_sound(part: str, number: int) -> None:
    from stdnum.exceptions import ValidationError
    from stdnum.iso7064 import mod_37_36

    try:
        mod_37_36.validate(part, _LETTERS)
    except (ValidationError, ValueError):
        raise InputError(
            "There is a slip in group {number}. Please compare it with your paper.", number=number
        ) from None


def _check(secret: bytes) -> bytes:
    return hashlib.sha256(b"imh recovery code" + secret).digest()[:4]
