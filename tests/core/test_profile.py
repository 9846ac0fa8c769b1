"""A profile says what was seen, in counts that mean no more than they say."""

import pytest
from msgspec.structs import fields

from imh_desktop.core.checklist import Checklist
from imh_desktop.core.conditions import shown_items
from imh_desktop.core.facts import codes_of
from imh_desktop.core.profile import ConstructProfile, Counts, DomainProfile, Profile, read_profile

from .builders import BORN, checklist, item, visit


def profile(form: Checklist, concerned: frozenset[str] = frozenset(), **codes: str) -> Profile:
    """Return the profile of a visit in band B4, at ten months, at home."""
    now = visit(BORN, **codes)
    shown = shown_items(form, "B4", codes_of(now.answers), 10, "home")
    return read_profile(form, now, shown, concerned)


def domain(of: Profile, domain_id: str) -> DomainProfile:
    """Return one domain."""
    return next(d for d in of.domains if d.domain == domain_id)


def construct(of: Profile, name: str) -> ConstructProfile | None:
    """Return one construct, if the profile has something to say of it."""
    found = [c for d in of.domains for c in d.constructs if c.construct == name]
    return found[0] if found else None


FOUR = checklist(*(item(f"a{n}", "R1") for n in range(4)))


@pytest.mark.parametrize(
    ("codes", "status"),
    [
        ("often often often often", "strength"),
        ("often often sometimes sometimes", "strength"),
        ("often sometimes sometimes sometimes", "emerging"),
        ("often often often not_yet", "emerging"),
        ("not_yet not_yet not_yet not_yet", "emerging"),
        ("often often - -", "strength"),
        ("often sometimes not_seen prefers_not", "strength"),
        ("often - - -", "unknown"),
        ("not_seen not_seen not_seen often", "unknown"),
        ("- - - -", "unknown"),
    ],
)
def test_status_of_a_construct_no_rule_names(codes: str, status: str) -> None:
    said = {f"a{n}": code for n, code in enumerate(codes.split()) if code != "-"}
    found = construct(profile(FOUR, **said), "R1")
    assert found
    assert found.status == status
    counts = found.counts
    assert counts.often == codes.count("often")
    assert counts.sometimes == codes.count("sometimes")
    assert counts.not_yet == codes.count("not_yet")
    assert counts.unknown == 4 - sum((counts.often, counts.sometimes, counts.not_yet))
    assert counts.concern == 0


def test_a_rule_that_names_an_item_makes_its_construct_a_concern() -> None:
    found = profile(FOUR, frozenset({"a3"}), a0="often", a1="often", a2="often", a3="not_yet")
    named = construct(found, "R1")
    assert named == ConstructProfile(
        construct="R1", status="concern", counts=Counts(often=3, concern=1)
    )


def test_an_item_of_an_earlier_band_can_make_a_construct_a_concern() -> None:
    form = checklist(item("then", "R1", bands=("B3",)), item("now", "R1"))
    named = construct(profile(form, frozenset({"then"}), now="often"), "R1")
    assert named == ConstructProfile(construct="R1", status="concern", counts=Counts(often=1))


def test_hidden_and_private_items_enter_no_count() -> None:
    form = checklist(
        item("a", "R1"),
        item("b", "R1", bands=("B5",)),
        item("t4", "T4", "today"),
        item("k1", "K1", "risk"),
        item("k2", "R1", "risk"),
    )
    found = profile(form, a="often", b="not_yet", t4="yes", k1="a_lot", k2="a_lot")
    assert (found.answered, found.shown) == (1, 1)
    assert domain(found, "relationships").counts == Counts(often=1)
    assert [d.domain for d in found.domains] == ["relationships", "feelings", "signs"]


def counted(answered: int, items: int, thin: int = 0) -> Profile:
    """Return a profile of so many answered items, with ``thin`` of two in another domain."""
    form = checklist(
        *(item(f"a{n}", "R1") for n in range(items)), *(item(f"e{n}", "E1") for n in range(2))
    )
    said = {f"a{n}": "often" for n in range(answered)} | {f"e{n}": "often" for n in range(thin)}
    return profile(form, **said)


def test_completeness_gates() -> None:
    assert counted(8, 8, thin=0).completeness == "partial"
    assert counted(8, 8, thin=0).thin_domains == ("feelings",)
    assert counted(8, 8, thin=1).completeness == "complete"
    assert counted(6, 8, thin=2).completeness == "complete"  # 8 of 10
    assert counted(5, 8, thin=2).completeness == "partial"  # 7 of 10
    assert counted(4, 8, thin=1).completeness == "partial"  # 5 of 10
    assert counted(3, 8, thin=1).completeness == "not_enough"
    assert counted(0, 8).completeness == "not_enough"
    assert profile(checklist()).completeness == "not_enough"


def test_items_that_are_not_core_do_not_count_for_completeness() -> None:
    form = checklist(item("a", "R1"), item("b", "R1", core=False))
    found = domain(profile(form, b="often"), "relationships")
    assert (found.answered, found.asked, found.shown) == (0, 0, 1)
    assert found.counts == Counts(often=1, unknown=1)


GROUP = checklist(
    item("sg1", "SG1", "sign_group", signs=("s1", "s2")),
    item("s1", "S1", "sign"),
    item("s2", "S2", "sign"),
)


@pytest.mark.parametrize(
    ("said", "answered", "asked", "counts"),
    [
        ({}, 0, 0, Counts(unknown=1)),
        ({"sg1": "no"}, 1, 1, Counts()),
        ({"sg1": "a_lot"}, 0, 1, Counts(unknown=2)),
        ({"sg1": "not_sure"}, 0, 1, Counts(unknown=2)),
        ({"sg1": "a_lot", "s1": "a_lot"}, 0, 1, Counts(concern=1, unknown=1)),
        ({"sg1": "a_lot", "s1": "a_lot", "s2": "not_sure"}, 1, 1, Counts(concern=1, unknown=1)),
        ({"sg1": "a_lot", "s1": "not_sure", "s2": "not_sure"}, 0, 1, Counts(unknown=2)),
        ({"sg1": "a_lot", "s1": "no", "s2": "no"}, 1, 1, Counts()),
        ({"sg1": "no", "s2": "a_little"}, 1, 1, Counts(concern=1)),
        ({"s1": "no"}, 0, 0, Counts(unknown=1)),
        ({"s1": "no", "s2": "a_little"}, 1, 1, Counts(concern=1)),
    ],
)
def test_a_sign_group_is_one_core_item(
    said: dict[str, str], answered: int, asked: int, counts: Counts
) -> None:
    found = domain(profile(GROUP, **said), "signs")
    assert (found.answered, found.asked, found.shown) == (answered, asked, 1)
    assert found.counts == counts


def test_a_sign_is_never_called_a_strength() -> None:
    assert construct(profile(GROUP, sg1="a_lot", s1="no", s2="no"), "S1") is None
    worried = construct(profile(GROUP, sg1="a_lot", s1="a_little", s2="no"), "S1")
    assert worried
    assert worried.status == "concern"
    named = profile(GROUP, frozenset({"s1"}), sg1="a_lot", s1="a_little", s2="no")
    assert [c.status for c in domain(named, "signs").constructs] == ["concern"]


def test_a_profile_has_no_score() -> None:
    numbers = {f.name for struct in (Profile, DomainProfile, Counts) for f in fields(struct)}
    assert not numbers & {"score", "total", "weight", "percent", "percentile", "norm", "rank"}
    assert {f.name for f in fields(Counts)} == {
        "often",
        "sometimes",
        "not_yet",
        "concern",
        "unknown",
    }
