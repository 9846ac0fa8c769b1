"""The trash on two laptops that part and meet: nothing lost, nothing to decide, both are told.

The rule is told here a second time, on its own: a visit is away while the last words on it, of
those nobody had seen when saying another, all put it there.
"""

import random
from datetime import UTC, datetime

import pytest

from imh_desktop.errors import InputError
from imh_desktop.flows import last_acts, trash
from imh_desktop.flows.closing import close
from imh_desktop.flows.deciding import open_questions
from imh_desktop.flows.page_choices import add_moment
from imh_desktop.flows.visiting import resume, start
from imh_desktop.store import records
from imh_desktop.words import Words

from .conftest import ON
from .item_ids import R1, SG1
from .two_laptops import Two

WORDS, NOW = Words("en"), datetime.now(UTC)
ROUNDS = 40
CODES = {"one": ("often", "sometimes", "not_yet"), "other": ("no", "a_little", "a_lot")}
OWN = {"one": R1, "other": SG1}


@pytest.fixture
def two(tmp_path, library):
    made = Two(tmp_path, library)
    yield made
    made.close()


def acts(vault, library, most=1):
    return last_acts.last_acts(vault, library, WORDS, most)


def undo(vault, library):
    return last_acts.take_back(vault, library, acts(vault, library)[0].act_id, WORDS)


def test_taken_out_here_and_put_there_elsewhere_stands_and_both_are_told(two, library):
    trash.put(two.one, two.visit_id, "by mistake", WORDS)
    undo(two.one, library)
    trash.put(two.other, two.visit_id, "the wrong day", WORDS)
    two.meet()
    assert two.shown() == [([two.child_id], [two.visit_id])] * 2
    for vault in (two.one, two.other):
        assert open_questions(vault, library, WORDS) == ()
        (said,) = trash.gone_on(vault, two.child_id, WORDS)
        assert "Luz put it in the trash (the wrong day)" in said
    there = resume(two.one, library, two.visit_id, day=ON)
    for when in ("morning", "noon", "evening"):
        add_moment(there, f"She laughed in the {when}")
    assert trash.gone_on(two.one, two.child_id, WORDS) == ()
    close(there)
    two.meet()
    assert two.other.journal.closed(two.visit_id) is not None


def test_put_there_by_both_is_put_back_and_never_undone_behind_the_other(two, library):
    for vault in (two.one, two.other):
        trash.put(vault, two.visit_id, "by mistake", WORDS)
    two.meet()
    refused = acts(two.one, library)[0].refused
    assert refused == "Somebody else put this in the trash too. Please put it back there."
    trash.put_back(two.one, two.visit_id, WORDS)
    two.meet()
    assert two.shown() == [([two.child_id], [two.visit_id])] * 2


def test_what_was_done_before_it_went_there_is_not_undone_there(two, library):
    there = resume(two.one, library, two.visit_id, day=ON)
    there.use_known("seen")
    there.answer(R1, "often")
    trash.put(two.one, two.visit_id, "by mistake", WORDS)
    answered = acts(two.one, library, 2)[1]
    assert answered.refused == "This lies in the trash. Please put it back first."
    with pytest.raises(InputError, match="lies in the trash"):
        last_acts.take_back(two.one, library, answered.act_id, WORDS)
    assert two.shown()[0] == ([two.child_id], [])
    undo(two.one, library)
    undo(two.one, library)
    assert resume(two.one, library, two.visit_id).visit.answers == {}


def test_an_open_visit_without_a_day_is_told_in_the_trash(two):
    """As one whose day came twice, from two laptops, and waits to be decided."""
    two.one.journal.write("visit", two.visit_id, {"on": None, "trashed": True})
    assert [one.said for one in trash.in_trash(two.one, NOW, WORDS)] == ["Open visit"]


class Side:
    """One laptop, what its person did to the visit of this round, and what she knows."""

    def __init__(self, vault, name, library):
        self.vault, self.name, self.library = vault, name, library
        self.visit_id, self.seen, self.said = "", set[int](), list[str]()
        self.done = list[str]()

    def shown(self, child_id):
        return self.visit_id in [one.visit_id for one in records.visits(self.vault, child_id)]


