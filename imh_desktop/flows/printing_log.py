"""Pages given: who got what and when, and which of them no longer say what is true."""

from collections.abc import Sequence
from functools import cache
from typing import Literal

import msgspec

from imh_desktop.core.page_code import codes_in
from imh_desktop.core.printed import ERASED, Printed
from imh_desktop.core.summary import FamilySummary
from imh_desktop.errors import InputError
from imh_desktop.flows.care import may_have_page
from imh_desktop.flows.family_summary import support_block
from imh_desktop.flows.loading import child_of
from imh_desktop.flows.printed_pages import basis_of, summary_of
from imh_desktop.store import records, standing
from imh_desktop.store.vault import Vault
from imh_desktop.words import Words

State = Literal[
    "newest", "older", "visit_changed", "details_changed", "unreadable", "failed", "moved", "erased"
]
"""Newest: it says what its visit says now. Older: a later visit's page was given since. Visit
changed: amended after it was given. Details changed: the child's name or the programme's numbers.
Unreadable: a newer version made it. Failed: it did not come out. Moved: its visit was recorded with
this child by mistake, so that it tells of another. Erased: what it said was erased here."""
OUTDATED: frozenset[State] = frozenset({"visit_changed", "details_changed"})


class GivenPage(msgspec.Struct, frozen=True, kw_only=True):
    """One line of the list. ``names``: of those who got it; empty: the family."""

    printed: Printed
    state: State
    names: tuple[str, ...] = ()

    @property
    def outdated(self) -> bool:
        """Tell whether a new page should be given."""
        return self.state in OUTDATED


def given_pages(vault: Vault, child_id: str) -> tuple[GivenPage, ...]:
    """Return the pages given of a child, the latest first.

    Raises:
        InputError: this child is not here.
    """
    child_of(vault, child_id)
    names = {each.caregiver_id: each.name for each in records.caregivers(vault, child_id)}
    given = records.printed(vault, "child_id", child_id)
    now = _Now(vault, child_id, given)
    found = [
        GivenPage(
            printed=printed, state=now.state_of(printed),
            names=tuple(names.get(each, each) for each in printed.to),
        )
        for printed in given
    ]  # fmt: skip
    return tuple(reversed(found))


def to_offer(vault: Vault, child_id: str) -> tuple[GivenPage, ...]:
    """Return for which given pages a new one is offered; none after a child's care ended, unless
    a page was asked for."""
    if not may_have_page(standing.care_of(vault, child_id)):
        return ()
    return to_renew(given_pages(vault, child_id))


def to_renew(lines: tuple[GivenPage, ...]) -> tuple[GivenPage, ...]:
    """Return, the latest first, what was given last of each visit where that is outdated."""
    last: dict[str, GivenPage] = {}
    for line in lines:
        if line.state != "failed":
            last.setdefault(line.printed.visit_id, line)
    return tuple(line for line in last.values() if line.outdated)


def state_of(vault: Vault, printed: Printed) -> State:
    """Return what a page given is worth now."""
    given = records.printed(vault, "child_id", printed.child_id)
    return _Now(vault, printed.child_id, given).state_of(printed)


def code_of_page(summary: FamilySummary) -> str:
    """Return the code a frozen page bears; empty when it was frozen before there were any."""
    return next(iter(codes_in(summary.stamp)), "")


class _Now:
    """What a child's record says now, each part of it read once."""

    def __init__(self, vault: Vault, child_id: str, given: Sequence[Printed]) -> None:
        self._child, self._programme = records.child(vault, child_id), records.programme(vault)
        self._basis = cache(lambda visit_id: basis_of(vault, visit_id))
        self._elsewhere = cache(lambda visit_id: records.visit(vault, visit_id) is not None)
        self._support = cache(lambda tongue: support_block(self._programme, Words(tongue)))
        days = {each.visit_id: (each.on, each.visit_id) for each in records.visits(vault, child_id)}
        of_visits = {each.visit_id for each in given if not each.failed} & days.keys()
        self._days, self._latest = days, max((days[each] for each in of_visits), default=None)

    def state_of(self, printed: Printed) -> State:
        if printed.failed:
            return "failed"
        if printed.body == ERASED:
            return "erased"
        if printed.visit_id not in self._days and self._elsewhere(printed.visit_id):
            return "moved"
        if printed.basis != self._basis(printed.visit_id):
            return "visit_changed"
        try:
            summary = summary_of(printed)
        except InputError:
            return "unreadable"
        if self._told_otherwise(summary):
            return "details_changed"
        own = self._days.get(printed.visit_id)
        return "older" if own and self._latest and self._latest > own else "newest"

    def _told_otherwise(self, then: FamilySummary) -> bool:
        """Tell whether the child's name or what the programme prints is another by now."""
        programme = self._programme
        now = (
            self._child.given_name if self._child else "",
            self._support(then.language),
            programme.name,
            ", ".join(filter(None, (programme.contact, programme.phone))),
        )
        return now != (then.given_name, then.support, then.programme, then.programme_contact)
