"""The code at the foot of a family page: letters alone, so that nobody takes it for a score.

Eleven letters say which page it is, the twelfth checks them (ISO 7064, pure system, radix 2): one
wrong letter, or two that changed places, is always found. The thirteen letters hold no vowel, so
they spell no word, and no two of them look alike.
"""

import hashlib
import re

LETTERS = "BDFHJKLMNPRTX"
"""As many as a prime number, which the check needs; without C, G, Q, V, W, Y, whose shapes are
those of others, and without S and Z, so that no abbreviation a family may know can be spelt."""
_DATA, _GROUP = 11, 4
_LIKE_A_CODE = re.compile(rf"(?<![A-Z])[{LETTERS}]{{4}}(?:[-‐‑][{LETTERS}]{{4}}){{2}}(?![A-Z])")
_BETWEEN = str.maketrans("", "", " -‐‑\t\n\r")


def page_code(content: bytes) -> str:
    """Return the code of a page's frozen content, such as ``BDFH-JKLM-NPRT``."""
    number = int.from_bytes(hashlib.sha256(b"imh page code" + content).digest())
    letters = ""
    for _ in range(_DATA):
        number, at = divmod(number, len(LETTERS))
        letters += LETTERS[at]
    return _grouped(letters + _check(letters))


def read_code(typed: str) -> str | None:
    """Return a typed code as it is printed; None when it has a slip. Case, blanks and hyphens are
    forgiven."""
    letters = typed[:100].upper().translate(_BETWEEN)
    if len(letters) != _DATA + 1 or any(letter not in LETTERS for letter in letters):
        return None
    return _grouped(letters) if _check(letters[:_DATA]) == letters[_DATA] else None


def codes_in(text: str) -> tuple[str, ...]:
    """Return the sound codes that stand in a text, each once, in their order."""
    found = (read_code(match.group()) for match in _LIKE_A_CODE.finditer(text))
    return tuple(dict.fromkeys(code for code in found if code))


def in_letters(version: str) -> str:
    """Return a version in letters (0 = A, 1 = B ...), since a family page has no figures of the
    program's own: "0.12.3" is ``A-BC-D``."""
    parts = re.findall(r"\d+", version)
    return "-".join("".join(chr(ord("A") + int(figure)) for figure in part) for part in parts)


def _check(letters: str) -> str:
    from stdnum.iso7064 import mod_37_2  # only here: it would slow every start

    return str(mod_37_2.calc_check_digit(letters, LETTERS))


def _grouped(letters: str) -> str:
    return "-".join(letters[at : at + _GROUP] for at in range(0, len(letters), _GROUP))
