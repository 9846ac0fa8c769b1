"""What holds for any visit: 10,000 made-up ones, with history, groups, conditions and talks.

Two things are left out of "adding an answer never lowers a level", and stand here by name:
C6 is a share of the answered items, so that a new "often" may take it away again; and P1 asks
for answers, so that any answer may satisfy it.
"""

import random
from collections import Counter
from datetime import date

import pytest
from msgspec.structs import replace

from imh_desktop.core.ages import BANDS, POLICIES, read_age
from imh_desktop.core.checklist import Item
from imh_desktop.core.conditions import shown_items
from imh_desktop.core.facts import Facts, codes_of
from imh_desktop.core.guidance import RULE_SET, Guidance, Trace, guide
from imh_desktop.core.privacy import Sensitivity
from imh_desktop.core.visit import Answer, PrivateAnswer, Visit

from . import rule_oracle
from .builders import random_answer, random_facts, small

VISITS = 10_000
FORM = small()
ITEMS = {i.item_id: i for i in FORM.items}
OPEN = [i for i in FORM.items if not i.sensitivity.private]
MORE = {
    "behaviour": ("often", "sometimes", "not_yet"),
    "today": ("no", "not_sure", "yes"),
}
WORRY = ("no", "a_little", "a_lot")


@pytest.fixture(scope="module")
def visits() -> list[tuple[Facts, Guidance]]:
    """Return the made-up visits and what the rules say of them."""
    chance = random.Random(2026)
    made = [random_facts(chance) for _ in range(VISITS)]
    return [(of, guide(of)) for of in made]


def level(traces: tuple[Trace, ...], rules: str = "AC", without: str = "") -> str:
    """Return the highest level of the rules of these families."""
    levels = [t.level for t in traces if t.rule[0] in rules and t.rule != without and t.level]
    return max(levels, default="N0")


def with_answers(of: Facts, answers: dict[str, Answer]) -> Facts:
    """Return the facts with the visit's open answers set anew."""
    return replace(of, visit=replace(of.visit, answers=answers))


def more_concerning(item: Item, code: str) -> str | None:
    """Return the next more concerning answer."""
    steps = MORE.get(item.kind, WORRY)
    if code not in steps or code == steps[-1]:
        return None
    return steps[steps.index(code) + 1]


def test_the_visits_are_of_every_sort(visits: list[tuple[Facts, Guidance]]) -> None:
    rules = Counter(t.rule for _, said in visits for t in said.open_traces)
    rules.update("private " + t.rule for _, said in visits for t in said.private_traces)
    expected = "A1 A3 C1 C2 C3 C4 C5 C6 C8 P1 J1".split()
    assert set(rules) == {*expected, "private A1", "private J1"}
    assert min(rules.values()) >= 100
    levels = Counter(said.open_level for _, said in visits)
    assert len(visits) == VISITS
    assert min(levels[name] for name in ("N0", "N1", "N2", "N3")) >= 50


def test_the_rules_agree_with_a_second_reading(visits: list[tuple[Facts, Guidance]]) -> None:
    for of, said in visits:
        found = {(t.rule, t.level, t.subject) for t in said.open_traces if t.rule[0] in "AC"}
        assert found - {f for f in found if f[0] == "C8"} == second_reading(of)


def second_reading(of: Facts) -> rule_oracle.Fired:
    """Return what the oracle makes of the same facts."""

    def plain(visit: Visit) -> tuple[int, dict[str, str], bool, bool]:
        born, gestation = of.child.birth.earliest, of.child.gestation_days
        reading = read_age(born, gestation, visit.on, POLICIES["default"])
        codes = codes_of(visit.answers)
        shown = shown_items(FORM, visit.band, codes, reading.working_months, visit.kind)
        due = reading.working is not None
        counts = {
            name: code
            for name, code in codes.items()
            if name in shown and (due or ITEMS[name].kind != "behaviour")
        }
        return visit.on.toordinal(), counts, reading.basis == "corrected", due

    day, codes, corrected, due = plain(of.visit)
    earlier = [plain(v)[:3] for v in sorted(of.earlier, key=lambda v: v.on)]
    ends = {band.band_id: band.before_months for band in BANDS}
    months = of.reading.working_months
    return rule_oracle.fired(
        (day, codes),
        earlier,
        {
            name: (i.kind, i.construct, FORM.domain_of(i).domain_id, i.skill)
            for name, i in ITEMS.items()
        },
        {name for name, i in ITEMS.items() if months >= max(ends[b] for b in i.bands)},
        {name for name, i in ITEMS.items() if of.visit.band in i.bands},
        corrected,
        due,
    )


