"""The facts behind the coordinator's figures, read step by step so that nothing is held up."""

from collections.abc import Iterator, Mapping
from datetime import date

from imh_desktop.content.library import Library
from imh_desktop.core.checklist import Checklist
from imh_desktop.core.people import Child, Programme
from imh_desktop.core.programme_facts import (
    ChildFact,
    Period,
    ProgrammeFacts,
    ReferralFact,
    TalkFact,
    VisitFact,
)
from imh_desktop.core.quality_checks import QUICK_ITEMS
from imh_desktop.core.visit import Visit
from imh_desktop.errors import InputError
from imh_desktop.flows import same_child
from imh_desktop.flows.loading import checklist_of
from imh_desktop.flows.visits_awaited import Awaited
from imh_desktop.store import listing, records, standing
from imh_desktop.store.entry import Value
from imh_desktop.store.export_sources import made_up_children
from imh_desktop.store.listing import StoredVisit
from imh_desktop.store.scalars import day_of
from imh_desktop.store.vault import Vault

HOME_SAFETY = "T2"
"""The construct whose items ask whether someone at home is hurt or afraid."""


class Gathering:
    """Reads a vault's facts for a period. Call ``steps`` to its end, then read ``facts``."""

    def __init__(
        self, vault: Vault, library: Library, period: Period, *, with_private: bool = False
    ) -> None:
        """Begin; ``with_private`` also reads the private talks, for counts."""
        self._vault, self._library, self._period = vault, library, period
        self._with_private = with_private
        self._children: dict[str, Child] = {}
        self._checklists: dict[tuple[str, str], Checklist | None] = {}
        self._awaited = Awaited(vault, library, Programme())
        self._leads: dict[str, str] = {}
        self.facts = ProgrammeFacts()
        self.home_safety: frozenset[str] = frozenset()

    def steps(self) -> Iterator[float]:
        """Read a record or two at a time; yield the share that is done, from 0 to 1."""
        programme = records.programme(self._vault)
        self._awaited = Awaited(self._vault, self._library, programme)
        for group in same_child.all_groups(self._vault):
            if not group.against:
                self._leads |= dict.fromkeys(group.children, group.children[0])
        total = max(listing.how_many(self._vault), 1)
        found: list[ChildFact | VisitFact | ReferralFact | TalkFact] = []
        made_up = frozenset[str]() if programme.fictional else made_up_children(self._vault)
        for done, fact in enumerate(self._all(), 1):
            if not made_up or self._child_of(fact) not in made_up:
                found.append(fact)
            yield min(done / total, 1.0)
        self.facts = ProgrammeFacts(
            children=tuple(each for each in found if isinstance(each, ChildFact)),
            visits=tuple(each for each in found if isinstance(each, VisitFact)),
            referrals=tuple(each for each in found if isinstance(each, ReferralFact)),
            talks=tuple(each for each in found if isinstance(each, TalkFact)),
            apart=frozenset(
                (link.first, link.second)
                for link in same_child.judged(self._vault)
                if link.same is False
            ),
        )
        self.home_safety = self._items_of(HOME_SAFETY)

    def _all(self) -> Iterator[ChildFact | VisitFact | ReferralFact | TalkFact]:
        yield from self._child_facts()
        yield from map(self._visit_fact, listing.visits(self._vault))
        yield from self._referral_facts()
        if self._with_private:
            for talk in listing.private_talks(self._vault):
                yield TalkFact(
                    visit_id=talk.visit_id,
                    sensitivity=talk.sensitivity.value,
                    codes={item: answer.code for item, answer in talk.answers.items()},
                    acted=frozenset(item for item, done in talk.actions.items() if done),
                )

    def _child_of(self, fact: ChildFact | VisitFact | ReferralFact | TalkFact) -> str:
        if isinstance(fact, TalkFact):
            visit = records.visit(self._vault, fact.visit_id)
            return visit.child_id if visit else ""
        return fact.child_id

    def _child_facts(self) -> Iterator[ChildFact]:
        ended = {self._lead(child_id) for child_id in standing.ended(self._vault)}
        for stored in listing.children(self._vault):
            if stored.child is not None:
                self._children[stored.child_id] = stored.child
            if self._lead(stored.child_id) != stored.child_id:
                continue
            yield ChildFact(
                child_id=stored.child_id,
                given_name=stored.given_name,
                family_name=stored.family_name,
                birth=stored.child.birth if stored.child else None,
                gestation_days=stored.gestation_days,
                language=stored.language,
                enrolled_on=stored.began_on,
                ended=stored.child_id in ended,
            )

    def _lead(self, child_id: str) -> str:
        """Return the one record that stands for all of a child's."""
        return self._leads.get(child_id, child_id)

    def _visit_fact(self, stored: StoredVisit) -> VisitFact:
        visit, results = stored.visit, stored.results
        if visit is None:
            return VisitFact(
                visit_id=stored.visit_id,
                child_id=self._lead(stored.child_id),
                on=None,
                closed=stored.closed,
            )
        checklist, child = self._checklist(visit), self._children.get(visit.child_id)
        due = self._awaited.after(child, visit, results) if child and stored.closed else None
        kinds = {i.item_id: i.kind for i in checklist.items} if checklist else {}
        said = visit.answers.items()
        return VisitFact(
            visit_id=visit.visit_id, child_id=self._lead(visit.child_id), on=visit.on,
            closed=stored.closed,
            kind=visit.kind, band=visit.band, policy_id=stored.age_policy or "default",
            worry_asked=_worry_asked(visit, kinds),
            due_on=due, awaited=self._awaited.still(visit, due),
            reobserve_on=_day(results.get("reobserve_on")),
            level=str(results.get("open_level") or ""),
            codes=tuple(answer.code for item, answer in said if kinds.get(item) == "behaviour"),
            seen=sum(answer.known in ("seen", "both") for _, answer in said),
            answered_at=self._times(visit),
            acted=bool(visit.steps or visit.actions),
            dated=bool(visit.actions) or any(step.by for step in visit.steps),
            rule_set=str(results.get("rule_set") or ""),
            text_version=f"{stored.checklist_version} {visit.language}",
        )  # fmt: skip

    def _times(self, visit: Visit) -> tuple[int, ...]:
        if visit.from_paper:
            return ()  # typed in quickly, answered as slowly as any other
        if len(visit.answers) <= QUICK_ITEMS or not self._period.holds(visit.on):
            return ()
        return listing.answer_times(self._vault, visit.visit_id)

    def _referral_facts(self) -> Iterator[ReferralFact]:
        for referral, reached in listing.referrals(self._vault):
            consents = records.consents(self._vault, referral.child_id)
            consent = next((c for c in consents if c.consent_id == referral.consent_id), None)
            yield ReferralFact(
                referral_id=referral.referral_id,
                child_id=self._lead(referral.child_id),
                visit_id=referral.visit_id,
                state=referral.state,
                concern_on=referral.concern_on,
                reached=reached,
                consent_expires_on=consent.expires_on if consent else None,
                consent_revoked_on=consent.revoked_on if consent else None,
            )

    def _checklist(self, visit: Visit) -> Checklist | None:
        key = visit.checklist_id, visit.checklist_hash
        if key not in self._checklists:
            try:
                self._checklists[key] = checklist_of(self._vault, self._library, visit)
            except InputError:
                self._checklists[key] = None
        return self._checklists[key]

    def _items_of(self, construct: str) -> frozenset[str]:
        known = (each for each in self._checklists.values() if each is not None)
        return frozenset(
            item.item_id for each in known for item in each.items if item.construct == construct
        )


def _worry_asked(visit: Visit, kinds: Mapping[str, str]) -> bool | None:
    worries = [item for item, kind in kinds.items() if kind == "worry"]
    return any(item in visit.answers for item in worries) if worries else None


def _day(value: Value) -> date | None:
    return day_of(value) if isinstance(value, str) else None
