"""Pages given: who got what and when, and which of them no longer say what is true."""

from typing import Literal

import msgspec

from imh_desktop.core.page_code import codes_in
from imh_desktop.core.printed import Printed
from imh_desktop.core.summary import FamilySummary
from imh_desktop.errors import InputError
from imh_desktop.flows.family_summary import support_block
from imh_desktop.flows.loading import child_of
from imh_desktop.flows.printing import basis_of, summary_of
from imh_desktop.store import records
from imh_desktop.store.vault import Vault
from imh_desktop.words import Words

State = Literal["newest", "older", "visit_changed", "details_changed", "unreadable", "failed"]
"""Newest: it says what its visit says now. Older: a later visit's page was given since. Visit
changed: amended after it was given. Details changed: the child's name or the programme's numbers.
Unreadable: a newer version made it. Failed: it did not come out."""
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
    found = [
        GivenPage(
            printed=printed, state=state_of(vault, printed),
            names=tuple(names.get(each, each) for each in printed.to),
        )
        for printed in records.printed(vault, "child_id", child_id)
    ]  # fmt: skip
    return tuple(reversed(found))


def to_renew(lines: tuple[GivenPage, ...]) -> tuple[GivenPage, ...]:
    """Return, the latest first, what was given last of each visit where that is outdated."""
    last: dict[str, GivenPage] = {}
    for line in lines:
        if line.state != "failed":
            last.setdefault(line.printed.visit_id, line)
    return tuple(line for line in last.values() if line.outdated)


def state_of(vault: Vault, printed: Printed) -> State:
    """Return what a page given is worth now."""
    if printed.failed:
        return "failed"
    if printed.basis != basis_of(vault, printed.visit_id):
        return "visit_changed"
    try:
        summary = summary_of(printed)
    except InputError:
        return "unreadable"
    if _details(summary) != _details_now(vault, printed, summary):
        return "details_changed"
    return "older" if _later_given(vault, printed) else "newest"


def code_of_page(summary: FamilySummary) -> str:
    """Return the code a frozen page bears; empty when it was frozen before there were any."""
    return next(iter(codes_in(summary.stamp)), "")


def _details(summary: FamilySummary) -> tuple[object, ...]:
    return (summary.given_name, summary.support, summary.programme, summary.programme_contact)


def _details_now(vault: Vault, printed: Printed, then: FamilySummary) -> tuple[object, ...]:
    child, programme = records.child(vault, printed.child_id), records.programme(vault)
    return (
        child.given_name if child else "",
        support_block(programme, Words(then.language)),
        programme.name,
        ", ".join(filter(None, (programme.contact, programme.phone))),
    )


def _later_given(vault: Vault, printed: Printed) -> bool:
    """Tell whether the page of a later visit was given."""
    days = {
        each.visit_id: (each.on, each.visit_id) for each in records.visits(vault, printed.child_id)
    }
    own = days.get(printed.visit_id)
    given = records.printed(vault, "child_id", printed.child_id)
    others = (days.get(each.visit_id) for each in given if not each.failed)
    return own is not None and any(other > own for other in others if other)
