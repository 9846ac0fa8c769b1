"""Closing a visit: what still keeps it open, and the results its close carries."""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial

import msgspec

from imh_desktop.core.people import Programme
from imh_desktop.core.trace import RULE_SET, Trace
from imh_desktop.core.visit import Level, PrivateTalk
from imh_desktop.errors import InputError, to_tell
from imh_desktop.flows import card_views, following_up
from imh_desktop.flows.open_visit import OpenVisit
from imh_desktop.flows.refusing import FEWEST_STRENGTHS
from imh_desktop.flows.visit_state import VisitState
from imh_desktop.store import ballast
from imh_desktop.store.entry import Value
from imh_desktop.store.faults import StorageFault
from imh_desktop.store.waiting import undecided

_UNKNOWN = to_tell(
    "The disk refused while the visit was being closed. Every answer is safe. Open the child’s page"
    " again: it says whether the visit is closed."
)


class CloseRefused(InputError):
    """The visit cannot be closed yet; ``missing`` says why, one sentence each."""

    def __init__(self, message: str, missing: tuple[str, ...]) -> None:
        """Keep the sentences."""
        super().__init__(message)
        self.missing = missing


@dataclass(frozen=True, slots=True)
class ClosedVisit:
    """A visit closed just now, with its open level and the day to look again (None = no need)."""

    visit_id: str
    open_level: Level
    reobserve_on: date | None


def reobserve_on(visit: VisitState) -> date | None:
    """Return the day to look again, by the open level alone; None at the lowest level."""
    if visit.guidance.open_level == "N0":
        return None
    days = reobserve_days(visit.programme, visit.reading.working_months)
    return visit.visit.on + timedelta(days=days)


def reobserve_days(programme: Programme, working_months: int) -> int:
    """Return the programme's interval for a working age, in days (clinical.md 3.3)."""
    young, middle, older = programme.reobserve_days
    return young if working_months < 6 else middle if working_months < 24 else older


def missing(visit: OpenVisit) -> tuple[str, ...]:
    """Return what keeps the visit from being closed, one sentence each; empty = it may be."""
    words, found = visit.words, list(_undecided(visit))
    for item_id in visit.guidance.act_now:
        if not visit.visit.actions.get(item_id):
            card = visit.title(visit.item(item_id))
            found.append(
                words.say("“{card}”: please write what was done, or why you could not.", card=card)
            )
    if any(_waits(visit, talk) for talk in visit.private):
        found.append(
            words.say(
                "Something said in private: please write what was done, or why you could not."
            )
        )
    for item_id in visit.visit.strengths:
        if not visit.is_strength(item_id):
            card = visit.title(visit.item(item_id))
            found.append(
                words.say("“{card}” is on the family page but is no strength today.", card=card)
            )
    if len(visit.visit.strengths) + len(visit.visit.moments) < FEWEST_STRENGTHS:
        found.append(words.say("Please choose three strengths, or write what went well."))
    return tuple(found)


def _undecided(visit: OpenVisit) -> Iterator[str]:
    talks = ((talk.caregiver_id, talk.sensitivity) for talk in visit.private)
    ids = [visit.visit.visit_id, *map(visit.ledger.record_id, talks)]
    if undecided(visit.vault, ids):
        yield visit.words.say(
            "Two people wrote different things in this visit. Please decide under “To decide”"
            " first."
        )


def close(visit: OpenVisit) -> ClosedVisit:
    """Close the open record and each private record with its own results, all or none.

    Raises:
        CloseRefused: something is missing; nothing was closed.
        EnvironmentFault: the disk refused; nothing was closed, or the fault says that nobody can
            tell. A visit that is closed all the same is no fault.
    """
    finish, vault = partial(ballast.with_reserve, visit.vault.folder), visit.vault
    finish(lambda: _leave(visit))
    visit.reload()
    if found := missing(visit):
        raise CloseRefused(visit.words.say("This visit cannot be closed yet."), found)
    try:
        finish(lambda: vault.journal.close_many(_results(visit)))
    except (
        StorageFault
    ) as fault:  # it may have come after the commit, from reading what was written
        if not _is_closed(visit, fault):
            raise
    with suppress(StorageFault):  # what is left on the desk of a closed visit is shown to nobody
        finish(lambda: vault.desk.clear(visit.visit.visit_id))
    return ClosedVisit(visit.visit.visit_id, visit.guidance.open_level, reobserve_on(visit))


def _is_closed(visit: OpenVisit, fault: StorageFault) -> bool:
    """Tell whether a visit was closed before the disk refused.

    Raises:
        StorageFault: the disk does not say.
    """
    try:
        return visit.vault.journal.closed(visit.visit.visit_id) is not None
    except StorageFault:
        raise StorageFault(_UNKNOWN) from fault


def _leave(visit: OpenVisit) -> None:
    """Keep what is half typed."""
    visit.leave()
    following_up.keep_drafts(visit)


def _results(visit: OpenVisit) -> dict[str, dict[str, Value]]:
    """Return record id -> results. A private record stays closed when only its visit was opened
    again by a decision."""
    results = {visit.visit.visit_id: open_results(visit)}
    for talk in visit.private:
        record_id = visit.ledger.record_id((talk.caregiver_id, talk.sensitivity))
        if visit.vault.journal.closed(record_id) is None:
            results[record_id] = private_results(visit, talk)
    return results


def open_results(visit: VisitState) -> dict[str, Value]:
    """Return what the close of the open record keeps, from class P and C answers alone."""
    again = reobserve_on(visit)
    return {
        "open_level": visit.guidance.open_level,
        "profile": msgspec.json.encode(visit.profile).decode(),
        "traces": msgspec.json.encode(visit.guidance.open_traces).decode(),
        "rule_set": RULE_SET,
        "checklist_hash": visit.visit.checklist_hash,
        "reobserve_on": again.isoformat() if again else None,
    }


def private_results(visit: VisitState, talk: PrivateTalk) -> dict[str, Value]:
    """Return what the close of one private record keeps: what fired in it, and no other's."""
    traces = [trace for trace in visit.guidance.private_traces if _of_talk(trace, talk)]
    levels = [trace.level for trace in traces if trace.level]
    return {
        "level": max(levels, default=None),
        "traces": msgspec.json.encode(traces).decode(),
        "rule_set": RULE_SET,
    }


def _of_talk(trace: Trace, talk: PrivateTalk) -> bool:
    if trace.sensitivity != talk.sensitivity:
        return False
    if trace.rule == "J1":
        return talk.raised is not None and trace.reason == talk.raised.reason
    return all(
        answer.item_id in talk.answers and answer.code == talk.answers[answer.item_id].code
        for answer in trace.answers
    )


def _waits(visit: OpenVisit, talk: PrivateTalk) -> bool:
    return any(not talk.actions.get(i) for i in card_views.pressing(visit, talk.answers))
