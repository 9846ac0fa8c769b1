"""What is told of one child when nobody is to be known by it: codes, numbers and new ids."""

from collections import Counter
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

import msgspec

from imh_desktop.core.deidentify import (
    OTHER,
    UNKNOWN,
    gather_rare,
    gather_weeks,
    weeks_of,
)
from imh_desktop.core.follow_up import CODES, agreed_at
from imh_desktop.core.languages import spoken_languages
from imh_desktop.core.people import Child
from imh_desktop.exchange.deidentified import NewIds
from imh_desktop.exchange.tables.shape import Value
from imh_desktop.flows.deidentified_sheets import (
    BAND_CODES,
    COUNTS,
    KINDS,
    RULES,
    STATES,
    Items,
)
from imh_desktop.flows.export_agreed import asked_at
from imh_desktop.flows.export_results import level_of, profile_of, traces_of
from imh_desktop.flows.export_rows import ExportChild, ExportVisit
from imh_desktop.store.referral_values import Referral
from imh_desktop.words import Words

Told = dict[str, Value]
_LANGUAGES = frozenset(spoken_languages(Words("en")))
_FIRST, _LAST = date(1900, 1, 1), date(2199, 12, 31)


class Made(NamedTuple):
    """One row. ``record_id``: of the visit or referral it tells; it is written nowhere."""

    sheet: str
    told: Told
    record_id: str


class Coarse(msgspec.Struct, frozen=True, kw_only=True):
    """What each value of a child's fields is told as, so that each is one of enough children."""

    rare: dict[str, dict[str, str]]
    weeks: dict[int | None, str]

    def told_as(self) -> dict[str, frozenset[str]]:
        """Return field -> every value it is told as."""
        found = {field: frozenset(told.values()) for field, told in self.rare.items()}
        return {**found, "child.gestation_days": frozenset(self.weeks.values())}


class Census:
    """Counts children by what they are told as, before anything is written."""

    def __init__(self) -> None:
        """Begin with no child."""
        self._rare: dict[str, Counter[str]] = {field: Counter() for field in _of_no_child()}
        self._days: list[int | None] = []

    def add(self, child: Child) -> None:
        """Count a child."""
        self._days.append(child.gestation_days)
        for field, value in _facts(child).items():
            self._rare[field][value] += 1

    def coarse(self, limit: int) -> Coarse:
        """Return what values are told as."""
        return Coarse(
            rare={field: gather_rare(counts, limit) for field, counts in self._rare.items()},
            weeks=gather_weeks(self._days, limit),
        )

    def values(self) -> dict[str, int]:
        """Return field -> how many different values it has."""
        found = {field: len(counts) for field, counts in self._rare.items()}
        return {**found, "child.gestation_days": len(set(self._days))}


