"""New identities: UUIDv7, so that ids made later mostly sort later, on every device."""

from collections.abc import Callable


def uuid7(now_ms: int, random_bits: Callable[[int], int]) -> str:
    """Return a UUID of version 7 in its 36-character form.

    Two ids of one millisecond differ only by chance, so their order means nothing.

    Args:
        now_ms: milliseconds since 1970-01-01 UTC.
        random_bits: gives a random whole number of so many bits (``secrets.randbits``).
    Raises:
        ValueError: ``now_ms`` does not fit 48 bits (before 1970 or after the year 10889).
    Source:
        RFC 9562, section 5.7.
    """
    if not 0 <= now_ms < 1 << 48:
        raise ValueError("the clock is outside the range of a UUIDv7")
    version, variant = 0x7 << 76, 0b10 << 62
    value = now_ms << 80 | version | random_bits(12) << 64 | variant | random_bits(62)
    digits = f"{value:032x}"
    return f"{digits[:8]}-{digits[8:12]}-{digits[12:16]}-{digits[16:20]}-{digits[20:]}"
