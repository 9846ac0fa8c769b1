"""A visit file says one thing, and a fault in it is told with its place."""

import copy
import json
import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from imh_desktop.core.checklist import Checklist
from imh_desktop.errors import InputError
from imh_desktop.exchange.visit_checks import check
from imh_desktop.exchange.visit_file import VisitFile, read_visit_file, schema

Spoil = Callable[[dict[str, Any]], object]
MOMENT = ("visit", "moments", 0, "text")
STRATEGIES = ("visit", "strategies")
NUMBER = ("programme", "support", 0, "number")
R1, T1, K3 = "r1-more-and-enough", "t1-thoughts-of-harm", "k3-heavy-days"


def _read(plain: dict[str, Any], checklist: Checklist, folder: Path) -> VisitFile:
    path = folder / "v.json"
    path.write_text(json.dumps(plain), encoding="utf-8")
    file = read_visit_file(path)
    check(file, checklist, "v.json")
    return file


def test_the_example_is_right_by_code_and_by_schema(
    plain: dict[str, Any], checklist: Checklist, tmp_path: Path
) -> None:
    file = _read(plain, checklist, tmp_path)
    assert file.visit.band == "B4"
    assert file.earlier_visits
    assert file.referral is not None
    assert {talk.sensitivity for talk in file.private} == {"G", "V"}
    jsonschema.Draft202012Validator.check_schema(schema())
    jsonschema.validate(plain, schema())


def _at(*path: str | int) -> Callable[[Any], Any]:
    def reach(value: Any) -> Any:
        for step in path:
            value = value[step]
        return value

    return reach


def _set(value: Any, *path: str | int) -> Spoil:
    def spoil(plain: dict[str, Any]) -> None:
        _at(*path[:-1])(plain)[path[-1]] = value

    return spoil


