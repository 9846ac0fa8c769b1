"""What a made-up programme writes: families, visits, private talks and referrals, as records."""

from collections.abc import Iterator
from datetime import date, timedelta
from random import Random

import msgspec

from imh_desktop.content.library import Library, structure_hash
from imh_desktop.core.people import Birth, Child
from imh_desktop.core.privacy import ChainClass, Sensitivity
from imh_desktop.core.referral import LINES
from imh_desktop.core.trace import RULE_SET
from imh_desktop.flows.closing import reobserve_days
from imh_desktop.flows.demo_families import Family, MadeChild
from imh_desktop.flows.demo_names import PARTNERS, WORKERS
from imh_desktop.flows.demo_visits import Pattern, Patterns
from imh_desktop.flows.loading import as_text, policy_of, reading_for
from imh_desktop.flows.visiting import CHECKLIST
from imh_desktop.store import records
from imh_desktop.store.entry import Changes
from imh_desktop.store.filling import Filling
from imh_desktop.store.vault import Vault

_LEFT_OPEN, _PRIVATE, _NOTED, _REFERRED = 0.15, 0.06, 0.08, 0.35
_DRAFT_AGE = 30
"""Days: an older visit was closed."""
_NOTES = (
    "Naps are shorter since the move.", "Likes to be near the window.", "Grandmother agrees.",
    "Asked for more ideas for the evening.", "We sang the song twice.",
)  # fmt: skip
_SEEN = ("{name} looked up and smiled.", "{name} settled in her arms.", "{name} shared a toy.")
_STEPS = ("Try the bedtime song", "Ask the nurse about sleep", "Play on the floor each morning")


class Case(msgspec.Struct, kw_only=True):
    """A made-up child, and the days of its visits; where none ``visited``, the day it was
    enrolled. The ids are there once it is written."""

    family_no: int
    family: Family
    child: MadeChild
    days: tuple[date, ...]
    visited: bool
    child_id: str = ""
    caregiver_ids: tuple[str, ...] = ()
    temperament: str = ""
    referred: bool = False

    @property
    def birth(self) -> Birth:
        """Return the day of birth, or the days it may have been."""
        return Birth(self.child.born_on, self.child.born_latest)