def test_a_more_concerning_answer_never_lowers_a_level(
    visits: list[tuple[Facts, Guidance]],
) -> None:
    chance, tried = random.Random(1), 0
    for of, said in visits:
        for item_id in chance.sample([*of.visit.answers], min(2, len(of.visit.answers))):
            answer = of.visit.answers[item_id]
            worse = more_concerning(ITEMS[item_id], answer.code)
            if worse:
                changed = of.visit.answers | {item_id: replace(answer, code=worse)}
                after = guide(with_answers(of, changed))
                assert after.open_level >= said.open_level
                assert (after.private_level or "N0") >= (said.private_level or "N0")
                tried += 1
    assert tried >= 5_000


def test_a_more_concerning_private_answer_never_lowers_the_private_level(
    visits: list[tuple[Facts, Guidance]],
) -> None:
    tried = 0
    for of, said in visits:
        for place, one in enumerate(of.private):
            for item_id, answer in one.answers.items():
                worse = more_concerning(ITEMS[item_id], answer.code)
                if not worse:
                    continue
                changed = replace(one, answers=one.answers | {item_id: PrivateAnswer(code=worse)})
                talks = (*of.private[:place], changed, *of.private[place + 1 :])
                after = guide(replace(of, private=talks))
                assert (after.private_level or "N0") >= (said.private_level or "N0")
                assert after.open_traces == said.open_traces
                tried += 1
    assert tried >= 2_000


def test_adding_an_answer_never_lowers_what_a_and_c_rules_say(
    visits: list[tuple[Facts, Guidance]],
) -> None:
    chance, tried, not_yet = random.Random(2), 0, 0
    for of, said in visits:
        missing = [i for i in OPEN if i.item_id not in of.visit.answers]
        for item in chance.sample(missing, min(2, len(missing))):
            answer = random_answer(chance, item)
            after = guide(with_answers(of, of.visit.answers | {item.item_id: answer}))
            kept = "" if answer.code == "not_yet" else "C6"
            assert level(after.open_traces, without=kept) >= level(said.open_traces, without=kept)
            tried += 1
            not_yet += answer.code == "not_yet"
    assert tried >= 5_000
    assert not_yet >= 500


def test_taking_the_traced_answers_away_takes_the_rule_away(
    visits: list[tuple[Facts, Guidance]],
) -> None:
    tried = 0
    for of, said in visits:
        for trace in said.open_traces:
            if trace.rule[0] not in "AC" or trace.rule == "C8":
                continue
            gone = {(a.visit_id, a.item_id) for a in trace.answers}
            after = guide(
                replace(
                    of,
                    visit=without(of.visit, gone),
                    earlier=tuple(without(v, gone) for v in of.earlier),
                )
            )
            assert (trace.rule, trace.subject) not in {
                (t.rule, t.subject) for t in after.open_traces
            }
            tried += 1
    assert tried >= 10_000


def without(visit: Visit, gone: set[tuple[str, str]]) -> Visit:
    """Return a visit without some of its answers."""
    kept = {k: a for k, a in visit.answers.items() if (visit.visit_id, k) not in gone}
    return replace(visit, answers=kept)


def test_every_trace_names_answers_that_were_given(
    visits: list[tuple[Facts, Guidance]],
) -> None:
    for of, said in visits:
        given = {
            (v.visit_id, item_id, a.code, a.known, a.answered_on or v.on)
            for v in (of.visit, *of.earlier)
            for item_id, a in v.answers.items()
        }
        for trace in said.open_traces:
            named = {(a.visit_id, a.item_id, a.code, a.known, a.on) for a in trace.answers}
            assert named <= given
            assert named or trace.rule in ("C8", "P1", "J1")
            assert (trace.rule_set, trace.age_basis) == (RULE_SET, of.reading.basis)
            assert trace.level or trace.rule == "C8"
            assert not trace.sensitivity.private
        for trace in said.private_traces:
            assert trace.sensitivity is Sensitivity.V or trace.rule == "J1"
            assert trace.answers or trace.rule == "J1"
            assert all(isinstance(a.on, date) for a in trace.answers)


def test_a_talk_today_answer_always_calls_for_action(
    visits: list[tuple[Facts, Guidance]],
) -> None:
    called = 0
    for of, said in visits:
        for item_id in ("t4", "t5"):
            answer = of.visit.answers.get(item_id)
            if answer and answer.code == "yes":
                assert said.open_level == "N3"
                assert item_id in said.act_now
                called += 1
        for one in of.private:
            for item_id, private in one.answers.items():
                if private.code == "yes":
                    assert said.private_level == "N3"
                    assert item_id in said.private_act_now
                    called += 1
    assert called >= 1_000


def test_nothing_open_depends_on_anything_private(
    visits: list[tuple[Facts, Guidance]],
) -> None:
    compared = 0
    for of, said in visits:
        if of.private:
            bare = guide(replace(of, private=()))
            assert bare == replace(said, private_level=None, private_traces=(), private_act_now=())
            compared += 1
    assert compared >= 2_000
