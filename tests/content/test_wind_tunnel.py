"""The wind tunnel: possible children, true counts, and whatever is out of reach is named."""

from collections import Counter
from random import Random

import pytest
from msgspec.structs import replace

from imh_desktop.content.wind_tunnel.synthetic import SyntheticChild
from imh_desktop.content.wind_tunnel.temperaments import TEMPERAMENTS
from imh_desktop.content.wind_tunnel.tunnel import RULES, run
from imh_desktop.core.checklist import Condition
from imh_desktop.core.guidance import guide
from tests.core.builders import item, small

SOME = 10 * len(TEMPERAMENTS)


def _children(band: str, seed: int = 3) -> list[SyntheticChild]:
    """The children of one run, made here as the tunnel makes them."""
    return [
        SyntheticChild(
            small(), band, TEMPERAMENTS[n % len(TEMPERAMENTS)], Random(f"{seed}/{band}/{n}")
        )
        for n in range(SOME)
    ]


def test_the_same_seed_gives_the_same_report_and_another_seed_another() -> None:
    first, again, other = (run(small(), ["B4", "B5"], SOME, seed) for seed in (3, 3, 4))
    assert first == again
    assert first.bands != other.bands


@pytest.mark.parametrize("band", ["B4", "B5", "B6"])
def test_every_synthetic_visit_could_have_been_a_real_one(band: str) -> None:
    items = {each.item_id: each for each in small().items}
    for child in _children(band):
        facts = child.facts()
        assert facts.reading.band == facts.visit.band == band
        for visit in (*facts.earlier, facts.visit):
            assert facts.child.birth.latest <= visit.on <= facts.visit.on
            for item_id, answer in visit.answers.items():
                assert visit.band in items[item_id].bands
                assert answer.code in items[item_id].codes
                assert not items[item_id].sensitivity.private
                assert (visit.kind, answer.known) != ("remote", "seen")
            groups = (i for i in items.values() if i.kind == "sign_group")
            for group in (each for each in groups if visit.band in each.bands):
                said = {visit.answers[s].code for s in group.signs if s in visit.answers}
                if visit.answers[group.item_id].code == "no":
                    assert not said
                else:
                    assert visit.answers[group.item_id].code in said


def test_the_report_counts_what_the_rules_say_of_each_child() -> None:
    report = run(small(), ["B5"], SOME, 3).bands[0]
    said = [guide(child.facts()) for child in _children("B5")]
    assert report.children == SOME
    assert +Counter(report.levels) == Counter(guidance.open_level for guidance in said)
    for rule in RULES:
        fired = [g for g in said if rule in {t.rule for t in (*g.open_traces, *g.private_traces)}]
        assert report.rules[rule] == len(fired)


def test_an_item_nobody_can_be_asked_is_named() -> None:
    never = Condition(age_from=70)
    form = replace(small(), items=(*small().items, item("e9", "E2", show_when=never)))
    report = run(form, ["B4"], SOME, 1)
    assert report.bands[0].never_shown == ("e9",)
    assert not report.sound


def test_a_rule_nothing_can_fire_is_named() -> None:
    kept = tuple(each for each in small().items if each.kind not in ("sign", "sign_group"))
    report = run(replace(small(), items=kept), ["B4", "B5"], SOME, 1)
    assert {"C1", "C2", "C3"} <= set(report.silent_rules)
    assert not report.sound


def test_nobody_in_the_first_band_can_have_outgrown_an_item() -> None:
    form = replace(
        small(), items=tuple(replace(each, bands=("B1", *each.bands)) for each in small().items)
    )
    report = run(form, ["B1"], SOME, 1)
    assert report.bands[0].rules["C5"] == 0
    assert "C5" not in report.silent_rules


def test_a_temperament_that_comes_out_wrong_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    calm = next(each for each in TEMPERAMENTS if each.name == "thriving")
    fearful = replace(calm, signs={"S2": {"a_lot": 1}})
    monkeypatch.setattr("imh_desktop.content.wind_tunnel.tunnel.TEMPERAMENTS", (fearful,))
    report = run(small(), ["B4"], 20, 1)
    assert report.bands[0].broken == ("thriving: N2 (20)",)
    assert not report.sound
