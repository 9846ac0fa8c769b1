"""A vault in which every field that can hold something holds an identifier of one of 18 kinds.

The kinds are those of 45 CFR 164.514(b)(2)(i). Each plant is unlike any other and unlike a word.
"""

import random
from collections import Counter
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import msgspec

from imh_desktop.content.library import Library, structure_hash
from imh_desktop.core.privacy import ChainClass
from imh_desktop.flows.loading import as_text
from imh_desktop.store.shapes import INTEGER, SHAPES
from imh_desktop.store.vault import Vault

_SOUNDS = "ba ce di fo gu ka le mi no pu ra se ti vo wu xa ye zi".split()
FIRST = date(2024, 2, 1)


class Planter:
    """Makes identifiers and keeps them, with the days that records really have."""

    def __init__(self, vault: Vault, library: Library, seed: int) -> None:
        self.vault, self.chance = vault, random.Random(seed)
        self.plants: set[str] = set()
        self.kinds = Counter[str]()
        self.days: set[date] = set()
        self.records: set[str] = set()
        self._makers: dict[str, Callable[[], str]] = {
            "name": lambda: f"{self._word().title()} {self._word().title()}",
            "place": lambda: f"{self._digits(4)} {self._word().title()} Road, {self._digits(5)}",
            "date": self._old_day,
            "phone": lambda: f"({self._digits(3)}) {self._digits(3)}-{self._digits(4)}",
            "fax": lambda: f"+1 {self._digits(3)} {self._digits(7)}",
            "mail": lambda: f"{self._word()}@{self._word()}.example",
            "ssn": lambda: f"{self._digits(3)}-{self._digits(2)}-{self._digits(4)}",
            "record": lambda: f"MRN{self._digits(7)}",
            "plan": lambda: f"HP-{self._digits(9)}",
            "account": lambda: f"ACC {self._digits(10)}",
            "licence": lambda: f"L{self._digits(8)}",
            "vehicle": lambda: f"{self._word()[:3].upper()}-{self._digits(5)}",
            "device": lambda: f"SN:{self._digits(4)}:{self._word().upper()}",
            "url": lambda: f"https://{self._word()}.example/{self._word()}",
            "ip": lambda: f"10.{self._digits(3)}.{self._digits(3)}.7",
            "biometric": lambda: f"fp:{self._digits(12)}",
            "photo": lambda: f"{self._word()}_{self._word()}.jpg",
            "other": lambda: f"{self._word()}#{self._digits(6)}",
        }
        self._order = sorted(self._makers)
        today = library.checklist("observation")
        self.hash, self._items = structure_hash(today), today.in_band("B4")
        self._private = {c: [i for i in today.items if i.sensitivity.value == c] for c in "GV"}
        self._plant_checklist(today)

    def plant(self) -> str:
        """Return a new identifier, of each kind in turn."""
        kind = self._order[len(self.plants) % len(self._order)]
        made = self._makers[kind]()
        if made in self.plants:
            return self.plant()
        self.plants.add(made)
        self.kinds[kind] += 1
        return made

    def number(self) -> int:
        """Return an identifier that is a number."""
        made = self.chance.randrange(10**9, 2**31)
        self.plants.add(str(made))
        return made

    def families(self, count: int) -> None:
        """Write families, and what stands beside them."""
        kinds = ("household", "partner", "worker", "device", "setting", "event")
        self.shared = {kind: self._record(kind) for kind in kinds}
        for number in range(count):
            self._family(number)

    def _family(self, number: int) -> None:
        child = self._record("child", **self._birth(number))
        caregiver = self._record("caregiver", child_id=child)
        for visit_number in range(3):
            self._visit(child, caregiver, number, visit_number)
        consent = self._record(
            "consent", child_id=child, partner_id=self.shared["partner"],
            signed_on=self._day(5), expires_on=self._day(500), revoked_on=self._day(90),
        )  # fmt: skip
        self._record("consent", child_id=child)
        self._record(
            "referral", child_id=child, consent_id=consent, concern_on=self._day(number),
            partner_id=self.shared["partner"], state="sent" if number % 2 else self.plant(),
        )  # fmt: skip

    def _birth(self, number: int) -> dict[str, Any]:
        born = self._day(-300 - number)
        usual = number % 4
        return {
            "born_earliest": born, "born_latest": born,
            "sex": ("female", "male", self.plant(), "female")[usual],
            "gestation_days": (280, 262, self.number(), 190)[usual],
            "interpreter": bool(usual), "conditions_known": None if usual else self.number(),
            "languages.en": True, f"languages.{'es' if usual else self.plant()}": True,
            "demo": None,
        }  # fmt: skip

    def _visit(self, child: str, caregiver: str, number: int, visit_number: int) -> None:
        odd = number % 10 == 9
        answers: dict[str, Any] = {
            f"answers.{item.item_id}": {
                "code": self.chance.choice(item.codes), "informant": self.plant(),
                "known": "seen" if number % 3 else self.plant(), "note": self.plant(),
            }
            for item in self._items if item.codes and not item.sensitivity.private
        }  # fmt: skip
        answers[f"answers.{self.plant()}"] = {"code": self.plant(), "on": self._day(number)}
        answers["answers.o1-any-worry"] = {"code": self.plant()}
        visit = self._record(
            "visit", child_id=child, on=self._day(number + 40 * visit_number),
            band=self.plant() if odd else "B4", kind=self.plant() if odd else "home",
            checklist_id=self.plant() if number % 10 == 8 else "observation",
            checklist_hash=self.other_hash if number % 10 == 7 else self.hash, **answers,
        )  # fmt: skip
        for chain, items in self._private.items():
            self._record(
                "private", chain=ChainClass(chain), visit_id=visit, caregiver_id=caregiver,
                sensitivity=chain,
                **{f"answers.{i.item_id}": {"code": "a_lot", "note": self.plant()} for i in items},
            )  # fmt: skip
            self._record(
                "own_referral", chain=ChainClass(chain), visit_id=visit, caregiver_id=caregiver,
                sensitivity=chain,
            )  # fmt: skip
        if visit_number < 2:
            self.vault.journal.close(visit, self._results(number))

    def _results(self, number: int) -> dict[str, Any]:
        if number % 5 == 0:
            return {name: self.plant() for name in
                    ("open_level", "profile", "traces", "rule_set", "reobserve_on")}  # fmt: skip
        counts = {"often": 3, "sometimes": 1, "not_yet": 0, "concern": 0, "unknown": 2}
        domains = [
            {"domain": name, "answered": 4, "asked": 4, "shown": 6, "counts": counts,
             "constructs": [{"construct": self.plant(), "status": "strength", "counts": counts}]}
            for name in ("feelings", self.plant())
        ]  # fmt: skip
        profile = {"domains": domains, "answered": 4, "shown": 6, "completeness": "partial"}
        trace = {
            "rule": "C1", "rule_set": self.plant(), "level": "N2", "sensitivity": "C",
            "subject": self.plant(), "reason": self.plant(), "worker_id": self.plant(),
            "answers": [{"visit_id": self.plant(), "item_id": self.plant(), "code": self.plant(),
                         "known": None, "on": self._day(number)}],
        }  # fmt: skip
        traces = [trace, {**trace, "rule": self.plant()}, {**trace, "sensitivity": "V"}]
        return {
            "open_level": ("N0", "N1", "N2", "N3")[number % 4],
            "profile": msgspec.json.encode(profile).decode(),
            "traces": msgspec.json.encode(traces).decode(),
            "reobserve_on": self._day(number + 60),
        }

    def _plant_checklist(self, today: Any) -> None:
        """A checklist of somebody else, whose items are called like people."""
        items = tuple(
            msgspec.structs.replace(item, item_id=f"{item.item_id}-{self.plant()}")
            for item in today.items[:5]
        )
        other = msgspec.structs.replace(today, items=items, version=self.plant())
        self.other_hash = structure_hash(other)
        checklist_id = self.vault.journal.new_id()
        said = {"body": as_text(other), "hash": self.other_hash}
        self.vault.journal.write("checklist", checklist_id, said)

    def _record(self, kind: str, /, *, chain: ChainClass = ChainClass.OPEN, **said: Any) -> str:
        """Write a record with a plant in every field that nothing was said of."""
        shape, record_id = SHAPES[kind], self.vault.journal.new_id()
        fields: dict[str, Any] = {
            name: self.number() if what == INTEGER else self.plant()
            for name, what in shape.columns.items()
        }
        for name in shape.elements:
            fields[f"{name}.{self.plant()}"] = self.plant()
        fields = {name: value for name, value in {**fields, **said}.items() if value is not None}
        self.vault.journal.write_many([(kind, record_id, fields, chain)], self.plant())
        self.records.add(record_id)
        return record_id

    def _day(self, after: int) -> str:
        day = FIRST + timedelta(days=after)
        self.days.add(day)
        return day.isoformat()

    def _old_day(self) -> str:
        day = date(1950, 1, 1) + timedelta(days=self.chance.randrange(14_000))
        return day.strftime(self.chance.choice(("%d.%m.%Y", "%B %d, %Y", "%Y/%m/%d")))

    def _word(self) -> str:
        return "".join(self.chance.choices(_SOUNDS, k=4))

    def _digits(self, count: int) -> str:
        return str(self.chance.randrange(10 ** (count - 1), 10**count))


def notations(day: date) -> set[str]:
    """Return a day as people and programs write it."""
    plain = {f"{day.day}.{day.month}.{day.year}", f"{day.month}/{day.day}/{day.year}"}
    forms = ("%Y-%m-%d", "%Y%m%d", "%d/%m/%Y", "%m/%d/%Y", "%d.%m.%Y", "%m/%d/%y", "%d %B %Y",
             "%B %d, %Y", "%d %b %Y", "%Y/%m/%d", "%d-%m-%Y")  # fmt: skip
    return plain | {day.strftime(form) for form in forms}
