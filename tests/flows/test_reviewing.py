"""Looking over a visit before it is closed: nothing that waits is left behind."""

from datetime import timedelta

import pytest

from imh_desktop.content.library import Library
from imh_desktop.errors import InputError
from imh_desktop.flows import reviewing
from imh_desktop.flows.open_visit import OpenVisit
from imh_desktop.flows.reviewing import CloseRefused
from imh_desktop.store.vault import Vault

from .conftest import ON
from .item_ids import R1, S1, SG1, T1, T4
from .looked_over import answer_all_well, choose_three


def test_the_profile_is_marks_in_words(visit: OpenVisit) -> None:
    answer_all_well(visit)
    marks = [mark for domain in reviewing.profile_marks(visit) for mark in domain.marks]
    assert {mark.said for mark in marks if mark.construct[0] in "REXF"} == {"Strength"}
    assert all(mark.title for mark in marks)


def test_a_visit_waits_for_three_strengths(visit: OpenVisit) -> None:
    visit.answer(R1, "often")
    with pytest.raises(CloseRefused) as caught:
        reviewing.close(visit)
    assert len(caught.value.missing) == 1
    reviewing.choose_strength(visit, R1)
    reviewing.add_moment(visit, "Mara sang with Ines.")
    assert len(reviewing.missing(visit)) == 1
    reviewing.add_moment(visit, "Bo made Mara laugh.")
    assert reviewing.missing(visit) == ()


def test_a_visit_waits_for_every_action(vault: Vault, visit: OpenVisit) -> None:
    answer_all_well(visit)
    choose_three(visit)
    visit.answer(T4, "yes")
    for caregiver in visit.caregivers:
        visit.alone_with(caregiver.caregiver_id)
        visit.answer(T1, "yes")
    visit.alone_with(None)
    left = len(reviewing.missing(visit))
    assert left == 2
    entries = [e.entry_id for e in vault.journal.entries()]
    with pytest.raises(CloseRefused) as caught:
        reviewing.close(visit)
    assert [e.entry_id for e in vault.journal.entries()] == entries
    assert not any("harm" in said.casefold() for said in caught.value.missing)
    visit.record_action(T4, "Could not act: the line was dead.")
    for caregiver in visit.caregivers:
        assert len(reviewing.missing(visit)) == 1
        visit.alone_with(caregiver.caregiver_id)
        visit.record_action(T1, "Called together.")
    assert reviewing.missing(visit) == ()
    reviewing.close(visit)


def test_a_strength_that_was_not_seen_cannot_stay(visit: OpenVisit) -> None:
    answer_all_well(visit)
    choose_three(visit)
    chosen = visit.visit.strengths[0]
    visit.answer(chosen, "not_yet")
    assert len(reviewing.missing(visit)) == 1
    with pytest.raises(InputError):
        reviewing.choose_strength(visit, chosen)
    reviewing.choose_strength(visit, chosen, chosen=False)
    assert chosen not in visit.visit.strengths


def test_strengths_keep_the_order_they_were_chosen_in(visit: OpenVisit) -> None:
    answer_all_well(visit)
    ids = [each.id for each in reviewing.strengths(visit)]
    for item_id in (ids[5], ids[1], ids[9]):
        reviewing.choose_strength(visit, item_id)
    assert visit.visit.strengths == (ids[5], ids[1], ids[9])
    reviewing.choose_strength(visit, ids[1], chosen=False)
    reviewing.choose_strength(visit, ids[1])
    assert visit.visit.strengths == (ids[5], ids[9], ids[1])
    assert [each.id for each in reviewing.strengths(visit) if each.chosen]
    assert visit.can_undo is not None
    visit.undo()
    assert visit.visit.strengths == (ids[5], ids[9])


