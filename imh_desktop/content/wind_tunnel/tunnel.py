"""Runs synthetic children through the bands of a checklist, and counts what came out."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from random import Random
from statistics import median, quantiles

import msgspec

from imh_desktop.content.wind_tunnel.synthetic import SyntheticChild
from imh_desktop.content.wind_tunnel.temperaments import TEMPERAMENTS, Temperament
from imh_desktop.core.ages import BANDS
from imh_desktop.core.checklist import Checklist
from imh_desktop.core.conditions import Showing
from imh_desktop.core.facts import Facts, codes_of
from imh_desktop.core.guidance import guide, showing_of
from imh_desktop.core.profile import read_profile
from imh_desktop.core.visit import LEVELS

RULES = ("A1", "A3", "C1", "C2", "C3", "C4", "C5", "C6", "C8", "P1", "J1")
"""The rules that answers, ages or the visitor can fire; A2 and C7 wait for imported instruments."""
MINUTES_AROUND = 6.0
"""Minutes of a visit beside its cards: three before, three after (clinical.md 2.4)."""
MINUTES_A_CARD = 0.5


class BandReport(msgspec.Struct, frozen=True, kw_only=True):
    """What a band's children came out at.

    ``levels``: open level -> children; ``by_temperament``: the same for each temperament.
    ``private_n3``: children with something private that cannot wait. ``rules``: rule -> children
    in whom it fired, open or private. ``never_shown``: items of the band no child was asked.
    ``not_enough``: children with too little answered for a profile. ``minutes``, ``minutes_p90``:
    by core items and opened signs. ``broken``: temperament and level that it must not come out at.
    """

    band: str
    children: int
    levels: dict[str, int]
    by_temperament: dict[str, dict[str, int]]
    private_n3: int
    rules: dict[str, int]
    never_shown: tuple[str, ...]
    not_enough: int
    minutes: float
    minutes_p90: float
    broken: tuple[str, ...]

    @property
    def silent_rules(self) -> tuple[str, ...]:
        """Return the rules that could have fired in the band and did in no child."""
        return tuple(rule for rule in _rules_of(self.band) if not self.rules.get(rule))


class TunnelReport(msgspec.Struct, frozen=True, kw_only=True):
    """One run. The same checklist, bands, children and seed give the same report."""

    checklist: str
    seed: int
    bands: tuple[BandReport, ...]

    @property
    def silent_rules(self) -> tuple[str, ...]:
        """Return the rules that fired in no band, though they could have in one."""
        fired = {rule for band in self.bands for rule, times in band.rules.items() if times}
        silent = {rule for band in self.bands for rule in band.silent_rules}
        return tuple(rule for rule in RULES if rule in silent - fired)

    @property
    def sound(self) -> bool:
        """Tell whether no rule is out of reach, no item unseen, no temperament misjudged."""
        return not self.silent_rules and not any(b.broken or b.never_shown for b in self.bands)


def run(checklist: Checklist, bands: Iterable[str], children: int, seed: int) -> TunnelReport:
    """Run so many children through each band, the temperaments in turn."""
    reports = tuple(_run_band(checklist, band, children, seed) for band in bands)
    return TunnelReport(checklist=checklist.checklist_id, seed=seed, bands=reports)


def _run_band(checklist: Checklist, band: str, children: int, seed: int) -> BandReport:
    tally = _Tally(checklist, band)
    for number in range(children):
        temperament = TEMPERAMENTS[number % len(TEMPERAMENTS)]
        chance = Random(f"{seed}/{band}/{number}")  # noqa: S311 nothing secret is drawn
        tally.take(temperament, SyntheticChild(checklist, band, temperament, chance).facts())
    return tally.report()


class _Tally:
    """Counts the children of one band."""

    def __init__(self, checklist: Checklist, band: str) -> None:
        self._checklist, self._band = checklist, band
        self._levels: dict[str, Counter[str]] = defaultdict(Counter)
        self._rules: Counter[str] = Counter()
        self._shown: set[str] = set()
        self._minutes: list[float] = []
        self._private_n3 = self._not_enough = 0
        self._broken: Counter[str] = Counter()

    def take(self, temperament: Temperament, facts: Facts) -> None:
        guidance, showing = guide(facts), showing_of(facts)
        level = guidance.open_level
        self._levels[temperament.name][level] += 1
        traces = (*guidance.open_traces, *guidance.private_traces)
        self._rules.update({trace.rule for trace in traces})
        self._private_n3 += guidance.private_level == "N3" and level != "N3"
        shown = _shown(facts, showing)
        self._shown |= shown
        self._not_enough += (
            read_profile(self._checklist, facts.visit, shown).completeness == "not_enough"
        )
        self._minutes.append(self._minutes_of(shown))
        if temperament.levels and level not in temperament.levels:
            self._broken[f"{temperament.name}: {level}"] += 1

    def _minutes_of(self, shown: frozenset[str]) -> float:
        items = [item for item in self._checklist.in_band(self._band) if item.item_id in shown]
        cards = sum(item.core or item.kind == "sign" for item in items)
        return MINUTES_AROUND + MINUTES_A_CARD * cards

    def report(self) -> BandReport:
        levels = sum(self._levels.values(), Counter[str]())
        in_band = [item.item_id for item in self._checklist.in_band(self._band)]
        return BandReport(
            band=self._band,
            children=levels.total(),
            levels=_by_level(levels),
            by_temperament={name: _by_level(found) for name, found in self._levels.items()},
            private_n3=self._private_n3,
            rules={rule: self._rules[rule] for rule in RULES},
            never_shown=tuple(item_id for item_id in in_band if item_id not in self._shown),
            not_enough=self._not_enough,
            minutes=median(self._minutes),
            minutes_p90=quantiles(self._minutes, n=10)[-1] if len(self._minutes) > 1 else 0.0,
            broken=tuple(f"{what} ({times})" for what, times in sorted(self._broken.items())),
        )


def _rules_of(band: str) -> tuple[str, ...]:
    """Return the rules that can fire: nobody in the first band has outgrown an item (C5)."""
    return tuple(rule for rule in RULES if rule != "C5" or band != BANDS[0].band_id)


def _by_level(found: Counter[str]) -> dict[str, int]:
    return {level: found[level] for level in LEVELS}


def _shown(facts: Facts, showing: Showing) -> frozenset[str]:
    """Return what was shown in the visit, in a talk alone too."""
    codes = codes_of(facts.visit.answers)
    for talk in facts.private:
        codes |= codes_of(talk.answers)
    return showing.shown(codes)
