"""No referral leaves without a consent that covers all of it (clinical.md RF3, RF4)."""

from datetime import timedelta
from typing import Any

import msgspec
import pytest

from imh_desktop.content.library import Library
from imh_desktop.core.referral import LINES
from imh_desktop.errors import InputError
from imh_desktop.flows import programme
from imh_desktop.flows.open_visit import OpenVisit
from imh_desktop.flows.referring import (
    ReferralForm,
    lines_offered,
    partners,
    reasons_offered,
    referral_page,
    write_referral,
)
from imh_desktop.flows.refusing import PageRefused
from imh_desktop.store import records
from imh_desktop.store.vault import Vault
from imh_desktop.words import Words
from tests.documents.reading import whole_text

from .conftest import ON
from .item_ids import K3, O1, R1, S1, T1

FORM = ReferralForm(
    partner_name="Early <b>",
    partner_phone="555-0150",
    purpose="To look together",
    lines=("contact", "reason"),
    items=(O1,),
    signer="Ines",
    authority="Mother",
    signed_on="2026-06-10",
    expires_on="2027-06-10",
    concern_on="2026-06-01",
    tried="A walk.",
    send_back="A letter.",
)


@pytest.fixture
def worried(vault: Vault, visit: OpenVisit) -> OpenVisit:
    programme.save(vault, programme.ProgrammeForm(name="Valle"))
    visit.answer(O1, "a_lot")
    visit.answer(R1, "often")
    visit.answer("r2-comes-when-hurt", "not_yet")
    visit.answer("sg1-growing-and-rhythm", "a_little")
    visit.answer(S1, "a_lot")
    visit.alone_with(visit.caregivers[0].caregiver_id)
    visit.answer(T1, "yes")
    visit.answer(K3, "a_lot")
    return visit


def _entries(vault: Vault) -> int:
    return sum(1 for _ in vault.journal.entries())


def test_nothing_private_and_no_strength_is_offered(
    vault: Vault, library: Library, worried: OpenVisit
) -> None:
    offered = {each.item_id for each in reasons_offered(vault, library, worried.visit.visit_id)}
    assert {O1, S1, "r2-comes-when-hurt"} <= offered
    assert {T1, K3, R1}.isdisjoint(offered)
    assert [each.line for each in lines_offered(Words("en"))] == list(LINES)


def test_partner_consent_and_referral_are_one_transaction(
    vault: Vault, library: Library, worried: OpenVisit
) -> None:
    before = _entries(vault)
    visit_id, child_id = worried.visit.visit_id, worried.child.child_id
    referral_id = write_referral(vault, library, visit_id, FORM, today=ON)
    assert _entries(vault) == before + 3
    (consent,) = records.consents(vault, child_id)
    (referral,) = records.referrals(vault, child_id)
    assert referral.referral_id == referral_id
    assert set(consent.lines) == set(referral.lines) == {"contact", "reason"}
    assert consent.items == referral.items == (O1,)
    assert (referral.state, referral.consent_id) == ("consented", consent.consent_id)
    (partner,) = partners(vault)
    again = msgspec.structs.replace(FORM, partner_id=partner.partner_id)
    write_referral(vault, library, visit_id, again, today=ON)
    assert _entries(vault) == before + 5
    assert partners(vault) == (partner,)


def test_no_new_letter_goes_to_a_partner_who_was_taken_off_the_list(
    vault: Vault, library: Library, worried: OpenVisit
) -> None:
    write_referral(vault, library, worried.visit.visit_id, FORM, today=ON)
    (partner,) = partners(vault)
    vault.journal.write("partner", partner.partner_id, {"retired_on": ON.isoformat()})
    before = _entries(vault)
    again = msgspec.structs.replace(FORM, partner_id=partner.partner_id)
    with pytest.raises(InputError) as refused:
        write_referral(vault, library, worried.visit.visit_id, again, today=ON)
    assert (refused.value.place, _entries(vault)) == ("partner_id", before)


@pytest.mark.parametrize(
    ("change", "place"),
    [
        ({"lines": ()}, "lines"),
        ({"lines": ("diagnosis",)}, "lines"),
        ({"lines": ("contact",)}, "lines"),
        ({"items": ()}, "items"),
        ({"items": (O1, T1)}, "items"),
        ({"items": (K3,)}, "items"),
        ({"items": (R1,)}, "items"),
        ({"items": ("none",)}, "items"),
        ({"signer": " "}, "signer"),
        ({"purpose": ""}, "purpose"),
        ({"authority": ""}, "authority"),
        ({"partner_name": ""}, "partner_name"),
        ({"partner_id": "nobody"}, "partner_id"),
        ({"signed_on": "2026-06-11"}, "signed_on"),
        ({"expires_on": "2026-06-09"}, "expires_on"),
        ({"expires_on": "never"}, "expires_on"),
        ({"concern_on": "2027-01-01"}, "concern_on"),
        ({"tried": "x" * 2_001}, "tried"),
        ({"send_back": "a\0"}, "send_back"),
    ],
)
def test_a_form_that_will_not_do_writes_nothing(
    vault: Vault, library: Library, worried: OpenVisit, change: dict[str, Any], place: str
) -> None:
    before = _entries(vault)
    with pytest.raises(InputError) as caught:
        write_referral(
            vault,
            library,
            worried.visit.visit_id,
            msgspec.structs.replace(FORM, **change),
            today=ON,
        )
    assert caught.value.place == place
    assert _entries(vault) == before


def test_the_page_says_what_was_ticked_and_no_more(
    vault: Vault, library: Library, worried: OpenVisit
) -> None:
    referral_id = write_referral(vault, library, worried.visit.visit_id, FORM, today=ON)
    page = referral_page(vault, library, referral_id, "en", today=ON)
    text = whole_text(page.content)
    texts = library.texts("observation", "en")
    for said in ("Early <b>", "Ines", "not validated"):
        assert said in text
    for untold in (texts.items[S1].text, texts.items[T1].text, texts.items[K3].text, "A walk."):
        assert untold not in text.replace("\r\n", " ")
    assert "Mara" not in page.file_name
    assert referral_page(vault, library, referral_id, "es", today=ON).content


@pytest.mark.parametrize("days", [366, 4_000])
def test_an_expired_consent_prints_nothing(
    vault: Vault, library: Library, worried: OpenVisit, days: int
) -> None:
    referral_id = write_referral(vault, library, worried.visit.visit_id, FORM, today=ON)
    with pytest.raises(PageRefused):
        referral_page(vault, library, referral_id, "en", today=ON + timedelta(days=days))


def test_a_revoked_consent_prints_nothing(
    vault: Vault, library: Library, worried: OpenVisit
) -> None:
    referral_id = write_referral(vault, library, worried.visit.visit_id, FORM, today=ON)
    (consent,) = records.consents(vault, worried.child.child_id)
    revoked = {"revoked_on": (ON + timedelta(days=2)).isoformat()}
    vault.journal.write("consent", consent.consent_id, {**revoked})
    assert referral_page(vault, library, referral_id, "en", today=ON + timedelta(days=1)).content
    for days in (2, 3):
        with pytest.raises(PageRefused):
            referral_page(vault, library, referral_id, "en", today=ON + timedelta(days=days))


def test_a_line_ticked_later_needs_a_new_consent(
    vault: Vault, library: Library, worried: OpenVisit
) -> None:
    referral_id = write_referral(vault, library, worried.visit.visit_id, FORM, today=ON)
    vault.journal.write("referral", referral_id, {"lines.health": True})
    with pytest.raises(PageRefused, match="health"):
        referral_page(vault, library, referral_id, "en", today=ON)
