"""An adult's own referral: a page and a consent of their own, and not a trace in the open."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from msgspec.structs import replace

from imh_desktop.content.library import Library
from imh_desktop.core.canonical import canonical
from imh_desktop.core.own_referral import OwnWords
from imh_desktop.core.privacy import ChainClass, Sensitivity
from imh_desktop.errors import InputError
from imh_desktop.flows import deciding, programme
from imh_desktop.flows.caseload import Caseload
from imh_desktop.flows.export_tables import Ask, prepare
from imh_desktop.flows.exporting_fhir import export_fhir
from imh_desktop.flows.exporting_tables import export_csv
from imh_desktop.flows.family_copy import copy_page, write_copy
from imh_desktop.flows.open_visit import OpenVisit
from imh_desktop.flows.own_referral_form import OwnReferralForm
from imh_desktop.flows.own_referring import (
    answers_offered,
    note_given,
    of_adult,
    own_referral_page,
    withdraw_own,
    write_own_referral,
)
from imh_desktop.flows.printing_log import given_pages
from imh_desktop.flows.refusing import PageRefused
from imh_desktop.flows.visiting import start
from imh_desktop.store import records
from imh_desktop.store.families import family_records
from imh_desktop.store.own_referrals import own_words, words_id
from imh_desktop.store.vault import Vault
from imh_desktop.words import Words
from tests.documents.reading import bare, texts
from tests.flows.export_vault import child_of, coordinators_vault
from tests.flows.parted import Parted
from tests.flows.team import Team

from .conftest import ON

K3, K4, T1, O1 = "k3-heavy-days", "k4-hard-events", "t1-thoughts-of-harm", "o1-any-worry"
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


@pytest.fixture
def told(vault: Vault, library: Library, visit: OpenVisit) -> Told:
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


def test_her_own_words_leave_by_her_own_instruction_alone(told: Told) -> None:
    with pytest.raises(TypeError):
        OwnWords(text="x", asked=False)  # type: ignore[arg-type]
    referral_id = told.write()
    fields: dict[str, bool] = {"asked": False}
    told.vault.journal.write("own_referral", words_id(referral_id), {**fields}, chain=ChainClass.V)
    assert own_words(told.vault, referral_id) is None
    assert bare("He locks the door") not in told.page(referral_id)


def test_no_page_on_a_day_the_permission_does_not_cover(told: Told) -> None:
    referral_id = told.write()
    told.page(referral_id, ON + timedelta(days=30))
    for on in (ON - timedelta(days=1), ON + timedelta(days=31)):
        with pytest.raises(PageRefused, match="valid from"):
            told.page(referral_id, on)
    withdraw_own(told.vault, referral_id, "", today=ON + timedelta(days=2))
    with pytest.raises(PageRefused, match="withdrawn"):
        told.page(referral_id, ON + timedelta(days=2))
    with pytest.raises(InputError, match="already"):
        withdraw_own(told.vault, referral_id, "", today=ON)


def test_a_withdrawal_nobody_can_read_still_is_one(told: Told) -> None:
    referral_id = told.write()
    told.vault.journal.write(
        "own_referral", referral_id, {"revoked_on": "soon"}, chain=ChainClass.G
    )
    with pytest.raises(PageRefused, match="withdrawn"):
        told.page(referral_id)


def test_part_2_needs_a_written_permission_and_the_programmes_notice(told: Told) -> None:
    spoken = told.write(part2=True, how="spoken", witness="Ana")
    with pytest.raises(PageRefused, match="written consent"):
        told.page(spoken)
    signed = told.write(part2=True)
    with pytest.raises(PageRefused, match="notice"):
        told.page(signed)
    kept = programme.form_of(programme.read(told.vault))
    programme.save(told.vault, replace(kept, part2_notice="42 CFR: not passed on."), today=ON)
    assert bare("42 CFR: not passed on.") in told.page(signed)
    assert bare("42 CFR") not in told.page(told.write()), "only where it is flagged"
    with pytest.raises(PageRefused, match="written consent"):
        told.page(spoken)


def test_the_adults_own_copy_tells_of_it_and_no_other_copy_does(told: Told) -> None:
    referral_id = told.write()
    note_given(told.vault, referral_id, ON)
    own = told.copy(told.adult, alone=True)
    assert bare("Quiet Harbour: Someone to talk with") in own
    assert bare("The page left on 10 June 2026") in own
    assert bare("He locks the door") not in own, "class V is in no copy"
    for other in (told.copy(told.other, alone=True), told.copy(told.adult, alone=False)):
        assert not any(bare(said) in other for said in SAID)


def test_it_goes_where_its_family_goes_and_only_to_who_may_read_it(
    team: Team, library: Library
) -> None:
    parted = Parted(team, library)
    visit = parted.at(parted.one)
    visit.alone_with(visit.caregivers[0].caregiver_id)
    visit.answer(K3, "a_lot")
    adult = visit.caregivers[0].caregiver_id
    form = replace(FORM, told="He locks the door.", asked=True)
    kept = write_own_referral(parted.one, library, parted.visit_id, adult, form, today=ON)
    assert {kept, words_id(kept)} <= family_records(parted.one, [parted.child_id])
    team.take(team.desk, team.carry(parted.one, private=False))
    assert not of_adult(team.desk, adult), "the open part carries none of it"
    team.take(team.desk, team.carry(parted.one))
    assert [each.referral_id for each in of_adult(team.desk, adult)] == [kept]
    assert own_words(team.desk, kept) is not None


def test_what_two_laptops_wrote_differently_stops_the_page(team: Team, library: Library) -> None:
    parted = Parted(team, library)
    visit = parted.at(parted.one)
    adult = visit.caregivers[0].caregiver_id
    form = replace(FORM, lines=("help",), items=())
    kept = write_own_referral(parted.one, library, parted.visit_id, adult, form, today=ON)
    parted.share()
    for vault, until in ((parted.one, "2026-07-01"), (parted.other, "2026-07-02")):
        vault.journal.write("own_referral", kept, {"expires_on": until}, chain=ChainClass.G)
    parted.share()
    with pytest.raises(PageRefused, match="Two people wrote different things"):
        own_referral_page(parted.one, library, kept, "en", today=ON)
    (asked,) = deciding.open_questions(parted.one, library, WORDS)
    assert (asked.label, asked.record_type, asked.choices) == ("A private answer", "private", ())
    opened = deciding.open_question(parted.one, library, WORDS, asked.question_id)
    assert opened.label == "Agreed until"
    deciding.keep(parted.one, library, asked.question_id, "b", "asked her", WORDS)
    assert own_referral_page(parted.one, library, kept, "en", today=ON).content


def test_one_in_an_open_chain_joins_no_vault(team: Team, library: Library) -> None:
    vault = team.laptops[0]
    with pytest.raises(InputError, match="never mix"):
        vault.journal.write("own_referral", vault.journal.new_id(), {"sensitivity": "open"})


@pytest.mark.parametrize("word", ["<img src=x>", "=1+1", "W" * 200, "مرحبا", "a & b < c"])
def test_hostile_words_stand_on_the_page_as_they_are(told: Told, word: str) -> None:
    long = word if len(word) < 200 else f"{'long ' * 390}"
    page = told.page(told.write(partner_name=word, purpose=word, reach=word, help=long, told=long))
    assert bare(word) in page
    assert bare(long) in page
