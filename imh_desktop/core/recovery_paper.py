"""The sheet for the day nobody can type a passphrase: the recovery code, or one card of it."""

from datetime import date

import msgspec

from imh_desktop.core.people import Paper

CARDS, NEEDED = 3, 2
"""Into how many cards a code is parted, and how many of them open the file."""


class RecoveryPaper(msgspec.Struct, frozen=True, kw_only=True):
    """One sheet. ``groups``: five letters each; ``card``: 1 to 3, or 0 for the whole code."""

    language: str
    paper: Paper
    groups: tuple[str, ...]
    made_on: date
    card: int = 0
    demo: bool = False