class Teller:
    """Makes the rows of children."""

    def __init__(self, coarse: Coarse, ids: NewIds, items: Items) -> None:
        """Keep what all children share."""
        self._coarse, self._ids, self._items = coarse, ids, items
        self.left_out = 0
        """Answers that are none of the checklists here."""

    def rows(self, one: ExportChild) -> Iterator[Made]:
        """Yield the rows of a child; visits by day."""
        visits = sorted(one.visits, key=lambda each: each.visit.on)
        first = visits[0].visit.on if visits else None
        itself: Told = {"child": self._ids.of(one.child.child_id), **self.child(one.child)}
        itself["first_year"] = first.year if first and _FIRST <= first <= _LAST else None
        for each in visits:
            visit_id = each.visit.visit_id
            yield Made("visits", {**itself, **self._visit(each, first)}, visit_id)
            for answer in self._answers(each, first):
                yield Made("answers", answer, visit_id)
            for domain in self._domains(each):
                yield Made("domains", domain, visit_id)
            for idea in self._ideas(each):
                yield Made("ideas", idea, visit_id)
            for asked in self._follow_ups(each, one):
                yield Made("follow_ups", asked, visit_id)
        here = {each.visit.visit_id for each in visits}
        for referral in one.referrals:
            told = self._referral(referral, first, known=referral.visit_id in here)
            yield Made("referrals", {**itself, **told}, referral.referral_id)

    def child(self, child: Child) -> Told:
        """Return what is told of the child itself."""
        rare = {f: self._coarse.rare[f].get(value) for f, value in _facts(child).items()}
        return {
            "sex": rare["child.sex"],
            "languages": rare["child.languages"],
            "interpreter": rare["child.interpreter"],
            "condition": rare["child.conditions_known"],
            "gestation": weeks_of(child.gestation_days, self._coarse.weeks),
            "born_from": child.birth.earliest.isoformat(),
            "born_to": child.birth.latest.isoformat(),
        }

    def _referral(self, referral: Referral, first: date | None, *, known: bool) -> Told:
        return {
            "referral": self._ids.of(referral.referral_id),
            "visit": self._ids.of(referral.visit_id) if known else None,
            "state": _among(referral.state, STATES),
            **_when("", referral.concern_on, first),
        }

    def _visit(self, each: ExportVisit, first: date | None) -> Told:
        visit, results = each.visit, each.told.results
        profile, again = profile_of(results), (results or {}).get("reobserve_on")
        rules = {trace.rule for trace in traces_of(results)} & RULES
        return {
            "visit": self._ids.of(visit.visit_id),
            **_when("", visit.on, first),
            "band": _among(visit.band, BAND_CODES),
            "kind": _among(visit.kind, KINDS),
            "closed": "yes" if visit.closed_at else "no",
            "level": level_of(results),
            "completeness": profile.completeness if profile else None,
            "rules": " ".join(sorted(rules)) or None,
            **_when("look_again_", _day(again), first),
        }

    def _answers(self, each: ExportVisit, first: date | None) -> Iterator[Told]:
        visit = each.visit
        for item_id, answer in sorted(visit.answers.items()):
            if not self._items.has(item_id, answer.code):
                self.left_out += 1
                continue
            yield {
                "visit": self._ids.of(visit.visit_id), "item": item_id, "code": answer.code,
                "known": answer.known, "counted": "yes" if item_id in each.shown else "no",
                **_when("", answer.answered_on, first),
            }  # fmt: skip

    def _domains(self, each: ExportVisit) -> Iterator[Told]:
        profile = profile_of(each.told.results)
        for domain in profile.domains if profile else ():
            if domain.domain in self._items.domains:
                counts = {**msgspec.structs.asdict(domain.counts), "answered": domain.answered}
                counts |= {"asked": domain.asked, "shown": domain.shown}
                told: Told = {name: counts[name] for name in COUNTS}
                visit_id = self._ids.of(each.visit.visit_id)
                yield {"visit": visit_id, "domain": domain.domain, **told}

    def _ideas(self, each: ExportVisit) -> Iterator[Told]:
        for agreed in agreed_at(each.visit):
            if agreed.idea_id:
                known = agreed.idea_id in self._items.ideas
                yield {
                    "agreed": self._ids.of(agreed.key),
                    "visit": self._ids.of(each.visit.visit_id),
                    "idea": agreed.idea_id if known else OTHER,
                }

    def _follow_ups(self, each: ExportVisit, one: ExportChild) -> Iterator[Told]:
        """Yield what was answered; a note alone is nothing that could be told."""
        for asked in asked_at(each, one.visits):
            if asked.code and not asked.disputed:
                yield {
                    "visit": self._ids.of(each.visit.visit_id),
                    "agreed": self._ids.of(asked.key), "kind": asked.kind,
                    "code": _among(asked.code, CODES),
                }  # fmt: skip


def _facts(child: Child) -> dict[str, str]:
    """Return the facts of a child that are told only where enough children share them."""
    spoken = {code.partition("-")[0] for code in child.languages}
    languages = sorted({code if code in _LANGUAGES else OTHER for code in spoken})
    yes_no = {True: "yes", False: "no", None: UNKNOWN}
    return {
        "child.sex": child.sex or UNKNOWN,
        "child.languages": " ".join(languages) or UNKNOWN,
        "child.interpreter": yes_no[child.interpreter],
        "child.conditions_known": yes_no[child.conditions_known],
    }


def _of_no_child() -> tuple[str, ...]:
    return ("child.sex", "child.languages", "child.interpreter", "child.conditions_known")


def _among(value: str, codes: tuple[str, ...]) -> str:
    return value if value in codes else OTHER


def _when(prefix: str, day: date | None, first: date | None) -> Told:
    """Return a day both ways; the sheet has the columns of one of them."""
    if day is None:
        return {}
    days = (day - first).days if first else None
    within = days if days is not None and abs(days) < 100_000 else None
    return {f"{prefix}day": within, f"{prefix}on": day.isoformat()}


def _day(kept: object) -> date | None:
    try:
        return date.fromisoformat(kept) if isinstance(kept, str) else None
    except ValueError:
        return None
