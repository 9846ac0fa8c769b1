"""What a condition can do is found by trying it out; here against a reading of it by hand."""

from itertools import product
from typing import get_args

from hypothesis import given
from hypothesis import strategies as st

from imh_desktop.content.reach_checks import reach_faults
from imh_desktop.core.checklist import CODES, Condition, VisitKind
from imh_desktop.core.conditions import holds
from tests.core.builders import checklist, item

KINDS: tuple[VisitKind, ...] = get_args(VisitKind)
MONTHS = {"B4": range(9, 12), "B5": range(12, 18), "B6": range(18, 24)}
CHOICES = (None, *CODES["behaviour"])

leaves = st.one_of(
    st.builds(
        Condition,
        item=st.sampled_from(["r1", "r2", "elsewhere"]),
        is_=st.sets(st.sampled_from(CODES["behaviour"]), min_size=1).map(tuple),
    ),
    st.builds(Condition, age_from=st.integers(7, 25)),
    st.builds(Condition, age_before=st.integers(7, 25)),
    st.builds(Condition, visit_kind=st.sets(st.sampled_from(KINDS), min_size=1).map(tuple)),
)
conditions = st.recursive(
    leaves,
    lambda inner: st.one_of(
        st.builds(Condition, all=st.lists(inner, min_size=1, max_size=3).map(tuple)),
        st.builds(Condition, any=st.lists(inner, min_size=1, max_size=3).map(tuple)),
        st.builds(Condition, not_=inner),
    ),
    max_leaves=4,
)


@given(conditions)
def test_what_never_or_always_holds_is_found(condition: Condition) -> None:
    asked = item("r3", "R2", show_when=condition)
    form = checklist(item("r1", "R1"), item("r2", "R1"), asked)

    outcomes = {
        band: {
            holds(condition, {k: v for k, v in zip(("r1", "r2"), codes, strict=True) if v}, m, kind)
            for m, kind, codes in product(months, KINDS, product(CHOICES, CHOICES))
        }
        for band, months in MONTHS.items()
    }
    told = dict(reach_faults(asked, form))

    never = [band for band, found in outcomes.items() if found == {False}]
    always = all(found == {True} for found in outcomes.values())
    assert told.get("", "").startswith(f"is never shown in {', '.join(never)} (") == bool(never)
    assert (".show_when" in told) == always


@given(st.sampled_from(["all", "any"]), st.lists(leaves, min_size=2, max_size=3))
def test_a_part_is_named_when_the_rest_says_the_same(form: str, parts: list[Condition]) -> None:
    def truth(those: list[Condition]) -> list[bool]:
        holding = all if form == "all" else any
        return [
            holding(
                holds(part, {k: v for k, v in zip(("r1", "r2"), codes, strict=True) if v}, m, kind)
                for part in those
            )
            for m, kind, codes in product(range(9, 24), KINDS, product(CHOICES, CHOICES))
        ]

    asked = item("r3", "R2", show_when=Condition(**{form: tuple(parts)}))
    told = dict(reach_faults(asked, checklist(item("r1", "R1"), item("r2", "R1"), asked)))

    whole = truth(parts)
    needless = [
        f".show_when.{form}[{place}]"
        for place in range(len(parts))
        if truth(parts[:place] + parts[place + 1 :]) == whole
    ]
    if set(whole) == {True, False}:
        assert [key for key in told if key] == needless


def test_a_sign_waits_for_its_group_and_what_shows_the_group() -> None:
    sign = item("s1", "S1", "sign")
    group = item("sg1", "SG1", "sign_group", signs=("s1",), show_when=Condition(age_from=12))

    assert list(reach_faults(sign, checklist(sign, group))) == [
        ("", "is never shown in B4 (expected a way to it, or other bands)")
    ]


def test_an_answer_that_can_never_be_given_opens_nothing() -> None:
    hidden = item("r1", "R1", show_when=Condition(age_before=3))
    waits = item("r2", "R1", show_when=Condition(item="r1", is_=("often",)))

    (told,) = reach_faults(waits, checklist(hidden, waits))

    assert told[1].startswith("is never shown in B4, B5, B6")
