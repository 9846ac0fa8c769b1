"""Every A and C rule, by an example a clinician can read."""

from datetime import date

import pytest
from msgspec.structs import replace

from imh_desktop.core.guidance import guide
from imh_desktop.core.privacy import Sensitivity
from imh_desktop.core.visit import Answer, Visit

from .builders import (
    BORN,
    DAY,
    ON,
    before,
    checklist,
    facts,
    fired,
    item,
    now,
    talk,
    visit,
)

# A1


@pytest.mark.parametrize(("item_id", "not_sure"), [("t4", True), ("t5", False)])
def test_a1_open(item_id: str, not_sure: bool) -> None:
    said = guide(facts(now(**{item_id: "yes"})))
    assert fired(said) == [("A1", "N3", item_id)]
    assert said.act_now == (item_id,)
    unsure = guide(facts(now(**{item_id: "not_sure"})))
    assert unsure.act_now == ((item_id,) if not_sure else ())
    for code in ("no", "prefers_not"):
        assert guide(facts(now(**{item_id: code}))).open_level == "N0"


@pytest.mark.parametrize(
    ("item_id", "not_sure"), [("t1", True), ("t2", True), ("t3", True), ("t6", False)]
)
def test_a1_private(item_id: str, not_sure: bool) -> None:
    said = guide(facts(now(), private=(talk(**{item_id: "yes"}),)))
    assert (said.open_level, said.open_traces, said.act_now) == ("N0", (), ())
    assert (said.private_level, said.private_act_now) == ("N3", (item_id,))
    assert [t.sensitivity for t in said.private_traces] == [Sensitivity.V]
    unsure = guide(facts(now(), private=(talk(**{item_id: "not_sure"}),)))
    assert unsure.private_act_now == ((item_id,) if not_sure else ())
    assert guide(facts(now(), private=(talk(**{item_id: "no"}),))).private_level == "N0"


def test_two_caregivers_stand_side_by_side() -> None:
    both = (talk("mother", t2="yes"), talk("father", t2="no"))
    said = guide(facts(now(), private=both))
    assert said.private_act_now == ("t2",)
    assert guide(facts(now(), private=both[::-1])) == said


def test_a_private_answer_in_the_open_record_is_not_read() -> None:
    strayed = now()
    strayed.answers["t1"] = Answer(code="yes")
    assert guide(facts(strayed)).open_level == "N0"


def test_an_open_answer_in_a_private_record_is_not_read() -> None:
    said = guide(facts(now(), private=(talk(t4="yes"),)))
    assert said.private_traces == ()


# A3


def test_a3_asks_about_a_skill_that_was_often_and_is_not_yet() -> None:
    said = guide(facts(now(r4="not_yet"), before(14, r4="often")))
    assert fired(said) == [("A3", "N1", "r4")]
    assert said.ask_loss == ("r4",)
    (trace,) = said.open_traces
    assert [(a.visit_id, a.code) for a in trace.answers] == [("v14", "often"), ("now", "not_yet")]


def test_a3_becomes_act_today_once_the_family_says_so() -> None:
    said = guide(facts(now(r4="not_yet", t5="yes"), before(14, r4="often")))
    assert fired(said) == [("A1", "N3", "t5"), ("A3", "N3", "r4")]
    assert said.act_now == ("t5",)
    assert said.open_traces[1].sensitivity is Sensitivity.C
    denied = guide(facts(now(r4="not_yet", t5="no"), before(14, r4="often")))
    assert (denied.open_level, denied.ask_loss) == ("N1", ("r4",))


def test_a3_needs_a_skill_and_fourteen_days_and_a_fall_from_often() -> None:
    assert not guide(facts(now(r4="not_yet"), before(13, r4="often"))).ask_loss
    assert not guide(facts(now(r4="not_yet"), before(14, r4="sometimes"))).ask_loss
    assert not guide(facts(now(r4="sometimes"), before(14, r4="often"))).ask_loss
    assert not guide(facts(now(r2="not_yet"), before(14, r2="often"))).ask_loss


def test_a3_sees_a_slow_loss_and_compares_with_the_last_plain_answer_old_enough() -> None:
    def asked(*earlier: Visit) -> bool:
        return bool(guide(facts(now(r4="not_yet"), *earlier)).ask_loss)

    assert not asked(before(90, r4="often"), before(30, r4="not_yet"))
    assert asked(before(90, r4="often"), before(30, r4="sometimes"))
    assert not asked(before(90, r4="not_yet"), before(30, r4="sometimes"))
    assert asked(before(90, r4="often"), before(30, r4="not_seen"), before(20))
    assert asked(before(90, r4="often"), before(5, r4="not_yet"))


