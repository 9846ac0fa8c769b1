"""A family with one permission, and every door by which something of it leaves."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from imh_desktop.content.library import Library
from imh_desktop.core.privacy import ChainClass
from imh_desktop.errors import InputError
from imh_desktop.flows import partner_form, printing, referring
from imh_desktop.flows.export_tables import Ask, prepare
from imh_desktop.flows.exporting_fhir import export_fhir
from imh_desktop.flows.exporting_tables import export_csv, export_xlsx
from imh_desktop.flows.own_referral_form import OwnReferralForm
from imh_desktop.flows.own_referring import own_referral_page, write_own_referral
from imh_desktop.flows.referring import ReferralForm
from imh_desktop.flows.selecting import family_pages
from imh_desktop.store.vault import Vault
from tests.flows.export_vault import (
    consent,
    coordinators_vault,
    partner,
)

from .item_ids import O1

SIGNED, LAST, ON = date(2026, 11, 1), date(2026, 11, 25), date(2026, 11, 20)


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
