"""Readings give core values, in conflict too; what a newer release wrote breaks none of them."""

from datetime import date

import msgspec
import pytest

from imh_desktop.core.checklist import Checklist
from imh_desktop.core.people import Birth, Caregiver, Child, Programme, SupportLine, Worker
from imh_desktop.core.privacy import ChainClass, Sensitivity
from imh_desktop.core.referral import Consent, Partner
from imh_desktop.core.visit import (
    Answer,
    PrivateAnswer,
    PrivateTalk,
    Raise,
    SeenMoment,
    Step,
    Visit,
)
from imh_desktop.errors import InputError
from imh_desktop.store import records
from imh_desktop.store.faults import VaultMissing
from imh_desktop.store.vault import Vault
from tests.store.conftest import Opener

HOSTILE_NAMES = ("<img src=x>", "=1+1", "O'Brien", '"; DROP TABLE child;--', "ي" * 200, "x" * 2000)


def add_child(vault: Vault, **fields: object) -> str:
    child_id = vault.journal.new_id()
    known = {"given_name": "Mia", "born_earliest": "2025-05-01", "born_latest": "2025-05-01"}
    vault.journal.write("child", child_id, {**known, **fields})
    return child_id


def test_a_child_reads_back_as_it_was_written(vault: Vault):
    child_id = add_child(
        vault, family_name="Ruiz", born_latest="2025-05-03", gestation_days=224, sex="female",
        number="7", household_id="h", page_language="es", interpreter=True, conditions_known=False,
        custody_note="c", health_provider="p", services_now="s",
        **{"languages.es": True, "languages.en": True}, demo=True,
    )  # fmt: skip
    assert records.child(vault, child_id) == Child(
        child_id=child_id, given_name="Mia", family_name="Ruiz",
        birth=Birth(date(2025, 5, 1), date(2025, 5, 3)), gestation_days=224, sex="female",
        number="7", household_id="h", languages=("en", "es"), page_language="es",
        interpreter=True, conditions_known=False, custody_note="c", health_provider="p",
        services_now="s",
    )  # fmt: skip
    assert records.children(vault) == [records.child(vault, child_id)]
    assert records.child(vault, vault.journal.new_id()) is None


@pytest.mark.parametrize("name", HOSTILE_NAMES)
def test_a_name_is_text_whatever_it_says(vault: Vault, name: str):
    child_id = add_child(vault, given_name=name)
    vault.journal.write("caregiver", vault.journal.new_id(), {"child_id": child_id, "name": name})
    (case,) = records.caseload(vault)
    assert (case.child.given_name, case.caregiver_names) == (name, (name,))
    assert vault.journal.verify() == ()


def test_a_visit_reads_back_as_it_was_written(vault: Vault):
    visit_id, child_id = vault.journal.new_id(), add_child(vault)
    answer = {"code": "often", "known": "told", "informant": "g", "on": "2026-03-02"}
    vault.journal.write(
        "visit",
        visit_id,
        {
            "child_id": child_id, "on": "2026-03-01", "band": "B4", "checklist_hash": "h",
            "checklist_id": "observation", "kind": "remote", "language": "es", "worker_id": "w",
            "interpreter": "yes", "started_at": "x", "answers.R1": answer,
            "answers.R2": {"code": "not_seen"}, "notes.R1": "n", "actions.T4": "called",
            "strengths.R2": 2, "strengths.R1": 1, "strategies.b": 1, "moments.m": "smiled",
            "steps.late": {"what": "b", "who": "", "by": None, "phone": "", "order": 2},
            "steps.z": {"what": "a", "who": "w", "by": "2026-04-01", "phone": "1", "order": 1},
            "raised": {"level": "N2", "reason": "r", "worker_id": "w"},
        },
    )  # fmt: skip
    assert records.visit(vault, visit_id) == Visit(
        visit_id=visit_id, child_id=child_id, on=date(2026, 3, 1), band="B4", checklist_hash="h",
        kind="remote", language="es", worker_id="w", interpreter="yes",
        answers={
            "R1": Answer(
                code="often", known="told", informant="g", answered_on=date(2026, 3, 2)
            ),
            "R2": Answer(code="not_seen"),
        },
        notes={"R1": "n"}, actions={"T4": "called"}, strengths=("R1", "R2"), strategies=("b",),
        moments=(SeenMoment(moment_id="m", text="smiled"),),
        steps=(
            Step(step_id="z", what="a", who="w", by=date(2026, 4, 1), phone="1"),
            Step(step_id="late", what="b"),
        ),
        raised=Raise(level="N2", reason="r", worker_id="w"),
    )  # fmt: skip
    assert records.visits(vault, child_id) == records.open_visits(vault)
    assert records.results(vault, visit_id) is None


