"""Small hand-made checklists, visits and facts; the bundled forms are not looked at here."""

import random
from datetime import date, timedelta
from typing import Any

from imh_desktop.core.ages import POLICIES, read_age
from imh_desktop.core.checklist import CODES, Checklist, Condition, Domain, Item
from imh_desktop.core.facts import Facts
from imh_desktop.core.guidance import Guidance
from imh_desktop.core.people import Birth, Child
from imh_desktop.core.privacy import Sensitivity
from imh_desktop.core.visit import Answer, PrivateAnswer, PrivateTalk, Raise, Visit

BANDS = ("B4", "B5", "B6")
BORN = date(2024, 1, 10)
ON = date(2024, 11, 10)
"""The day the child is ten months old."""
DAY = timedelta(days=1)
_POLARITY = {"behaviour": "strength", "today": "safety", "wellbeing": "none"}
_CLASS = {"behaviour": "P", "wellbeing": "G", "risk": "G"}


def item(item_id: str, construct: str, kind: str = "behaviour", **more: Any) -> Item:
    """Return an item of the bands B4-B6, of the class its kind usually has."""
    private_today = kind == "today" and construct in ("T1", "T2", "T3", "T6")
    usual: dict[str, Any] = {
        "bands": BANDS,
        "polarity": _POLARITY.get(kind, "concern"),
        "sensitivity": Sensitivity("V" if private_today else _CLASS.get(kind, "C")),
        "core": kind in ("behaviour", "sign_group"),
    }
    return Item(item_id=item_id, construct=construct, kind=kind, **usual | more)  # type: ignore[arg-type]


def checklist(*items: Item) -> Checklist:
    """Return a checklist of these items, in the domains of the bundled one."""
    return Checklist(
        checklist_id="small",
        version="1",
        age_policy="default",
        bands=BANDS,
        domains=(
            Domain(domain_id="open", constructs=("O1",), counted=False),
            Domain(domain_id="relationships", constructs=("R1", "R2", "R3")),
            Domain(domain_id="feelings", constructs=("E1", "E2")),
            Domain(
                domain_id="signs",
                constructs=("SG1", "SG2", "S1", "S2", "S3", "S4"),
            ),
            Domain(domain_id="wellbeing", constructs=("O2",), counted=False),
            Domain(domain_id="private", constructs=("K1",), counted=False, alone=True),
            Domain(
                domain_id="today",
                constructs=("T1", "T2", "T3", "T4", "T5", "T6"),
                counted=False,
            ),
        ),
        items=items,
        strategies=(),
    )


def small() -> Checklist:
    """Return a checklist with every kind of item, bands that end, a skill, groups, conditions.

    Its conditions only ever open items: on a concern, on age, or on the kind of visit.
    """
    return checklist(
        item("worry", "O1", "worry"),
        item("r1", "R1", skill=True),
        item("r2", "R1", bands=("B4", "B5")),
        item("r3", "R2", bands=("B4",), skill=True),
        item("r7", "R2", bands=("B4",)),
        item("r4", "R2", bands=("B4", "B5"), skill=True),
        item("r5", "R2", bands=("B5", "B6")),
        item("r6", "R3", show_when=Condition(item="r1", is_=("not_yet",))),
        item("e1", "E1"),
        item("e2", "E1", bands=("B4", "B5"), core=False),
        item("e3", "E2", show_when=Condition(age_from=10)),
        item("e4", "E2", show_when=Condition(visit_kind=("home", "elsewhere"))),
        item("e5", "E2", bands=("B5", "B6")),
        item("sg1", "SG1", "sign_group", signs=("s1", "s2")),
        item("s1", "S1", "sign"),
        item("s2", "S2", "sign"),
        item("sg2", "SG2", "sign_group", signs=("s3", "s4")),
        item("s3", "S3", "sign"),
        item("s4", "S4", "sign", show_when=Condition(any=(Condition(age_before=20),))),
        item("wellbeing", "O2", "wellbeing"),
        item("k1", "K1", "risk"),
        item("t1", "T1", "today"),
        item("t2", "T2", "today"),
        item("t3", "T3", "today"),
        item("t4", "T4", "today"),
        item("t5", "T5", "today"),
        item("t6", "T6", "today"),
    )


def answers(**codes: str) -> dict[str, Answer]:
    """Return answers from codes, all seen by the visitor."""
    return {item_id: Answer(code=code, known="seen") for item_id, code in codes.items()}


def visit(on: date, band: str = "B4", visit_id: str = "now", **codes: str) -> Visit:
    """Return a visit with these answers."""
    return Visit(visit_id=visit_id, child_id="child", on=on, band=band, answers=answers(**codes))


