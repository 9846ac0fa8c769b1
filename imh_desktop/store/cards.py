"""The recovery secret shared among three people: any two of their cards give it, one gives nothing.

A card is eight short groups as those of the recovery code: the share (Shamir over 128 bits), the
card's number, which set it is of, and a check of the whole.
"""

import base64
import hashlib
from collections.abc import Sequence

import msgspec

from imh_desktop.errors import InputError
from imh_desktop.store.recovery_code import grouped, read_groups

NEEDED, CARDS = 2, 3
_SHARE, _CHECK = 16, 2
_GROUPS = 8
_MOST_SETS = 1 << 14


class Card(msgspec.Struct, frozen=True):
    """One card. ``number``: 1 to 3; ``set_no``: tells the cards of one printing from others;
    ``share``: 16 bytes."""

    number: int
    set_no: int
    share: bytes


def share_out(secret: bytes, set_no: int) -> tuple[str, str, str]:
    """Return the texts of three cards, any two of which give 16 secret bytes."""
    from Crypto.Protocol.SecretSharing import Shamir

    shares = Shamir.split(NEEDED, CARDS, secret)
    first, second, third = (write_card(Card(n, set_no % _MOST_SETS, s)) for n, s in shares)
    return first, second, third


def joined(texts: Sequence[str]) -> bytes:
    """Return the secret that two cards give together.

    Raises:
        InputError: a card is mistyped (``place`` names it: card_1, card_2), the two are one and
            the same, or they are of two sets.
    """
    from Crypto.Protocol.SecretSharing import Shamir

    one, other = (read_card(text, f"card_{n}") for n, text in enumerate(texts, 1))
    if one.number == other.number:
        raise InputError(
            "Both texts are of card {number}. Two different cards are needed.",
            number=one.number, place="card_2",
        )  # fmt: skip
    if one.set_no != other.set_no:
        raise InputError(
            "These two cards were not printed together. One may be of an older set.",
            place="card_2",
        )
    return bytes(Shamir.combine([(card.number, card.share) for card in (one, other)]))


def write_card(card: Card) -> str:
    """Return a card's text, as ``ABCDE-...`` (eight groups)."""
    body = card.share + (card.number << 14 | card.set_no).to_bytes(2)
    return grouped(base64.b32encode(body + _check(body)).decode())


def read_card(text: str, place: str = "") -> Card:
    """Return a typed card; case, blanks, 0, 1 and 8 are forgiven.

    Raises:
        InputError: a group, named by its ``number``, or the whole has a slip.
    """
    try:
        parts = read_groups(text, _GROUPS)
    except InputError as fault:
        fault.place = place
        raise
    data = base64.b32decode("".join(part[:-1] for part in parts))
    body, number = data[:-_CHECK], int.from_bytes(data[_SHARE : _SHARE + 2])
    card = Card(number >> 14, number % _MOST_SETS, data[:_SHARE])
    if _check(body) != data[-_CHECK:] or not card.number:
        raise InputError(
            "The groups do not belong together. Check their order, and that all are of one card.",
            place=place,
        )
    return card


def _check(body: bytes) -> bytes:
    return hashlib.sha256(b"imh recovery card" + body).digest()[:_CHECK]
