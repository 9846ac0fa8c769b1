"""A page is proposed in what its reader reads, and in nothing nobody can print."""

import pytest

from imh_desktop.core.page_language import family_language, language_for, unread
from imh_desktop.core.people import Caregiver

OFFERED = ("en", "es", "ar")


def reader(*reads: str) -> Caregiver:
    return Caregiver(caregiver_id="a", child_id="c", name="A", speaks=("so",), reads=reads)


@pytest.mark.parametrize(
    ("family", "reads", "proposed"),
    [
        ("es", (), "es"),  # not asked: the family's
        ("es", ("es", "ar"), "es"),  # what the family reads, this person reads too
        ("es", ("ar", "es"), "es"),  # in whatever order
        ("es", ("ar",), "ar"),
        ("es", ("so", "ar"), "ar"),  # no page in Somali
        ("es", ("so",), "es"),  # none at all: the family's, and it is said
        ("es", ("<img src=x>",), "es"),
    ],
)
def test_what_is_read_is_proposed(family: str, reads: tuple[str, ...], proposed: str) -> None:
    assert language_for(family, reader(*reads), OFFERED) == proposed
    assert family_language(family, [reader(*reads)], OFFERED) == proposed


def test_of_several_readers_none_is_taken_for_all() -> None:
    assert family_language("es", [reader("ar"), reader("en")], OFFERED) == "es"
    assert family_language("es", [], OFFERED) == "es"
    assert language_for("es", None, OFFERED) == "es"


def test_only_what_is_known_is_said_to_be_unread() -> None:
    assert unread(reader("ar"), "es")
    assert not unread(reader("ar", "es"), "es")
    assert not unread(reader(), "es"), "nobody asked"