class Round:
    """A visit both have, and every word on it: who had seen which, and whether it puts it away."""

    def __init__(self, two, sides, on):
        self.two, self.sides = two, sides
        self.words = [(frozenset[int](), False)]
        visit_id = start(two.one, two.library, two.child_id, on=on).visit.visit_id
        for side in sides:
            side.visit_id, side.seen, side.said, side.done = visit_id, {0}, [], []
        self.meet()

    def say(self, side, away):
        self.words.append((frozenset(side.seen), away))
        side.seen.add(len(self.words) - 1)

    def last(self, side):
        """Return the words nobody had seen when saying another, as far as a laptop knows."""
        known = side.seen
        older = set().union(*(self.words[each][0] for each in known))
        return [self.words[each][1] for each in known - older]

    def meet(self):
        for here, there in (self.sides, self.sides[::-1]):
            there.vault.journal.admit(here.vault.journal.history(here.visit_id))
        both = self.sides[0].seen | self.sides[1].seen
        for side in self.sides:
            side.seen = set(both)

    def act(self, side, chance):
        vault, away = side.vault, all(self.last(side))
        what = chance.choice(("answer", "trash", "undo", "undo", "meet"))
        if what == "meet":
            self.meet()
        elif what == "answer" and not away:
            code = chance.choice(CODES[side.name])
            if side.said[-1:] == [code]:
                return
            visit = resume(vault, side.library, side.visit_id, day=ON)
            visit.use_known("seen")
            visit.answer(OWN[side.name], code)
            side.said.append(code)
            side.done.append("answer")
            self.say(side, away=False)
        elif what == "trash":
            (trash.put_back(vault, side.visit_id, WORDS) if away else
             trash.put(vault, side.visit_id, "so", WORDS))  # fmt: skip
            side.done.append("trash")
            self.say(side, away=not away)
        elif what == "undo" and side.done:
            self.undo(side)

    def undo(self, side):
        """Undo the last; it is refused, and nothing changes, or the opposite of it stands."""
        act, before = acts(side.vault, side.library)[0], side.vault.journal.dump()
        if act.refused:
            with pytest.raises(InputError):
                last_acts.take_back(side.vault, side.library, act.act_id, WORDS)
            assert side.vault.journal.dump() == before
            return
        last_acts.take_back(side.vault, side.library, act.act_id, WORDS)
        if side.done.pop() == "answer":
            side.said.pop()
            self.say(side, away=False)
        else:
            self.say(side, away=not side.shown(self.two.child_id))

    def check(self):
        for side in self.sides:
            last = self.last(side)
            assert side.shown(self.two.child_id) is not all(last)
            assert open_questions(side.vault, side.library, WORDS) == ()
            told = trash.gone_on(side.vault, self.two.child_id, WORDS)
            assert bool(told) is (any(last) and not all(last))


def test_whatever_two_people_do_about_a_visit_both_see_the_same_and_nothing_is_lost(two, library):
    sides = (Side(two.one, "one", library), Side(two.other, "other", library))
    trash.put(two.one, two.visit_id, "not of these", WORDS)
    two.meet()
    for number in range(ROUNDS):
        chance, story = random.Random(number), Round(two, sides, ON)
        for _ in range(chance.randint(4, 12)):
            story.act(chance.choice(sides), chance)
            story.check()
        story.meet()
        story.check()
        assert len({repr(side.vault.journal.record(side.visit_id)) for side in sides}) == 1
        if all(story.last(sides[0])):
            trash.put_back(two.one, sides[0].visit_id, WORDS)
        answers = resume(two.one, library, sides[0].visit_id, day=ON).visit.answers
        for side in sides:
            said = answers.get(OWN[side.name])
            assert (said.code if said else "") == (side.said[-1] if side.said else "")
        trash.put(two.one, sides[0].visit_id, "the round is over", WORDS)
        story.meet()
    assert two.one.journal.verify() == two.other.journal.verify() == ()
