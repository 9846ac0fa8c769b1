"""A child who is here already is asked about; twins, siblings and namesakes are not."""

import random
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from imh_desktop.content.library import Library
from imh_desktop.core.people import Child
from imh_desktop.flows.demo import open_demo
from imh_desktop.flows.demo_at_large import Size, make
from imh_desktop.flows.enrolling import CaregiverForm, ChildForm, add_child
from imh_desktop.flows.registering import already_here
from imh_desktop.store import records
from imh_desktop.store.vault import Vault

TODAY = date(2026, 11, 26)
BORN = date(2025, 3, 8)


def form(given: str, family: str = "Larkin", born: date = BORN, number: str = "") -> ChildForm:
    return ChildForm(
        given_name=given, family_name=family, born_earliest=born.isoformat(), number=number
    )


def asked(vault: Vault, new: ChildForm, adult: str = "Megan Larkin") -> list[str]:
    return [one.child.given_name for one in already_here(vault, new, (CaregiverForm(name=adult),))]


@pytest.fixture
def home(vault: Vault) -> Vault:
    add_child(
        vault, form("Olive", number="A-7"), (CaregiverForm(name="Megan Larkin"),), today=TODAY
    )
    return vault


@pytest.mark.parametrize(
    "new",
    [
        form("Olive"),
        form("OLIVE", "larkin"),
        form("Olvie"),
        form("Olive", "Larkins"),
        form("Larkin", "Olive"),
        form("Olive", born=date(2025, 8, 3)),
        form("Olive", born=BORN + timedelta(days=20)),
        form("Olive", ""),
        form("Theo", "Vance", date(2024, 1, 1), "A-7"),
    ],
)
def test_the_same_child_is_asked_about(home: Vault, new: ChildForm) -> None:
    assert asked(home, new) == ["Olive"]


@pytest.mark.parametrize(
    "new",
    [
        form("Jude"),
        form("Jude", born=BORN + timedelta(days=400)),
        form("Olive", "Whitfield", BORN + timedelta(days=300)),
        form("Olive", born=BORN + timedelta(days=400)),
        form("Silas", "Moss"),
        ChildForm(given_name="Olive", family_name="Larkin"),
        ChildForm(given_name="Olive", born_earliest="2025-02-30"),
        ChildForm(),
    ],
)
def test_twins_siblings_and_namesakes_are_not(home: Vault, new: ChildForm) -> None:
    assert asked(home, new) == []


def test_nothing_is_written_by_asking(home: Vault) -> None:
    before = home.journal.dump()
    asked(home, form("Olive"))
    assert home.journal.dump() == before


def distorted(child: Child, chance: random.Random) -> Iterator[tuple[str, ChildForm]]:
    """What a second registration of a child looks like, one slip each."""
    given, family, born = child.given_name, child.family_name, child.birth.earliest
    yield "same", form(given, family, born)
    yield "case", form(given.upper(), family.lower(), born)
    if len(given) > 4 and given.isascii():
        at = chance.randrange(1, len(given))
        yield "letter lost", form(given[:at] + given[at + 1 :], family, born)
        yield "letter wrong", form(given[:at] + "x" + given[at + 1 :], family, born)
    yield "names changed", form(family, given, born)
    yield "some days off", form(given, family, born + timedelta(days=chance.randint(1, 25)))
    if born.day != born.month and born.day <= 12:
        yield "day and month changed", form(given, family, date(born.year, born.day, born.month))


def test_misses_and_false_alarms_among_many(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    make(tmp_path / "v", Library(), Size(children=400, visits=0, seed=9), TODAY)
    chance, tried, missed, alarms, others = random.Random(3), 0, [], [], 0
    with open_demo(tmp_path / "v", Library(), TODAY) as vault:
        children = [c for c in records.children(vault) if c.birth.exact]
        for child in chance.sample(children, 60):
            people = tuple(
                CaregiverForm(name=a.name) for a in records.caregivers(vault, child.child_id)
            )
            for how, again in distorted(child, chance):
                tried += 1
                if child.child_id not in {
                    one.child.child_id for one in already_here(vault, again, people)
                }:
                    missed.append((how, again.given_name))
            home = [c for c in children if c.household_id == child.household_id and c != child]
            again = form(child.given_name, child.family_name, child.birth.earliest)
            found = {one.child.child_id for one in already_here(vault, again, people)}
            others += len(home)
            alarms += [("of one home", c.given_name) for c in home if c.child_id in found]
            twin = chance.choice(("Zebulon", "Quentin", "Wilhelmina"))
            for born in (child.birth.earliest, child.birth.earliest - timedelta(days=500)):
                others += 1
                if already_here(vault, form(twin, child.family_name, born), people):
                    alarms.append(("twin or sibling", child.given_name))
            stranger = chance.choice(children)
            others += 1
            new = form(stranger.given_name, "Underwood-Zeller", child.birth.earliest)
            if already_here(vault, new, (CaregiverForm(name="Philippa Underwood"),)):
                alarms.append(("namesake", stranger.given_name))
    with capsys.disabled():
        print(f"\n{tried} again: {len(missed)} missed; {others} others: {len(alarms)} false alarms")
    assert len(missed) <= tried // 50, missed
    assert len(alarms) <= others // 50, alarms