SHAPES: dict[str, tuple[Spoil, str]] = {
    "unknown field": (_set(1, "visit", "mood"), "visit"),
    "unknown field at the top": (_set(1, "extra"), "extra"),
    "no child": (lambda p: p.pop("child"), "child"),
    "no visit": (lambda p: p.pop("visit"), "visit"),
    "name is a number": (_set(7, "child", "given_name"), "child.given_name"),
    "gestation is text": (_set("32w0d", "child", "gestation_days"), "child.gestation_days"),
    "gestation is a fraction": (_set(224.5, "child", "gestation_days"), "child.gestation_days"),
    "answers is a list": (_set([], "visit", "answers"), "visit.answers"),
    "an answer is text": (_set("often", "visit", "answers", R1), f"visit.answers.{R1}"),
    "known is a guess": (
        _set({"code": "often", "known": "guess"}, "visit", "answers", R1),
        f"visit.answers.{R1}.known",
    ),
    "an answer has a weight": (
        _set({"code": "often", "weight": 2}, "visit", "answers", R1),
        f"visit.answers.{R1}",
    ),
    "kind of visit": (_set("picnic", "visit", "kind"), "visit.kind"),
    "paper": (_set("a3", "programme", "paper"), "programme.paper"),
    "class": (_set("X", "private", 0, "sensitivity"), "private[0].sensitivity"),
    "a caregiver in the list": (_set(5, "caregivers", 1), "caregivers[1]"),
    "two intervals": (_set([1, 2], "programme", "reobserve_days"), "programme.reobserve_days"),
}
DAYS: dict[str, tuple[Spoil, str]] = {
    "30 February": (_set("2026-02-30", "visit", "on"), "visit.on"),
    "a day of year 0": (_set("0000-01-01", "visit", "on"), "visit.on"),
    "a day with a time": (_set("2026-06-10T10:00:00Z", "visit", "on"), "visit.on"),
    "birth in words": (_set("May", "child", "birth", "earliest"), "child.birth.earliest"),
}
MEANINGS: dict[str, tuple[Spoil, str]] = {
    "birth turned round": (_set("2020-01-01", "child", "birth", "latest"), "child.birth"),
    "visit before birth": (_set("2001-01-01", "visit", "on"), "visit.on"),
    "gestation of an hour": (_set(1, "child", "gestation_days"), "child.gestation_days"),
    "no name": (_set("  ", "child", "given_name"), "child.given_name"),
    "wrong band": (_set("B8", "visit", "band"), "visit.band"),
    "another checklist": (_set("other", "visit", "checklist_id"), "visit.checklist_id"),
    "another's caregiver": (_set("c9", "caregivers", 0, "child_id"), "caregivers[0].child_id"),
    "unknown item": (_set({"code": "often"}, "visit", "answers", "q9"), "visit.answers.q9"),
    "code of another kind": (
        _set({"code": "a_lot"}, "visit", "answers", R1),
        f"visit.answers.{R1}.code",
    ),
    "a V item among the open ones": (
        _set({"code": "no"}, "visit", "answers", T1),
        f"visit.answers.{T1}",
    ),
    "a G item among the open ones": (
        _set({"code": "no"}, "visit", "answers", K3),
        f"visit.answers.{K3}",
    ),
    "a note on a private item": (_set("x", "visit", "notes", K3), f"visit.notes.{K3}"),
    "a private strength": (_set([K3], "visit", "strengths"), "visit.strengths[0]"),
    "a strength that was not seen": (
        _set({"code": "not_yet"}, "visit", "answers", R1),
        "visit.strengths[0]",
    ),
    "an open item in private": (
        _set({"code": "often"}, "private", 0, "answers", R1),
        f"private[0].answers.{R1}",
    ),
    "a V item in a G talk": (
        _set({"code": "no"}, "private", 0, "answers", T1),
        f"private[0].answers.{T1}",
    ),
    "an open talk": (_set("C", "private", 0, "sensitivity"), "private[0].sensitivity"),
    "a talk of no visit": (_set("v9", "private", 0, "visit_id"), "private[0].visit_id"),
    "a talk with a stranger": (_set("x", "private", 0, "caregiver_id"), "private[0].caregiver_id"),
    "no such strategy": (_set(["st-9"], "visit", "strategies"), "visit.strategies[0]"),
    "no such line": (_set(["diagnosis"], "referral", "lines"), "referral.lines[0]"),
    "a private reason": (_set([T1], "referral", "items"), "referral.items[0]"),
    "consent to what there is not": (_set("all", "consents", 0, "kind"), "consents[0].kind"),
    "agreed in no way we know": (_set("nodding", "consents", 0, "how"), "consents[0].how"),
    "consent to a private reason": (_set([T1], "consents", 0, "items"), "consents[0].items[0]"),
    "an interval of a year": (
        _set([28, 42, 365], "programme", "reobserve_days"),
        "programme.reobserve_days[2]",
    ),
    "no such policy": (_set("mine", "programme", "age_policy"), "programme.age_policy"),
    "an earlier visit later": (
        _set("2026-06-20", "earlier_visits", 0, "on"),
        "earlier_visits[0].on",
    ),
    "two visits of one id": (_set("visit-1", "visit", "visit_id"), "visit.visit_id"),
    "a name of 3,000 letters": (_set("x" * 3000, "child", "given_name"), "child.given_name"),
    "a bell in a name": (_set("a\x07", "child", "given_name"), "child.given_name"),
    "a name of 201 letters": (_set("x" * 201, "child", "given_name"), "child.given_name"),
    "a name of two lines": (_set("A\nB", "caregivers", 0, "name"), "caregivers[0].name"),
    "a moment of two lines": (_set("A\nB", *MOMENT), "visit.moments[0].text"),
    "an answer before birth": (
        _set("2001-01-01", "visit", "answers", R1, "answered_on"),
        f"visit.answers.{R1}.answered_on",
    ),
    "an answer eight days late": (
        _set("2026-06-18", "visit", "answers", R1, "answered_on"),
        f"visit.answers.{R1}.answered_on",
    ),
    "told by a stranger": (
        _set("x", "visit", "answers", R1, "informant"),
        f"visit.answers.{R1}.informant",
    ),
    "told by a stranger alone": (
        _set("x", "private", 0, "answers", K3, "informant"),
        f"private[0].answers.{K3}.informant",
    ),
    "closed yesterday": (_set("yesterday", "visit", "closed_at"), "visit.closed_at"),
    "closed on a day": (_set("2026-06-10", "visit", "closed_at"), "visit.closed_at"),
    "two caregivers of one id": (
        _set("caregiver-1", "caregivers", 1, "caregiver_id"),
        "caregivers[1].caregiver_id",
    ),
    "two talks of one class": (
        lambda p: p["private"].append(p["private"][0]),
        "private[2]",
    ),
    "two steps of one id": (
        lambda p: p["visit"]["steps"].append(p["visit"]["steps"][0]),
        "visit.steps[1].step_id",
    ),
    "the same moment again": (
        lambda p: p["visit"]["moments"].append(
            {"moment_id": "m", "text": p["visit"]["moments"][0]["text"].upper()}
        ),
        "visit.moments[1].text",
    ),
    "a moment that says nothing": (_set(" . ", *MOMENT), "visit.moments[0].text"),
    "a step that says nothing": (_set("", "visit", "steps", 0, "what"), "visit.steps[0].what"),
    "the same strength again": (
        lambda p: p["visit"]["strengths"].append(p["visit"]["strengths"][0]),
        "visit.strengths[3]",
    ),
    "three strategies": (
        _set(["st-r1-feeding-pause", "st-x2-play-wait", "st-e2-feeding-first-hints"], *STRATEGIES),
        "visit.strategies[2]",
    ),
    "the same strategy again": (
        _set(["st-r1-feeding-pause"] * 2, *STRATEGIES),
        "visit.strategies[1]",
    ),
    "raised without a reason": (
        _set({"level": "N2", "reason": " "}, "visit", "raised"),
        "visit.raised.reason",
    ),
    "raised to nothing": (
        _set({"level": "N0", "reason": "x"}, "visit", "raised"),
        "visit.raised.level",
    ),
    "raised to nothing alone": (
        _set({"level": "N0", "reason": "x"}, "private", 0, "raised"),
        "private[0].raised.level",
    ),
    "a page in no language": (_set("qq", "child", "page_language"), "child.page_language"),
    "a family of no language": (_set(["en", "xx"], "child", "languages"), "child.languages[1]"),
    "a visit in no language": (_set("xx", "visit", "language"), "visit.language"),
    "an earlier band of no age": (
        _set("B99", "earlier_visits", 0, "band"),
        "earlier_visits[0].band",
    ),
    "a number without digits": (_set("abc", *NUMBER), "programme.support[0].number"),
    "a blank number": (_set("  ", *NUMBER), "programme.support[0].number"),
}

