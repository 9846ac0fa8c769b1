"""What an open visit shows after each answer is what a fresh reading of all of it would show."""

import random
from datetime import timedelta

import pytest
from msgspec.structs import replace

from imh_desktop.core.conditions import shown_items
from imh_desktop.core.evaluation import Evaluation
from imh_desktop.core.facts import Facts, codes_of
from imh_desktop.core.guidance import concerned_items, guide
from imh_desktop.core.profile import Profile, read_profile
from imh_desktop.core.visit import Answer, PrivateAnswer, PrivateTalk

from .builders import BORN, checklist, facts, item, random_answer, random_facts, small, visit

FORM = small()
ASKED = [i for i in FORM.items if i.codes]


def profile_of(of: Facts) -> Profile:
    """Return the profile by the pure functions."""
    codes = codes_of(of.visit.answers)
    now, months = of.visit, of.reading.working_months
    shown = shown_items(of.checklist, now.band, codes, months, now.kind)
    return read_profile(of.checklist, now, shown, concerned_items(guide(of).open_traces))


def changed_openly(of: Facts, item_id: str, answer: Answer | None) -> Facts:
    """Return the facts with one open answer set or taken away."""
    answers = {k: a for k, a in of.visit.answers.items() if k != item_id}
    return replace(
        of, visit=replace(of.visit, answers=answers | ({item_id: answer} if answer else {}))
    )


def changed_privately(of: Facts, item_id: str, answer: PrivateAnswer | None, who: str) -> Facts:
    """Return the facts with one private answer set or taken away."""
    kind = FORM.item(item_id).sensitivity
    mine = [t for t in of.private if (t.caregiver_id, t.sensitivity) == (who, kind)]
    others = tuple(t for t in of.private if t not in mine)
    old = mine[0] if mine else PrivateTalk(visit_id="now", caregiver_id=who, sensitivity=kind)
    answers = {k: a for k, a in old.answers.items() if k != item_id}
    new = replace(old, answers=answers | ({item_id: answer} if answer else {}))
    return replace(of, private=(*others, new))


def test_any_sequence_of_answers_reads_as_if_read_at_once() -> None:
    chance, compared = random.Random(5), 0
    for _ in range(120):
        of = random_facts(chance)
        kept = Evaluation(of)
        for _ in range(25):
            item = chance.choice(ASKED)
            answer = None if chance.random() < 0.25 else random_answer(chance, item)
            if item.sensitivity.private:
                who = chance.choice(("mother", "father", "aunt"))
                private = PrivateAnswer(code=answer.code) if answer else None
                kept.answered(item.item_id, private, who)
                of = changed_privately(of, item.item_id, private, who)
            else:
                kept.answered(item.item_id, answer)
                of = changed_openly(of, item.item_id, answer)
            assert kept.guidance == guide(of)
            assert kept.profile == profile_of(of)
            compared += 1
    assert compared == 3_000


def test_a_rule_that_names_items_of_two_domains_changes_both() -> None:
    form = checklist(item("s2", "S2", "sign"), item("e1", "E1", "sign"))
    kept = Evaluation(facts(visit(BORN + timedelta(days=300), s2="a_little"), checklist=form))
    for code in ("a_little", "no"):
        kept.answered("e1", Answer(code=code, known="seen"))
        of = facts(visit(BORN + timedelta(days=300), s2="a_little", e1=code), checklist=form)
        now = of.visit
        assert kept.guidance == guide(of)
        concerned = concerned_items(kept.guidance.open_traces)
        assert kept.profile == read_profile(form, now, {"s2", "e1"}, concerned)


def test_shown_follows_the_answers() -> None:
    kept = Evaluation(facts(visit(BORN + timedelta(days=300))))
    assert not {"s1", "s2", "r6"} & kept.shown
    kept.answered("sg1", Answer(code="a_little"))
    kept.answered("r1", Answer(code="not_yet"))
    assert {"s1", "s2", "r6"} <= kept.shown
    kept.answered("sg1", Answer(code="no"))
    kept.answered("r1", None)
    assert not {"s1", "s2", "r6"} & kept.shown


def test_an_answer_of_the_wrong_class_is_refused_and_changes_nothing() -> None:
    kept = Evaluation(facts(visit(BORN + timedelta(days=300))))
    was = (kept.profile, kept.guidance)
    with pytest.raises(TypeError):
        kept.answered("t1", Answer(code="yes"))
    with pytest.raises(TypeError):
        kept.answered("t4", PrivateAnswer(code="yes"))
    with pytest.raises(KeyError):
        kept.answered("nothing", Answer(code="yes"))
    assert (kept.profile, kept.guidance) == was
