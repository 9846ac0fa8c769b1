"""The code on a referral's return slip: told over a phone, typed from a torn-off paper.

Eight letters and digits say which referral it is, the ninth checks them (ISO 7064, pure system,
radix 2, over a prime number of signs): one wrong sign, or two neighbours that changed places, is
always found. Slips printed by releases before 2026-11-27 bear eight signs without a check.
"""

import hashlib

SIGNS = "CDFHJKLMNPRTXY34679"
"""As many as a prime number, which the check needs. No vowel: a code spells no word."""
_OLD_SIGNS = "CDFHJKLMNPRTVWXY34679"
_DATA, _OLD = 8, 8
_BETWEEN = str.maketrans("", "", " -‐‑–—.\t\n\r\xa0")
_ALIKE = str.maketrans("O0QI1VG", "DDDLLY6")
"""Signs no code has, and the one they are taken for. Taken wrongly, the check finds it."""


def return_code(referral_id: str) -> str:
    """Return the code of a referral, such as ``CDF-HJK-LMN``; the same on every laptop."""
    number = int.from_bytes(hashlib.sha256(b"imh return slip" + referral_id.encode()).digest())
    signs = ""
    for _ in range(_DATA):
        number, at = divmod(number, len(SIGNS))
        signs += SIGNS[at]
    signs += _check(signs)
    return "-".join(signs[at : at + 3] for at in range(0, len(signs), 3))


def old_code(referral_id: str) -> str:
    """Return the code an older release printed for a referral, such as ``CDFH-JKLM``."""
    digest = hashlib.sha256(referral_id.encode()).digest()
    signs = "".join(_OLD_SIGNS[byte % len(_OLD_SIGNS)] for byte in digest[:_OLD])
    return f"{signs[:4]}-{signs[4:]}"


def read_code(typed: str) -> str | None:
    """Return a typed code as it is printed, of either form; None when it has a slip.

    Case, blanks, dashes and look-alikes are forgiven. Of the older form nothing can be checked.
    """
    bare = typed[:100].upper().translate(_BETWEEN)
    if len(bare) == _OLD and all(sign in _OLD_SIGNS for sign in bare):
        return f"{bare[:4]}-{bare[4:]}"
    signs = bare.translate(_ALIKE)
    if len(signs) != _DATA + 1 or any(sign not in SIGNS for sign in signs):
        return None
    if _check(signs[:_DATA]) != signs[_DATA]:
        return None
    return "-".join(signs[at : at + 3] for at in range(0, len(signs), 3))


def _check(signs: str) -> str:
    from stdnum.iso7064 import mod_37_2  # only here: it would slow every start

    return str(mod_37_2.calc_check_digit(signs, SIGNS))