FAULTS = DAYS | MEANINGS


def _refusal(plain: dict[str, Any], checklist: Checklist, folder: Path, spoil: Spoil) -> str:
    spoilt = copy.deepcopy(plain)
    spoil(spoilt)
    with pytest.raises(InputError) as caught:
        _read(spoilt, checklist, folder)
    message = str(caught.value)
    assert "\n" not in message
    assert "v.json: " in message
    return message


@pytest.mark.parametrize(("spoil", "place"), SHAPES.values(), ids=SHAPES.keys())
def test_the_decoder_and_the_schema_refuse_the_same(
    plain: dict[str, Any], checklist: Checklist, tmp_path: Path, spoil: Spoil, place: str
) -> None:
    assert place in _refusal(plain, checklist, tmp_path, spoil)
    spoil(plain)
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(plain, schema())


@pytest.mark.parametrize(
    ("spoil", "place"), (DAYS | MEANINGS).values(), ids=(DAYS | MEANINGS).keys()
)
def test_a_fault_is_told_with_its_place(
    plain: dict[str, Any], checklist: Checklist, tmp_path: Path, spoil: Spoil, place: str
) -> None:
    assert f"{place}: " in _refusal(plain, checklist, tmp_path, spoil)


def test_an_earlier_visit_keeps_its_band(
    plain: dict[str, Any], checklist: Checklist, tmp_path: Path
) -> None:
    """Its day is of another band by age now, as when a birth day was mended since."""
    earlier = plain["earlier_visits"][0]
    earlier["on"] = plain["child"]["birth"]["earliest"]
    assert _read(plain, checklist, tmp_path).earlier_visits[0].band == "B4"


def test_a_birth_between_two_days_allows_each_band_it_touches(
    plain: dict[str, Any], checklist: Checklist, tmp_path: Path
) -> None:
    plain["child"] |= {
        "birth": {"earliest": "2024-06-10", "latest": "2025-06-12"}, "gestation_days": 280
    }  # fmt: skip
    assert _read(plain, checklist, tmp_path).visit.band == "B4"


def test_an_answer_a_week_late_is_taken(
    plain: dict[str, Any], checklist: Checklist, tmp_path: Path
) -> None:
    plain["visit"]["answers"][R1]["answered_on"] = "2026-06-17"
    assert _read(plain, checklist, tmp_path)


def test_the_right_key_is_named_among_many(
    plain: dict[str, Any], checklist: Checklist, tmp_path: Path
) -> None:
    """msgspec says only ``[...]``; whichever answer is at fault is found."""
    for item_id in plain["visit"]["answers"]:
        spoil = _set({"code": 5}, "visit", "answers", item_id)
        said = _refusal(plain, checklist, tmp_path, spoil)
        assert f"visit.answers.{item_id}.code: " in said


def test_no_wild_value_anywhere_gets_a_traceback(
    plain: dict[str, Any], checklist: Checklist, tmp_path: Path
) -> None:
    """2,000 files with a wild value somewhere are read whole or refused."""
    chance = random.Random(5)
    wild = (None, [], {}, "", "x" * 2_001, -1, 10**17, True, 0.5, "2026-06-10", ["a"], {"a": 1})
    refused = 0
    for _ in range(2_000):
        spoilt = copy.deepcopy(plain)
        parent, key = chance.choice(_places(spoilt))
        parent[key] = copy.deepcopy(chance.choice(wild))
        try:
            _read(spoilt, checklist, tmp_path)
        except InputError:
            refused += 1
    assert refused > 1_000


def _places(value: Any) -> list[tuple[Any, Any]]:
    """Return every place in a JSON value as (parent, key or index)."""
    keys = value.keys() if isinstance(value, dict) else range(len(value))
    found = [(value, key) for key in keys]
    for key in keys:
        if isinstance(value[key], dict | list):
            found += _places(value[key])
    return found
