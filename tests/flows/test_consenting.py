"""What a family agreed to: written down, told in words, taken back; no visit waits for it."""

from datetime import date, timedelta

import pytest
from msgspec.structs import replace

from imh_desktop.content.library import Library
from imh_desktop.core.consent import ends_soon, state_on
from imh_desktop.core.people import Child
from imh_desktop.errors import InputError
from imh_desktop.flows import printing, programme, referring
from imh_desktop.flows.closing import close
from imh_desktop.flows.consent_doors import agreed_fault
from imh_desktop.flows.consenting import ConsentForm, withdraw, write_consent
from imh_desktop.flows.consents_told import agreed, sent_already, to_ask
from imh_desktop.flows.demo import demo_programme
from imh_desktop.flows.family_copy import copy_page
from imh_desktop.flows.open_visit import OpenVisit
from imh_desktop.flows.page_choices import add_moment
from imh_desktop.flows.referring import ReferralForm
from imh_desktop.flows.visiting import start
from imh_desktop.store import records
from imh_desktop.store.vault import Vault
from imh_desktop.words import Words
from tests.documents.reading import bare, texts

from .conftest import ON

WORDS = Words("en")
FORM = ConsentForm(
    kind="record", signer="Ines", authority="mother", how="paper", signed_on=ON.isoformat(),
    expires_on=(ON + timedelta(days=364)).isoformat(),
)  # fmt: skip


def given(vault: Vault, child: Child, **changed: object) -> str:
    return write_consent(vault, child.child_id, replace(FORM, **changed), today=ON)


@pytest.mark.parametrize(
    ("on", "revoked", "expected"),
    [
        (date(2026, 1, 1), None, "not_yet"),
        (date(2026, 1, 2), None, "valid"),
        (date(2026, 2, 3), None, "valid"),
        (date(2026, 2, 4), None, "expired"),
        (date(2026, 1, 20), date(2026, 1, 20), "withdrawn"),
        (date(2026, 1, 19), date(2026, 1, 20), "valid"),
        (date(2026, 2, 4), date(2026, 1, 20), "withdrawn"),
    ],
)
def test_what_a_permission_is_worth_on_a_day(on: date, revoked: date | None, expected: str) -> None:
    assert state_on(date(2026, 1, 2), date(2026, 2, 3), revoked, on) == expected


def test_it_ends_soon_from_thirty_days_before_its_last() -> None:
    last = date(2026, 7, 31)
    assert [ends_soon(last, date(2026, 7, d)) for d in (1, 31)] == [True, True]
    assert not ends_soon(last, date(2026, 6, 30))
    assert not ends_soon(last, date(2026, 8, 1))


def test_taking_part_is_asked_for_and_stops_no_visit(
    vault: Vault, library: Library, child: Child
) -> None:
    (asked,) = to_ask(vault, child.child_id, ON, WORDS)
    assert asked.startswith("Taking part is not written down yet.")
    assert start(vault, library, child.child_id, on=ON).visit.visit_id
    consent_id = given(vault, child)
    assert to_ask(vault, child.child_id, ON, WORDS) == ()
    (line,) = agreed(vault, child.child_id, ON, WORDS)
    assert (line.consent_id, line.kind, line.state) == (consent_id, "record", "valid")
    assert line.lines == (
        "Agreed by Ines (mother) on 10 June 2026", "Signed on paper", "Valid until 9 June 2027",
    )  # fmt: skip


def test_what_ends_soon_is_asked_for_until_there_is_a_longer_one(
    vault: Vault, child: Child
) -> None:
    given(vault, child, expires_on=(ON + timedelta(days=20)).isoformat())
    (soon,) = to_ask(vault, child.child_id, ON, WORDS)
    assert soon == "Ends on 30 June 2026: Taking part, with a record of the visits"
    given(vault, child)
    assert to_ask(vault, child.child_id, ON, WORDS) == ()
    (over,) = to_ask(vault, child.child_id, ON + timedelta(days=365), WORDS)
    assert over.startswith("What the family agreed to ended on 9 June 2027: Taking part")


@pytest.mark.parametrize(
    ("change", "place"),
    [
        ({"kind": "referral"}, "kind"),
        ({"kind": "everything"}, "kind"),
        ({"signer": " "}, "signer"),
        ({"signer": "x" * 201}, "signer"),
        ({"authority": ""}, "authority"),
        ({"how": ""}, "how"),
        ({"how": "spoken"}, "witness"),
        ({"witness": "a\nb"}, "witness"),
        ({"signed_on": "2026-06-11"}, "signed_on"),
        ({"expires_on": "2026-06-09"}, "expires_on"),
        ({"expires_on": "31/12/2026"}, "expires_on"),
        ({"kind": "share"}, "partner_name"),
        ({"kind": "share", "partner_name": "A"}, "purpose"),
        ({"kind": "share", "partner_name": "A", "purpose": "b"}, "lines"),
        ({"kind": "share", "partner_name": "A", "purpose": "b", "lines": ("reason",)}, "lines"),
    ],
)
def test_what_will_not_do_is_refused_and_nothing_is_written(
    vault: Vault, child: Child, change: dict[str, object], place: str
) -> None:
    before = vault.journal.dump()
    with pytest.raises(InputError) as refused:
        given(vault, child, **change)
    assert refused.value.place == place
    assert vault.journal.dump() == before


