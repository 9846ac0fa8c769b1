"""Two adults who talked alone, and what one of them asks for herself."""

from dataclasses import dataclass
from datetime import date, timedelta

from msgspec.structs import replace

from imh_desktop.content.library import Library
from imh_desktop.core.canonical import canonical
from imh_desktop.core.privacy import ChainClass
from imh_desktop.flows import programme
from imh_desktop.flows.family_copy import copy_page
from imh_desktop.flows.open_visit import OpenVisit
from imh_desktop.flows.own_referral_form import OwnReferralForm
from imh_desktop.flows.own_referring import (
    own_referral_page,
    write_own_referral,
)
from imh_desktop.store.vault import Vault
from imh_desktop.words import Words
from tests.documents.reading import bare, texts

from .conftest import ON
from .item_ids import K3, K4, O1, T1

WORDS = Words("en")
FORM = OwnReferralForm(
    partner_name="Quiet Harbour", partner_phone="555-0190", purpose="Someone to talk with",
    lines=("reach", "help", "answers"), items=(K3,), reach="my sister, 555-0142",
    best_time="mornings", message="no", help="I cry most days.", told="He locks the door.",
    asked=True, send_back="The first day", how="paper", signed_on=ON.isoformat(),
    expires_on=(ON + timedelta(days=30)).isoformat(),
)  # fmt: skip
SAID = ("Quiet Harbour", "555-0190", "Someone to talk with", "my sister", "I cry most days",
        "He locks the door")  # fmt: skip


@dataclass
class Told:
    vault: Vault
    library: Library
    visit_id: str
    child_id: str
    adult: str
    other: str

    def write(self, **changed: object) -> str:
        form = replace(FORM, **changed)
        return write_own_referral(
            self.vault, self.library, self.visit_id, self.adult, form, today=ON
        )

    def page(self, referral_id: str, on: date = ON) -> str:
        made = own_referral_page(self.vault, self.library, referral_id, "en", today=on)
        return bare(" ".join(texts(made.content)))

    def copy(self, adult: str, *, alone: bool) -> str:
        made = copy_page(
            self.vault, self.library, self.child_id, adult, "en", alone=alone, today=ON
        )
        return bare(" ".join(texts(made.content)))


def talked_alone(vault: Vault, library: Library, visit: OpenVisit) -> Told:
    """Two adults talked alone; one answers of class G and V."""
    programme.save(vault, programme.ProgrammeForm(name="Valle", phone="555-0100"), today=ON)
    first, second = visit.caregivers
    visit.answer(O1, "a_lot")
    visit.alone_with(first.caregiver_id)
    visit.answer(K3, "a_lot")
    visit.answer(T1, "yes")
    visit.alone_with(second.caregiver_id)
    visit.answer(K4, "a_lot")
    visit.alone_with(None)
    return Told(
        vault, library, visit.visit.visit_id, visit.child.child_id, first.caregiver_id,
        second.caregiver_id,
    )  # fmt: skip


def openly(vault: Vault) -> tuple[bytes, ...]:
    """All that stands in the open: every entry of it, and every table but the private ones."""
    entries = [
        canonical(dict(entry.changes)) for entry in vault.journal.entries()
        if entry.chain.chain_class is ChainClass.OPEN
    ]  # fmt: skip
    tables = {
        name: rows for name, rows in vault.journal.dump().items()
        if not name.startswith("private") and name != "own_referral"
    }  # fmt: skip
    return (*entries, repr(sorted(tables.items())).encode())
