"""What another laptop wrote may be of any shape: it is asked about in plain words all the same."""

import pytest
from msgspec.structs import replace

from imh_desktop.content.library import Library
from imh_desktop.flows import deciding
from imh_desktop.store.entry import Value
from tests.flows.parted import R1, WORDS, Parted
from tests.flows.team import Team

LONG = "Ñ" * 2_000
Odd = dict[str, tuple[Value, Value]]
ANSWERS: Odd = {
    f"answers.{R1}": ("often", {"code": "no such code", "known": "guessed", "on": "soon"}),
    "answers.no-such-item": ({"code": "often"}, {"code": "not_yet", "informant": "nobody"}),
    "notes.no-such-item": ("<img src=x>", {"a": 1}),
    "steps.s1": ("call", {"what": LONG, "by": "never", "order": 1}),
    "raised": ("high", {"level": "N9", "reason": "=1+1"}),
    "strengths.x": (1, None),
    "moments.m": ("\u202egnirts", LONG),
    "kind": ("home", "on the moon"),
    "worker_id": ("somebody", "else"),
}
MORE: Odd = {
    f"answers.{R1}": ({"code": 3}, {"code": True}),
    "raised": ({"level": "N2", "reason": "O'Brien"}, {"level": "N3"}),
}
UNREADABLE: Odd = {
    "language": ("es", "xx"),
    "on": ("2026-06-11", "the day after"),
    "band": ("B4", "B99"),
}


@pytest.fixture
def parted(team: Team, library: Library) -> Parted:
    return Parted(team, library, name="=1+1 <img src=x> " + "Ñ" * 150)


@pytest.mark.parametrize("odd", [ANSWERS, MORE, UNREADABLE])
def test_odd_values_are_asked_about_and_decided(parted: Parted, odd: Odd) -> None:
    desk = parted.team.desk
    for place, vault in enumerate((parted.one, parted.other)):
        for field, values in odd.items():
            vault.journal.write("visit", parted.visit_id, {field: values[place]})
    desk.journal.admit([*parted.one.journal.entries(), *parted.other.journal.entries()])
    questions = parted.questions(desk)
    assert len(questions) == len(odd)
    for asked in questions:
        assert asked.child.startswith("=1+1")
        assert asked.label
        assert not any("." in field and field in asked.label for field in odd)
        assert len(asked.choices) == 2
        assert all(choice.said for choice in asked.choices)
    if odd is not UNREADABLE:
        assert parted.at(desk).guidance.open_level
    for asked in questions:
        parted.keep(desk, asked, "b")
    assert not parted.questions(desk)
    assert desk.journal.verify() == ()


def test_a_time_that_is_none_and_a_writer_nobody_knows(parted: Parted) -> None:
    parted.answered(parted.one, R1, "often")
    parted.answered(parted.other, R1, "not_yet")
    last = parted.other.journal.history(parted.visit_id)[-1]
    stranger = parted.team.desk.journal.new_id()
    odd = replace(last, recorded_at="yesterday evening", worker_id=stranger)
    desk = parted.team.desk
    desk.journal.admit(parted.one.journal.entries())
    desk.journal.admit([odd])
    (asked,) = parted.questions(desk)
    told = next(each for each in asked.choices if "Not yet" in each.said)
    assert (told.who, told.when) == ("Somebody whose name is not here yet", "")
    opened = deciding.open_question(desk, parted.library, WORDS, asked.question_id)
    assert opened == asked
