"""Looking over a visit and closing it: nothing that waits is left behind, classes never mix."""

import json
from datetime import timedelta
from typing import Any

import pytest

from imh_desktop.content.library import Library
from imh_desktop.core.people import Child
from imh_desktop.core.privacy import Sensitivity
from imh_desktop.core.trace import RULE_SET, Trace, TracedAnswer
from imh_desktop.errors import InputError
from imh_desktop.flows import reviewing
from imh_desktop.flows.explaining import explain, level_said
from imh_desktop.flows.open_visit import OpenVisit
from imh_desktop.flows.past_visits import closed_marks
from imh_desktop.flows.reviewing import CloseRefused
from imh_desktop.flows.visiting import resume, start
from imh_desktop.store import records
from imh_desktop.store.faults import RecordClosed
from imh_desktop.store.sqlcipher import DatabaseError
from imh_desktop.store.vault import Vault
from imh_desktop.words import Words

from .conftest import ON

R1, SG1, S1 = "r1-more-and-enough", "sg1-growing-and-rhythm", "s1-eating-or-growth"
T1, T4, K3 = "t1-thoughts-of-harm", "t4-very-ill-or-not-feeding", "k3-heavy-days"


def _all_well(visit: OpenVisit) -> None:
    for item in visit.items().values():
        if item.kind == "behaviour":
            visit.answer(item.item_id, "often")
        elif item.kind in ("sign_group", "worry"):
            visit.answer(item.item_id, "no")


def _choose_three(visit: OpenVisit) -> None:
    for suggestion in reviewing.strengths(visit)[:3]:
        reviewing.choose_strength(visit, suggestion.id)


def test_the_profile_is_marks_in_words(visit: OpenVisit) -> None:
    _all_well(visit)
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
    _all_well(visit)
    _choose_three(visit)
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
    _all_well(visit)
    _choose_three(visit)
    chosen = visit.visit.strengths[0]
    visit.answer(chosen, "not_yet")
    assert len(reviewing.missing(visit)) == 1
    with pytest.raises(InputError):
        reviewing.choose_strength(visit, chosen)
    reviewing.choose_strength(visit, chosen, chosen=False)
    assert chosen not in visit.visit.strengths


def test_strengths_keep_the_order_they_were_chosen_in(visit: OpenVisit) -> None:
    _all_well(visit)
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
    _all_well(visit)
    for level, reason in (("N0", "why"), ("N2", " ")):
        with pytest.raises(InputError):
            reviewing.raise_level(visit, level, reason)  # type: ignore[arg-type]
    reviewing.raise_level(visit, "N2", "Ines looks worn out.")
    assert visit.guidance.open_level == "N2"
    assert "Ines looks worn out." in reviewing.reasons(visit)[0].why
    with pytest.raises(InputError):
        reviewing.raise_level(visit, "N2", "again")


def test_a_private_reason_raises_the_private_level_alone(vault: Vault, visit: OpenVisit) -> None:
    _all_well(visit)
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
    _all_well(visit)
    assert reviewing.reobserve_on(visit) is None
    visit.alone_with(visit.caregivers[0].caregiver_id)
    visit.answer(T1, "yes")
    assert reviewing.reobserve_on(visit) is None


def test_each_record_is_closed_with_results_of_its_own_class(
    vault: Vault, library: Library, visit: OpenVisit
) -> None:
    _all_well(visit)
    visit.answer(SG1, "a_little")
    visit.answer(S1, "a_lot")
    _choose_three(visit)
    first, second = (each.caregiver_id for each in visit.caregivers)
    visit.alone_with(first)
    visit.answer(T1, "yes")
    visit.record_action(T1, "Called.")
    visit.answer(K3, "a_lot")
    visit.alone_with(second)
    visit.answer(T1, "no")
    closed = reviewing.close(visit)
    assert closed.open_level == "N2"
    opened = records.results(vault, closed.visit_id)
    assert opened is not None
    assert {t["sensitivity"] for t in json.loads(str(opened["traces"]))} == {"C"}
    assert opened["rule_set"] == RULE_SET
    assert opened["checklist_hash"] == visit.visit.checklist_hash
    assert not {T1, K3} & set(_words(opened))
    levels = {key: _private(vault, visit, *key).get("level") for key in _talks(visit)}
    assert levels == {
        (first, Sensitivity.V): "N3",
        (first, Sensitivity.G): None,
        (second, Sensitivity.V): None,
    }
    assert "t1" not in str(_private(vault, visit, first, Sensitivity.G))
    assert vault.journal.verify() == ()


def _talks(visit: OpenVisit) -> list[tuple[str, Sensitivity]]:
    return [(talk.caregiver_id, talk.sensitivity) for talk in visit.private]


def _private(vault: Vault, visit: OpenVisit, who: str, sensitivity: Sensitivity) -> dict[str, Any]:
    found = records.results(vault, records.private_id(visit.visit.visit_id, who, sensitivity))
    assert found is not None
    return found


def _words(results: dict[str, Any]) -> list[str]:
    return str(results).replace('"', " ").split()


def test_a_closed_visit_takes_nothing_more(
    vault: Vault, library: Library, visit: OpenVisit
) -> None:
    _all_well(visit)
    _choose_three(visit)
    visit.draft_note(R1, "still typing")
    visit.remember_place(R1, 10)
    reviewing.close(visit)
    kept = records.visit(vault, visit.visit.visit_id)
    assert kept is not None
    assert kept.closed_at
    assert kept.notes == {R1: "still typing"}
    assert vault.desk.drafts(visit.visit.visit_id) == {}
    with pytest.raises(RecordClosed):
        visit.answer(R1, "not_yet")
    with pytest.raises(InputError):
        resume(vault, library, visit.visit.visit_id)


