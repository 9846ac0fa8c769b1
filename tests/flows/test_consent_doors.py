"""Every door by which something of a family leaves, under every permission that does not cover it.

The oracle is this table: nothing is written, the journal stays as it is, and the sentence says
which permission is missing, ended, withdrawn, disputed or for something else.
"""

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from imh_desktop.content.library import Library
from imh_desktop.core.privacy import ChainClass
from imh_desktop.errors import InputError
from imh_desktop.flows import partner_form, printing, programme, referring
from imh_desktop.flows.closing import close
from imh_desktop.flows.consents_told import sent_already
from imh_desktop.flows.demo import demo_programme
from imh_desktop.flows.export_tables import Ask, prepare
from imh_desktop.flows.exporting_fhir import export_fhir
from imh_desktop.flows.exporting_tables import export_csv, export_xlsx
from imh_desktop.flows.own_referral_form import OwnReferralForm
from imh_desktop.flows.own_referring import own_referral_page, write_own_referral
from imh_desktop.flows.referring import ReferralForm
from imh_desktop.flows.selecting import family_pages
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

SIGNED, LAST, ON = date(2026, 11, 1), date(2026, 11, 25), date(2026, 11, 20)
O1 = "o1-any-worry"


@dataclass
class Home:
    vault: Vault
    library: Library
    child_id: str
    visit_id: str
    adult: str
    partner_id: str
    place: Path

    def alter(self, consent_id: str, chain: ChainClass = ChainClass.OPEN, **said: object) -> None:
        kind = "consent" if chain is ChainClass.OPEN else "own_referral"
        self.vault.journal.write(kind, consent_id, {**said}, chain=chain)  # type: ignore[dict-item]

    def dispute(self, consent_id: str, chain: ChainClass = ChainClass.OPEN) -> None:
        """Let another laptop write something else of it."""
        entries = list(self.vault.journal.entries())
        with coordinators_vault(self.place / "two") as two:
            two.journal.admit(entries)
            kind = "consent" if chain is ChainClass.OPEN else "own_referral"
            two.journal.write(kind, consent_id, {"expires_on": "2026-11-28"}, chain=chain)
            self.alter(consent_id, chain, expires_on="2026-11-29")
            self.vault.journal.admit(two.journal.entries())


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


class Door:
    """A way out: how its permission is given, and what goes through it on a day."""

    chain = ChainClass.OPEN
    scope = "partner"

    def __init__(self, home: Home) -> None:
        self.home, self.target = home, home.place / "out"
        self.consent_id = self.prepare()

    def prepare(self) -> str:
        return consent(self.home.vault, self.home.child_id, self.home.partner_id, **_span())

    def go(self, on: date) -> object:
        raise NotImplementedError

    def other(self) -> None:
        self.home.alter(self.consent_id, kind="contact")

    def missing(self) -> None:
        """Let the family never have been asked: the record is there, and nobody signed it."""
        self.home.alter(self.consent_id, signer=None)


def _span() -> dict[str, str]:
    return {"signed_on": SIGNED.isoformat(), "expires_on": LAST.isoformat()}


class ReferralPage(Door):
    def prepare(self) -> str:
        home = self.home
        form = ReferralForm(
            partner_id=home.partner_id, purpose="A closer look", lines=("reason",), items=(O1,),
            signer="Ines", authority="mother", signed_on=SIGNED.isoformat(),
            expires_on=LAST.isoformat(), concern_on=SIGNED.isoformat(),
        )  # fmt: skip
        self.referral = referring.write_referral(
            home.vault, home.library, home.visit_id, form, today=SIGNED
        )
        record = home.vault.journal.record(self.referral)
        assert record is not None
        return str(record.fields["consent_id"])

    def go(self, on: date) -> object:
        return referring.referral_page(
            self.home.vault, self.home.library, self.referral, "en", today=on
        )


class AnotherPartner(ReferralPage):
    def other(self) -> None:
        self.home.alter(self.consent_id, partner_id=partner(self.home.vault, "Somebody else"))


