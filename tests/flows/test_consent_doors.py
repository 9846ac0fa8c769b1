"""Every door by which something of a family leaves, under every permission that does not cover it.

The oracle is ``consent_doors``: nothing is written, the journal stays as it is, and the sentence
says which permission is missing, ended, withdrawn, disputed or for something else."""

import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from imh_desktop.content.library import Library
from imh_desktop.errors import InputError
from imh_desktop.flows import programme
from imh_desktop.flows.closing import close
from imh_desktop.flows.consents_told import sent_already
from imh_desktop.flows.demo import demo_programme
from imh_desktop.store.vault import Vault
from imh_desktop.words import Words
from tests.flows.export_vault import (
    KEY,
    child_of,
    consent,
    coordinators_vault,
    partner,
    visit_of,
)

from .consent_doors import (
    DOORS,
    LAST,
    ON,
    SIGNED,
    WITHDRAWN,
    Csv,
    Door,
    Fhir,
    Home,
    OwnReferral,
    PrintDesk,
    ReferralPage,
    Shared,
)


@pytest.fixture(scope="module")
def furnished(tmp_path_factory: pytest.TempPathFactory, library: Library) -> Home:
    """A vault with one family and a closed visit; each test gets a copy of it."""
    place = tmp_path_factory.mktemp("furnished")
    with coordinators_vault(place / "vault") as vault:
        programme.save(vault, demo_programme(SIGNED, Words("en")), today=SIGNED)
        child_id = child_of(vault)
        visit = visit_of(vault, library, child_id)
        close(visit)
        who, whom = visit.caregivers[0].caregiver_id, partner(vault, "Early help")
    return Home(vault, library, child_id, visit.visit.visit_id, who, whom, place)


@pytest.fixture
def home(furnished: Home, tmp_path: Path) -> Iterator[Home]:
    shutil.copytree(furnished.place / "vault", tmp_path / "vault")
    with Vault.open_with_key(tmp_path / "vault", KEY) as vault:
        vault.open_connection().execute("PRAGMA synchronous = OFF")
        yield replace(furnished, vault=vault, place=tmp_path)


CASES: dict[str, tuple[Callable[[Door], None], date]] = {
    "nobody signed": (lambda door: door.missing(), ON),
    "the day after its last": (lambda _door: None, LAST + timedelta(days=1)),
    "the day before its first": (lambda _door: None, SIGNED - timedelta(days=1)),
    "withdrawn that day": (lambda d: d.home.alter(d.consent_id, d.chain, **WITHDRAWN), ON),
    "withdrawn, nobody can read when": (
        lambda door: door.home.alter(door.consent_id, door.chain, revoked_on="soon"), ON,
    ),
    "for something else": (lambda door: door.other(), ON),
    "undecided": (lambda door: door.home.dispute(door.consent_id, door.chain), ON),
}  # fmt: skip


@pytest.mark.parametrize("kind", DOORS, ids=lambda door: door.__name__)
@pytest.mark.parametrize("case", CASES)
def test_no_door_lets_out_what_is_not_agreed_to(home: Home, kind: type[Door], case: str) -> None:
    door, (spoil, on) = kind(home), CASES[case]
    spoil(door)
    before = home.vault.journal.dump(), len(list(home.vault.journal.entries()))
    files = sorted(home.place.iterdir())
    with pytest.raises(InputError) as refused:
        door.go(on)
    assert str(refused.value).strip()
    assert "Mara" not in str(refused.value)
    assert (home.vault.journal.dump(), len(list(home.vault.journal.entries()))) == before
    assert sorted(home.place.iterdir()) == files


@pytest.mark.parametrize("kind", DOORS, ids=lambda door: door.__name__)
def test_every_door_opens_on_the_first_day_and_on_the_last(home: Home, kind: type[Door]) -> None:
    door = kind(home)
    assert door.go(SIGNED)
    door.target = home.place / "again"
    assert door.go(LAST)


@pytest.mark.parametrize(
    ("kind", "case", "said"),
    [
        (ReferralPage, "withdrawn that day", "withdrawn on 20 November 2026"),
        (ReferralPage, "the day after its last", "valid from 1 November 2026 to 25 November 2026"),
        (ReferralPage, "for something else", "something else than telling a partner"),
        (ReferralPage, "undecided", "Two people wrote different things"),
        (Fhir, "withdrawn that day", "was withdrawn"),
        (Fhir, "the day after its last", "has ended"),
        (Fhir, "for something else", "for something else"),
        (Fhir, "undecided", "Two people wrote different things"),
        (PrintDesk, "withdrawn that day", "took this back on 20 November 2026: Pages printed"),
        (PrintDesk, "the day after its last", "ended on 25 November 2026: Pages printed"),
        (PrintDesk, "for something else", "not agreed to this yet: Pages printed at a print desk"),
        (PrintDesk, "undecided", "Two people wrote different things"),
        (OwnReferral, "withdrawn that day", "withdrawn on 20 November 2026"),
    ],
)
def test_the_refusal_says_which_permission_it_is(
    home: Home, kind: type[Door], case: str, said: str
) -> None:
    door, (spoil, on) = kind(home), CASES[case]
    spoil(door)
    with pytest.raises(InputError, match=said):
        door.go(on)


def test_a_family_that_was_never_asked_is_told_of(home: Home) -> None:
    for door, said in (
        (_unasked(home, PrintDesk), "not agreed"),
        (_unasked(home, Csv), "No family"),
    ):
        with pytest.raises(InputError, match=said):
            door.go(ON)


def _unasked(home: Home, kind: type[Door]) -> Door:
    door = object.__new__(kind)
    door.home, door.target, door.consent_id = home, home.place / "out", ""
    return door


def test_an_export_is_among_what_left_already(home: Home) -> None:
    door = Shared(home)
    assert sent_already(home.vault, door.consent_id, Words("en")) == ()
    door.go(ON)
    (said,) = sent_already(home.vault, door.consent_id, Words("en"))
    assert said.startswith("Data was written for this partner on ")
    another = consent(home.vault, home.child_id, partner(home.vault, "Somebody else"))
    assert sent_already(home.vault, another, Words("en")) == ()
