"""Each check on the data finds what it should, and leaves its neighbour alone."""

from datetime import date, timedelta

import pytest
from msgspec.structs import replace

from imh_desktop.core.measured_care import Frame
from imh_desktop.core.people import Birth
from imh_desktop.core.programme_facts import (
    ChildFact,
    Period,
    ProgrammeFacts,
    ReferralFact,
    VisitFact,
)
from imh_desktop.core.quality_checks import CHECKS, find
from imh_desktop.core.sound_alike import sound_of

TODAY = date(2026, 11, 25)
ON = date(2026, 6, 10)
CHILD = ChildFact(
    child_id="c", given_name="Amara", family_name="Jallow", birth=Birth.on(date(2025, 8, 10)),
    gestation_days=280, enrolled_on=date(2026, 1, 1),
)  # fmt: skip
VISIT = VisitFact(
    visit_id="v", child_id="c", on=ON, band="B4", level="N1", acted=True, dated=True,
    rule_set="2", text_version="2026.1 en",
)  # fmt: skip


def found(
    *visits: VisitFact,
    children: tuple[ChildFact, ...] = (CHILD,),
    referrals: tuple[ReferralFact, ...] = (),
) -> list[tuple[str, str]]:
    facts = ProgrammeFacts(children=children, visits=visits, referrals=referrals)
    frame = Frame(facts=facts, period=Period(date(2025, 1, 1), TODAY), today=TODAY)
    return [(one.check, one.subject_id) for one in find(frame)]


def test_there_are_fourteen_checks_and_a_calm_visit_meets_none() -> None:
    assert list(CHECKS) == [f"DQ{number}" for number in range(1, 15)]
    assert found(VISIT) == []


@pytest.mark.parametrize(
    ("check", "changed"),
    [
        ("DQ1", {"on": date(2025, 8, 9), "band": ""}),
        ("DQ4", {"on": TODAY + timedelta(days=1), "band": "B5"}),
        ("DQ4", {"on": date(2025, 12, 31), "band": "B2"}),
        ("DQ5", {"band": "B5"}),
        ("DQ7", {"codes": ("often",) * 10}),
        ("DQ8", {"answered_at": tuple(range(0, 29 * 8, 8))}),
        ("DQ9", {"kind": "remote", "seen": 1}),
        ("DQ10", {"level": "N2", "acted": False}),
        ("DQ10", {"level": "N3", "dated": False}),
        ("DQ11", {"reobserve_on": TODAY - timedelta(days=1)}),
    ],
)
def test_what_is_wrong_with_a_visit_is_found(check: str, changed: dict[str, object]) -> None:
    findings = found(replace(VISIT, **changed))
    assert (check, "v") in findings
    assert {"DQ1", "DQ4"} >= {name for name, _ in findings} - {check}


@pytest.mark.parametrize(
    "changed",
    [
        {"on": TODAY, "band": "B5"},
        {"codes": ("often",) * 9},
        {"codes": ("often",) * 20 + ("sometimes",)},
        {"answered_at": tuple(range(0, 29 * 9, 9))},  # 29 items in 252 s
        {"answered_at": tuple(range(28))},
        {"kind": "remote"},
        {"level": "N2"},
        {"reobserve_on": TODAY},
        {"closed": False, "level": "N3", "acted": False, "codes": ("often",) * 20},
    ],
)
def test_what_is_well_stays_unmentioned(changed: dict[str, object]) -> None:
    assert found(replace(VISIT, **changed)) == []


def test_a_later_visit_even_an_open_one_answers_the_wish_to_look_again() -> None:
    first = replace(VISIT, reobserve_on=date(2026, 7, 1))
    assert found(first) == [("DQ11", "v")]
    assert (
        found(first, replace(VISIT, visit_id="w", on=date(2026, 7, 20), closed=False))
        == [("DQ5", "w")]
        or found(first, replace(VISIT, visit_id="w", on=date(2026, 7, 20), closed=False, band="B4"))
        == []
    )


