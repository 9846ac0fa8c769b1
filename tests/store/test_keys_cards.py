"""Any two of three cards give the recovery secret; one gives nothing, and each slip is found."""

import itertools
import random

import pytest

from imh_desktop.errors import InputError
from imh_desktop.store import cards
from imh_desktop.store.cards import joined, read_card, share_out, write_card

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"


def test_any_two_give_the_secret_in_either_order():
    chance = random.Random(1)
    for _ in range(40):
        secret = chance.randbytes(16)
        texts = share_out(secret, chance.randrange(1 << 16))
        assert [[len(part) for part in text.split("-")] for text in texts] == [[5] * 8] * 3
        for two in itertools.permutations(texts, 2):
            assert joined(two) == secret
        assert joined((texts[0].lower().replace("-", " "), texts[2])) == secret


def test_one_card_says_nothing_of_the_secret():
    """Each share alone fits every secret: the two others can make it any at all (Shamir)."""
    from Crypto.Protocol.SecretSharing import Shamir

    share = read_card(share_out(b"s" * 16, 5)[0]).share
    found = {bytes(Shamir.combine([(1, share), (2, bytes([n]) * 16)])) for n in range(64)}
    assert len(found) == 64


def test_every_slip_in_a_card_is_found():
    chance = random.Random(2)
    text = share_out(chance.randbytes(16), 77)[1]
    for _ in range(400):
        at = chance.choice([i for i, letter in enumerate(text) if letter != "-"])
        slip = chance.choice(sorted(set(LETTERS) - {text[at]}))
        with pytest.raises(InputError) as fault:
            read_card(text[:at] + slip + text[at + 1 :], "card_1")
        assert fault.value.values == {"number": at // 6 + 1}
        assert fault.value.place == "card_1"


def test_groups_in_another_order_or_of_two_cards_are_found():
    one, other, _ = (text.split("-") for text in share_out(b"0123456789abcdef", 9))
    for mixed in ([one[1], one[0], *one[2:]], [*one[:4], *other[4:]], one[:7], [*one, one[0]]):
        with pytest.raises(InputError):
            read_card("-".join(mixed))
    for text in ("", "-" * 47, "ä" * 40, "\ud83d" * 40, "A" * 10_000):
        with pytest.raises(InputError):
            read_card(text)


def test_the_same_card_twice_and_cards_of_two_sets_are_told_apart():
    first, second = share_out(b"a" * 16, 1), share_out(b"a" * 16, 2)
    with pytest.raises(InputError, match="of card 2"):
        joined((first[1], first[1]))
    with pytest.raises(InputError, match="not printed together"):
        joined((first[0], second[1]))


def test_a_card_that_names_no_number_is_refused():
    for number in (1, 2, 3):
        assert read_card(write_card(cards.Card(number, 16383, b"x" * 16))).number == number
    with pytest.raises(InputError):
        read_card(write_card(cards.Card(0, 1, b"x" * 16)))
