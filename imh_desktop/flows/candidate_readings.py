"""A visit as each choice of values in conflict would have it, for the rules to read."""

from collections.abc import Iterator, Mapping
from itertools import product
from math import prod

from msgspec.structs import replace

from imh_desktop.core.ages import POLICIES
from imh_desktop.core.facts import Facts
from imh_desktop.core.visit import PrivateTalk
from imh_desktop.flows.ages import reading_for
from imh_desktop.store.entry import Changes, Value
from imh_desktop.store.records import private_id
from imh_desktop.store.supposing import candidates, child_as, talk_as, visit_as
from imh_desktop.store.vault import Vault
from imh_desktop.store.waiting import undecided

Supposed = Mapping[str, Changes]
"""Record id -> fields as they would be."""

_MOST = 32
"""Up to so many readings every combination is read; above it the gravest one, and each other
candidate beside the gravest of the rest."""
_GRAVEST = ("yes", "a_lot", "not_yet", "not_sure", "a_little", "sometimes")

_Choices = dict[tuple[str, str], list[Value]]


def readings(vault: Vault, facts: Facts, supposed: Supposed) -> tuple[Facts, ...]:
    """Return the facts as each choice of candidates has them; none where nothing is in conflict.

    ``supposed``: what ``facts`` were read with; these fields count as decided.
    """
    visits = [facts.visit.visit_id, *(visit.visit_id for visit in facts.earlier)]
    ids = [facts.child.child_id, *visits, *map(_id_of, facts.private)]
    choices: _Choices = {}
    for record_id in sorted(undecided(vault, ids)):
        for field, different in candidates(vault, record_id).items():
            if field not in supposed.get(record_id, {}):
                choices[record_id, field] = sorted(different, key=_gravity)
    return tuple(_as(vault, facts, _with(supposed, each)) for each in _combined(choices))


def _combined(choices: _Choices) -> Iterator[dict[tuple[str, str], Value]]:
    if not choices:
        return
    if prod(map(len, choices.values())) <= _MOST:
        for chosen in product(*choices.values()):
            yield dict(zip(choices, chosen, strict=True))
        return
    gravest = {key: values[0] for key, values in choices.items()}
    yield gravest
    for key, values in choices.items():
        for value in values[1:]:
            yield {**gravest, key: value}


def _gravity(value: Value) -> int:
    code = value.get("code") if isinstance(value, dict) else value
    return _GRAVEST.index(code) if code in _GRAVEST else len(_GRAVEST)


def _with(supposed: Supposed, chosen: Mapping[tuple[str, str], Value]) -> dict[str, Changes]:
    changes = {record_id: dict(fields) for record_id, fields in supposed.items()}
    for (record_id, field), value in chosen.items():
        changes.setdefault(record_id, {})[field] = value
    return changes


def _as(vault: Vault, facts: Facts, changes: dict[str, Changes]) -> Facts:
    """Return facts with the changed records read anew. What does not read stays as it was."""
    child, visit = facts.child, facts.visit
    if child.child_id in changes:
        child = child_as(vault, child.child_id, changes[child.child_id]) or child
    if visit.visit_id in changes:
        visit = visit_as(vault, visit.visit_id, changes[visit.visit_id]) or visit
    earlier = tuple(
        (visit_as(vault, each.visit_id, changes[each.visit_id]) or each)
        if each.visit_id in changes else each
        for each in facts.earlier
    )  # fmt: skip
    private = tuple(
        (talk_as(vault, _id_of(each), changes[_id_of(each)]) or each)
        if _id_of(each) in changes else each
        for each in facts.private
    )  # fmt: skip
    policy = POLICIES[facts.reading.policy_id]
    reading = facts.reading
    if child != facts.child or visit.on != facts.visit.on:
        reading = reading_for(child, max(visit.on, child.birth.earliest), policy, visit.band)
    return replace(
        facts, child=child, visit=visit, earlier=earlier, private=private, reading=reading
    )


def _id_of(talk: PrivateTalk) -> str:
    return private_id(talk.visit_id, talk.caregiver_id, talk.sensitivity)
