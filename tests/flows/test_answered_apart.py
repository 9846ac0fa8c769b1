"""A visit is moved: what was answered of what was agreed is told where it was agreed, and counts
for neither child."""

from datetime import timedelta

import pytest

from imh_desktop.flows.answered_apart import answered_apart, named_apart
from imh_desktop.flows.closing import close
from imh_desktop.flows.following_up import answer, follow_ups, keep_note, told_of
from imh_desktop.flows.moving_visits import Move, likely, move
from imh_desktop.flows.page_choices import add_moment, add_step
from imh_desktop.flows.visit_record import visit_record
from imh_desktop.flows.visiting import start
from imh_desktop.words import Words

from .conftest import ON
from .test_moving_visits import enrol

WORDS = Words("en")
FAR = ON + timedelta(days=60)


def visited(vault, library, child, after, step=""):
    """A visit that answers all that is asked, agrees a step and is closed; return its id."""
    visit = start(vault, library, child.child_id, on=ON + timedelta(days=after))
    for one in follow_ups(visit):
        answer(visit, one.key, "went_well")
        keep_note(visit, one.key, f"<b>after {after} days</b>")
    for when in ("morning", "noon", "evening"):
        add_moment(visit, f"Laughed in the {when}")
    if step:
        add_step(visit, step)
    close(visit)
    return visit.visit.visit_id


class Pair:
    """Two children of two homes, each with a visit at which a step was agreed, and a second visit
    at the first one's that asks about it."""

    def __init__(self, vault, library):
        self.vault, self.library = vault, library
        self.wrong = enrol(vault, "Wrongchild", 305, "Ines")
        self.right = enrol(vault, "Rightchild", 420, "Ines")
        self.first = visited(vault, library, self.wrong, 0, "Sing <i>at bed</i>")
        visited(vault, library, self.right, 0, "Call the clinic")
        self.second = visited(vault, library, self.wrong, 7, "Read a book")

    def move(self, visit_id, to):
        people = likely(self.vault, visit_id, to.child_id)
        what = Move(visit_id=visit_id, to_child_id=to.child_id, people=people, reason="mixed up")
        move(self.vault, self.library, what, FAR, WORDS)

    def apart(self, child):
        return [
            (one.visit_on, *one.lines)
            for one in answered_apart(self.vault, self.library, child.child_id, WORDS)
        ]

    def named(self, child):
        return named_apart(self.vault, child.child_id, WORDS)

    def asked(self, child):
        visit = start(self.vault, self.library, child.child_id, on=FAR)
        return [(one.what, one.code, one.note) for one in follow_ups(visit)]


@pytest.fixture
def pair(vault, library):
    return Pair(vault, library)


SUNG = ("17 June 2026", "Sing <i>at bed</i>: Went well. <b>after 7 days</b>")


def test_nothing_is_apart_before_a_visit_is_moved(pair):
    assert pair.apart(pair.wrong) == pair.apart(pair.right) == []
    assert pair.named(pair.wrong) == pair.named(pair.right) == {}


def test_it_is_told_in_full_where_it_was_agreed_and_named_where_it_was_answered(
    vault, library, pair
):
    pair.move(pair.second, pair.right)
    assert pair.apart(pair.wrong) == [SUNG]
    assert pair.apart(pair.right) == []
    assert list(pair.named(pair.right)) == [pair.second]
    assert pair.named(pair.right)[pair.second].startswith("1 answer is about what was agreed with")
    assert pair.named(pair.wrong) == {}
    assert pair.second not in told_of(vault, library, pair.right.child_id, WORDS)
    paper = repr(visit_record(vault, library, pair.second, "en", words=WORDS))
    assert "Sing" not in paper
    assert "after 7 days" not in paper


def test_it_counts_for_neither_child_and_is_asked_again(pair):
    pair.move(pair.second, pair.right)
    assert pair.asked(pair.wrong) == [("Sing <i>at bed</i>", "", "")]
    assert pair.asked(pair.right) == [("Read a book", "", "")]


def test_what_was_agreed_at_a_moved_visit_keeps_what_was_answered_about_it(vault, library, pair):
    """The first visit was the other child's; the second one asked about it."""
    pair.move(pair.first, pair.right)
    assert pair.apart(pair.right) == [SUNG]
    assert pair.apart(pair.wrong) == []
    assert list(pair.named(pair.wrong)) == [pair.second]
    assert pair.second not in told_of(vault, library, pair.wrong.child_id, WORDS)


def test_moved_back_it_is_where_it_was(vault, library, pair):
    pair.move(pair.second, pair.right)
    pair.move(pair.second, pair.wrong)
    assert pair.apart(pair.wrong) == pair.apart(pair.right) == []
    assert pair.named(pair.wrong) == pair.named(pair.right) == {}
    assert told_of(vault, library, pair.wrong.child_id, WORDS)[pair.second] == (SUNG[1],)


def test_moved_on_to_a_third_child_it_still_stands_where_it_was_agreed(vault, pair):
    third = enrol(vault, "Third", 400, "Ines")
    pair.move(pair.second, pair.right)
    pair.move(pair.second, third)
    assert pair.apart(pair.wrong) == [SUNG]
    assert list(pair.named(third)) == [pair.second]
    assert pair.named(pair.right) == {}
    assert pair.apart(pair.right) == []
    pair.move(pair.first, third)
    assert pair.apart(pair.wrong) == pair.apart(third) == []
    assert pair.named(third) == {}


def test_an_open_visit_that_is_moved_loses_nothing_either(vault, library, pair):
    visit = start(vault, library, pair.wrong.child_id, on=ON + timedelta(days=9))
    (one,) = follow_ups(visit)
    keep_note(visit, one.key, "Half way")
    pair.move(visit.visit.visit_id, pair.right)
    assert pair.apart(pair.wrong) == [("19 June 2026", "Read a book: Half way")]