@pytest.mark.parametrize(
    ("days", "expected"), [(153, ["DQ2"]), (154, []), (314, []), (315, ["DQ2"]), (None, ["DQ3"])]
)
def test_weeks_of_pregnancy(days: int | None, expected: list[str]) -> None:
    child = replace(CHILD, gestation_days=days)
    assert [check for check, _ in found(children=(child,))] == expected


def test_from_the_second_birthday_unknown_weeks_do_not_matter() -> None:
    child = replace(CHILD, gestation_days=None, birth=Birth.on(date(2024, 11, 25)))
    assert found(children=(child,)) == []
    eve = replace(child, birth=Birth.on(date(2024, 11, 26)))
    assert found(children=(eve,)) == [("DQ3", "c")]


@pytest.mark.parametrize(
    ("given", "family", "same"),
    [
        ("Amara", "Jallow", True),
        ("AMÁRA", "Jalow", True),
        ("Amara", "", True),
        ("Amina", "Jallow", False),  # a twin has a name of her own
        ("Amara", "Barry", False),
    ],
)
def test_one_child_entered_twice(given: str, family: str, same: bool) -> None:
    other = replace(CHILD, child_id="d", given_name=given, family_name=family)
    assert found(children=(CHILD, other)) == ([("DQ6", "c/d")] if same else [])
    later = replace(other, birth=Birth.on(date(2025, 8, 11)))
    assert found(children=(CHILD, later)) == []


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Yesenia", "Yecenia"), ("Vanessa", "Banesa"), ("Zoë", "Soe"),
        ("Jonathan", "Jonatan"), ("Geraldine", "Jeraldin"), ("María José", "Jose Maria"),
        ("Katherine", "Catherine"), ("Philip", "Filip"), ("Xiomara", "Siomara"),
    ],
)  # fmt: skip
def test_spellings_of_one_sound(one: str, other: str) -> None:
    assert sound_of(one) == sound_of(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [("Ana", "Eva"), ("Mateo", "Marco"), ("Luis", "Lena"), ("Iris", "Oscar"), ("Baby 1", "Baby 2")],
)
def test_other_names_stay_apart(one: str, other: str) -> None:
    assert sound_of(one) != sound_of(other)


@pytest.mark.parametrize("name", ["", "  ", "=1+1", "<img src=x>", "'", "o" * 2000, "名前"])
def test_any_name_has_a_sound(name: str) -> None:
    assert isinstance(sound_of(name), str)


@pytest.mark.parametrize(
    ("state", "expires", "revoked", "open_loop"),
    [
        ("sent", TODAY, None, False),
        ("sent", TODAY - timedelta(days=1), None, True),
        ("sent", None, TODAY, True),
        ("a newer state", date(2026, 1, 2), None, True),
        ("closed", date(2026, 1, 2), None, False),
    ],
)
def test_a_consent_that_is_over_while_a_referral_is_open(
    state: str, expires: date | None, revoked: date | None, open_loop: bool
) -> None:
    one = ReferralFact(
        referral_id="r", child_id="c", state=state, consent_expires_on=expires,
        consent_revoked_on=revoked,
    )  # fmt: skip
    assert found(referrals=(one,)) == ([("DQ12", "r")] if open_loop else [])


def test_a_referral_is_an_action() -> None:
    one = ReferralFact(referral_id="r", child_id="c", visit_id="v")
    assert found(replace(VISIT, level="N2", acted=False), referrals=(one,)) == []


def test_versions_side_by_side_in_one_report() -> None:
    old = replace(VISIT, visit_id="w", rule_set="1")
    assert found(VISIT, replace(VISIT, visit_id="x"), old) == [("DQ14", "rule_set:1")]
    spanish = replace(VISIT, visit_id="y", text_version="2026.2 es")
    assert found(VISIT, replace(VISIT, visit_id="x"), spanish) == [
        ("DQ14", "text_version:2026.2 es")
    ]
    assert found(VISIT, replace(old, on=date(2024, 12, 31))) == []