def test_at_most_two_ideas_and_three_steps(visit: OpenVisit) -> None:
    ids = [each.id for each in reviewing.strategies(visit)]
    reviewing.choose_strategy(visit, ids[0])
    reviewing.choose_strategy(visit, ids[1])
    reviewing.choose_strategy(visit, ids[1])
    with pytest.raises(InputError):
        reviewing.choose_strategy(visit, ids[2])
    with pytest.raises(InputError):
        reviewing.choose_strategy(visit, "st-none")
    steps = [reviewing.add_step(visit, f"Step {word}") for word in ("one", "two", "three")]
    with pytest.raises(InputError):
        reviewing.add_step(visit, "Step four")
    assert steps[0] is not None
    reviewing.write_step(visit, "Step nought", who="Ines", by=ON, step_id=steps[0].step_id)
    assert [step.what for step in visit.visit.steps] == ["Step nought", "Step two", "Step three"]
    reviewing.write_step(visit, "", step_id=steps[0].step_id)
    assert [step.what for step in visit.visit.steps] == ["Step two", "Step three"]


BAD_WORDS = [
    "Mara is delayed",
    "He FAILED to look",
    "at-risk child",
    "she seems Depressed.",
    "No la AISLÓ la Policía",
    "vio violencia",
    "three 3 smiles",
    "score ٣",
    "word " * 16,
    "a\nb",
    "x" * 201,
    "a\0b",
]


@pytest.mark.parametrize("text", BAD_WORDS)
def test_typed_words_that_must_not_go_home(vault: Vault, visit: OpenVisit, text: str) -> None:
    before = list(vault.journal.entries())
    for write in (
        lambda: reviewing.add_moment(visit, text),
        lambda: reviewing.add_step(visit, text),
        lambda: reviewing.add_step(visit, "Call the clinic", who=text),
    ):
        with pytest.raises(InputError) as caught:
            write()
        assert "\n" not in str(caught.value)
    assert list(vault.journal.entries()) == before


@pytest.mark.parametrize(
    "text", ["Mara failsafe laughed", "Her shelterlike tent", "The Mara river"]
)
def test_only_whole_words_are_banned(visit: OpenVisit, text: str) -> None:
    assert reviewing.add_moment(visit, text) is not None


@pytest.mark.parametrize("phone", ["call", "555\n1", "5" * 60])
def test_a_phone_is_a_number(visit: OpenVisit, phone: str) -> None:
    with pytest.raises(InputError):
        reviewing.add_step(visit, "Call the clinic", phone=phone)


def test_steps_are_offered_for_signs_and_worries(visit: OpenVisit) -> None:
    assert reviewing.suggested_steps(visit) == ()
    visit.answer("o1-any-worry", "a_lot")
    visit.answer(SG1, "a_little")
    visit.answer(S1, "a_lot")
    offered = reviewing.suggested_steps(visit)
    assert len(offered) == 2
    reviewing.add_step(visit, offered[0])
    assert reviewing.suggested_steps(visit) == offered[1:]


def test_the_level_can_be_raised_and_says_why(visit: OpenVisit) -> None:
    answer_all_well(visit)
    for level, reason in (("N0", "why"), ("N2", " ")):
        with pytest.raises(InputError):
            reviewing.raise_level(visit, level, reason)  # type: ignore[arg-type]
    reviewing.raise_level(visit, "N2", "Ines looks worn out.")
    assert visit.guidance.open_level == "N2"
    assert "Ines looks worn out." in reviewing.reasons(visit)[0].why
    with pytest.raises(InputError):
        reviewing.raise_level(visit, "N2", "again")


def test_a_private_reason_raises_the_private_level_alone(vault: Vault, visit: OpenVisit) -> None:
    answer_all_well(visit)
    with pytest.raises(InputError):
        reviewing.raise_level(visit, "N3", "Because.", private=True)
    visit.alone_with(visit.caregivers[0].caregiver_id)
    reviewing.raise_level(visit, "N3", "Because.", private=True)
    assert visit.guidance.open_level == "N0"
    assert reviewing.private_review(visit).level == "N3"
    assert "Because" not in str(vault.journal.history(visit.visit.visit_id))
    assert not any("Because" in reason.why for reason in reviewing.reasons(visit))


def test_the_day_to_look_again_follows_the_open_level(
    vault: Vault, library: Library, visit: OpenVisit
) -> None:
    assert reviewing.reobserve_on(visit) == ON + timedelta(days=42)
    answer_all_well(visit)
    assert reviewing.reobserve_on(visit) is None
    visit.alone_with(visit.caregivers[0].caregiver_id)
    visit.answer(T1, "yes")
    assert reviewing.reobserve_on(visit) is None
