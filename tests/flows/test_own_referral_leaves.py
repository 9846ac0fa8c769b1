"""When an adult's own referral leaves: by her instruction, on her days, with her family."""

from datetime import timedelta

import pytest
from msgspec.structs import replace

from imh_desktop.content.library import Library
from imh_desktop.core.own_referral import OwnWords
from imh_desktop.core.privacy import ChainClass
from imh_desktop.errors import InputError
from imh_desktop.flows import deciding, programme
from imh_desktop.flows.open_visit import OpenVisit
from imh_desktop.flows.own_referring import (
    note_given,
    of_adult,
    own_referral_page,
    withdraw_own,
    write_own_referral,
)
from imh_desktop.flows.refusing import PageRefused
from imh_desktop.store.families import family_records
from imh_desktop.store.own_referrals import own_words, words_id
from imh_desktop.store.vault import Vault
from tests.documents.reading import bare
from tests.flows.parted import Parted
from tests.flows.team import Team

from .conftest import ON
from .item_ids import K3
from .told_alone import FORM, SAID, WORDS, Told, talked_alone


@pytest.fixture
def told(vault: Vault, library: Library, visit: OpenVisit) -> Told:
    return talked_alone(vault, library, visit)


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
