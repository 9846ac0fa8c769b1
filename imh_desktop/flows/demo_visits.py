"""Made-up visits: what one kind of child answers in one band, with what the rules make of it.

A few patterns a band and a temperament are answered and read by the real rules once; every
made-up visit is one of them under its own id, day and informant.
"""

from collections.abc import Collection, Iterator
from datetime import date
from random import Random

import msgspec
from msgspec.structs import replace

from imh_desktop.content.library import Library
from imh_desktop.content.wind_tunnel.synthetic import TODAY, SyntheticChild
from imh_desktop.content.wind_tunnel.temperaments import TEMPERAMENTS, Temperament
from imh_desktop.core.checklist import Checklist, Item, VisitKind
from imh_desktop.core.evaluation import Evaluation
from imh_desktop.core.trace import RULE_SET
from imh_desktop.core.visit import Answer, Known, Level, Visit
from imh_desktop.flows.visit_state import KNOWN_KINDS, SEEN
from imh_desktop.store.entry import Changes, Scalar

_EACH = 3
"""Patterns of one band and one temperament."""
_SHARES = {
    "thriving": 32, "own pace": 30, "slow to warm": 10, "lively": 9, "born early": 7,
    "one heavy sign": 4, "much not yet": 3, "losing": 1, "hardly seen": 2, "in danger today": 1,
    "the visitor worries": 1,
}  # fmt: skip
_VISIT, _WORKER, _BASIS = "@visit", "@worker", '"age_basis":"{}"'
_STRENGTHS = 3


class Pattern(msgspec.Struct, frozen=True, kw_only=True):
    """A visit without child and day. ``answers``: open ones in the checklist's order.
    ``chosen``: three strengths for the page, or fewer where fewer were seen."""

    kind: VisitKind
    basis: str
    answers: tuple[tuple[str, dict[str, Scalar]], ...]
    chosen: tuple[str, ...]
    raised: str
    act_now: tuple[str, ...]
    worries: tuple[str, ...]
    level: Level
    profile: str
    traces: str

    def results(self, visit_id: str, on: date, basis: str, worker_id: str) -> Changes:
        """Return what the close of a visit on this pattern carries, but the day to look again."""
        traces = self.traces.replace(_VISIT, visit_id).replace(TODAY.isoformat(), on.isoformat())
        traces = traces.replace(_WORKER, worker_id)
        traces = traces.replace(_BASIS.format(self.basis), _BASIS.format(basis))
        return {
            "results.open_level": self.level, "results.profile": self.profile,
            "results.traces": traces, "results.rule_set": RULE_SET,
        }  # fmt: skip


class Patterns:
    """The patterns of every band, by temperament."""

    def __init__(self, library: Library, checklist: Checklist) -> None:
        """Each pattern is answered and read when it is first picked."""
        texts = library.texts(checklist.checklist_id, "en").items
        self._told = {key for key, text in texts.items() if text.strength}
        self._checklist = checklist
        self._items = {item.item_id: item for item in checklist.items}
        self._made: dict[tuple[str, str], list[Pattern]] = {}

    def temperament(self, chance: Random) -> str:
        """Return how one child mostly is."""
        return chance.choices(list(_SHARES), list(_SHARES.values()))[0]

    def pick(self, band: str, temperament: str, chance: Random) -> Pattern:
        """Return a visit's pattern: now and then that of another temperament."""
        name = temperament if chance.random() < 0.8 else self.temperament(chance)
        if (band, name) not in self._made:
            kind = next(each for each in TEMPERAMENTS if each.name == name)
            self._made[band, name] = [self._pattern(band, kind, chance) for _ in range(_EACH)]
        return chance.choice(self._made[band, name])

    def _pattern(self, band: str, temperament: Temperament, chance: Random) -> Pattern:
        made = SyntheticChild(self._checklist, band, temperament, chance).facts()
        visit = replace(made.visit, visit_id=_VISIT, answers=self._known(made.visit, chance))
        if visit.raised:
            visit = replace(visit, raised=replace(visit.raised, worker_id=_WORKER))
        read = Evaluation(replace(made, visit=visit, private=(), earlier=()))
        guidance = read.guidance
        return Pattern(
            kind=visit.kind,
            basis=made.reading.basis,
            answers=tuple(_fields(visit.answers, self._checklist.in_band(band))),
            chosen=tuple(self._strengths(visit, read.shown))[:_STRENGTHS],
            raised=visit.raised.reason if visit.raised else "",
            act_now=guidance.act_now,
            worries=tuple(key for key, said in visit.answers.items() if said.code == "a_little"),
            level=guidance.open_level,
            profile=msgspec.json.encode(read.profile).decode(),
            traces=msgspec.json.encode(guidance.open_traces).decode(),
        )

    def _known(self, visit: Visit, chance: Random) -> dict[str, Answer]:
        """Say how each answer is known, as a visitor at home would."""
        ways: tuple[Known, ...] = ("told",) if visit.kind == "remote" else ("seen", "told", "both")
        return {
            key: Answer(
                code=said.code,
                known=chance.choice(ways) if self._items[key].kind in KNOWN_KINDS else None,
            )
            for key, said in visit.answers.items()
        }

    def _strengths(self, visit: Visit, shown: Collection[str]) -> Iterator[str]:
        for code in SEEN:
            for key, said in visit.answers.items():
                strength = self._items[key].polarity == "strength"
                if strength and said.code == code and key in shown and key in self._told:
                    yield key


def _fields(
    answers: dict[str, Answer], items: tuple[Item, ...]
) -> Iterator[tuple[str, dict[str, Scalar]]]:
    for item in items:
        if said := answers.get(item.item_id):
            known: dict[str, Scalar] = {"known": said.known} if said.known else {}
            yield item.item_id, {"code": said.code, **known}
