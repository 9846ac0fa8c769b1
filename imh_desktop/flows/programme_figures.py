"""The coordinator's figures: indicators, child find, and the lists behind each number."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

import msgspec

from imh_desktop.content.indicator_file import read_indicators
from imh_desktop.content.library import Library
from imh_desktop.core import child_find, indicators
from imh_desktop.core.ages import add_months
from imh_desktop.core.child_find import Breakdown
from imh_desktop.core.indicators import Indicator, Kind
from imh_desktop.core.measured_care import Frame
from imh_desktop.core.measures import Definition
from imh_desktop.core.private_counts import PrivateCount, private_counts
from imh_desktop.core.programme_facts import Period, ProgrammeFacts
from imh_desktop.core.quality_checks import CHECKS, Finding
from imh_desktop.errors import InputError
from imh_desktop.flows.programme_gathering import Gathering
from imh_desktop.store.vault import Vault
from imh_desktop.words import Words


@dataclass(frozen=True, slots=True)
class ProgrammeFigures:
    """All figures of a period. ``private``: None unless they were asked for; ``findings``: what
    the checks on the data found."""

    frame: Frame
    definitions: tuple[Definition, ...]
    indicators: tuple[Indicator, ...]
    child_find: tuple[Breakdown, ...]
    private: tuple[PrivateCount, ...] | None
    findings: tuple[Finding, ...]
    cases: "Cases"


class CaseBehind(msgspec.Struct, frozen=True, kw_only=True):
    """One case behind a number. ``on``: the day of the visit or of the concern; None of a child."""

    record_id: str
    child_id: str
    child_name: str
    on: date | None = None


class Cases:
    """Finds whom a record is about, and its day."""

    def __init__(self, facts: ProgrammeFacts) -> None:
        """Sort the facts by id, once."""
        self._children = facts.by_child()
        self._days: dict[tuple[Kind, str], tuple[str, date | None]] = {
            ("visit", visit.visit_id): (visit.child_id, visit.on) for visit in facts.visits
        }
        for one in facts.referrals:
            self._days["referral", one.referral_id] = one.child_id, one.concern_on

    def case(self, kind: Kind, record_id: str) -> CaseBehind:
        """Return one case; without a name where the child's record is not here."""
        child_id, on = self._days.get((kind, record_id), (record_id, None))
        child = self._children.get(child_id)
        name = f"{child.given_name} {child.family_name}".strip() if child else ""
        return CaseBehind(record_id=record_id, child_id=child_id, child_name=name, on=on)


def last_year(today: date) -> Period:
    """Return the twelve months that end today."""
    return Period(add_months(today, -12), today)


def period_of(first: date | None, last: date | None, today: date, words: Words) -> Period:
    """Return the period asked for; what is not given is that of the last twelve months.

    Raises:
        InputError: it ends before it begins.
    """
    until = last or today
    since = first or add_months(until, -12)
    if since > until:
        raise InputError(words.say("The last day is before the first day."), place="last")
    return Period(since, until)


class Figuring:
    """Reads and counts step by step; call ``steps`` to its end, then read ``figures``."""

    def __init__(
        self,
        vault: Vault,
        library: Library,
        period: Period,
        today: date,
        *,
        with_private: bool = False,
    ) -> None:
        """Begin. ``with_private``: also count private talks, to be shown apart."""
        self._gathering = Gathering(vault, library, period, with_private=with_private)
        self._period, self._today, self._with_private = period, today, with_private
        self._figures: ProgrammeFigures | None = None

    @property
    def figures(self) -> ProgrammeFigures:
        """Return what was counted, once all steps are done."""
        if self._figures is None:
            raise RuntimeError("the steps are not done")
        return self._figures

    def steps(self) -> Iterator[float]:
        """Do a little at a time; yield the share that is done, from 0 to 1."""
        yield from self._gathering.steps()
        facts = self._gathering.facts
        frame = Frame(facts=facts, period=self._period, today=self._today)
        definitions = read_indicators()
        counted = []
        for definition in definitions:
            counted.append(indicators.count(definition, frame))
            yield 1.0
        findings = []
        for check in CHECKS.values():
            for found in check(frame):
                findings += [found] if found else []
                yield 1.0
            yield 1.0
        self._figures = ProgrammeFigures(
            frame=frame,
            definitions=definitions,
            indicators=tuple(counted),
            child_find=child_find.tables(frame),
            private=private_counts(frame, self._gathering.home_safety)
            if self._with_private
            else None,
            findings=tuple(findings),
            cases=Cases(facts),
        )


def figures(
    vault: Vault, library: Library, period: Period, today: date, *, with_private: bool = False
) -> ProgrammeFigures:
    """Return all figures at once; a window uses ``Figuring``."""
    work = Figuring(vault, library, period, today, with_private=with_private)
    for _ in work.steps():
        pass
    return work.figures


def cases_behind(of: ProgrammeFigures, kind: Kind, ids: Iterable[str]) -> tuple[CaseBehind, ...]:
    """Return the cases behind a number, by name and day."""
    found = [of.cases.case(kind, record_id) for record_id in ids]
    found.sort(key=lambda case: (case.child_name.casefold(), case.on or date.min, case.record_id))
    return tuple(found)
