"""An adult's own referral: a page and a consent of their own, and not a trace in the open."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from imh_desktop.content.library import Library
from imh_desktop.core.privacy import ChainClass, Sensitivity
from imh_desktop.errors import InputError
from imh_desktop.flows.caseload import Caseload
from imh_desktop.flows.export_tables import Ask, prepare
from imh_desktop.flows.exporting_fhir import export_fhir
from imh_desktop.flows.exporting_tables import export_csv
from imh_desktop.flows.family_copy import write_copy
from imh_desktop.flows.open_visit import OpenVisit
from imh_desktop.flows.own_referring import (
    answers_offered,
    note_given,
    own_referral_page,
    withdraw_own,
    write_own_referral,
)
from imh_desktop.flows.printing_log import given_pages
from imh_desktop.flows.visiting import start
from imh_desktop.store import records
from imh_desktop.store.own_referrals import words_id
from imh_desktop.store.vault import Vault
from tests.documents.reading import bare
from tests.flows.export_vault import child_of, coordinators_vault

from .conftest import ON
from .item_ids import K3, K4, O1, T1
from .told_alone import FORM, SAID, WORDS, Told, openly, talked_alone


@pytest.fixture
def told(vault: Vault, library: Library, visit: OpenVisit) -> Told:
    return talked_alone(vault, library, visit)


def test_not_a_trace_of_it_stands_in_the_open(told: Told) -> None:
    before, case = openly(told.vault), Caseload(told.vault, ON, told.library).rows()
    referral_id = told.write()
    note_given(told.vault, referral_id, ON)
    withdraw_own(told.vault, referral_id, "changed her mind", today=ON)
    assert openly(told.vault) == before
    assert Caseload(told.vault, ON, told.library).rows() == case
    assert not records.referrals(told.vault, told.child_id)
    assert not records.consents(told.vault, told.child_id)
    assert not records.partners(told.vault), "the list of partners would tell of this one"
    assert not given_pages(told.vault, told.child_id)


def test_the_open_and_class_g_are_told_nothing_of_the_own_words(told: Told) -> None:
    plain, more = told.write(told="", asked=False), told.write()
    fields = [
        dict(entry.changes) for entry in told.vault.journal.entries()
        if entry.record_id in (plain, more)
    ]  # fmt: skip
    assert fields[0] == fields[1], "whether there are own words is itself of class V"
    chains = {e.chain.chain_class for e in told.vault.journal.entries() if e.record_id == plain}
    assert chains == {ChainClass.G}
    (apart,) = [e for e in told.vault.journal.entries() if e.record_id == words_id(more)]
    assert apart.chain.chain_class is ChainClass.V
    assert apart.changes["told"] == FORM.told


def test_exports_and_the_childs_copy_are_the_same_bytes_with_and_without_it(
    library: Library, tmp_path: Path
) -> None:
    vault = coordinators_vault(tmp_path / "vault")
    child_id = child_of(vault)
    visit = start(vault, library, child_id, on=ON)
    visit.use_known("seen")
    adult = visit.caregivers[0].caregiver_id
    visit.alone_with(adult)
    visit.answer(K3, "a_lot")

    def all_of(name: str) -> dict[str, bytes]:
        ask = Ask(now=datetime(2026, 11, 25, 12, tzinfo=UTC), purpose="", language="en")
        folder = tmp_path / name
        folder.mkdir()
        export_csv(prepare(vault, library, "csv", ask), folder / "csv", bom=False)
        export_fhir(vault, library, folder / "out.ndjson", ask)
        write_copy(vault, library, child_id, adult, "en", folder / "copy", today=ON)
        return {
            str(path.relative_to(folder)): path.read_bytes()
            for path in sorted(folder.rglob("*")) if path.is_file()
        }  # fmt: skip

    before = all_of("before")
    write_own_referral(vault, library, visit.visit.visit_id, adult, FORM, today=ON)
    after = all_of("after")
    vault.close()
    assert before.keys() == after.keys()
    for name, content in after.items():
        assert not any(said.encode() in content for said in SAID), name
        assert len(content) == len(before[name]), name


def test_the_page_says_what_was_ticked_and_nothing_of_the_child(told: Told) -> None:
    page = told.page(told.write())
    for said in (*SAID, "Ines", "Never leave a message", "for myself", "The first day"):
        assert bare(said) in page, said
    assert "Mara" not in page
    less = told.page(told.write(lines=("help",), items=(), told="", asked=False))
    for said in ("my sister", "mornings", "heavy", "He locks"):
        assert bare(said) not in less, said
    assert bare("Please do not contact me") in less


def test_the_file_is_called_like_any_other_page(told: Told) -> None:
    referral_id = told.write()
    made = own_referral_page(told.vault, told.library, referral_id, "es", today=ON)
    assert made.file_name == f"page-{ON.isoformat()}-{referral_id[-6:]}.pdf"


def test_only_this_adults_answers_of_class_g_can_be_ticked(told: Told) -> None:
    offered = answers_offered(told.vault, told.library, told.visit_id, told.adult, WORDS)
    assert [each.item_id for each in offered] == [K3]
    for item in (T1, K4, O1, "nothing"):
        before = openly(told.vault), told.vault.journal.dump()
        with pytest.raises(InputError) as refused:
            told.write(items=(item,))
        assert refused.value.place == "items"
        assert (openly(told.vault), told.vault.journal.dump()) == before


def test_what_strayed_into_a_record_of_class_g_is_not_offered(told: Told) -> None:
    talk = records.private_id(told.visit_id, told.adult, Sensitivity.G)
    strayed = {f"answers.{T1}": {"code": "yes"}, f"answers.{O1}": {"code": "a_lot"}}
    told.vault.journal.write("private", talk, {**strayed}, chain=ChainClass.G)
    offered = answers_offered(told.vault, told.library, told.visit_id, told.adult, WORDS)
    assert [each.item_id for each in offered] == [K3]


@pytest.mark.parametrize(
    ("change", "place"),
    [
        ({"lines": (), "items": (), "told": "", "asked": False}, "lines"),
        ({"lines": ("contact",)}, "lines"),
        ({"lines": ("help",), "items": (), "help": " "}, "help"),
        ({"items": ()}, "items"),
        ({"lines": ("help",)}, "items"),
        ({"asked": False}, "told"),
        ({"told": ""}, "told"),
        ({"how": ""}, "how"),
        ({"how": "spoken"}, "witness"),
        ({"partner_name": ""}, "partner_name"),
        ({"purpose": "two\nlines"}, "purpose"),
        ({"signed_on": "2026-06-11"}, "signed_on"),
        ({"expires_on": "2026-06-09"}, "expires_on"),
        ({"message": "perhaps"}, "message"),
    ],
)
def test_what_will_not_do_is_refused_and_nothing_is_written(
    told: Told, change: dict[str, object], place: str
) -> None:
    before = told.vault.journal.dump()
    with pytest.raises(InputError) as refused:
        told.write(**change)
    assert refused.value.place == place
    assert told.vault.journal.dump() == before


@pytest.mark.parametrize("word", ["<img src=x>", "=1+1", "W" * 200, "مرحبا", "a & b < c"])
def test_hostile_words_stand_on_the_page_as_they_are(told: Told, word: str) -> None:
    long = word if len(word) < 200 else f"{'long ' * 390}"
    page = told.page(told.write(partner_name=word, purpose=word, reach=word, help=long, told=long))
    assert bare(word) in page
    assert bare(long) in page
