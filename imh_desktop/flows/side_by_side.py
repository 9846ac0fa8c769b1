"""Two records of what may be one child, field by field, as a person compares them."""

from datetime import date

import msgspec

from imh_desktop.core.languages import spoken_languages
from imh_desktop.core.likeness import Why
from imh_desktop.core.people import Birth, Child
from imh_desktop.flows.loading import child_of
from imh_desktop.store import records
from imh_desktop.store.vault import Vault
from imh_desktop.words import Words


class Compared(msgspec.Struct, frozen=True, kw_only=True):
    """One field of both records in the interface's words; empty = not written."""

    label: str
    first: str
    second: str

    @property
    def differs(self) -> bool:
        """Tell whether both say something, and not the same."""
        return bool(self.first and self.second) and self.first != self.second


def side_by_side(vault: Vault, first: str, second: str, words: Words) -> tuple[Compared, ...]:
    """Return what both records say; what neither says is left out.

    Raises:
        InputError: a child is not here.
    """
    sides = [_said(vault, child_of(vault, each), words) for each in (first, second)]
    return tuple(
        Compared(label=label, first=said, second=sides[1][label])
        for label, said in sides[0].items() if said or sides[1][label]
    )  # fmt: skip


def reason_said(why: Why, words: Words) -> str:
    """Say what speaks for or against one child."""
    return {
        "same_number": words.say("Same number"),
        "same_name": words.say("Same name"),
        "near_name": words.say("Almost the same name"),
        "same_birth": words.say("Born on the same day"),
        "swapped_birth": words.say("Day and month of birth the other way round"),
        "near_birth": words.say("Days of birth close together"),
        "same_caregiver": words.say("Caregiver with the same name"),
        "near_caregiver": words.say("Caregiver with almost the same name"),
        "other_number": words.say("But: different numbers"),
        "other_sex": words.say("But: girl or boy is not the same"),
    }[why]


def _said(vault: Vault, child: Child, words: Words) -> dict[str, str]:
    visits = [visit.on for visit in records.visits(vault, child.child_id)]
    people = records.caregivers(vault, child.child_id)
    names = spoken_languages(words)
    sexes = {"female": words.say("Girl"), "male": words.say("Boy"), "other": words.say("Other")}
    return {
        words.say("Name"): child.name,
        words.say("Born"): _birth(child.birth, words),
        words.say("Born at (weeks and days)"): _gestation(child.gestation_days, words),
        words.say("Girl or boy"): sexes.get(child.sex, ""),
        words.say("Number"): child.number,
        words.say("Caregivers"): words.listed(each.name for each in people),
        words.say("Phone"): words.listed(each.phone for each in people if each.phone),
        words.say("Speaks"): words.listed(names.get(code, code) for code in child.languages),
        words.say("Visits"): _visits(visits, words),
        words.say("Written by"): _writer(vault, child.child_id),
    }


def _birth(birth: Birth, words: Words) -> str:
    if birth.exact:
        return words.date(birth.earliest)
    return words.say(
        "between {first} and {last}",
        first=words.date(birth.earliest), last=words.date(birth.latest),
    )  # fmt: skip


def _visits(days: list[date], words: Words) -> str:
    if not days:
        return words.say("none yet")
    return words.count(
        "{n}, on {day}", "{n}, the last on {day}", len(days), day=words.date(max(days))
    )


def _writer(vault: Vault, child_id: str) -> str:
    return records.worker_name(vault, vault.journal.history(child_id)[0].worker_id)


def _gestation(days: int | None, words: Words) -> str:
    if days is None:
        return ""
    return words.say("{weeks} weeks and {days} days", weeks=days // 7, days=days % 7)
