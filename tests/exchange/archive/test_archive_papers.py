"""Requests, certificates, revocations; and the six words by which two people compare keys."""

import random
from datetime import date

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rapidfuzz.distance import Levenshtein

from imh_desktop.errors import InputError
from imh_desktop.exchange.archive import DeviceKeys
from imh_desktop.exchange.archive.papers import (
    Accepted,
    Certificate,
    DeviceRequest,
    Revocation,
    certify,
    read_paper,
    request,
    revoke,
)  # fmt: skip
from imh_desktop.exchange.archive.spoken import six_words, word_list
from imh_desktop.words import LANGUAGES
from tests.store.history_oracle import new_id

PINNED = {
    "en": ("diamond", "garden", "sofa", "insect", "grandma", "helmet"),
    "es": ("ciudad", "espuma", "poeta", "gafas", "familia", "flecha"),
    "ar": ("حارس", "دفتر", "كتاب", "ريحان", "ديك", "ربيع"),
}
CHANCE = random.Random(12)
DESK, LAPTOP = DeviceKeys.generate(new_id(CHANCE)), DeviceKeys.generate(new_id(CHANCE))
ASKED = request(LAPTOP, "Zoë's laptop", date(2026, 11, 25))
PAPERS = {
    DeviceRequest: (ASKED, LAPTOP),
    Certificate: (certify(DESK, ASKED, "visitor", 7), DESK),
    Revocation: (
        revoke(
            DESK, LAPTOP.device_id,
            (Accepted(chain_id=new_id(CHANCE), seq=3, link="ab" * 32),), "stolen",
        ),
        DESK,
    ),
}  # fmt: skip


@pytest.mark.parametrize("kind", PAPERS)
def test_a_paper_comes_back_and_is_its_signers(kind: type) -> None:
    paper, signer = PAPERS[kind]
    assert read_paper(paper.to_bytes(), kind, "paper") == paper
    assert paper.signed_with(signer.signing_key)
    assert not paper.signed_with((LAPTOP if signer is DESK else DESK).signing_key)


@pytest.mark.parametrize("kind", PAPERS)
def test_no_flipped_bit_of_a_paper_is_believed(kind: type) -> None:
    paper, signer = PAPERS[kind]
    data = paper.to_bytes()
    for at in range(len(data) * 8):
        spoilt = bytearray(data)
        spoilt[at // 8] ^= 1 << at % 8
        try:
            read = read_paper(bytes(spoilt), kind, "paper")
        except InputError:
            continue
        assert not read.signed_with(signer.signing_key), at


@pytest.mark.parametrize("kind", PAPERS)
def test_a_paper_has_one_spelling(kind: type) -> None:
    data = PAPERS[kind][0].to_bytes()
    for other in (
        data + b"\n", b" " + data, data.replace(b":", b": ", 1), data.replace(b"{", b'{"a":1,', 1),
        b"\xef\xbb\xbf" + data, data[:-1], b"", b"null", b"[" * 100_000,
        data.replace(b'{"', b'{"device_id":"x","', 1),
    ):  # fmt: skip
        with pytest.raises(InputError, match="paper"):
            read_paper(other, kind, "paper")


def test_a_paper_of_one_kind_is_none_of_another() -> None:
    """The same facts signed as another kind of statement do not count."""
    paper, signer = PAPERS[Certificate]
    for kind in ("DeviceRequest", "head", "part"):
        signature = signer.sign(kind, paper.said)
        assert not msgspec.structs.replace(paper, signature=signature).signed_with(
            signer.signing_key
        )


def read_signed(unsigned: DeviceRequest) -> None:
    signed = msgspec.structs.replace(unsigned, signature=unsigned.signed(LAPTOP))
    read_paper(signed.to_bytes(), DeviceRequest, "paper")


@pytest.mark.parametrize("name", ["x" * 201, "a\0b", "two\nlines", "bell\x07", "\ud800", " x"])
def test_a_request_has_a_name_that_can_be_shown(name: str) -> None:
    unsigned = msgspec.structs.replace(ASKED, name=name)
    with pytest.raises((InputError, ValueError)):
        read_signed(unsigned)


def test_a_request_altered_on_the_way_is_not_certified() -> None:
    for spoilt in (
        msgspec.structs.replace(ASKED, sealing_key=DESK.sealing_key),
        msgspec.structs.replace(ASKED, signing_key=DESK.signing_key),
        msgspec.structs.replace(ASKED, name="Other"),
        msgspec.structs.replace(ASKED, signature=""),
    ):
        with pytest.raises(InputError, match="altered"):
            certify(DESK, spoilt, "visitor", 1)


def test_keys_are_taken_up_again_and_never_shown() -> None:
    again = DeviceKeys(LAPTOP.device_id, *LAPTOP.secrets())
    assert again.fingerprint == LAPTOP.fingerprint == ASKED.fingerprint
    seed, identity = LAPTOP.secrets()
    for shown in (repr(LAPTOP), str(LAPTOP), f"{LAPTOP}"):
        assert seed.hex() not in shown
        assert identity not in shown
    with pytest.raises(ValueError, match="identity"):
        DeviceKeys(LAPTOP.device_id, seed, "AGE-SECRET-KEY-1QQQ")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_words_are_plain_and_unmistakable(language: str) -> None:
    words = word_list(language)
    assert len(set(words)) == 256
    assert len({word[:4] for word in words}) == 256
    for at, word in enumerate(words):
        assert word.isalpha()
        assert word == word.lower()
        assert word.isascii() or language == "ar"
        assert (3 if language == "ar" else 4) <= len(word) <= 10
        assert all(Levenshtein.distance(word, other) >= 2 for other in words[at + 1 :])


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_words_never_change(language: str) -> None:
    """Two releases must show the same words; a list may only be followed by another one."""
    assert six_words("00" * 32, language) == PINNED[language]
    assert word_list(language) == tuple(sorted(word_list(language)))


def test_a_language_without_words_reads_english() -> None:
    assert six_words("ab" * 32, "xx") == six_words("ab" * 32, "en")


@settings(max_examples=10, deadline=None)
@given(st.binary(min_size=32, max_size=32), st.integers(0, 255))
def test_another_fingerprint_has_other_words(fingerprint: bytes, bit: int) -> None:
    other = bytearray(fingerprint)
    other[bit // 8] ^= 1 << bit % 8
    assert six_words(fingerprint.hex(), "en") != six_words(other.hex(), "en")