def test_a_share_names_its_partner_once(vault: Vault, child: Child) -> None:
    share = {"kind": "share", "partner_name": "Clinic", "purpose": "Joint work"}
    given(vault, child, **share, lines=("strengths",))
    given(vault, child, **share, lines=("health", "senses"))
    (partner,) = records.partners(vault)
    assert {each.partner_id for each in records.consents(vault, child.child_id)} == {
        partner.partner_id
    }


def test_taking_back_stops_all_of_its_kind_and_nothing_else(vault: Vault, child: Child) -> None:
    first, second = given(vault, child, kind="print"), given(vault, child, kind="print")
    given(vault, child)
    withdraw(vault, first, "Ines", "they move", today=ON + timedelta(days=1))
    later = ON + timedelta(days=1)
    states = {each.consent_id: each.state for each in agreed(vault, child.child_id, later, WORDS)}
    assert states[first] == states[second] == "withdrawn"
    assert agreed_fault(vault, child.child_id, "print", later, WORDS) is not None
    assert agreed_fault(vault, child.child_id, "record", later, WORDS) is None
    told = next(e for e in agreed(vault, child.child_id, later, WORDS) if e.consent_id == first)
    assert told.lines[-1] == "Withdrawn on 11 June 2026, Ines, they move"
    for who in ("Ines", " "):
        with pytest.raises(InputError):
            withdraw(vault, first, who, today=later)


def test_nobody_takes_back_without_a_name(vault: Vault, child: Child) -> None:
    consent_id = given(vault, child)
    before = vault.journal.dump()
    with pytest.raises(InputError) as refused:
        withdraw(vault, consent_id, " ")
    assert refused.value.place == "revoked_by"
    assert vault.journal.dump() == before


def test_what_left_already_is_told(
    vault: Vault, library: Library, child: Child, visit: OpenVisit
) -> None:
    programme.save(vault, demo_programme(ON, WORDS), today=ON)
    for when in ("morning", "noon", "evening"):
        add_moment(visit, f"She laughed in the {when}")
    close(visit)
    consent_id = given(vault, child, kind="print")
    assert sent_already(vault, consent_id, WORDS) == ()
    desk = printing.Giving(visit_id=visit.visit.visit_id, safe="print", way="desk")
    printing.send(vault, library, desk, ON)
    assert sent_already(vault, consent_id, WORDS) == (
        "A page was sent to the print desk on 10 June 2026",
    )
    form = ReferralForm(
        partner_name="Clinic", purpose="A closer look", lines=("strengths",), signer="Ines",
        authority="mother", how="spoken", witness="Bo", signed_on=ON.isoformat(),
        expires_on=ON.isoformat(), concern_on=ON.isoformat(),
    )  # fmt: skip
    referring.write_referral(vault, library, visit.visit.visit_id, form, today=ON)
    kept = next(c for c in records.consents(vault, child.child_id) if c.kind == "referral")
    (said,) = sent_already(vault, kept.consent_id, WORDS)
    assert said.startswith("A referral was written on")
    assert (kept.how, kept.witness) == ("spoken", "Bo")


def test_a_permission_from_before_there_were_kinds_is_a_referrals(
    vault: Vault, child: Child
) -> None:
    said = {"child_id": child.child_id, "signed_on": "2026-06-01", "expires_on": "2026-07-01"}
    vault.journal.write("consent", vault.journal.new_id(), {**said})
    vault.journal.write("consent", vault.journal.new_id(), {**said, "kind": "of a later release"})
    kinds = {each.kind for each in records.consents(vault, child.child_id)}
    assert kinds == {"referral", "of a later release"}
    assert agreed_fault(vault, child.child_id, "record", ON, WORDS) is not None


def test_the_familys_copy_tells_of_every_kind(vault: Vault, library: Library, child: Child) -> None:
    consent_id = given(vault, child, kind="contact")
    withdraw(vault, consent_id, "Ines", today=ON)
    (adult, _other) = records.caregivers(vault, child.child_id)
    page = copy_page(vault, library, child.child_id, adult.caregiver_id, "en", today=ON)
    said = bare(" ".join(texts(page.content)))
    assert bare("Being called and written to. Agreed by Ines on 10 June 2026") in said
    assert bare("Withdrawn on 10 June 2026.") in said
