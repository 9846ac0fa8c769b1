"""Who interprets, and what each adult speaks and reads: kept, carried, undone, never guessed."""

from datetime import date

import pytest
from msgspec.structs import replace

from imh_desktop.core.people import Child
from imh_desktop.documents import labels
from imh_desktop.errors import InputError
from imh_desktop.exchange.fhir.people import patient, related_person
from imh_desktop.flows import (
    child_forms,
    copied_child,
    household,
    last_acts,
    page_language,
)
from imh_desktop.flows.enrolling import CaregiverForm, ChildForm, add_child, edit_child
from imh_desktop.flows.export_consents import Cover, covered_caregivers, covered_child
from imh_desktop.store import records
from imh_desktop.store.vault import Vault
from imh_desktop.words import Words

from .parted import Parted
from .team import Team

TODAY = date(2026, 6, 10)
WORDS = Words("en")
AMAL = CaregiverForm(name="Amal", relation="mother", speaks=("ar", "so"), reads=("ar",))
FORM = ChildForm(
    given_name="Layla", born_earliest="2025-08-09", page_language="es", interpreter=True,
    interpreter_language="ar", interpreter_name="Samir",
)  # fmt: skip


@pytest.fixture
def layla(vault: Vault) -> Child:
    return add_child(vault, FORM, (AMAL, CaregiverForm(name="Sami")), today=TODAY)


def test_all_of_it_is_kept_and_stands_in_the_form_again(vault: Vault, layla: Child) -> None:
    amal, sami = records.caregivers(vault, layla.child_id)
    assert (layla.interpreter_language, layla.interpreter_name) == ("ar", "Samir")
    assert (set(amal.speaks), amal.reads) == ({"ar", "so"}, ("ar",))
    assert (sami.speaks, sami.reads) == ((), ())
    before = vault.journal.dump()
    people = child_forms.caregiver_forms(vault, layla.child_id)
    edit_child(vault, layla.child_id, child_forms.child_form(layla), people, today=TODAY)
    assert vault.journal.dump() == before, "nothing was changed"
    form, adults = household.sibling_form(vault, layla.child_id)
    assert (form.interpreter_language, form.interpreter_name) == ("ar", "Samir")
    assert (set(adults[0].speaks), adults[0].reads) == ({"ar", "so"}, ("ar",))


def test_what_is_taken_off_goes_and_is_undone_by_its_name(
    vault: Vault, layla: Child, library
) -> None:
    amal, sami = child_forms.caregiver_forms(vault, layla.child_id)
    form = replace(child_forms.child_form(layla), interpreter=False)
    people = (replace(amal, reads=(), speaks=("so",)), sami)
    edited = edit_child(vault, layla.child_id, form, people, today=TODAY)
    assert (edited.interpreter, edited.interpreter_language, edited.interpreter_name) == (
        False, "", "",
    )  # fmt: skip
    now = records.caregivers(vault, layla.child_id)[0]
    assert (now.speaks, now.reads) == (("so",), ())
    act = last_acts.last_acts(vault, library, WORDS, 1)[0]
    assert act.refused == ""
    assert "Layla" in act.where
    assert "An interpreter is needed" in act.said
    last_acts.take_back(vault, library, act.act_id, WORDS)
    again = records.child(vault, layla.child_id)
    assert again
    assert (again.interpreter_language, again.interpreter_name) == ("ar", "Samir")
    assert records.caregivers(vault, layla.child_id)[0].reads == ("ar",)


@pytest.mark.parametrize(
    ("form", "adult", "place"),
    [
        (replace(FORM, interpreter_language="<img src=x>"), AMAL, "interpreter_language"),
        (replace(FORM, interpreter_language="=1+1"), AMAL, "interpreter_language"),
        (replace(FORM, interpreter_name="x" * 2000), AMAL, "interpreter_name"),
        (FORM, replace(AMAL, reads=("../x",)), "caregivers.0.reads"),
        (FORM, replace(AMAL, speaks=("",)), "caregivers.0.speaks"),
    ],
)
def test_bad_input_is_named_and_writes_nothing(
    vault: Vault, form: ChildForm, adult: CaregiverForm, place: str
) -> None:
    before = vault.journal.dump()
    with pytest.raises(InputError) as refused:
        add_child(vault, form, (adult,), today=TODAY)
    assert refused.value.place == place
    assert vault.journal.dump() == before


