"""How large a part is made, so that its size says little of what is in it.

The open part is rounded up as Padmé does. A private part is never smaller than what a part of
this many open entries would seldom fill, whether it holds a word or none, and grows by doubling:
its size is a fact of the open work alone, until private talk is more than a quarter of that.

Source:
    Nikitin et al., Reducing Metadata Leakage from Encrypted Files and Communication with PURBs,
    PoPETs 2019(4), section 4 (Padmé: at most 12 % more, O(log log size) bits told).
"""

PRIVATE_FLOOR = 64 * 1024
"""Bytes: some 400 private entries, compressed."""
PRIVATE_PER_OPEN = 32
"""Bytes for each open entry; an entry takes 120 to 150 compressed."""
OPEN_FLOOR = 4 * 1024


def open_size(used: int) -> int:
    """Return to how many bytes an open part of so many is filled up."""
    return padme(max(used, OPEN_FLOOR))


def private_size(used: int, open_entries: int) -> int:
    """Return to how many bytes a private part is filled up, beside so many open entries."""
    least = max(used, PRIVATE_FLOOR, PRIVATE_PER_OPEN * open_entries)
    return 1 << (least - 1).bit_length()


def padme(size: int) -> int:
    """Return the next size whose lowest bits are all zero, all but the log2(log2) highest."""
    if size < 2:
        return size
    exponent = size.bit_length() - 1
    mask = (1 << (exponent - exponent.bit_length())) - 1
    return (size + mask) & ~mask
