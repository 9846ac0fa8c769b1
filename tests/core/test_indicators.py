"""The coordinator's indicators equal an independent recount, and never count a checklist twice
over as what it is not."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from msgspec.structs import replace

from imh_desktop.content.indicator_file import read_indicators
from imh_desktop.core.indicators import RULES, Indicator, count, percent
from imh_desktop.core.measured_care import Frame
from imh_desktop.core.measures import Definition, IndicatorTexts
from imh_desktop.core.people import Birth
from imh_desktop.core.programme_facts import (
    ChildFact,
    Period,
    ProgrammeFacts,
    ReferralFact,
    VisitFact,
)
from imh_desktop.errors import InputError

from .programme_generator import frame, story
from .programme_recount import recount

PERIOD = Period(date(2026, 1, 1), date(2026, 12, 31))
TODAY = date(2026, 11, 25)
DEFINITIONS = {one.indicator_id: one for one in read_indicators()}


def define(measure: str, evidence: str = "visit") -> Definition:
    texts = {"en": IndicatorTexts(name="n", definition="d", means="m", means_not="not")}
    return Definition(
        indicator_id=measure, version="t", dated=TODAY, source="test", texts=texts,
        evidence=evidence, measure=measure,  # type: ignore[arg-type]
    )  # fmt: skip


def told(facts: ProgrammeFacts, indicator_id: str, today: date = TODAY) -> Indicator:
    return count(DEFINITIONS[indicator_id], Frame(facts=facts, period=PERIOD, today=today))


def tally(one: Indicator) -> tuple[int | None, int | None, int]:
    return one.numerator, one.denominator, one.missing


def test_twenty_programmes_equal_an_independent_recount() -> None:
    visits = 0
    met = dict.fromkeys(RULES, 0)
    for seed in range(20):
        made = story(seed)
        visits += len(made.visits)
        expected = recount(made)
        for measure in RULES:
            one = count(define(measure), frame(made))
            assert (measure, tally(one)) == (measure, expected.get(measure, (0, 0, 0)))
            assert len(one.numerator_ids) == one.numerator
            assert len(one.denominator_ids) == one.denominator
            assert len(one.missing_ids) == one.missing
            assert set(one.numerator_ids) <= set(one.denominator_ids)
            met[measure] += (one.numerator or 0) + (one.denominator or 0) + one.missing
    assert visits >= 10_000
    assert [measure for measure, n in met.items() if not n] == ["nothing"]


def test_no_checklist_is_counted_as_a_screen() -> None:
    made = frame(story(3))
    for indicator_id in ("m3", "m10", "m12", "m14"):
        one = count(DEFINITIONS[indicator_id], made)
        assert (one.value, one.numerator, one.numerator_ids) == (None, None, ())
        assert one.note == "no_instrument"
        assert one.denominator == len(one.denominator_ids)
    for indicator_id in ("m2", "m17", "m19"):
        one = count(DEFINITIONS[indicator_id], made)
        assert (one.value, one.numerator, one.denominator) == (None, None, None)
        assert one.note == "not_recorded"


@pytest.mark.parametrize("number", ["3", "10", "12", "14", "18", "1", "19", "17"])
def test_a_file_that_would_count_a_checklist_is_refused(number: str, tmp_path: Path) -> None:
    text = Path("resources/indicators.toml").read_text("utf-8")
    before, after = text.split(f'number = "{number}"', 1)
    evidence, rest = after.split("evidence = ", 1)
    _old, rest = rest.split("\n", 1)
    changed = f'{before}number = "{number}"{evidence}evidence = "checklist"\n{rest}'
    (tmp_path / "indicators.toml").write_text(changed, "utf-8")
    with pytest.raises(InputError) as refused:
        read_indicators(tmp_path)
    assert refused.value.expected == "a published instrument"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('measure = "visits"', 'measure = "rank_of_workers"'),
        ('id = "visits"', 'id = "children"'),
        ("share = false", "share = false\nweight = 3"),
        ("[indicator.texts.es]", "[indicator.texts.fr]"),
        ('version = "1"', ""),
        ("[[indicator]]", "[[indicator"),
    ],
)
def test_a_file_of_another_shape_is_refused_with_its_place(
    old: str, new: str, tmp_path: Path
) -> None:
    text = Path("resources/indicators.toml").read_text("utf-8")
    (tmp_path / "indicators.toml").write_text(text.replace(old, new, 1), "utf-8")
    with pytest.raises(InputError, match=r"indicators\.toml"):
        read_indicators(tmp_path)


def referred(concern: date, **reached: date) -> ProgrammeFacts:
    child = ChildFact(child_id="c", birth=Birth.on(date(2023, 6, 10)))
    one = ReferralFact(referral_id="r", child_id="c", concern_on=concern, reached=reached)
    return ProgrammeFacts(children=(child,), referrals=(one,))


@pytest.mark.parametrize(
    ("concern", "sent", "expected"),
    [
        (date(2026, 2, 22), date(2026, 3, 1), (1, 1, 0)),  # over a month end: the 7th day
        (date(2026, 2, 22), date(2026, 3, 2), (0, 1, 0)),
        (date(2026, 5, 1), date(2026, 5, 1), (1, 1, 0)),
        (date(2026, 5, 1), date(2026, 4, 30), (0, 0, 1)),
        (TODAY - timedelta(days=7), None, (0, 0, 1)),
        (TODAY - timedelta(days=8), None, (0, 1, 0)),
    ],
)
def test_seven_calendar_days_to_send(
    concern: date, sent: date | None, expected: tuple[int, int, int]
) -> None:
    facts = referred(concern, **({"sent": sent} if sent else {}))
    assert tally(told(facts, "sent_in_time")) == expected


@pytest.mark.parametrize(
    ("sent", "evaluated", "expected"),
    [
        (date(2026, 4, 1), date(2026, 5, 16), (1, 1, 0)),  # the 45th day
        (date(2026, 4, 1), date(2026, 5, 17), (0, 1, 0)),
        (date(2026, 6, 9), date(2026, 6, 20), (1, 1, 0)),  # the eve of the third birthday
        (date(2026, 6, 10), date(2026, 6, 20), (0, 0, 0)),  # the third birthday: not Part C
    ],
)
def test_forty_five_days_and_the_third_birthday(
    sent: date, evaluated: date, expected: tuple[int, int, int]
) -> None:
    facts = referred(sent, sent=sent, evaluated=evaluated)
    assert tally(told(facts, "evaluated_in_time")) == expected


def test_a_family_that_declines_is_no_failure_of_the_clock() -> None:
    sent = date(2026, 4, 1)
    facts = referred(sent, sent=sent, declined=sent + timedelta(days=3))
    assert tally(told(facts, "evaluated_in_time")) == (0, 0, 0)


@pytest.mark.parametrize("days", [30, 31])
def test_thirty_days_for_another_service(days: int) -> None:
    sent = date(2026, 4, 1)
    facts = referred(sent, sent=sent, service_started=sent + timedelta(days=days))
    assert tally(told(facts, "m18")) == (int(days == 30), 1, 0)


@pytest.mark.parametrize("state", ["a newer state", "draft / sent", "", "waitlisted"])
def test_an_unknown_state_is_open(state: str) -> None:
    facts = ProgrammeFacts(referrals=(ReferralFact(referral_id="r", child_id="c", state=state),))
    assert told(facts, "open_loops").value == 1


def test_every_element_that_is_missing_is_told() -> None:
    child = ChildFact(child_id="c", birth=Birth.on(date(2026, 1, 1)))
    asked = VisitFact(visit_id="v1", child_id="c", on=date(2026, 3, 1), worry_asked=True)
    visits = (
        asked,
        replace(asked, visit_id="v2", worry_asked=False),
        replace(asked, visit_id="v3", worry_asked=None),
        replace(asked, visit_id="v4", on=None),
        replace(asked, visit_id="v5", child_id="gone"),
        replace(asked, visit_id="v6", on=date(2025, 12, 31)),
        replace(asked, visit_id="v7", closed=False),
    )
    one = told(ProgrammeFacts(children=(child,), visits=visits), "m13")
    assert (one.value, *tally(one)) == (50.0, 1, 2, 3)
    assert one.missing_ids == ("v3", "v4", "v5")


def test_nothing_to_divide_by_is_no_zero() -> None:
    one = told(ProgrammeFacts(), "m13")
    assert (one.value, *tally(one)) == (None, 0, 0, 0)


@pytest.mark.parametrize(
    ("part", "whole", "said"), [(1, 3, 33.3), (2, 3, 66.7), (1, 1, 100.0), (1, 800, 0.1)]
)
def test_a_share_has_one_decimal_halves_up(part: int, whole: int, said: float) -> None:
    assert percent(part, whole) == said