def test_a_letter_names_the_language_and_never_the_person(layla: Child) -> None:
    assert labels.interpreter(layla, WORDS) == "Interpreter needed: Arabic"
    assert labels.interpreter(replace(layla, interpreter_language=""), WORDS) == (
        "Interpreter needed"
    )
    assert labels.interpreter(replace(layla, interpreter=False), WORDS) == ""
    told = covered_child(layla, Cover(lines=frozenset({"languages"})))
    assert (told.interpreter_language, told.interpreter_name) == ("ar", "")
    kept = covered_child(layla, Cover(lines=frozenset({"reason"})))
    assert (kept.interpreter, kept.interpreter_language, kept.interpreter_name) == (False, "", "")


def test_what_an_adult_speaks_leaves_with_languages_alone(vault: Vault, layla: Child) -> None:
    people = records.caregivers(vault, layla.child_id)
    (amal, _) = covered_caregivers(people, Cover(lines=frozenset({"contact"})))
    assert (amal.name, amal.speaks, amal.reads) == ("Amal", (), ())
    (amal, _) = covered_caregivers(people, Cover(lines=frozenset({"contact", "languages"})))
    assert amal.reads == ("ar",)


def test_the_standard_gets_it_under_its_own_name(vault: Vault, layla: Child) -> None:
    told = {each["url"].rpartition("/")[2]: each for each in patient(layla, "p")["extension"]}
    assert told["patient-interpreterRequired"]["valueBoolean"] is True
    text = str(told)
    assert "Samir" in text
    assert "'ar'" in text
    assert "extension" not in patient(layla, "p", languages=False)
    amal, sami = (related_person(each) for each in records.caregivers(vault, layla.child_id))
    codes = {each["language"]["coding"][0]["code"]: each for each in amal["communication"]}
    reads = {
        code: next(e["valueBoolean"] for e in each["extension"] if e["url"].endswith("reads"))
        for code, each in codes.items()
    }
    assert reads == {"ar": True, "so": False}
    assert "communication" not in sami


def test_the_copy_tells_an_adult_of_nobodys_languages_but_their_own(
    vault: Vault, layla: Child, library
) -> None:
    amal, sami = records.caregivers(vault, layla.child_id)

    def copy(of):
        return copied_child.family_copy(
            vault, library, layla.child_id, of, "en", "a4", TODAY, WORDS
        )

    assert dict(copy(amal).about)["Interpreter"] == "Interpreter needed: Arabic"
    assert dict(copy(amal).about)["Name of the interpreter"] == "Samir"
    assert dict(copy(amal).people)["You read"] == "Arabic"
    assert dict(copy(sami).people)["You read"] == ""


def test_a_page_is_proposed_and_never_to_who_receives_none(vault: Vault, layla: Child) -> None:
    assert page_language.proposed(vault, layla) == "es", "two may receive it"
    amal, sami = child_forms.caregiver_forms(vault, layla.child_id)
    refused = replace(sami, receives=False, why_not="court order")
    form = child_forms.child_form(layla)
    edit_child(vault, layla.child_id, form, (amal, refused), today=TODAY)
    assert page_language.proposed(vault, layla) == "ar"
    assert page_language.proposed_to(vault, layla.child_id, amal.caregiver_id, "es") == "ar"
    assert page_language.proposed_to(vault, layla.child_id, sami.caregiver_id, "es") == "es"


def test_two_laptops_that_name_two_languages_are_asked_and_lose_none(team: Team, library) -> None:
    parted = Parted(team, library)
    for vault, code in ((parted.one, "ar"), (parted.other, "so")):
        child = records.child(vault, parted.child_id)
        assert child
        (ines,) = child_forms.caregiver_forms(vault, parted.child_id)
        said = replace(
            child_forms.child_form(child), interpreter=True, interpreter_language=code,
            interpreter_name="Samir",
        )  # fmt: skip
        edit_child(vault, parted.child_id, said, (replace(ines, reads=(code,)),), today=TODAY)
    parted.share()
    assert parted.same()
    (question,) = parted.questions(team.desk)
    assert question.label == "Language of the interpreter"
    (ines,) = records.caregivers(team.desk, parted.child_id)
    assert set(ines.reads) == {"ar", "so"}
    (first,) = [one.choice for one in question.choices if "Somali" in one.said]
    parted.keep(team.desk, question, first)
    decided = records.child(team.desk, parted.child_id)
    assert decided
    assert decided.interpreter_language == "so"
