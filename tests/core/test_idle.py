"""When the screen is covered and the file closed: the table of the house, second by second."""

import pytest

from imh_desktop.core.idle import Rest, due

USUAL = Rest(cover_s=300, lock_s=300)


@pytest.mark.parametrize(
    ("idle_s", "rest", "midst", "expected"),
    [
        (299.9, USUAL, "none", None),
        (300, USUAL, "none", "lock"),
        (119, Rest(cover_s=120, lock_s=900), "none", None),
        (120, Rest(cover_s=120, lock_s=900), "none", "cover"),
        (900, Rest(cover_s=120, lock_s=900), "none", "lock"),
        (60, Rest(cover_s=600, lock_s=60), "none", "lock"),
        (60, Rest(cover_s=0, lock_s=60), "none", "lock"),
        (299, USUAL, "visit", None),
        (300, USUAL, "visit", "cover"),
        (1799, USUAL, "visit", "cover"),
        (1800, USUAL, "visit", "lock"),
        (1800, Rest(cover_s=0, lock_s=60), "visit", "lock"),
        (1799, Rest(cover_s=0, lock_s=60), "visit", None),
        (28_800, USUAL, "held", "cover"),
        (28_800, Rest(cover_s=0, lock_s=60), "held", None),
        (28_800, Rest(), "none", None),
        (28_800, Rest(), "visit", None),
    ],
)
def test_the_table(idle_s, rest, midst, expected):
    assert due(idle_s, rest, midst) == expected
