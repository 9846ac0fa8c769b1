"""Before a child is added: whether it may stand here already. A person decides, never this."""

from collections.abc import Sequence
from typing import Any, cast

import msgspec

from imh_desktop.core.likeness import NEAR_BIRTH, Alike, Why, likeness, swapped
from imh_desktop.core.people import Birth, Caregiver, Child
from imh_desktop.core.sound_alike import sound_of
from imh_desktop.errors import InputError
from imh_desktop.flows.ages import read_gestation
from imh_desktop.flows.child_fields import SEXES
from imh_desktop.flows.child_forms import CaregiverForm, ChildForm
from imh_desktop.flows.fields import day
from imh_desktop.flows.searching import folded
from imh_desktop.store import records
from imh_desktop.store.vault import Vault
from imh_desktop.words import Words

_FIRST_NAME = 0.8
"""How alike two first names must be, of 1: twins and siblings bear others."""
_SOUNDS = 0.9
_MOST = 3


class Known(msgspec.Struct, frozen=True, kw_only=True):
    """A child who is here and may be the one being added. ``score``: of 100."""

    child: Child
    caregivers: tuple[Caregiver, ...]
    score: int
    reasons: tuple[Why, ...]


def already_here(
    vault: Vault, form: ChildForm, caregivers: Sequence[CaregiverForm] = ()
) -> tuple[Known, ...]:
    """Return the children, likeliest first, whom a filled form may tell of; at most three, and
    none while the form holds no birth: saving it will say so."""
    try:
        wanted = as_child(form)
    except InputError:
        return ()
    names = [each.name for each in caregivers if each.name.strip()]
    found = []
    for child in records.children_born_near(vault, *_window(wanted.birth), wanted.number):
        if not may_be_one_name(wanted, child) and not _one_number(wanted, child):
            continue
        adults = tuple(records.caregivers(vault, child.child_id))
        said = likeness(wanted, child, _alike(wanted, child, names, [a.name for a in adults]))
        if said:
            found.append(
                Known(child=child, caregivers=adults, score=said.score, reasons=said.reasons)
            )
    return tuple(sorted(found, key=lambda one: (-one.score, one.child.child_id))[:_MOST])


def may_be_one_name(one: Child, other: Child) -> bool:
    """Tell whether two first names may be one: alike, said alike, or changed with the family
    name."""
    if _first_names(one, other) >= _FIRST_NAME:
        return True
    parts = [sorted(folded(child.name).split()) for child in (one, other)]
    return (
        len(parts[0]) > 1
        and _ratio(" ".join(parts[0]), " ".join(parts[1])) >= _SOUNDS
        and (_ratio(folded(one.given_name), folded(other.family_name)) >= _FIRST_NAME)
    )


def _first_names(one: Child, other: Child) -> float:
    here, there = folded(one.given_name), folded(other.given_name)
    said = bool(sound_of(here)) and sound_of(here) == sound_of(there)
    return max(_ratio(here, there), _SOUNDS if said else 0.0)


def _alike(one: Child, other: Child, here: Sequence[str], there: Sequence[str]) -> Alike:
    given = _first_names(one, other)
    whole = max(
        _ratio(" ".join(sorted(folded(one.name).split())),
               " ".join(sorted(folded(other.name).split()))),
        _ratio(folded(one.name), folded(other.name)),
        given if not (one.family_name and other.family_name) else 0.0,
    )  # fmt: skip
    pairs = [_ratio(folded(a), folded(b)) for a in here for b in there]
    return Alike(given=given, whole=whole, caregiver=max(pairs, default=None), one_laptop=False)


def _one_number(one: Child, other: Child) -> bool:
    return bool(one.number) and one.number == other.number


def _ratio(one: str, other: str) -> float:
    from rapidfuzz import fuzz

    return fuzz.ratio(one, other) / 100


def _window(birth: Birth) -> tuple[str, str, str]:
    """Return the first and last day a birth may lie on, slips included, and the day with day and
    month changed; ISO texts, the last one empty where there is none."""
    other = swapped(birth.earliest) if birth.exact else None
    first, last = birth.earliest - NEAR_BIRTH, birth.latest + NEAR_BIRTH
    return first.isoformat(), last.isoformat(), other.isoformat() if other else ""


def as_child(form: ChildForm) -> Child:
    """Return what a form says of a child, as far as likeness asks for it.

    Raises:
        InputError: a day, or the length of the pregnancy, is none.
    """
    words = Words("en")
    earliest = day(form.born_earliest, "born_earliest", words, asking="")
    latest = (
        day(form.born_latest, "born_latest", words, asking="") if form.born_latest else earliest
    )
    return Child(
        child_id="", given_name=form.given_name.strip(), family_name=form.family_name.strip(),
        birth=Birth(earliest, max(earliest, latest)), number=form.number.strip(),
        sex=cast(Any, form.sex if form.sex in SEXES else ""),
        gestation_days=read_gestation(form.gestation),
    )  # fmt: skip
