"""A family's copy: all that is open about the child, nothing said alone, always written down."""

import csv
import io
import json
import zipfile
from datetime import timedelta
from pathlib import Path

import pytest

from imh_desktop.content.library import Library
from imh_desktop.core.family_copy import AdultAnswer
from imh_desktop.core.people import Caregiver, Child
from imh_desktop.core.privacy import Sensitivity
from imh_desktop.errors import InputError
from imh_desktop.flows import print_desk, programme, referring
from imh_desktop.flows.closing import close
from imh_desktop.flows.contacting import log_contact
from imh_desktop.flows.demo import demo_programme
from imh_desktop.flows.enrolling import CaregiverForm, ChildForm, add_child
from imh_desktop.flows.family_copy import copy_page, note_given, write_copy
from imh_desktop.flows.open_visit import OpenVisit
from imh_desktop.flows.printing_recipients import refuse
from imh_desktop.flows.referral_steps import AttemptForm
from imh_desktop.flows.referring import ReferralForm
from imh_desktop.flows.refusing import PageRefused
from imh_desktop.flows.reviewing import add_moment
from imh_desktop.flows.supervision import supervision_page
from imh_desktop.flows.visit_record import visit_record_page
from imh_desktop.flows.visiting import start
from imh_desktop.store import records
from imh_desktop.store.vault import Vault
from imh_desktop.words import Words
from tests.documents.reading import bare, drawn, overlaps, texts
from tests.documents.test_text import HOSTILE
from tests.flows.sent import send

from .conftest import BORN, ON

O1, K3, K4, T1 = "o1-any-worry", "k3-heavy-days", "k4-hard-events", "t1-thoughts-of-harm"
NAMES = {"everything.pdf", "answers.csv", "everything.json"}
OWN = {"own-copy.pdf", "own-copy.csv", "own-copy.json"}


@pytest.fixture
def child(vault: Vault) -> Child:
    form = ChildForm(
        given_name="Mara", born_earliest=BORN.isoformat(), health_provider="Lakeside Clinic",
        custody_note="Bo must not learn the address.",
    )  # fmt: skip
    people = (
        CaregiverForm(name="Ines", relation="mother", phone="555-0142", address="12 Hill Road"),
        CaregiverForm(name="Bo", relation="father", phone="555-0143"),
    )
    return add_child(vault, form, people, today=ON)


def _answered(visit: OpenVisit, *, alone: bool) -> OpenVisit:
    visit.use_known("told", visit.caregivers[0].caregiver_id)
    visit.answer(O1, "a_lot")
    visit.keep_note(O1, "=Sleep is short.")
    for moment in ("Mara laughed.", "Mara reached out.", "They sang."):
        add_moment(visit, moment)
    if alone:
        visit.alone_with(visit.caregivers[0].caregiver_id)
        visit.answer(K3, "a_lot")
        visit.keep_note(K3, "heavy since spring")
        visit.answer(T1, "yes")
        visit.record_action(T1, "called the line together")
        visit.alone_with(visit.caregivers[1].caregiver_id)
        visit.answer(K4, "a_little")
        visit.keep_note(K4, "lost his work")
        visit.alone_with(None)
    close(visit)
    return visit


@pytest.fixture
def held(vault: Vault, library: Library, visit: OpenVisit) -> OpenVisit:
    """A closed visit with private talk, a referral, and a visit still open."""
    _answered(visit, alone=True)
    form = ReferralForm(
        partner_name="Early Support", purpose="A closer look", lines=("strengths",),
        signer="Ines", authority="mother", signed_on=ON.isoformat(),
        expires_on=(ON + timedelta(days=30)).isoformat(), concern_on=ON.isoformat(),
    )  # fmt: skip
    referring.write_referral(vault, library, visit.visit.visit_id, form, today=ON)
    later = start(vault, library, visit.child.child_id, on=ON + timedelta(days=3))
    later.use_known("seen")
    later.answer("r3-shares-a-find", "often")
    return visit


@pytest.fixture
def people(vault: Vault, child: Child) -> dict[str, Caregiver]:
    return {each.name: each for each in records.caregivers(vault, child.child_id)}


def _written(
    vault: Vault, library: Library, child: Child, adult: Caregiver, target: Path,
    *, alone: bool = False,
) -> dict[str, bytes]:  # fmt: skip
    write_copy(
        vault, library, child.child_id, adult.caregiver_id, "en", target, alone=alone, today=ON
    )
    if target.suffix == ".zip":
        with zipfile.ZipFile(target) as archive:
            return {name: archive.read(name) for name in archive.namelist()}
    return {path.name: path.read_bytes() for path in target.iterdir()}


