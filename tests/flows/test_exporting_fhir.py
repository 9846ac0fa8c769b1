"""FHIR R4: valid, resolving, and no more than the open record (clinical.md 6)."""

import json
import random
import tracemalloc
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from fhirclient.models.bundle import Bundle

from imh_desktop.content.library import Library
from imh_desktop.errors import InputError
from imh_desktop.exchange.fhir import bundle
from imh_desktop.flows.closing import close
from imh_desktop.flows.export_tables import Ask
from imh_desktop.flows.exporting_fhir import export_fhir
from imh_desktop.flows.referring import ReferralForm, write_referral
from imh_desktop.store import records
from imh_desktop.store.vault import Vault

from . import fhir_checks
from .export_vault import (
    ON,
    TODAY,
    child_of,
    consent,
    coordinators_vault,
    events,
    partner,
    visit_of,
)  # fmt: skip
from .team import Team

NOW = datetime(2026, 11, 25, 12, tzinfo=UTC)
G_WORD, V_WORD = "Gsecretword", "Vsecretword"
REFERRAL = ReferralForm(
    partner_name="Early <b>", partner_phone="555-0150", purpose="To look together",
    lines=("contact", "reason"), items=("o1-any-worry",), signer="Ines", authority="Mother",
    signed_on="2026-06-10", expires_on="2027-06-10", concern_on="2026-06-01", tried="A walk.",
)  # fmt: skip
HOSTILE = (
    "<img src=x>", "=1+1", "O'Brien", "n" * 2_000, "bell\x07and\x1b[31m", "\u202eturned",
    " spaces ", "\x01", "línea\u2028otra", '"}],"entry":[{', "\ufffe", "💛", "a\r\n\tb",
)  # fmt: skip


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Vault]:
    with coordinators_vault(tmp_path / "desk") as vault:
        yield vault


def written(vault: Vault, library: Library, name: str = "out.json", **said: Any) -> Any:
    """Export, check every resource, and return the resources by id."""
    target = vault.folder.parent / name
    export_fhir(vault, library, target, Ask(now=NOW, **said))
    if name.endswith(".ndjson"):
        return [json.loads(line) for line in target.read_bytes().splitlines()]
    whole = json.loads(target.read_bytes())
    Bundle(whole, strict=True)
    entries = whole["entry"]
    assert whole["type"] == "collection"
    resources = {entry["fullUrl"]: entry["resource"] for entry in entries}
    assert len(resources) == len(entries)
    for url, resource in resources.items():
        assert url == f"urn:uuid:{resource['id']}"
        fhir_checks.check(resource)
        for where in fhir_checks.references(resource):
            assert where in resources, f"{resource['resourceType']} refers to {where}"
    _check_answers(list(resources.values()))
    return resources


def _check_answers(resources: list[dict[str, Any]]) -> None:
    forms = {f"{r['url']}|{r['version']}": r for r in _of(resources, "Questionnaire")}
    for response in _of(resources, "QuestionnaireResponse"):
        fhir_checks.fits(response, forms[response["questionnaire"]])


def _of(resources: Any, kind: str) -> list[dict[str, Any]]:
    found = resources.values() if isinstance(resources, dict) else resources
    return [each for each in found if each["resourceType"] == kind]


def family(vault: Vault, library: Library) -> str:
    """A child with a closed visit, an open one, a private talk in both classes, a referral."""
    child_id = child_of(vault, languages=("en", "qu"), gestation="35w1d", number="N-7")
    first = visit_of(vault, library, child_id)
    first.alone_with(first.caregivers[0].caregiver_id)
    first.answer("k3-heavy-days", "a_lot")
    first.keep_note("k3-heavy-days", G_WORD)
    first.answer("t1-thoughts-of-harm", "no")
    first.keep_note("t1-thoughts-of-harm", V_WORD)
    close(first)
    later = visit_of(vault, library, child_id, on=ON + timedelta(days=30))
    write_referral(vault, library, later.visit.visit_id, REFERRAL, today=TODAY)
    return child_id


def test_a_family_is_told_line_by_line(desk: Vault, library: Library) -> None:
    child_id = family(desk, library)
    resources = written(desk, library)
    assert Counter(each["resourceType"] for each in resources.values()).keys() == set(
        fhir_checks.MODELS
    )
    patient = resources[f"urn:uuid:{child_id}"]
    assert patient["name"][0]["given"] == ["Mara"]
    assert [c["language"]["coding"][0]["code"] for c in patient["communication"]] == ["en", "qu"]
    gestation = next(o for o in _of(resources, "Observation") if "valueQuantity" in o)
    assert gestation["valueQuantity"]["value"] == 35 * 7 + 1
    assert {c["code"] for c in gestation["code"]["coding"]} == {"11884-4", "76516-4"}
    ended, going = sorted(_of(resources, "Encounter"), key=lambda e: e["period"]["start"])
    assert (ended["status"], going["status"]) == ("finished", "in-progress")
    assert {ended["class"]["code"], going["class"]["code"]} == {"HH"}
    task = _of(resources, "Task")[0]
    assert task["businessStatus"]["coding"][0]["code"] == "consented"
    assert task["focus"]["reference"] == f"urn:uuid:{_of(resources, 'ServiceRequest')[0]['id']}"


