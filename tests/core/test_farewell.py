"""What is left to do when a family leaves follows from facts alone."""

import random
from datetime import date

import pytest

from imh_desktop.core.care import STATUSES, Care
from imh_desktop.core.farewell import WAYS, Facts, lines, way_of

TIMES = 300


def some_facts(chance: random.Random) -> Facts:
    """Facts of any kind, most of them contradicting one another."""

    def ids() -> tuple[str, ...]:
        return tuple(each for each in "abc" if chance.random() < 0.4)

    return Facts(
        care=Care(statuses=tuple(chance.sample(STATUSES, chance.randint(1, 2)))),
        drafts=ids(), referrals=ids(), consents=ids(), pageless=ids(),
        last_visit=chance.choice(("", "a", "z")), outdated=chance.random() < 0.5,
        copied_on=chance.choice((None, date(2026, 6, 10))), shared=chance.random() < 0.5,
        given=chance.random() < 0.5,
    )  # fmt: skip


@pytest.mark.parametrize("way", WAYS)
def test_a_line_is_done_exactly_when_the_record_says_so(way: str) -> None:
    chance = random.Random(way)
    for _ in range(TIMES):
        check(way, some_facts(chance))


def check(way: str, said: Facts) -> None:
    found = {line.kind: line for line in lines(way, said)}  # type: ignore[arg-type]
    # Written down by hand, apart from the code: what each line is done by.
    lacks_page = said.last_visit != "" and (said.last_visit in said.pageless or said.outdated)
    oracle = {
        "draft": not said.drafts, "referral": not said.referrals, "consent": not said.consents,
        "last_page": not lacks_page, "pages": not (set(said.pageless) - {said.last_visit}),
        "copy": said.copied_on is not None, "share": said.shared, "handover": said.given,
        "end": way in said.care.statuses,
    }  # fmt: skip
    assert {kind: line.done for kind, line in found.items()} == {
        kind: oracle[kind] for kind in found
    }
    for line in found.values():
        assert not (line.done and line.left)


def test_what_is_looked_at_by_the_way() -> None:
    def kinds(way: str) -> set[str]:
        return {line.kind for line in lines(way, Facts(care=Care()))}  # type: ignore[arg-type]

    assert "share" in kinds("transferred")
    assert {way for way in WAYS if "handover" in kinds(way)} == {"handed_over"}
    # Visits go on with another visitor: nothing ends, and what the family agreed to runs on.
    assert not kinds("handed_over") & {"end", "consent", "copy", "referral"}
    # No page is made of a child who died.
    assert not kinds("died") & {"last_page", "pages"}
    for way in set(WAYS) - {"handed_over"}:
        assert {"draft", "referral", "consent", "copy", "end"} <= kinds(way)


def test_the_way_is_read_from_the_record_and_an_age_only_proposes() -> None:
    assert way_of(Facts(care=Care()), False) is None
    assert way_of(Facts(care=Care()), True) == "aged_out"
    assert way_of(Facts(care=Care(), given=True), True) == "handed_over"
    assert way_of(Facts(care=Care(statuses=("moved",)), given=True), True) == "moved"
    assert way_of(Facts(care=Care(statuses=("from the future",))), False) is None