def talk(who: str = "mother", sensitivity: str = "V", **codes: str) -> PrivateTalk:
    """Return a private talk with these answers."""
    return PrivateTalk(
        visit_id="now",
        caregiver_id=who,
        sensitivity=Sensitivity(sensitivity),
        answers={item_id: PrivateAnswer(code=code) for item_id, code in codes.items()},
    )


def facts(now: Visit, *earlier: Visit, born: date = BORN, **more: Any) -> Facts:
    """Return the facts of a visit, with a child born on a day; more child or facts fields."""
    details = {key: more.pop(key) for key in ("gestation_days", "conditions_known") if key in more}
    child = Child(child_id="child", given_name="Ana", birth=Birth.on(born), **details)
    reading = read_age(born, child.gestation_days, now.on, POLICIES["default"])
    usual = {"checklist": small(), "visit": now, "child": child, "reading": reading}
    return Facts(**usual | {"earlier": earlier} | more)


def full(band: str = "B4") -> dict[str, str]:
    """Return codes that answer every core item of the small checklist without a concern."""
    return {
        i.item_id: "often" if i.kind == "behaviour" else "no"
        for i in small().in_band(band)
        if i.core
    }


def now(band: str = "B4", on: date = ON, **codes: str) -> Visit:
    """Return a visit answered in full without a concern, but for these codes."""
    return visit(on, band, **full(band) | codes)


def before(days: int, band: str = "B4", on: date = ON, **codes: str) -> Visit:
    """Return a visit so many days earlier."""
    return visit(on - days * DAY, band, f"v{days}", **codes)


def fired(guidance: Guidance) -> list[tuple[str, str | None, str]]:
    """Return rule, level and subject of the open traces."""
    return [(t.rule, t.level, t.subject) for t in guidance.open_traces]


def random_facts(chance: random.Random) -> Facts:
    """Return facts of a made-up visit: any band, age, answers, history and private talks."""
    form = small()
    born = BORN + timedelta(days=chance.randrange(400))
    gestation = chance.choice((None, 280, 258, 224, 190))
    on = born + timedelta(days=chance.choice((20, 280, 330, 420, 600, 729, 731, 800)))
    gaps = sorted(chance.sample((5, 13, 14, 15, 27, 28, 29, 60, 120, 300), chance.randrange(4)))
    earlier = [
        _random_visit(chance, form, on - timedelta(days=gap), f"v{gap}")
        for gap in gaps
        if on - timedelta(days=gap) >= born
    ]
    now = _random_visit(chance, form, on, "now")
    if chance.random() < 0.1:
        level = chance.choice(("N1", "N2", "N3"))
        now = _raised(now, Raise(level=level, reason="felt it", worker_id="w"))
    talks = tuple(
        _random_talk(chance, form, who, sensitivity)
        for who in ("mother", "father")
        for sensitivity in (Sensitivity.G, Sensitivity.V)
        if chance.random() < 0.25
    )
    return facts(
        now,
        *earlier,
        born=born,
        gestation_days=gestation,
        conditions_known=chance.choice((None, False, True)),
        private=talks,
    )


def random_answer(chance: random.Random, one: Item) -> Answer:
    """Return a made-up answer an item can have, seldom on a day of its own."""
    codes = CODES[one.kind]
    likely = (*codes, *codes[:3], *codes[:3])
    known = chance.choice(("seen", "told", "both", None))
    return Answer(code=chance.choice(likely), known=known)


def _random_visit(chance: random.Random, form: Checklist, on: date, visit_id: str) -> Visit:
    share = chance.choice((0.2, 0.6, 0.9, 1.0))
    items = [i for i in form.items if i.item_id != "wellbeing" and not i.sensitivity.private]
    given = {
        i.item_id: random_answer(chance, i)
        for i in items
        if chance.random() < (0.15 if i.kind == "today" else share)
    }
    return Visit(
        visit_id=visit_id,
        child_id="child",
        on=on,
        band=chance.choice(BANDS),
        kind=chance.choice(("home", "elsewhere", "remote")),
        answers=given,
    )


def _raised(now: Visit, by: Raise) -> Visit:
    return Visit(
        visit_id=now.visit_id,
        child_id=now.child_id,
        on=now.on,
        band=now.band,
        kind=now.kind,
        answers=now.answers,
        raised=by,
    )


def _random_talk(
    chance: random.Random, form: Checklist, who: str, sensitivity: Sensitivity
) -> PrivateTalk:
    items = [i for i in form.items if i.sensitivity is sensitivity and i.codes]
    given = {
        i.item_id: PrivateAnswer(code=chance.choice(i.codes))
        for i in items
        if chance.random() < 0.5
    }
    by = Raise(level="N2", reason="felt it") if chance.random() < 0.1 else None
    return PrivateTalk(
        visit_id="now", caregiver_id=who, sensitivity=sensitivity, answers=given, raised=by
    )