def test_every_answer_is_there_and_unknown_is_a_code(desk: Vault, library: Library) -> None:
    child_id = family(desk, library)
    resources = written(desk, library)
    codes = Counter[str]()
    for visit in records.visits(desk, child_id):
        open_items = {i.item_id for i in library.checklist("observation").items
                      if not i.sensitivity.private}  # fmt: skip
        expected = {i: a.code for i, a in visit.answers.items() if i in open_items}
        response = next(
            r for r in _of(resources, "QuestionnaireResponse")
            if r["encounter"]["reference"] == f"urn:uuid:{visit.visit_id}"
        )  # fmt: skip
        told = {
            item["linkId"]: item["answer"][0]["valueCoding"]["code"]
            for item in fhir_checks.every_item(response)
            if "valueCoding" in item.get("answer", [{}])[0]
        }
        assert told == expected
        codes.update(told.values())
    assert {"not_seen", "prefers_not"} <= codes.keys()


def test_results_are_those_of_the_close(desk: Vault, library: Library) -> None:
    child_id = family(desk, library)
    resources = written(desk, library)
    visit = records.visits(desk, child_id)[0]
    kept = records.results(desk, visit.visit_id)
    assert kept is not None
    profile = json.loads(str(kept["profile"]))
    seen = [o for o in _of(resources, "Observation") if "component" in o]
    for domain in profile["domains"]:
        told = next(o for o in seen if o["code"]["coding"][0]["code"] == domain["domain"])
        counts = {c["code"]["coding"][0]["code"]: c.get("valueInteger") for c in told["component"]}
        assert {k: counts[k] for k in domain["counts"]} == domain["counts"]
        assert told["category"][0]["coding"][0]["code"] == "survey"
        assert told["derivedFrom"]
    methods = {o["method"]["coding"][0]["code"] for o in _of(resources, "Observation")
               if "method" in o}  # fmt: skip
    assert methods == {trace["rule"] for trace in json.loads(str(kept["traces"]))}


def test_no_private_word_item_or_record_is_in_it(desk: Vault, library: Library) -> None:
    family(desk, library)
    written(desk, library)
    written(desk, library, "out.ndjson")
    private = [i.item_id for i in library.checklist("observation").items if i.sensitivity.private]
    for name in ("out.json", "out.ndjson"):
        text = (desk.folder.parent / name).read_text("utf-8")
        for word in (G_WORD, V_WORD, *(f'"{item_id}"' for item_id in private)):
            assert word not in text


def test_hostile_values_are_still_valid(desk: Vault, library: Library) -> None:
    chance = random.Random(4)
    for word in HOSTILE:
        child_id = child_of(desk)
        texts = ("given_name", "family_name", "number", "health_provider", "page_language")
        changes: dict[str, Any] = dict.fromkeys(texts, word)
        desk.journal.write(
            "child", child_id, {**changes, "sex": word, f"languages.{word[:90]}": True}
        )
        for each in records.caregivers(desk, child_id):
            fields = dict.fromkeys(("name", "relation", "phone", "address"), word)
            desk.journal.write("caregiver", each.caregiver_id, fields)
        visit = visit_of(desk, library, child_id)
        write_referral(desk, library, visit.visit.visit_id, REFERRAL, today=TODAY)
        said = {
            "interpreter": word,
            "worker_id": word,
            "notes.o1-any-worry": word,
            f"answers.{word[:90]}": {"code": word},
            "answers.r1-more-and-enough": {"code": word},
        }
        desk.journal.write("visit", visit.visit.visit_id, said)  # type: ignore[arg-type]
        referral = records.referrals(desk, child_id)[0]
        odd = {"tried": word, "send_back": word, f"items.{word[:90]}": True, "state": word}
        desk.journal.write("referral", referral.referral_id, odd)  # type: ignore[arg-type]
        if chance.random() < 0.5:
            where = {"checklist_hash": word, "band": word, "kind": word}
            desk.journal.write("visit", visit.visit.visit_id, where)  # type: ignore[arg-type]
    resources = written(desk, library)
    assert len(_of(resources, "Patient")) == len(HOSTILE)
    written(desk, library, "out.ndjson")


