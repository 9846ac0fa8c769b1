"""An id says when it was made, and never comes twice."""

import random
import uuid

import pytest

from imh_desktop.core.identity import uuid7


def test_an_id_is_a_uuid_of_version_7_that_holds_the_clock() -> None:
    chance = random.Random(7)
    ids = set()
    for now_ms in (0, 1, 1_700_000_000_123, 2**48 - 1):
        made = uuid.UUID(uuid7(now_ms, chance.getrandbits))
        assert made.version == 7
        assert made.variant == uuid.RFC_4122
        assert made.int >> 80 == now_ms
        ids.add(made)
    assert len(ids) == 4


def test_the_vector_of_rfc_9562() -> None:
    bits = {12: 0xCC3, 62: 0x18C4DC0C0C07398F}
    assert uuid7(0x017F22E279B0, bits.__getitem__) == "017f22e2-79b0-7cc3-98c4-dc0c0c07398f"


def test_all_random_bits_are_used() -> None:
    least, most = uuid7(5, lambda bits: 0), uuid7(5, lambda bits: 2**bits - 1)
    assert (uuid.UUID(least).int ^ uuid.UUID(most).int).bit_count() == 74


@pytest.mark.parametrize("now_ms", [-1, 2**48])
def test_a_clock_out_of_range_is_refused(now_ms: int) -> None:
    with pytest.raises(ValueError, match="clock"):
        uuid7(now_ms, lambda bits: 0)
