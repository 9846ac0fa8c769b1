"""Makes synthetic visits: one child, her earlier visits and this one, answered card by card."""

from datetime import date, timedelta
from random import Random

from msgspec.structs import replace

from imh_desktop.content.wind_tunnel.temperaments import Shares, Temperament
from imh_desktop.core.ages import BANDS, POLICIES, AgeReading, add_months, read_age
from imh_desktop.core.checklist import Checklist, Item, VisitKind
from imh_desktop.core.conditions import Showing, holds
from imh_desktop.core.facts import Facts, codes_of
from imh_desktop.core.people import Birth, Child
from imh_desktop.core.privacy import Sensitivity
from imh_desktop.core.visit import Answer, Known, PrivateAnswer, PrivateTalk, Raise, Visit

TODAY = date(2026, 6, 15)
GAPS = (35, 70, 120, 190)
"""Days before today on which earlier visits were made."""
KINDS: dict[VisitKind, float] = {"home": 0.8, "elsewhere": 0.1, "remote": 0.1}
_SEVERITY = ("no", "prefers_not", "not_sure", "a_little", "a_lot")
_ALONE: Shares = {"no": 75, "a_little": 15, "a_lot": 5, "prefers_not": 5}
_STAYS_SAME = 0.85
_WAS_LESS = 0.3