def test_a3_does_not_fire_across_the_second_birthday_of_a_child_born_early() -> None:
    form = checklist(item("walk", "R1", skill=True, bands=("B6", "B7")))
    on = date(2026, 1, 10)
    for gestation, asked in ((210, ()), (280, ("walk",)), (None, ("walk",))):
        then = visit(on - 30 * DAY, "B6", "then", walk="often")
        present = visit(on, "B7", walk="not_yet")
        said = guide(facts(present, then, checklist=form, gestation_days=gestation))
        assert said.ask_loss == asked


# signs and worries


def test_c1_a_sign_that_worries_a_lot_and_poor_growth_even_a_little() -> None:
    assert fired(guide(facts(now(sg1="a_lot", s1="no", s2="a_lot")))) == [("C1", "N2", "s2")]
    assert fired(guide(facts(now(sg1="a_little", s1="a_little", s2="no")))) == [("C1", "N2", "s1")]
    assert fired(guide(facts(now(sg1="a_little", s1="no", s2="a_little")))) == []


def test_a_single_sign_wins_over_the_no_of_its_group() -> None:
    assert fired(guide(facts(now(sg1="no", s2="a_lot")))) == [("C1", "N2", "s2")]


@pytest.mark.parametrize(
    ("days", "then", "today", "fires"),
    [
        (14, "a_little", "a_little", True),
        (14, "a_lot", "a_little", True),
        (13, "a_little", "a_little", False),
        (14, "no", "a_little", False),
        (14, "a_little", "no", False),
    ],
)
def test_c2_a_sign_that_worries_at_two_visits(
    days: int, then: str, today: str, fires: bool
) -> None:
    earlier = before(days, sg1="a_little", s2=then)
    said = guide(facts(now(sg1="a_little", s1="no", s2=today), earlier))
    assert (("C2", "N2", "s2") in fired(said)) is fires


def test_c2_names_every_visit_in_which_the_sign_worried() -> None:
    earlier = [before(days, sg1="a_little", s2="a_little") for days in (40, 20, 3)]
    (trace,) = guide(facts(now(sg1="a_little", s1="no", s2="a_little"), *earlier)).open_traces
    assert [a.visit_id for a in trace.answers] == ["v40", "v20", "v3", "now"]


def test_c3_two_signs_at_once() -> None:
    two = {"sg1": "a_little", "s1": "no", "sg2": "a_little", "s3": "no"}
    said = guide(facts(now(**two, s2="a_little", s4="a_little")))
    assert fired(said) == [("C3", "N1", "")]
    assert [a.item_id for a in said.open_traces[0].answers] == ["s2", "s4"]


def test_c4_the_caregiver_worries() -> None:
    assert fired(guide(facts(now(worry="a_little")))) == [("C4", "N1", "worry")]
    assert fired(guide(facts(now(worry="a_lot")))) == [("C4", "N2", "worry")]
    assert fired(guide(facts(now(worry="not_sure")))) == []


# C5


