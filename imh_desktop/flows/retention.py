"""Keeping no longer than a programme says: what is over is listed, and a coordinator confirms.

Nothing runs by itself. Of what was said alone the list tells no number and no name: only up to
which day it is over.
"""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

import msgspec

from imh_desktop.content.library import Library
from imh_desktop.core.ages import add_months
from imh_desktop.core.people import Child
from imh_desktop.core.retention import (
    FEWEST,
    MOST,
    RULES,
    STILL_VISITED,
    Kept,
    Rule,
    over,
    over_since,
)
from imh_desktop.errors import InputError
from imh_desktop.flows import erasing
from imh_desktop.flows.erasing import Erased, Plan, What
from imh_desktop.flows.roles import role_of
from imh_desktop.store import erasing_scope, records, standing
from imh_desktop.store.contact_log import all_contacts
from imh_desktop.store.entry import Changes
from imh_desktop.store.records import PROGRAMME_ID
from imh_desktop.store.vault import Vault
from imh_desktop.words import Words

Months = dict[Rule, int]
"""For how many months something is kept, of the rules that are set."""


class DueChild(msgspec.Struct, frozen=True, kw_only=True):
    """A child that is over. ``rule``: by which; ``came_after``: it was erased, and somebody who did
    not know wrote of it since (then ``since`` is None and it may have no name)."""

    child_id: str
    name: str
    rule: str
    since: date | None


class Due(msgspec.Struct, frozen=True, kw_only=True):
    """What is over. ``private_until``, ``contacts_until``: the last day of which it is; None where
    no rule says so. ``contacts``: child id -> how many tries are over."""

    children: tuple[DueChild, ...]
    private_until: date | None
    contacts_until: date | None
    contacts: dict[str, int]

    @property
    def nothing(self) -> bool:
        """Tell whether nothing is over, as far as may be told."""
        return not (self.children or self.contacts or self.private_until)


def rules(vault: Vault) -> Months:
    """Return the rules that are set: none on a new vault, which keeps everything."""
    record = vault.journal.record(PROGRAMME_ID)
    said = record.fields if record else {}
    found = ((rule, said.get(f"retention.{rule}")) for rule in RULES)
    return {rule: months for rule, months in found if type(months) is int and _sound(months)}


def save_rules(vault: Vault, months: Months, words: Words) -> Months:
    """Set the rules, as one entry; a rule that is left out is taken away.

    Raises:
        InputError: a number of months is too small or too great (``place`` names the rule).
    """
    for rule, count in months.items():
        if not _sound(count):
            raise InputError(
                words.say(
                    "Please give a number of months from {least} to {most}.",
                    least=FEWEST, most=MOST,
                ),
                place=rule,
            )  # fmt: skip
    present = rules(vault)
    changes: Changes = {
        f"retention.{rule}": months.get(rule)
        for rule in RULES if months.get(rule) != present.get(rule)
    }  # fmt: skip
    if changes:
        vault.journal.write("setting", PROGRAMME_ID, changes)
    return rules(vault)


def due(vault: Vault, on: date) -> Due:
    """Return what is over on a day, by reading alone."""
    months = rules(vault)
    children = (*_over(vault, months, on), *_came_after(vault))
    contacts_until = _until(months, "contacts", on)
    whole = {each.child_id for each in children}
    tries = {
        child_id: count
        for child_id, said in all_contacts(vault).items()
        if child_id not in whole and contacts_until
        and (count := sum(one.on <= contacts_until for one in said))
    }  # fmt: skip
    return Due(
        children=children, private_until=_until(months, "private", on),
        contacts_until=contacts_until, contacts=tries,
    )  # fmt: skip