def _events(vault: Vault) -> list[dict[str, object]]:
    return [e.changes for e in vault.journal.entries() if e.record_type == "event"]


def test_all_that_is_open_is_in_it_on_paper_and_as_files(
    vault: Vault, library: Library, child: Child, people: dict[str, Caregiver], held: OpenVisit,
    tmp_path: Path,
) -> None:  # fmt: skip
    files = _written(vault, library, child, people["Ines"], tmp_path / "copy")
    assert set(files) == NAMES
    on_paper = bare("".join(texts(files["everything.pdf"])))
    for words in (
        "Mara", "Lakeside Clinic", "555-0142", "12 Hill Road", "=Sleep is short.", "Mara laughed.",
        "Early Support: A closer look", "Agreed by Ines", "This visit is not finished yet.",
    ):  # fmt: skip
        assert bare(words) in on_paper, words
    assert on_paper.index("555-0142") < on_paper.index("FatherBo"), "her phone is under her name"
    rows = list(csv.DictReader(io.StringIO(files["answers.csv"].decode("utf-8-sig"))))
    assert {row["item_id"]: row["code"] for row in rows} == {
        O1: "a_lot", "r3-shares-a-find": "often",
    }  # fmt: skip
    assert rows[0]["Note"] == "'=Sleep is short."
    told = json.loads(files["everything.json"])
    assert [visit["on"] for visit in told["visits"]] == ["2026-06-10", "2026-06-13"]


def test_nothing_said_alone_nor_how_to_reach_another_adult_is_in_the_child_s_copy(
    vault: Vault, library: Library, child: Child, people: dict[str, Caregiver], held: OpenVisit,
    tmp_path: Path,
) -> None:  # fmt: skip
    files = _written(vault, library, child, people["Bo"], tmp_path / "copy.zip")
    everything = bare("".join(texts(files["everything.pdf"])))
    everything += bare((files["answers.csv"] + files["everything.json"]).decode())
    for words in (
        "heavy since spring", "lost his work", "called the line", K3, K4, T1, "555-0142",
        "12 Hill Road", "must not learn",
    ):  # fmt: skip
        assert bare(words) not in everything, words
    assert "555-0143" in everything


def test_tries_to_reach_the_family_are_in_its_copy(
    vault: Vault, library: Library, child: Child, people: dict[str, Caregiver], held: OpenVisit,
    tmp_path: Path,
) -> None:  # fmt: skip
    tried = AttemptForm(on=ON.isoformat(), how="visit", came="=1+1 <b>dog</b>")
    log_contact(vault, child.child_id, tried, Words("en"), today=ON)
    files = _written(vault, library, child, people["Bo"], tmp_path / "copy")
    line = (
        "10 June 2026\u00a0\u00a0·  Not at home\u00a0\u00a0·  Visitor\u00a0\u00a0·  =1+1 <b>dog</b>"
    )
    assert json.loads(files["everything.json"])["contacts"] == [line]
    assert bare(line) in bare("".join(texts(files["everything.pdf"])))


def test_whom_a_print_desk_gave_a_page_is_in_nobody_s_copy(
    vault: Vault, library: Library, child: Child, people: dict[str, Caregiver], held: OpenVisit,
    tmp_path: Path,
) -> None:  # fmt: skip
    programme.save(vault, demo_programme(ON, Words("en")), today=ON)
    sent = send(vault, library, held.visit.visit_id, "en", ON)
    print_desk.mark_handed(vault, sent.page_id, ON, "Ines, now at her sister's in Elmtown")
    files = _written(vault, library, child, people["Bo"], tmp_path / "copy")
    everything = "".join(texts(files["everything.pdf"])) + files["everything.json"].decode()
    assert "given: 10 June 2026" in files["everything.json"].decode()
    assert "Elmtown" not in everything


def test_a_private_talk_changes_no_letter_of_the_child_s_copy(
    vault: Vault, library: Library, people: dict[str, Caregiver], child: Child, tmp_path: Path
) -> None:
    said = []
    for alone in (False, True):
        visit = start(vault, library, child.child_id, on=ON)
        _answered(visit, alone=alone)
        page = copy_page(
            vault, library, child.child_id, people["Ines"].caregiver_id, "en", today=ON
        )
        said.append((visit.visit.visit_id, texts(page.content)))
    (first_id, first), (second_id, second) = said
    # The second copy holds both visits: the last pages are the second's.
    pages = len(second) - len(first)
    plain = [page.split("page ")[0] for page in first[-pages:]]
    loud = [page.split("page ")[0] for page in second[-pages:]]
    assert [p.replace(first_id[-6:], "") for p in plain] == [
        p.replace(second_id[-6:], "") for p in loud
    ]