def test_open_types_never_hold_a_private_answer(vault: Vault):
    visit_id, caregiver_id = vault.journal.new_id(), vault.journal.new_id()
    vault.journal.write("visit", visit_id, {"child_id": add_child(vault), "on": "2026-03-01"})
    for kind, chain in ((Sensitivity.G, ChainClass.G), (Sensitivity.V, ChainClass.V)):
        facts = {"visit_id": visit_id, "caregiver_id": caregiver_id, "sensitivity": kind.value}
        talk = records.private_id(visit_id, caregiver_id, kind)
        said = {"answers.K1": {"code": "a_lot"}, "notes.K1": "alone", "actions.T1": "stayed"}
        vault.journal.write("private", talk, {**facts, **said}, chain=chain)
    assert records.visit(vault, visit_id).answers == {}
    assert records.visit(vault, visit_id).notes == {}
    assert records.private_talks(vault, visit_id) == tuple(
        PrivateTalk(
            visit_id=visit_id, caregiver_id=caregiver_id, sensitivity=kind,
            answers={"K1": PrivateAnswer(code="a_lot")}, notes={"K1": "alone"},
            actions={"T1": "stayed"},
        )
        for kind in (Sensitivity.G, Sensitivity.V)
    )  # fmt: skip
    (case,) = records.caseload(vault)
    assert case.answers == 0


def test_the_list_tells_open_and_last_visits(vault: Vault):
    child_id, other = add_child(vault, given_name="Zoe"), add_child(vault, given_name="ana")
    for on, closed in (("2026-01-05", True), ("2026-02-05", True), ("2026-03-01", False)):
        visit_id = vault.journal.new_id()
        facts = {"child_id": child_id, "on": on, "answers.R1": {"code": "no"}}
        vault.journal.write("visit", visit_id, {**facts, "answers.R2": {"code": "no"}})
        if closed:
            vault.journal.close(visit_id, {"level": "N0"})
    ana, zoe = records.caseload(vault)
    assert (ana.child.child_id, ana.open_visit_id, ana.last_on) == (other, "", None)
    assert (zoe.open_visit_id, zoe.open_on, zoe.answers) == (visit_id, date(2026, 3, 1), 2)
    assert zoe.last_on == date(2026, 2, 5)


