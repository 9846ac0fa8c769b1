"""Visit files that are spoilt in one place each, and the place that is named."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from imh_desktop.core.checklist import Checklist
from imh_desktop.exchange.visit_checks import check
from imh_desktop.exchange.visit_file import VisitFile, read_visit_file

Spoil = Callable[[dict[str, Any]], object]
MOMENT = ("visit", "moments", 0, "text")
STRATEGIES = ("visit", "strategies")
NUMBER = ("programme", "support", 0, "number")
R1, T1, K3 = "r1-more-and-enough", "t1-thoughts-of-harm", "k3-heavy-days"


def read_file(plain: dict[str, Any], checklist: Checklist, folder: Path) -> VisitFile:
    path = folder / "v.json"
    path.write_text(json.dumps(plain), encoding="utf-8")
    file = read_visit_file(path)
    check(file, checklist, "v.json")
    return file


def at(*path: str | int) -> Callable[[Any], Any]:
    def reach(value: Any) -> Any:
        for step in path:
            value = value[step]
        return value

    return reach


def put(value: Any, *path: str | int) -> Spoil:
    def spoil(plain: dict[str, Any]) -> None:
        at(*path[:-1])(plain)[path[-1]] = value

    return spoil


SHAPES: dict[str, tuple[Spoil, str]] = {
    "unknown field": (put(1, "visit", "mood"), "visit"),
    "unknown field at the top": (put(1, "extra"), "extra"),
    "no child": (lambda p: p.pop("child"), "child"),
    "no visit": (lambda p: p.pop("visit"), "visit"),
    "name is a number": (put(7, "child", "given_name"), "child.given_name"),
    "gestation is text": (put("32w0d", "child", "gestation_days"), "child.gestation_days"),
    "gestation is a fraction": (put(224.5, "child", "gestation_days"), "child.gestation_days"),
    "answers is a list": (put([], "visit", "answers"), "visit.answers"),
    "an answer is text": (put("often", "visit", "answers", R1), f"visit.answers.{R1}"),
    "known is a guess": (
        put({"code": "often", "known": "guess"}, "visit", "answers", R1),
        f"visit.answers.{R1}.known",
    ),
    "an answer has a weight": (
        put({"code": "often", "weight": 2}, "visit", "answers", R1),
        f"visit.answers.{R1}",
    ),
    "kind of visit": (put("picnic", "visit", "kind"), "visit.kind"),
    "paper": (put("a3", "programme", "paper"), "programme.paper"),
    "class": (put("X", "private", 0, "sensitivity"), "private[0].sensitivity"),
    "a caregiver in the list": (put(5, "caregivers", 1), "caregivers[1]"),
    "two intervals": (put([1, 2], "programme", "reobserve_days"), "programme.reobserve_days"),
}
DAYS: dict[str, tuple[Spoil, str]] = {
    "30 February": (put("2026-02-30", "visit", "on"), "visit.on"),
    "a day of year 0": (put("0000-01-01", "visit", "on"), "visit.on"),
    "a day with a time": (put("2026-06-10T10:00:00Z", "visit", "on"), "visit.on"),
    "birth in words": (put("May", "child", "birth", "earliest"), "child.birth.earliest"),
}
MEANINGS: dict[str, tuple[Spoil, str]] = {
    "birth turned round": (put("2020-01-01", "child", "birth", "latest"), "child.birth"),
    "visit before birth": (put("2001-01-01", "visit", "on"), "visit.on"),
    "gestation of an hour": (put(1, "child", "gestation_days"), "child.gestation_days"),
    "no name": (put("  ", "child", "given_name"), "child.given_name"),
    "wrong band": (put("B8", "visit", "band"), "visit.band"),
    "another checklist": (put("other", "visit", "checklist_id"), "visit.checklist_id"),
    "another's caregiver": (put("c9", "caregivers", 0, "child_id"), "caregivers[0].child_id"),
    "unknown item": (put({"code": "often"}, "visit", "answers", "q9"), "visit.answers.q9"),
    "code of another kind": (
        put({"code": "a_lot"}, "visit", "answers", R1),
        f"visit.answers.{R1}.code",
    ),
    "a V item among the open ones": (
        put({"code": "no"}, "visit", "answers", T1),
        f"visit.answers.{T1}",
    ),
    "a G item among the open ones": (
        put({"code": "no"}, "visit", "answers", K3),
        f"visit.answers.{K3}",
    ),
    "a note on a private item": (put("x", "visit", "notes", K3), f"visit.notes.{K3}"),
    "a private strength": (put([K3], "visit", "strengths"), "visit.strengths[0]"),
    "a strength that was not seen": (
        put({"code": "not_yet"}, "visit", "answers", R1),
        "visit.strengths[0]",
    ),
    "an open item in private": (
        put({"code": "often"}, "private", 0, "answers", R1),
        f"private[0].answers.{R1}",
    ),
    "a V item in a G talk": (
        put({"code": "no"}, "private", 0, "answers", T1),
        f"private[0].answers.{T1}",
    ),
    "an open talk": (put("C", "private", 0, "sensitivity"), "private[0].sensitivity"),
    "a talk of no visit": (put("v9", "private", 0, "visit_id"), "private[0].visit_id"),
    "a talk with a stranger": (put("x", "private", 0, "caregiver_id"), "private[0].caregiver_id"),
    "no such strategy": (put(["st-9"], "visit", "strategies"), "visit.strategies[0]"),
    "no such line": (put(["diagnosis"], "referral", "lines"), "referral.lines[0]"),
    "a private reason": (put([T1], "referral", "items"), "referral.items[0]"),
    "consent to what there is not": (put("all", "consents", 0, "kind"), "consents[0].kind"),
    "agreed in no way we know": (put("nodding", "consents", 0, "how"), "consents[0].how"),
    "consent to a private reason": (put([T1], "consents", 0, "items"), "consents[0].items[0]"),
    "an interval of a year": (
        put([28, 42, 365], "programme", "reobserve_days"),
        "programme.reobserve_days[2]",
    ),
    "no such policy": (put("mine", "programme", "age_policy"), "programme.age_policy"),
    "an earlier visit later": (
        put("2026-06-20", "earlier_visits", 0, "on"),
        "earlier_visits[0].on",
    ),
    "two visits of one id": (put("visit-1", "visit", "visit_id"), "visit.visit_id"),
    "a name of 3,000 letters": (put("x" * 3000, "child", "given_name"), "child.given_name"),
    "a bell in a name": (put("a\x07", "child", "given_name"), "child.given_name"),
    "a name of 201 letters": (put("x" * 201, "child", "given_name"), "child.given_name"),
    "a name of two lines": (put("A\nB", "caregivers", 0, "name"), "caregivers[0].name"),
    "a moment of two lines": (put("A\nB", *MOMENT), "visit.moments[0].text"),
    "an answer before birth": (
        put("2001-01-01", "visit", "answers", R1, "answered_on"),
        f"visit.answers.{R1}.answered_on",
    ),
    "an answer eight days late": (
        put("2026-06-18", "visit", "answers", R1, "answered_on"),
        f"visit.answers.{R1}.answered_on",
    ),
    "told by a stranger": (
        put("x", "visit", "answers", R1, "informant"),
        f"visit.answers.{R1}.informant",
    ),
    "told by a stranger alone": (
        put("x", "private", 0, "answers", K3, "informant"),
        f"private[0].answers.{K3}.informant",
    ),
    "closed yesterday": (put("yesterday", "visit", "closed_at"), "visit.closed_at"),
    "closed on a day": (put("2026-06-10", "visit", "closed_at"), "visit.closed_at"),
    "two caregivers of one id": (
        put("caregiver-1", "caregivers", 1, "caregiver_id"),
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
    "a moment that says nothing": (put(" . ", *MOMENT), "visit.moments[0].text"),
    "a step that says nothing": (put("", "visit", "steps", 0, "what"), "visit.steps[0].what"),
    "the same strength again": (
        lambda p: p["visit"]["strengths"].append(p["visit"]["strengths"][0]),
        "visit.strengths[3]",
    ),
    "three strategies": (
        put(["st-r1-feeding-pause", "st-x2-play-wait", "st-e2-feeding-first-hints"], *STRATEGIES),
        "visit.strategies[2]",
    ),
    "the same strategy again": (
        put(["st-r1-feeding-pause"] * 2, *STRATEGIES),
        "visit.strategies[1]",
    ),
    "raised without a reason": (
        put({"level": "N2", "reason": " "}, "visit", "raised"),
        "visit.raised.reason",
    ),
    "raised to nothing": (
        put({"level": "N0", "reason": "x"}, "visit", "raised"),
        "visit.raised.level",
    ),
    "raised to nothing alone": (
        put({"level": "N0", "reason": "x"}, "private", 0, "raised"),
        "private[0].raised.level",
    ),
    "a page in no language": (put("qq", "child", "page_language"), "child.page_language"),
    "a family of no language": (put(["en", "xx"], "child", "languages"), "child.languages[1]"),
    "a visit in no language": (put("xx", "visit", "language"), "visit.language"),
    "an earlier band of no age": (
        put("B99", "earlier_visits", 0, "band"),
        "earlier_visits[0].band",
    ),
    "a number without digits": (put("abc", *NUMBER), "programme.support[0].number"),
    "a blank number": (put("  ", *NUMBER), "programme.support[0].number"),
}
FAULTS = DAYS | MEANINGS
