"""A slip that came back: whose referral its code names."""

from imh_desktop.core.referral import return_code
from imh_desktop.errors import InputError
from imh_desktop.store import records
from imh_desktop.store.values import Referral
from imh_desktop.store.vault import Vault


def referral_of(vault: Vault, code: str) -> Referral:
    """Return the referral a code names, written with or without its dash, in any case.

    Raises:
        InputError: no referral here has this code.
    """
    asked = _bare(code)
    for child in records.children(vault):
        for referral in records.referrals(vault, child.child_id):
            if _bare(return_code(referral.referral_id)) == asked:
                return referral
    raise InputError("No referral here has this code.", place=code, expected="as on the slip")


def _bare(code: str) -> str:
    return "".join(letter for letter in code.upper() if letter.isalnum())
