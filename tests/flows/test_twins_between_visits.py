"""Between two sittings: a try to reach the family is kept of both twins, and each is asked about
what was agreed with it."""

from datetime import timedelta

import pytest

from imh_desktop.errors import InputError
from imh_desktop.flows import care
from imh_desktop.flows.closing import close
from imh_desktop.flows.contacting import log_contact, tried
from imh_desktop.flows.following_up import answer, follow_ups, opens_with, told_of
from imh_desktop.flows.last_acts import last_acts, take_back
from imh_desktop.flows.page_choices import add_moment, add_step, choose_strategy, strategies
from imh_desktop.flows.referral_steps import AttemptForm
from imh_desktop.flows.starting_together import start_together
from imh_desktop.flows.visiting import resume
from imh_desktop.store import records
from imh_desktop.store.contact_log import contacts
from imh_desktop.words import Words

from .conftest import ON
from .test_one_sitting import twin_of

WORDS = Words("en")
LATER = ON + timedelta(days=28)


@pytest.fixture
def twin(vault, child):
    return twin_of(vault, child)


def log(vault, child, *also, came=""):
    form = AttemptForm(on=ON.isoformat(), how="visit", came=came)
    ids = tuple(each.child_id for each in also)
    return log_contact(vault, child.child_id, form, WORDS, today=LATER, also=ids)


def test_a_try_is_kept_of_both_and_undone_for_both(vault, library, child, twin):
    log(vault, child, twin, came="The door stayed shut")
    kept = [contacts(vault, each.child_id) for each in (child, twin)]
    assert [[one.came for one in said] for said in kept] == [["The door stayed shut"]] * 2
    assert kept[0][0].attempt_id != kept[1][0].attempt_id
    assert tried(vault, twin.child_id) is not None
    act = last_acts(vault, library, WORDS)[0]
    take_back(vault, library, act.act_id, WORDS)
    assert [contacts(vault, each.child_id) for each in (child, twin)] == [(), ()]


def test_alone_it_is_kept_of_one(vault, child, twin):
    log(vault, child)
    assert len(contacts(vault, child.child_id)) == 1
    assert contacts(vault, twin.child_id) == ()


def test_nobody_whose_care_ended_and_no_stranger_is_named(vault, library, child, twin):
    care.set_care(vault, twin.child_id, "died", ON, "told by the clinic", WORDS)
    before = vault.journal.dump()
    for other in (twin, child):
        with pytest.raises(InputError) as refused:
            log(vault, child, other)
        assert refused.value.place == "also"
    assert vault.journal.dump() == before


def test_each_twin_is_asked_about_what_was_agreed_with_it(vault, library, child, twin):
    both = (child, twin)
    ids = [each.child_id for each in both]
    start_together(vault, library, ids, on=ON)
    chosen = []
    for each in both:
        (visit,) = [
            resume(vault, library, v.visit_id) for v in records.visits(vault, each.child_id)
        ]
        for when in ("morning", "noon", "evening"):
            add_moment(visit, f"Laughed in the {when}")
        chosen.append(strategies(visit)[0].id)
        choose_strategy(visit, chosen[-1])
        add_step(visit, f"A bath for {each.given_name}")
        close(visit)
    first = start_together(vault, library, ids, on=LATER)
    (other,) = [
        resume(vault, library, v.visit_id)
        for v in records.visits(vault, twin.child_id) if not v.closed_at
    ]  # fmt: skip
    for visit, each, idea in zip((first, other), both, chosen, strict=True):
        assert opens_with(visit)
        asked = follow_ups(visit)
        assert [one.agreed.idea_id for one in asked] == [idea, ""]
        assert asked[1].what == f"A bath for {each.given_name}"
    answer(first, follow_ups(first)[0].key, "went_well")
    other.reload()
    assert [one.code for one in follow_ups(other)] == ["", ""], "each for itself"
    answer(other, follow_ups(other)[0].key, "not_yet")
    for visit in (first, other):
        visit.reload()
        for when in ("morning", "noon", "evening"):
            add_moment(visit, f"Slept in the {when}")
        close(visit)
    told = [told_of(vault, library, each.child_id, WORDS) for each in both]
    assert told[0][first.visit.visit_id][0].endswith(": Went well")
    assert told[1][other.visit.visit_id][0].endswith(": Not yet")