def test_a_close_cut_off_half_way_closes_nothing(
    vault: Vault, library: Library, visit: OpenVisit
) -> None:
    _all_well(visit)
    _choose_three(visit)
    visit.alone_with(visit.caregivers[0].caregiver_id)
    visit.answer(K3, "a_little")
    visit_id, before = visit.visit.visit_id, [*vault.journal.entries()]
    disk = vault.open_connection()
    disk.execute(  # the private record's pack is the last thing written
        "CREATE TEMP TRIGGER refuse BEFORE INSERT ON pack WHEN NEW.place / 1048576 ="
        " (SELECT record_no FROM private)"
        " BEGIN SELECT RAISE(ABORT, 'cut off'); END"
    )
    with pytest.raises(DatabaseError, match="cut off"):
        reviewing.close(visit)
    assert [*vault.journal.entries()] == before
    disk.execute("DROP TRIGGER refuse")
    again = resume(vault, library, visit_id)
    assert reviewing.close(again).open_level == "N0"
    assert len([*vault.journal.entries()]) == len(before) + 2
    assert vault.journal.verify() == ()


def test_a_visit_opened_again_is_closed_beside_private_records_that_stayed_closed(
    vault: Vault, visit: OpenVisit
) -> None:
    _all_well(visit)
    _choose_three(visit)
    visit.alone_with(visit.caregivers[0].caregiver_id)
    visit.answer(K3, "a_little")
    (talk,) = visit.private
    record_id = visit.ledger.record_id((talk.caregiver_id, talk.sensitivity))
    vault.journal.close(record_id, {"rule_set": RULE_SET})
    assert reviewing.close(visit).open_level == "N0"
    assert records.results(vault, record_id) == {"rule_set": RULE_SET}


def test_past_results_are_kept_and_not_made_anew(
    vault: Vault, library: Library, child: Child, visit: OpenVisit
) -> None:
    _all_well(visit)
    _choose_three(visit)
    marks = reviewing.profile_marks(visit)
    reviewing.close(visit)
    start(vault, library, child.child_id, on=ON + timedelta(days=1))
    assert closed_marks(vault, library, child.child_id, Words("en")) == {
        visit.visit.visit_id: marks
    }


def _said_then(visit_id: str, code: str, ago: int) -> TracedAnswer:
    on = ON - timedelta(days=ago)
    return TracedAnswer(visit_id=visit_id, item_id=R1, code=code, known="seen", on=on)


def _trace(rule: str, level: str | None, *answers: tuple[str, str, int], **more: str) -> Trace:
    return Trace(
        rule=rule,
        rule_set=RULE_SET,
        level=level,  # type: ignore[arg-type]
        sensitivity=Sensitivity.C,
        answers=tuple(_said_then(*each) for each in answers),
        **more,  # type: ignore[arg-type]
    )


@pytest.mark.parametrize(
    ("trace", "said"),
    [
        (_trace("A1", "N3", ("v2", "yes", 0)), ["Yes", "10 June 2026"]),
        (
            _trace("A3", "N1", ("v1", "often", 20), ("v2", "not_yet", 0)),
            ["21 May 2026", "10 June 2026", "ask"],
        ),
        (
            _trace("A3", "N3", ("v1", "often", 20), ("v2", "not_yet", 0), ("v2", "yes", 0)),
            ["21 May 2026", "lost"],
        ),
        (_trace("C1", "N2", ("v2", "a_lot", 0)), ["A lot"]),
        (
            _trace("C2", "N2", ("v1", "a_little", 20), ("v2", "a_little", 0)),
            ["2 visits", "21 May 2026"],
        ),
        (_trace("C3", "N1", ("v2", "a_little", 0), ("v2", "a_lot", 0)), ["2 signs"]),
        (_trace("C4", "N1", ("v2", "a_little", 0)), ["A little"]),
        (
            _trace("C5", "N2", ("v1", "not_yet", 40), ("v2", "not_yet", 0)),
            ["2 visits", "1 May 2026"],
        ),
        (
            _trace("C6", "N1", ("v2", "not_yet", 0), ("v2", "not_yet", 0), subject="exploring"),
            ["2 answers", "Exploring"],
        ),
        (
            _trace("C6", "N2", ("v1", "not_yet", 40), ("v2", "not_yet", 0), subject="exploring"),
            ["1 answer", "two visits"],
        ),
        (_trace("C8", None, subject="conditions_known"), ["known condition"]),
        (_trace("C8", None, subject="gestation_days"), ["28 weeks"]),
        (_trace("P1", "N1"), ["still open"]),
        (_trace("P1", "N1", ("v2", "a_little", 0)), ["1 group"]),
        (_trace("J1", "N2", reason="A feeling."), ["A feeling."]),
    ],
)
def test_every_rule_has_a_plain_sentence_with_its_counts(
    library: Library, trace: Trace, said: list[str]
) -> None:
    sentence = explain(trace, library.texts("observation", "en"), Words("en"))
    for part in said:
        assert part in sentence
    assert "{" not in sentence
    assert not any(level in sentence for level in ("N0", "N1", "N2", "N3"))


def test_levels_are_said_without_their_numbers() -> None:
    said = {level_said(level, Words("en")) for level in ("N0", "N1", "N2", "N3")}  # type: ignore[arg-type]
    assert len(said) == 4
    assert not any(letter.isdigit() for text in said for letter in text)