def test_an_adult_s_own_copy_holds_their_own_class_g_words_alone(
    vault: Vault, library: Library, child: Child, people: dict[str, Caregiver], held: OpenVisit,
    tmp_path: Path,
) -> None:  # fmt: skip
    own = _written(vault, library, child, people["Ines"], tmp_path / "own.zip", alone=True)
    assert set(own) == OWN
    paper = bare("".join(texts(own["own-copy.pdf"])))
    said = paper + bare((own["own-copy.csv"] + own["own-copy.json"]).decode())
    assert said.count(bare("heavy since spring")) == 3
    for words in ("lost his work", "called the line", "Mara", "=Sleep", T1):
        assert bare(words) not in said, words
    with pytest.raises(TypeError):
        AdultAnswer(on=ON, text="x", answer="y", source=Sensitivity.V)  # type: ignore[arg-type]


def test_a_copy_is_written_down_alike_whether_or_not_anything_was_said_alone(
    vault: Vault, library: Library, child: Child, people: dict[str, Caregiver], tmp_path: Path
) -> None:
    for name in ("Ines", "Bo"):
        _written(vault, library, child, people[name], tmp_path / f"{name}.zip", alone=True)
    note_given(vault, child.child_id, people["Bo"].caregiver_id, ON)
    first, second, third = _events(vault)
    assert first["kind"] == "copy_given"
    assert first["subject"] == child.child_id
    assert {**first, "details.caregiver_id": ""} == {**second, "details.caregiver_id": ""}
    assert (first["details.of"], third["details.of"]) == ("adult", "child")


def test_what_stands_at_the_target_is_kept_and_nothing_is_written_down(
    vault: Vault, library: Library, child: Child, people: dict[str, Caregiver], tmp_path: Path
) -> None:
    target = tmp_path / "copy.zip"
    target.write_bytes(b"mine")
    with pytest.raises(InputError, match="something here already"):
        _written(vault, library, child, people["Ines"], target)
    assert target.read_bytes() == b"mine"
    assert _events(vault) == []
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".copy")] == []


def test_only_an_adult_of_the_child_receives_a_copy(
    vault: Vault, library: Library, child: Child, tmp_path: Path
) -> None:
    with pytest.raises(InputError, match="not on this child's list"):
        copy_page(vault, library, child.child_id, child.child_id, "en", today=ON)


def test_the_same_record_gives_the_same_legible_files(
    vault: Vault, library: Library, child: Child, people: dict[str, Caregiver], held: OpenVisit,
    tmp_path: Path,
) -> None:  # fmt: skip
    for name in ("one.zip", "two.zip"):
        _written(vault, library, child, people["Ines"], tmp_path / name)
    one, two = ((tmp_path / name).read_bytes() for name in ("one.zip", "two.zip"))
    assert one == two
    with zipfile.ZipFile(tmp_path / "one.zip") as archive:
        pdf = archive.read("everything.pdf")
    assert [each for each in drawn(pdf) if overlaps(each)] == []


@pytest.mark.parametrize("name", HOSTILE[:8])
def test_hostile_names_stand_as_they_are_written_on_every_paper(
    vault: Vault, library: Library, name: str
) -> None:
    form = ChildForm(given_name=name, born_earliest=BORN.isoformat())
    child = add_child(vault, form, (CaregiverForm(name=name, relation="mother"),), today=ON)
    visit = _answered(start(vault, library, child.child_id, on=ON), alone=False)
    (adult,) = records.caregivers(vault, child.child_id)
    pages = (
        copy_page(vault, library, child.child_id, adult.caregiver_id, "en", today=ON),
        visit_record_page(vault, library, visit.visit.visit_id, "en"),
        supervision_page(vault, library, ON, ON, "en"),
    )
    kept = bare(child.given_name)
    for page in pages:
        assert kept in bare("".join(texts(page.content)))
        assert [each for each in drawn(page.content) if overlaps(each)] == []


def test_who_may_receive_no_page_receives_no_copy_of_the_child_but_their_own(
    vault: Vault, library: Library, child: Child, tmp_path: Path
) -> None:
    bo = next(one for one in records.caregivers(vault, child.child_id) if one.name == "Bo")
    refuse(vault, child.child_id, bo.caregiver_id, "a court order")
    target, before = tmp_path / "copy.zip", vault.journal.dump()
    with pytest.raises(PageRefused, match="may not receive a page") as refused:
        write_copy(vault, library, child.child_id, bo.caregiver_id, "en", target, today=ON)
    assert "court" not in str(refused.value), "who is refused may be looking on"
    assert (list(tmp_path.glob("copy*")), vault.journal.dump()) == ([], before)
    own = write_copy(
        vault, library, child.child_id, bo.caregiver_id, "en", target, alone=True, today=ON
    )
    assert own.is_file()