def at(months: int) -> date:
    """Return the day a child is so many months old."""
    return date(BORN.year + (months // 12), BORN.month + months % 12, BORN.day)


def test_c5_an_item_of_an_earlier_band_still_not_yet() -> None:
    present = now("B5", at(12))
    earlier = [before(days, on=at(12), r3="not_yet") for days in (28 + 5, 5)]
    said = guide(facts(present, *earlier))
    assert fired(said) == [("C5", "N2", "r3")]
    assert [a.visit_id for a in said.open_traces[0].answers] == ["v33", "v5"]


def test_c5_waits_28_days_and_for_the_end_of_the_last_band() -> None:
    def names(present: Visit, *earlier: Visit) -> list[str]:
        return [t.subject for t in guide(facts(present, *earlier)).open_traces if t.rule == "C5"]

    soon = [before(days, on=at(12), r3="not_yet") for days in (32, 5)]
    assert names(now("B5", at(12)), *soon) == []
    apart = [before(days, on=at(12), r3="not_yet", r4="not_yet") for days in (60, 5)]
    assert names(now("B5", at(12)), *apart) == ["r3"]
    still_in_band = [before(days, on=at(11), r3="not_yet") for days in (60, 5)]
    assert names(now("B5", at(11)), *still_in_band) == []
    seen_since = [before(60, on=at(12), r3="not_yet"), before(30, on=at(12), r3="not_yet")]
    assert names(now("B5", at(12)), *seen_since, before(5, on=at(12), r3="sometimes")) == []


def test_c5_speaks_of_skills_and_of_nothing_an_adult_or_a_custom_decides() -> None:
    """A screen of the child is no answer to "not yet" on how a family does things (r7)."""
    earlier = [before(days, on=at(12), r7="not_yet") for days in (33, 5)]
    assert fired(guide(facts(now("B5", at(12)), *earlier))) == []


def test_c5_counts_this_visit_when_an_outgrown_item_is_asked_again() -> None:
    late = now("B4", at(12), r3="not_yet")
    assert ("C5", "N2", "r3") in fired(guide(facts(late, before(28, on=at(12), r3="not_yet"))))
    assert fired(guide(facts(now("B4", at(12)), before(28, on=at(12), r3="not_yet")))) == []


def test_c5_knows_an_item_only_an_older_checklist_has() -> None:
    old = checklist(item("gone", "R1", bands=("B4",), skill=True))
    earlier = [
        replace(before(days, on=at(12), gone="not_yet"), checklist_hash="old") for days in (40, 5)
    ]
    present = now("B5", at(12))
    assert fired(guide(facts(present, *earlier))) == []
    said = guide(facts(present, *earlier, checklists={"old": old}))
    assert fired(said) == [("C5", "N2", "gone")]


# C6


SEVEN = checklist(
    *(item(f"a{n}", "R1") for n in range(4)),
    *(item(f"e{n}", "E1") for n in range(3)),
)


def domain_codes(codes: str) -> dict[str, str]:
    """Return answers of the first items of the first domain, the second domain being well."""
    said = {f"a{n}": code for n, code in enumerate(codes.split())}
    return said | {f"e{n}": "often" for n in range(3)}


@pytest.mark.parametrize(
    ("codes", "fires"),
    [
        ("not_yet not_yet often often", True),
        ("not_yet often often often", False),
        ("not_yet not_yet not_yet not_seen", False),
        ("not_yet not_yet not_yet", False),
    ],
)
def test_c6_half_of_a_domain_not_yet(codes: str, fires: bool) -> None:
    said = guide(facts(visit(ON, **domain_codes(codes)), checklist=SEVEN))
    assert (("C6", "N1", "relationships") in fired(said)) is fires


def test_c6_twice_in_a_row_is_n2() -> None:
    half, well = "not_yet not_yet often often", "often often often often"

    def level(*earlier: str) -> str | None:
        visits = [
            visit(ON - (90 - 10 * n) * DAY, visit_id=f"v{n}", **domain_codes(codes))
            for n, codes in enumerate(earlier)
        ]
        said = guide(facts(visit(ON, **domain_codes(half)), *visits, checklist=SEVEN))
        return next(t.level for t in said.open_traces if t.rule == "C6")

    assert level() == "N1"
    assert level(well) == "N1"
    assert level(half) == "N2"
    assert level(half, well) == "N1"
    assert level(well, half) == "N2"


def test_no_not_yet_rule_before_the_due_date() -> None:
    """Hand row 4: born at 28 weeks, seen 18 days before the due date."""
    form = checklist(*(item(f"a{n}", "R1", skill=True, bands=("B1",)) for n in range(4)))
    born = date(2023, 12, 25)
    codes = {f"a{n}": "not_yet" for n in range(4)}
    then = visit(born, "B1", "then", **{f"a{n}": "often" for n in range(4)})
    on = date(2024, 2, 29)
    said = guide(
        facts(visit(on, "B1", **codes), then, born=born, gestation_days=196, checklist=form)
    )
    assert fired(said) == []
    term = guide(
        facts(visit(on, "B1", **codes), then, born=born, gestation_days=280, checklist=form)
    )
    assert {t.rule for t in term.open_traces} == {"A3", "C6"}


@pytest.mark.parametrize(("gestation", "fires"), [(196, False), (280, True)])
def test_a_not_yet_from_before_the_due_date_never_counts_later(gestation: int, fires: bool) -> None:
    form = checklist(item("smile", "R1", bands=("B1",), skill=True))
    born = date(2023, 12, 25)
    earlier = [
        visit(date(2024, 2, 10), "B1", "before due", smile="not_yet"),
        visit(date(2024, 3, 20), "B1", "after due", smile="not_yet"),
    ]
    present = visit(date(2024, 6, 20), "B2")
    said = guide(facts(present, *earlier, born=born, gestation_days=gestation, checklist=form))
    assert (("C5", "N2", "smile") in fired(said)) is fires