class FewerLines(ReferralPage):
    def other(self) -> None:
        self.home.alter(self.consent_id, **{f"items.{O1}": None})


class PartnersForm(ReferralPage):
    def go(self, on: date) -> object:
        form, mapping = partner_form.example_form()
        home = self.home
        return partner_form.filled_form(
            home.vault, home.library, self.referral, form, mapping, "en", today=on
        )


class Csv(Door):
    def ask(self, on: date) -> Ask:
        now = datetime(on.year, on.month, on.day, 12, tzinfo=UTC)
        return Ask(now=now, language="en", partner_id=self.home.partner_id)

    def go(self, on: date) -> object:
        ready = prepare(self.home.vault, self.home.library, "csv", self.ask(on))
        return export_csv(ready, self.target, bom=False)


class Xlsx(Csv):
    def go(self, on: date) -> object:
        ready = prepare(self.home.vault, self.home.library, "xlsx", self.ask(on))
        return export_xlsx(ready, self.target.with_suffix(".xlsx"))


class Fhir(Csv):
    def go(self, on: date) -> object:
        target = self.target.with_suffix(".ndjson")
        return export_fhir(self.home.vault, self.home.library, target, self.ask(on))


class Shared(Csv):
    """An export under a permission to give the record away, instead of a referral's."""

    def prepare(self) -> str:
        consent_id = super().prepare()
        self.home.alter(consent_id, kind="share")
        return consent_id


class PrintDesk(Door):
    def prepare(self) -> str:
        home = self.home
        return consent(home.vault, home.child_id, "", kind="print", partner_id=None, **_span())

    def go(self, on: date) -> object:
        giving = printing.Giving(visit_id=self.home.visit_id, safe="print", way="desk")
        return printing.send(self.home.vault, self.home.library, giving, on)


class PrintedAgain(PrintDesk):
    """A page that was given by hand, sent to the desk now."""

    def prepare(self) -> str:
        home = self.home
        giving = printing.Giving(visit_id=home.visit_id, safe="print", way="print")
        self.given = printing.give(home.vault, home.library, giving, SIGNED).printed.print_id
        return super().prepare()

    def go(self, on: date) -> object:
        return printing.reprint(self.home.vault, self.given, "print", on, way="desk")


class CarriedPage(PrintDesk):
    """A page that was sent while it was allowed; it leaves with the next archive only."""

    def prepare(self) -> str:
        consent_id = super().prepare()
        super().go(SIGNED)
        return consent_id

    def go(self, on: date) -> object:
        found = family_pages(self.home.vault, on)
        if not found.records:
            raise InputError("left out, as a page that was stopped is")
        return found


class OwnReferral(Door):
    chain = ChainClass.G

    def prepare(self) -> str:
        home = self.home
        form = OwnReferralForm(
            partner_name="Quiet Harbour", purpose="Somebody to talk with", lines=("help",),
            help="I cry most days.", how="paper", signed_on=SIGNED.isoformat(),
            expires_on=LAST.isoformat(),
        )  # fmt: skip
        return write_own_referral(
            home.vault, home.library, home.visit_id, home.adult, form, today=SIGNED
        )

    def go(self, on: date) -> object:
        return own_referral_page(
            self.home.vault, self.home.library, self.consent_id, "en", today=on
        )

    def other(self) -> None:
        """Nothing is ticked any more."""
        self.home.alter(self.consent_id, self.chain, **{"lines.help": None})

    def missing(self) -> None:
        self.home.alter(self.consent_id, self.chain, signer=None)


DOORS: list[type[Door]] = [
    ReferralPage, AnotherPartner, FewerLines, PartnersForm, Csv, Xlsx, Fhir, Shared, PrintDesk,
    PrintedAgain, CarriedPage, OwnReferral,
]  # fmt: skip
WITHDRAWN = {"revoked_on": ON.isoformat()}
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