def test_the_other_records_read_back(vault: Vault):
    child_id, journal = add_child(vault), vault.journal
    caregiver_id, partner_id, consent_id = (journal.new_id() for _ in range(3))
    told = {"name": "Eva", "relation": "mother", "phone": "1", "address": "a", "best_time": "b"}
    journal.write("caregiver", caregiver_id, {"child_id": child_id, **told})
    journal.write("partner", partner_id, {"name": "Clinic", "phone": "2", "address": "d"})
    journal.write(
        "consent",
        consent_id,
        {
            "child_id": child_id, "partner_id": partner_id, "purpose": "p", "signer": "Eva",
            "authority": "mother", "signed_on": "2026-03-01", "expires_on": "2026-09-01",
            "lines.contact": True, "items.S1": True,
        },
    )  # fmt: skip
    journal.write(
        "setting",
        records.PROGRAMME_ID,
        {
            "name": "P", "phone": "3", "contact": "c", "paper": "letter", "age_policy": "aap",
            "reobserve.1": 30, "fictional": True,
            "support.b": {"kind": "other", "number": "9", "name": "N", "order": 2},
            "support.a": {
                "kind": "emergency", "number": "1", "checked_on": "2026-01-01", "order": 1,
            },
        },
    )  # fmt: skip
    assert records.caregivers(vault, child_id) == [
        Caregiver(caregiver_id=caregiver_id, child_id=child_id, **told)
    ]
    clinic = Partner(partner_id=partner_id, name="Clinic", phone="2", address="d")
    assert records.partners(vault) == [clinic]
    assert records.consents(vault, child_id) == [
        Consent(
            consent_id=consent_id, child_id=child_id, partner_id=partner_id, purpose="p",
            lines=("contact",), items=("S1",), signer="Eva", authority="mother",
            signed_on=date(2026, 3, 1), expires_on=date(2026, 9, 1),
        )
    ]  # fmt: skip
    assert records.programme(vault) == Programme(
        name="P", phone="3", contact="c", paper="letter", age_policy="aap", fictional=True,
        reobserve_days=(28, 30, 60),
        support=(
            SupportLine(kind="emergency", number="1", checked_on=date(2026, 1, 1)),
            SupportLine(kind="other", number="9", name="N"),
        ),
    )  # fmt: skip
    assert records.worker(vault) == Worker(worker_id=vault.worker_id, name="Ana")


def test_a_checklist_kept_with_the_vault_is_found_by_its_hash(vault: Vault):
    checklist = Checklist(
        checklist_id="x", version="1", age_policy="default", bands=("B4",), domains=(), items=(),
        strategies=(),
    )  # fmt: skip
    body = msgspec.json.encode(checklist).decode()
    vault.journal.write("checklist", vault.journal.new_id(), {"body": body, "hash": "ab"})
    assert records.checklist(vault, "ab") == checklist
    assert records.checklist(vault, "cd") is None


def test_fields_in_conflict_hide_nothing(open_vault: Opener):
    one, other = open_vault("one"), open_vault("other")
    child_id = add_child(one)
    other.journal.admit(one.journal.entries())
    one.journal.write("child", child_id, {"given_name": "Mia Eva", "born_earliest": "2025-04-01",
                                          "gestation_days": 200})  # fmt: skip
    other.journal.write("child", child_id, {"given_name": "Maya", "born_earliest": "2025-04-20",
                                            "gestation_days": 240})  # fmt: skip
    one.journal.admit(other.journal.entries())
    child = records.child(one, child_id)
    assert child.given_name == "Maya / Mia Eva"
    assert child.birth == Birth(date(2025, 4, 1), date(2025, 5, 1))
    assert child.gestation_days is None
    assert records.children(one) == [child]


def test_the_desk_keeps_one_line_a_place_and_lets_go(open_vault: Opener):
    vault = open_vault()
    one, other = vault.journal.new_id(), vault.journal.new_id()
    for text in ("h", "he", "he sm"):
        vault.desk.keep_draft(f"{one}/R1", text)
    vault.desk.keep_draft(f"{other}/R1", "else")
    vault.desk.remember_card(one, "B4/R1", 120)
    vault.close()
    again = open_vault()
    assert again.desk.drafts(one) == {f"{one}/R1": "he sm"}
    assert len(again.desk.drafts()) == 2
    assert again.desk.card(one) == ("B4/R1", 120)
    assert again.desk.card(other) is None
    with pytest.raises(InputError):
        again.desk.keep_draft(f"{one}/R1", "a\0")
    again.desk.forget_draft(f"{one}/R1")
    again.desk.clear(other)
    again.desk.clear(one)
    assert (again.desk.drafts(), again.desk.card(one)) == ({}, None)
    assert "draft" not in again.journal.dump()


def test_a_closed_vault_says_so(open_vault: Opener):
    vault = open_vault()
    vault.close()
    with pytest.raises(VaultMissing, match="closed"):
        records.children(vault)