class SyntheticChild:
    """A made-up child who is in a band today, with answers that stay much the same over time."""

    def __init__(
        self, checklist: Checklist, band: str, temperament: Temperament, chance: Random
    ) -> None:
        """Choose her age within the band, and what stays the same at all her visits."""
        self._checklist, self._temperament, self._chance = checklist, temperament, chance
        self._policy = POLICIES[checklist.age_policy]
        self._signs = {i.item_id: i for i in checklist.items if i.kind == "sign"}
        heavy = [sign for sign, item in self._signs.items() if band in item.bands]
        self._heavy = chance.choice(heavy) if heavy and temperament.heavy_sign else ""
        self._said: dict[str, str] = {}
        self._gestation = temperament.gestation and chance.randint(*temperament.gestation)
        self._born = self._birthday(band)

    def facts(self) -> Facts:
        """Return today's visit with all that the rules may look at."""
        earlier = tuple(self._visit(day) for day in self._earlier_days())
        now = self._visit(TODAY)
        if self._temperament.history == "losing":
            now, earlier = self._with_a_loss(now, earlier)
        if self._chance.random() < self._temperament.raised:
            now = replace(now, raised=Raise(level="N2", reason="a feeling"))
        return Facts(
            checklist=self._checklist,
            visit=now,
            child=Child(
                child_id="synthetic",
                given_name="Synthetic",
                birth=Birth.on(self._born),
                gestation_days=self._gestation,
            ),
            reading=self._read(TODAY),
            private=self._private(now),
            earlier=earlier,
        )

    def _read(self, on: date) -> AgeReading:
        return read_age(self._born, self._gestation, on, self._policy)

    def _birthday(self, band: str) -> date:
        """Return a birthday that puts the working age into the band today."""
        edge = next(each for each in BANDS if each.band_id == band)
        while True:
            months = self._chance.randrange(edge.from_months, edge.before_months + 4)
            self._born = add_months(TODAY, -months) - timedelta(days=self._chance.randrange(31))
            reading = self._read(TODAY)
            if reading.band == band and reading.working is not None:
                return self._born

    def _earlier_days(self) -> list[date]:
        least = 1 if self._temperament.history == "losing" else 0
        gaps = self._chance.sample(GAPS, self._chance.randint(least, 3))
        days = (TODAY - timedelta(days=gap) for gap in sorted(gaps, reverse=True))
        return [day for day in days if day >= self._born]

    def _visit(self, on: date) -> Visit:
        """Return a visit with an answer to every open item that comes to be shown."""
        reading = self._read(on)
        visit = Visit(
            visit_id=on.isoformat(),
            child_id="synthetic",
            on=on,
            band=reading.band or "",
            kind=self._chance.choices(list(KINDS), list(KINDS.values()))[0],
        )
        showing = Showing(self._checklist, visit.band, reading.working_months, visit.kind)
        items = {i.item_id: i for i in self._checklist.in_band(visit.band) if i.codes}
        asked = {key: item for key, item in items.items() if not item.sensitivity.private}
        answers: dict[str, Answer] = {}
        while new := showing.shown(codes_of(answers)).intersection(asked).difference(answers):
            answers |= {key: self._answer(asked[key], visit) for key in asked if key in new}
        return replace(visit, answers=answers)

    def _answer(self, item: Item, visit: Visit) -> Answer:
        known: Known = "told" if visit.kind == "remote" else "both"
        return Answer(code=self._code(item, visit), known=known)

    def _code(self, item: Item, visit: Visit) -> str:
        if item.kind == "behaviour":
            return self._behaviour(item, visit.on)
        if item.kind == "sign_group":
            asked = (sign for sign in item.signs if self._asked(sign, visit))
            return max(map(self._sign, asked), key=_SEVERITY.index, default="no")
        if item.kind == "sign":
            return self._sign(item.item_id)
        if item.kind == "worry":
            return self._drawn(self._temperament.worry)
        if item.kind == "today":
            said = self._chance.random() < self._temperament.today.get(item.construct, 0)
            return "yes" if said else "no"
        return self._drawn(_ALONE)

    def _behaviour(self, item: Item, on: date) -> str:
        """Return what is said now: mostly the same each time; a growing child had less before."""
        shares = self._temperament.by_construct.get(item.construct, self._temperament.behaviour)
        if item.item_id not in self._said or self._chance.random() > _STAYS_SAME:
            self._said[item.item_id] = self._drawn(shares)
        code = self._said[item.item_id]
        younger = on < TODAY and self._temperament.history == "growing"
        if younger and self._chance.random() < _WAS_LESS:
            return {"often": "sometimes", "sometimes": "not_yet"}.get(code, code)
        return code

    def _asked(self, sign: str, visit: Visit) -> bool:
        """Tell whether a visit asks a sign once its group is opened."""
        item, months = self._signs[sign], self._read(visit.on).working_months
        wanted = item.show_when is None or holds(item.show_when, {}, months, visit.kind)
        return visit.band in item.bands and wanted

    def _sign(self, sign: str) -> str:
        """Return what is said of a sign, the same whether by its group or singly."""
        if sign == self._heavy:
            return "a_lot"
        shares = self._temperament.signs.get(self._signs[sign].construct, {"no": 1})
        return self._said.setdefault(sign, self._drawn(shares))

    def _with_a_loss(
        self, now: Visit, earlier: tuple[Visit, ...]
    ) -> tuple[Visit, tuple[Visit, ...]]:
        """Let a skill that was there often be not yet seen now."""
        skills = [
            item.item_id
            for item in self._checklist.in_band(now.band)
            if item.skill and any(item.item_id in visit.answers for visit in earlier)
        ]
        if not skills:
            return now, earlier
        lost = self._chance.choice(skills)
        before = tuple(_said(v, lost, "often") if lost in v.answers else v for v in earlier)
        return _said(now, lost, "not_yet"), before

    def _private(self, now: Visit) -> tuple[PrivateTalk, ...]:
        """Return what one caregiver said alone: every private question once, each class apart."""
        items = [i for i in self._checklist.in_band(now.band) if i.sensitivity.private and i.codes]
        return tuple(
            PrivateTalk(
                visit_id=now.visit_id,
                caregiver_id="one",
                sensitivity=sensitivity,
                answers={
                    item.item_id: PrivateAnswer(code=self._code(item, now))
                    for item in items
                    if item.sensitivity is sensitivity
                },
            )
            for sensitivity in (Sensitivity.G, Sensitivity.V)
        )

    def _drawn(self, shares: Shares) -> str:
        return self._chance.choices(list(shares), list(shares.values()))[0]


def _said(visit: Visit, item_id: str, code: str) -> Visit:
    return replace(visit, answers=visit.answers | {item_id: Answer(code=code, known="both")})