class Scribe:
    """Writes cases in the order of their days, and counts."""

    def __init__(self, vault: Vault, library: Library, chance: Random, today: date) -> None:
        """Write the people who work here, and the checklist."""
        self._new_id, self._chance, self._today = vault.journal.new_id, chance, today
        checklist = library.checklist(CHECKLIST)
        self._programme = records.programme(vault)
        self._policy = policy_of(self._programme, checklist)
        self._patterns = Patterns(library, checklist)
        self._private = tuple(
            item.item_id for item in checklist.items
            if item.sensitivity is Sensitivity.G and item.codes
        )  # fmt: skip
        self._made_with: Changes = {
            "checklist_id": checklist.checklist_id, "checklist_version": checklist.version,
            "checklist_hash": structure_hash(checklist), "age_policy": self._policy.policy_id,
        }  # fmt: skip
        self._households: dict[int, str] = {}
        self._workers = self._several(
            vault, "worker", [{"name": n, "role": "visitor"} for n in WORKERS]
        )
        self._partners = self._several(
            vault, "partner", [{"name": n, "phone": "555-0160"} for n in PARTNERS]
        )
        said = {"hash": structure_hash(checklist), "body": as_text(checklist)}
        self._several(vault, "checklist", [said])
        self.visits = self.left_open = self.referrals = 0

    def write(self, hand: Filling, case: Case, at: int) -> None:
        """Write the visit of one of a case's days, and the family first if it is new."""
        if not case.child_id:
            self._enrol(hand, case)
        if case.visited:
            self._visit(hand, case, at)

    def _several(self, vault: Vault, kind: str, said: list[dict[str, str]]) -> tuple[str, ...]:
        ids = tuple(self._new_id() for _ in said)
        vault.journal.write_many(
            [(kind, id_, {**each}, ChainClass.OPEN) for id_, each in zip(ids, said, strict=True)]
        )
        return ids

    def _enrol(self, hand: Filling, case: Case) -> None:
        case.child_id = self._new_id()
        case.temperament = self._patterns.temperament(self._chance)
        hand.open("child", case.child_id, self._child(hand, case))
        case.caregiver_ids = tuple(self._caregivers(hand, case))

    def _child(self, hand: Filling, case: Case) -> Changes:
        child, family = case.child, case.family
        language = "es" if "es" in family.languages else "en"
        interpreted = family.languages[0] if _interpreted(family.languages) else ""
        fields: Changes = {
            "given_name": child.given_name, "family_name": child.family_name,
            "born_earliest": child.born_on.isoformat(),
            "born_latest": child.born_latest.isoformat(),
            "gestation_days": child.gestation_days, "sex": child.sex, "number": child.number,
            "household_id": self._household(hand, case), "page_language": language,
            "interpreter": bool(interpreted) or None, "interpreter_language": interpreted,
            "demo": True, **{f"languages.{code}": True for code in family.languages},
        }  # fmt: skip
        return {field: value for field, value in fields.items() if value not in (None, "")}

    def _household(self, hand: Filling, case: Case) -> str:
        found = self._households.get(case.family_no)
        if found is None:
            found = self._households[case.family_no] = self._new_id()
            family = case.family
            said: Changes = {"address": family.address, "phone": family.phone}
            hand.open("household", found, {"name": case.child.family_name, **said})
        return found

    def _caregivers(self, hand: Filling, case: Case) -> Iterator[str]:
        for adult in case.family.adults:
            id_ = self._new_id()
            said = {"child_id": case.child_id, "name": adult.name, "relation": adult.relation}
            phone = {"phone": adult.phone} if adult.phone else {}
            home = {
                "address": case.family.address,
                "household_id": self._households[case.family_no],
            }
            spoken = {f"speaks.{code}": True for code in case.family.languages}
            hand.open("caregiver", id_, {**said, **phone, **home, **spoken})
            yield id_

    def _visit(self, hand: Filling, case: Case, at: int) -> None:
        chance, on, visit_id = self._chance, case.days[at], self._new_id()
        reading = reading_for(_as_child(case), on, self._policy)
        pattern = self._patterns.pick(reading.band or "B9", case.temperament, chance)
        first: Changes = {
            **self._made_with, "child_id": case.child_id, "on": on.isoformat(),
            "band": reading.band or "B9", "language": "en",
            "kind": pattern.kind,
            "worker_id": self._visitor(case),
            "started_at": f"{on.isoformat()}T09:00:00+00:00",
        }  # fmt: skip
        said = [first, *self._answers(case, pattern)]
        last = at == len(case.days) - 1
        recent = (self._today - on).days <= _DRAFT_AGE
        self.visits += 1
        if last and recent and chance.random() < _LEFT_OPEN:
            self.left_open += 1
            for changes in said[: chance.randrange(2, len(said))]:
                hand.open("visit", visit_id, changes)
            return
        said += [*self._review(case, pattern, on), self._close(case, pattern, visit_id, on)]
        hand.closed("visit", visit_id, ChainClass.OPEN, said)
        self._beside(hand, case, pattern, visit_id, on)

    def _answers(self, case: Case, pattern: Pattern) -> Iterator[Changes]:
        informant = {"informant": case.caregiver_ids[0]}
        for item_id, given in pattern.answers:
            told = given.get("known") in ("told", "both")
            yield {f"answers.{item_id}": {**given, **informant} if told else given}
        for item_id in pattern.worries[:1]:
            if self._chance.random() < _NOTED:
                yield {f"notes.{item_id}": self._chance.choice(_NOTES)}

    def _review(self, case: Case, pattern: Pattern, on: date) -> Iterator[Changes]:
        chance = self._chance
        for order, item_id in enumerate(pattern.chosen, start=1):
            yield {f"strengths.{item_id}": order}
        for _ in range(3 - len(pattern.chosen)):
            seen = chance.choice(_SEEN).replace("{name}", case.child.given_name)
            yield {f"moments.{self._new_id()}": seen}
        for item_id in pattern.act_now:
            yield {f"actions.{item_id}": "Called the emergency number."}
        if pattern.raised:
            worker_id = self._visitor(case)
            yield {"raised": {"level": "N2", "reason": pattern.raised, "worker_id": worker_id}}
        if pattern.level != "N0":
            by = (on + timedelta(days=14)).isoformat()
            said = {"what": chance.choice(_STEPS), "who": case.family.adults[0].name[:60]}
            yield {f"steps.{self._new_id()}": {**said, "by": by, "order": 1}}

    def _close(self, case: Case, pattern: Pattern, visit_id: str, on: date) -> Changes:
        reading = reading_for(_as_child(case), on, self._policy)
        again = on + timedelta(days=reobserve_days(self._programme, reading.working_months))
        return {
            "closed": True,
            **pattern.results(visit_id, on, reading.basis, self._visitor(case)),
            "results.checklist_hash": self._made_with["checklist_hash"],
            "results.reobserve_on": None if pattern.level == "N0" else again.isoformat(),
        }

    def _visitor(self, case: Case) -> str:
        """Return who visits a family, always the same person."""
        return self._workers[case.family_no % len(self._workers)]

    def _beside(self, hand: Filling, case: Case, pattern: Pattern, visit_id: str, on: date) -> None:
        if self._chance.random() < _PRIVATE:
            self._talk(hand, visit_id, case.caregiver_ids[0])
        wanted = pattern.level in ("N2", "N3") and not case.referred
        if wanted and self._chance.random() < _REFERRED:
            self._refer(hand, case, pattern, visit_id, on)

    def _talk(self, hand: Filling, visit_id: str, caregiver_id: str) -> None:
        talk_id = records.private_id(visit_id, caregiver_id, Sensitivity.G)
        first: Changes = {"visit_id": visit_id, "caregiver_id": caregiver_id, "sensitivity": "G"}
        answers: list[Changes] = [
            {f"answers.{item_id}": {"code": "no"}} for item_id in self._private[:3]
        ]
        close: Changes = {
            "closed": True, "results.level": None, "results.traces": "[]",
            "results.rule_set": RULE_SET,
        }  # fmt: skip
        said = [{**first, **answers[0]}, *answers[1:], close]
        hand.closed("private", talk_id, ChainClass.G, said)

    def _refer(self, hand: Filling, case: Case, pattern: Pattern, visit_id: str, on: date) -> None:
        case.referred, consent_id = True, self._new_id()
        both: Changes = {
            "child_id": case.child_id, "partner_id": self._chance.choice(self._partners),
            **{f"lines.{line}": True for line in LINES[:5]},
            **{f"items.{item_id}": True for item_id in pattern.worries[:2]},
        }  # fmt: skip
        consent: Changes = {
            "purpose": "To look at sleep and eating together",
            "signer": case.family.adults[0].name, "authority": case.family.adults[0].relation,
            "signed_on": on.isoformat(), "expires_on": (on + timedelta(days=365)).isoformat(),
        }  # fmt: skip
        state = self._chance.choice(("draft", "consented", "sent", "sent", "sent"))
        referral: Changes = {
            "visit_id": visit_id, "consent_id": consent_id, "concern_on": on.isoformat(),
            "state": state, "tried": "A fixed order of steps before sleep.",
        }  # fmt: skip
        hand.open("consent", consent_id, {**both, **consent})
        hand.open("referral", self._new_id(), {**both, **referral})
        self.referrals += 1


def _as_child(case: Case) -> Child:
    """Return what is needed to read the age."""
    return Child(
        child_id=case.child_id, given_name="", birth=case.birth,
        gestation_days=case.child.gestation_days,
    )  # fmt: skip


def _interpreted(languages: tuple[str, ...]) -> bool:
    """Tell whether a made-up family speaks one language alone, and no visitor speaks it."""
    return len(languages) == 1 and languages[0] not in ("en", "es")