def erase_due(
    vault: Vault, library: Library, found: Due, children: Sequence[str], on: date, words: Words, *,
    rest: bool = True,
) -> list[Erased]:  # fmt: skip
    """Erase some of the children that are over, and with ``rest`` what was said alone and tried
    for too long; all of it or nothing.

    Raises:
        InputError: the one here is no coordinator; a child is not on the list any more; or
            something waits to be decided first.
        StorageFault: the disk refused.
    """
    if role_of(vault) != "coordinator":
        raise InputError(words.say("Only a coordinator may confirm this."), place="role")
    now = due(vault, on)
    if found != now or {*children} - {each.child_id for each in now.children}:
        raise InputError(words.say("The list has changed. Please look at it again."), place="due")
    plans = [
        erasing.plan(vault, library, What(kind="child", record_id=id_), words) for id_ in children
    ]
    if rest:
        plans += _old_talks(vault, now.private_until, {r for p in plans for r in _ids(p)})
        plans += _old_tries(vault, now)
    done = erasing.carry_out(vault, plans, "kept", words) if plans else []
    return [each for each in done if each.kind == "child"]


def _over(vault: Vault, months: Months, on: date) -> Iterator[DueChild]:
    ended, tries = standing.ended(vault), all_contacts(vault)
    for child in records.children(vault):
        care = ended.get(child.child_id)
        days = [one.on for one in tries.get(child.child_id, ())]
        visits = records.visits(vault, child.child_id)
        days += [each.on for each in visits] + [registered_on(child)]
        still = add_months(on, -STILL_VISITED)
        kept = Kept(
            born_on=child.birth.latest, ended_on=care.on if care else None, last_on=max(days),
            under_way=any(not each.closed_at and each.on > still for each in visits),
        )  # fmt: skip
        if found := over(kept, months, on):
            yield DueChild(
                child_id=child.child_id, name=child.name, rule=found.rule, since=found.since
            )


def registered_on(child: Child) -> date:
    """Return the day a child was registered: an id begins with its time (UUIDv7), in
    milliseconds since 1970."""
    days, _ = divmod(int(child.child_id.replace("-", "")[:12], 16), 86_400_000)
    return date(1970, 1, 1) + timedelta(days=days)


def _came_after(vault: Vault) -> Iterator[DueChild]:
    """Yield the children that were erased and of whom something is here again: somebody who did
    not know went on with them."""
    for child_id in erasing_scope.erased_children(vault):
        rows = erasing_scope.of_child(vault, child_id)
        if any(vault.journal.erasing.left(row) for row in rows):
            child = records.child(vault, child_id)
            name = child.name if child else ""
            yield DueChild(child_id=child_id, name=name, rule="came_after", since=None)


def _old_talks(vault: Vault, until: date | None, gone: set[str]) -> Iterator[Plan]:
    """Yield what erases what was said alone up to a day."""
    if until is None:
        return
    erasing_ = vault.journal.erasing
    for child in records.children(vault):
        for visit in records.visits(vault, child.child_id):
            if visit.on > until or visit.visit_id in gone:
                continue
            rows = erasing_scope.of_visit(vault, visit.visit_id)
            parts = [erasing_.whole(row) for row in rows if row.record_type == "private"]
            left = tuple(part for part in parts if part.entry_ids)
            if left:
                yield Plan(What(kind="private", record_id=visit.visit_id), left)


def _old_tries(vault: Vault, found: Due) -> Iterator[Plan]:
    until = found.contacts_until
    for child_id in found.contacts:
        row = vault.journal.shelf.record(child_id)
        said = all_contacts(vault).get(child_id, ())
        fields = {f"attempts.{one.attempt_id}" for one in said if until and one.on <= until}
        part = vault.journal.erasing.of_fields(row, fields.__contains__) if row else None
        if part is not None:
            yield Plan(What(kind="contacts", record_id=child_id), (part,))


def _ids(plan: Plan) -> set[str]:
    return {row.record_id for row in plan.rows}


def _until(months: Months, rule: Rule, on: date) -> date | None:
    """Return the last day of which something is over on a day; None where no rule says so."""
    if rule not in months:
        return None
    last = add_months(on, -months[rule])
    while over_since(last, months[rule]) > on:
        last -= timedelta(days=1)
    return last


def _sound(months: int) -> bool:
    return FEWEST <= months <= MOST
