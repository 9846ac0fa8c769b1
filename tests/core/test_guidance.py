"""Levels, notes, traces, and the wall between what is open and what is private."""

import random

import msgspec
import pytest
from msgspec.structs import replace

from imh_desktop.core.facts import Facts
from imh_desktop.core.guidance import RULE_SET, Guidance, guide
from imh_desktop.core.privacy import Sensitivity
from imh_desktop.core.visit import Answer, Raise, Visit

from .builders import (
    BANDS,
    DAY,
    ON,
    facts,
    fired,
    now,
    random_facts,
    small,
    talk,
    visit,
)


def test_all_well_is_n0_with_nothing_to_explain() -> None:
    assert guide(facts(now())) == Guidance(open_level="N0", open_traces=())


# the private level


def test_private_level_is_none_until_something_private_is_answered() -> None:
    assert guide(facts(now())).private_level is None
    noted = replace(talk(), notes={"wellbeing": "tired"})
    assert guide(facts(now(), private=(noted,))).private_level is None
    assert guide(facts(now(), private=(talk(sensitivity="G", k1="no"),))).private_level == "N0"
    risk = guide(facts(now(), private=(talk(sensitivity="G", k1="a_lot"),)))
    assert (risk.private_level, risk.private_traces) == ("N0", ())


def test_private_level_is_the_highest_of_all() -> None:
    said = guide(facts(now(worry="a_lot"), private=(talk(t1="no"),)))
    assert (said.open_level, said.private_level) == ("N2", "N2")


# C8, P1, J1


@pytest.mark.parametrize(
    ("known", "gestation", "subject"),
    [
        (True, 280, "conditions_known"),
        (None, 195, "gestation_days"),
        (False, 196, None),
        (None, None, None),
    ],
)
def test_c8_is_a_note(known: bool | None, gestation: int | None, subject: str | None) -> None:
    said = guide(facts(now(), conditions_known=known, gestation_days=gestation))
    assert said.open_level == "N0"
    assert fired(said) == ([("C8", None, subject)] if subject else [])


def test_p1_does_not_celebrate_what_is_not_finished() -> None:
    said = guide(facts(visit(ON, r1="often")))
    assert fired(said) == [("P1", "N1", "")]


def test_p1_does_not_celebrate_over_a_group_that_was_opened_and_left() -> None:
    left = guide(facts(now(sg1="a_lot")))
    assert fired(left) == [("P1", "N1", "")]
    assert [a.item_id for a in left.open_traces[0].answers] == ["sg1"]
    assert fired(guide(facts(now(sg1="a_lot", s1="no", s2="no")))) == []


def test_incompleteness_hides_no_concern() -> None:
    assert guide(facts(visit(ON, sg1="a_lot", s2="a_lot"))).open_level == "N2"
    assert guide(facts(visit(ON, t4="yes"))).open_level == "N3"


def test_j1_raises_and_never_lowers() -> None:
    def level(raised: str, **codes: str) -> str:
        by = Raise(level=raised, reason="felt it", worker_id="w")  # type: ignore[arg-type]
        said = guide(facts(replace(now(**codes), raised=by)))
        assert (said.open_traces[-1].reason, said.open_traces[-1].worker_id) == ("felt it", "w")
        return said.open_level

    assert level("N2") == "N2"
    assert level("N1", worry="a_lot") == "N2"
    assert level("N0", t4="yes") == "N3"


def test_a_raise_in_a_private_talk_stays_private() -> None:
    by = Raise(level="N3", reason="felt it")
    said = guide(facts(now(), private=(replace(talk(), raised=by),)))
    assert (said.open_level, said.private_level) == ("N0", "N3")
    assert [(t.rule, t.sensitivity) for t in said.private_traces] == [("J1", Sensitivity.V)]


# traces


def test_a_trace_is_complete() -> None:
    present = now(worry="a_lot")
    present.answers["worry"] = Answer(code="a_lot", known="told", answered_on=ON + DAY)
    (trace,) = guide(facts(present, gestation_days=224)).open_traces
    assert msgspec.json.decode(msgspec.json.encode(trace)) == {
        "rule": "C4",
        "rule_set": RULE_SET,
        "level": "N2",
        "sensitivity": "C",
        "answers": [
            {
                "visit_id": "now",
                "item_id": "worry",
                "code": "a_lot",
                "known": "told",
                "on": "2024-11-11",
            }
        ],
        "subject": "worry",
        "age_basis": "corrected",
        "reason": "",
        "worker_id": "",
    }


def test_hidden_answers_fire_nothing() -> None:
    names = [f"r{n}" for n in range(1, 5)]
    opened = visit(ON, **dict.fromkeys([*names, "r6"], "not_yet"))
    hidden = visit(ON, **dict.fromkeys([*names[1:], "r6"], "not_yet"), r1="often")
    for present, counts in ((opened, True), (hidden, False)):
        (c6,) = (t for t in guide(facts(present)).open_traces if t.rule == "C6")
        assert ("r6" in {a.item_id for a in c6.answers}) is counts


def shuffled(chance: random.Random, of: Facts) -> Facts:
    """Return equal facts whose records and answers come in another order."""

    def mixed(now: Visit) -> Visit:
        return replace(now, answers=dict(chance.sample([*now.answers.items()], len(now.answers))))

    talks = [
        replace(t, answers=dict(chance.sample([*t.answers.items()], len(t.answers))))
        for t in chance.sample(of.private, len(of.private))
    ]
    earlier = tuple(mixed(v) for v in chance.sample(of.earlier, len(of.earlier)))
    return replace(of, visit=mixed(of.visit), earlier=earlier, private=tuple(talks))


def test_the_same_answers_give_the_same_bytes() -> None:
    chance = random.Random(11)
    encode = msgspec.json.encode
    kinds: set[str] = set()
    for _ in range(1_000):
        of = random_facts(chance)
        said = guide(of)
        kinds |= {t.rule for t in said.open_traces}
        assert encode(guide(shuffled(chance, of))) == encode(said)
    assert len(kinds) >= 10


def test_the_bands_of_the_fixtures_are_those_asked_for() -> None:
    assert small().bands == BANDS == ("B4", "B5", "B6")