def test_a_child_without_gestation_and_with_a_birth_not_quite_known(
    desk: Vault, library: Library
) -> None:
    child_id = child_of(desk)
    desk.journal.write("child", child_id, {"born_earliest": "2025-08-01"})
    resources = written(desk, library)
    (gestation,) = _of(resources, "Observation")
    assert gestation["dataAbsentReason"]["coding"][0]["code"] == "unknown"
    patient = resources[f"urn:uuid:{child_id}"]
    assert patient["birthDate"] == "2025-08"
    limits = patient["_birthDate"]["extension"][0]["valuePeriod"]
    assert limits == {"start": "2025-08-01", "end": "2025-08-09"}
    assert patient["gender"] == "unknown"


def test_the_lines_hold_the_same_resources(desk: Vault, library: Library) -> None:
    family(desk, library)
    whole, lines = written(desk, library), written(desk, library, "out.ndjson")
    assert [each["id"] for each in whole.values()] == [each["id"] for each in lines]
    named = {f"{each['resourceType']}/{each['id']}" for each in lines}
    assert {where for each in lines for where in fhir_checks.references(each)} <= named


def test_ids_are_the_same_in_every_export(desk: Vault, library: Library) -> None:
    family(desk, library)
    assert list(written(desk, library)) == list(written(desk, library, "again.json"))


def test_a_partner_gets_what_a_family_allowed(desk: Vault, library: Library) -> None:
    whom = partner(desk, "Clinic")
    allowed, other = family(desk, library), child_of(desk, "Bo")
    consent(desk, allowed, whom, **{"items.o1-any-worry": True})
    resources = written(desk, library, partner_id=whom)
    assert f"urn:uuid:{other}" not in resources
    kinds = Counter(each["resourceType"] for each in resources.values())
    assert kinds["Practitioner"] == kinds["RelatedPerson"] == kinds["ServiceRequest"] == 0
    assert kinds["Observation"] == 0
    answered = {i["linkId"] for r in _of(resources, "QuestionnaireResponse")
                for i in fhir_checks.every_item(r) if "answer" in i}  # fmt: skip
    assert answered == {"o1-any-worry"}


def test_only_a_coordinator_may_and_the_journal_keeps_it(
    desk: Vault, vault: Vault, library: Library
) -> None:
    with pytest.raises(InputError):
        export_fhir(vault, library, vault.folder.parent / "x.json", Ask(now=NOW))
    with pytest.raises(InputError, match="end of the name"):
        export_fhir(desk, library, desk.folder.parent / "x.xml", Ask(now=NOW))
    assert not events(desk)
    family(desk, library)
    written(desk, library, purpose="For the clinic")
    (event,) = events(desk)
    assert (event["subject"], event["details.purpose"]) == ("fhir", "For the clinic")


def test_memory_does_not_grow_with_what_is_written() -> None:
    many = ({"resourceType": "Basic", "id": str(n), "text": "x" * 2_000} for n in range(5_000))

    class Nowhere(BytesIO):
        def write(self, content: Any) -> int:
            return len(content)

    tracemalloc.start()
    assert bundle.write_bundle(Nowhere(), many, "b", "2026-01-01T00:00:00Z") == 5_000
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 200_000


def test_what_two_laptops_disagree_on_is_marked(team: Team, library: Library) -> None:
    desk, laptop = team.desk, team.laptops[0]
    child_id = child_of(laptop)
    visit = visit_of(laptop, library, child_id)
    team.take(desk, team.carry(laptop))
    desk.journal.close(visit.visit.visit_id, {"open_level": "N0"})
    desk.journal.write("child", child_id, {"given_name": "Mara A", "sex": "female"})
    visit.answer("o1-any-worry", "a_lot")
    laptop.journal.write("child", child_id, {"given_name": "Mara B", "sex": "male"})
    team.take(desk, team.carry(laptop))
    resources = written(desk, library)
    patient = resources[f"urn:uuid:{child_id}"]
    assert patient["meta"]["tag"][0]["code"] == "conflict"
    assert patient["gender"] == "unknown"
    assert patient["name"][0]["given"] == ["Mara A / Mara B"]
    (encounter,) = _of(resources, "Encounter")
    assert encounter["status"] == "finished"
    assert [tag["code"] for tag in encounter["meta"]["tag"]] == ["late-answers"]
    answers = {i["linkId"]: i["answer"][0] for r in _of(resources, "QuestionnaireResponse")
               for i in fhir_checks.every_item(r) if "answer" in i}  # fmt: skip
    assert answers["o1-any-worry"]["valueCoding"]["code"] == "a_little"
