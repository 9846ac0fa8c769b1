"""The board of a day over a real vault: who stands there, who must not, and in which words."""

from datetime import date, timedelta

import pytest
from msgspec.structs import replace

from imh_desktop.content.library import Library
from imh_desktop.errors import InputError
from imh_desktop.flows import referral_steps
from imh_desktop.flows.care import set_care
from imh_desktop.flows.caseload import Caseload
from imh_desktop.flows.contact_words import contacts_said
from imh_desktop.flows.contacting import log_contact, tried
from imh_desktop.flows.last_acts import bring_back, last_acts, take_back
from imh_desktop.flows.open_visit import OpenVisit
from imh_desktop.flows.referral_steps import AttemptForm
from imh_desktop.flows.referring import write_referral
from imh_desktop.flows.reviewing import close
from imh_desktop.flows.today import TodayRow, today_board
from imh_desktop.flows.today_words import beside_said, since_said, what_said, why_there
from imh_desktop.flows.visiting import start
from imh_desktop.store.contact_log import contacts
from imh_desktop.store.vault import Vault
from imh_desktop.words import Words

from .conftest import ON
from .export_vault import child_of, visit_of
from .team import Team
from .test_referring import FORM

WORDS = Words("en")
LATER = ON + timedelta(days=45)


def rows(vault: Vault, library: Library, on: date = LATER) -> tuple[TodayRow, ...]:
    return today_board(vault, Caseload(vault, on, library).every, on)


def said(vault: Vault, library: Library, on: date = LATER) -> list[tuple[str, ...]]:
    return [
        (row.child.name, what_said(row, on, WORDS), why_there(row, WORDS),
         beside_said(row, WORDS), since_said(row, on, WORDS))
        for row in rows(vault, library, on)
    ]  # fmt: skip


def visited(vault: Vault, library: Library, name: str, on: date = ON) -> OpenVisit:
    visit = visit_of(vault, library, child_of(vault, name), on)
    close(visit)
    return visit


def tries(vault: Vault, child_id: str, how: str, on: date, came: str = "") -> str:
    form = AttemptForm(on=on.isoformat(), how=how, came=came)
    return log_contact(vault, child_id, form, WORDS, today=LATER)


@pytest.fixture
def week(vault: Vault, library: Library) -> dict[str, str]:
    """A child whose day has come, one with two visits left open, one that is referred."""
    due = visited(vault, library, "Due").visit.child_id
    twice = child_of(vault, "Twice")
    for ago in (40, 3):
        visit_of(vault, library, twice, LATER - timedelta(days=ago))
    referred = visited(vault, library, "Sent", LATER - timedelta(days=1)).visit
    form = replace(
        FORM, lines=("contact",), items=(), concern_on=(LATER - timedelta(days=9)).isoformat(),
        signed_on=LATER.isoformat(), expires_on=(LATER + timedelta(days=90)).isoformat(),
    )  # fmt: skip
    letter = write_referral(vault, library, referred.visit_id, form, today=LATER)
    return {"due": due, "twice": twice, "referred": referred.child_id, "letter": letter}


def test_one_list_holds_all_that_waits_and_says_why(
    vault: Vault, library: Library, week: dict[str, str]
) -> None:
    assert said(vault, library) == [
        ("Sent", "Referral\u00a0· 2 days over", "Send the referral to Early <b> by 23 July 2026.",
         "7 days from the day of the concern", ""),
        ("Twice", "Visit open\u00a0· 22 of 25", "The visit of 15 June 2026 is not finished",
         "Visitor", "Open for 40 days"),
        ("Twice", "Visit open\u00a0· 22 of 25", "The visit of 22 July 2026 is not finished",
         "Visitor", "Open for 3 days"),
        ("Due", "Look again\u00a0· was due 3 days ago", "What was seen is looked at again",
         "", "22 July 2026"),
    ]  # fmt: skip


def test_a_try_is_told_goes_down_the_list_and_is_undone_by_name(
    vault: Vault, library: Library, week: dict[str, str]
) -> None:
    visited(vault, library, "Other")
    assert [row.child.name for row in rows(vault, library)][-2:] == ["Due", "Other"]
    tries(vault, week["due"], "visit", LATER - timedelta(days=2))
    tries(vault, week["due"], "phone", LATER, "Nobody <b> answered")
    told = said(vault, library)
    assert [one[0] for one in told[-2:]] == ["Other", "Due"]
    assert told[-1][3] == "Tried 2 times since 23 July 2026"

    last, before = last_acts(vault, library, WORDS)[:2]
    assert "Called" in last.said
    assert "Not at home" in before.said
    undone = take_back(vault, library, last.act_id, WORDS)
    assert said(vault, library)[-1][3] == "Tried once, on 23 July 2026"
    bring_back(vault, undone)
    assert tried(vault, week["due"]) == (2, LATER - timedelta(days=2), LATER)
    tries(vault, week["due"], "talked", LATER)
    assert tried(vault, week["due"]) is None


@pytest.mark.parametrize("status", ["moved", "died"])
def test_whose_care_ended_has_nothing_there(
    vault: Vault, library: Library, week: dict[str, str], status: str
) -> None:
    for name in ("due", "twice", "referred"):
        set_care(vault, week[name], status, LATER, "Their wish", WORDS)
    assert rows(vault, library) == ()
    set_care(vault, week["twice"], "active", LATER, "Back again", WORDS)
    assert [row.child.name for row in rows(vault, library)] == ["Twice", "Twice"]


def test_what_was_said_alone_changes_no_letter_of_it(
    vault: Vault, library: Library, week: dict[str, str]
) -> None:
    plain = said(vault, library)
    order = [row.matter for row in rows(vault, library)]
    for row in rows(vault, library):
        if row.matter.what == "draft":
            visit = OpenVisit(vault, library, row.matter.record_id, WORDS)
            visit.alone_with(visit.caregivers[0].caregiver_id)
            visit.answer("t1-thoughts-of-harm", "yes")
            visit.answer("k3-heavy-days", "a_lot")
    assert said(vault, library) == plain
    assert [row.matter for row in rows(vault, library)] == order


def test_a_paused_referral_and_one_that_came_to_its_end_do_not_wait(
    vault: Vault, library: Library, week: dict[str, str]
) -> None:
    names = [row.child.name for row in rows(vault, library)]
    referral_steps.pause(vault, week["letter"], LATER.isoformat(), "", "In hospital", WORDS)
    assert [row.child.name for row in rows(vault, library)] == names[1:]


@pytest.mark.parametrize(
    ("form", "place"),
    [
        (AttemptForm(on="", how="phone"), "on"),
        (AttemptForm(on="2026-13-45", how="phone"), "on"),
        (AttemptForm(on=(LATER + timedelta(days=1)).isoformat(), how="phone"), "on"),
        (AttemptForm(on=LATER.isoformat(), how="shout"), "how"),
        (AttemptForm(on=LATER.isoformat(), how="phone", came="x" * 2001), "came"),
        (AttemptForm(on=LATER.isoformat(), how="phone", who="x" * 201), "who"),
        (AttemptForm(on=LATER.isoformat(), how="phone", came="a\0b"), "came"),
    ],
)
def test_what_will_not_do_is_refused_and_nothing_is_written(
    vault: Vault, form: AttemptForm, place: str
) -> None:
    child_id = child_of(vault)
    before = len(vault.journal.history(child_id))
    with pytest.raises(InputError) as refused:
        log_contact(vault, child_id, form, WORDS, today=LATER)
    assert refused.value.place == place
    assert len(vault.journal.history(child_id)) == before
    with pytest.raises(InputError):
        log_contact(vault, "nobody", AttemptForm(on="2026-06-10", how="phone"), WORDS, today=LATER)


def test_every_kind_has_words_of_its_own_and_the_day_is_kept(vault: Vault) -> None:
    child_id = child_of(vault)
    for how in contacts_said(WORDS):
        tries(vault, child_id, how, ON)
    assert {one.how for one in contacts(vault, child_id)} == set(contacts_said(WORDS))
    assert {(one.on, one.who) for one in contacts(vault, child_id)} == {(ON, "Visitor")}
    assert len(set(contacts_said(WORDS).values())) == 5


def test_a_visit_ends_the_tries_before_it(vault: Vault, library: Library) -> None:
    child_id = child_of(vault)
    tries(vault, child_id, "phone", ON)
    close(visit_of(vault, library, child_id, ON))
    assert tried(vault, child_id) is None
    start(vault, library, child_id, on=ON + timedelta(days=1))
    tries(vault, child_id, "missed", ON + timedelta(days=1))
    assert tried(vault, child_id) == (1, ON + timedelta(days=1), ON + timedelta(days=1))


@pytest.mark.parametrize("turn", [1, -1])
def test_tries_of_two_laptops_come_together_in_any_order(team: Team, turn: int) -> None:
    one, other = team.laptops
    child_id = child_of(one, "Mara")
    team.take(team.desk, team.carry(one))
    team.take(other, team.answer(other))
    for laptop, how in ((one, "phone"), (other, "visit")):
        tries(laptop, child_id, how, ON)
    for archive in [team.carry(one), team.carry(other)][::turn]:
        team.take(team.desk, archive)
    team.take(one, team.answer(one))
    assert contacts(one, child_id) == contacts(team.desk, child_id)
    assert {each.how for each in contacts(one, child_id)} == {"phone", "visit"}
    assert not one.journal.record(child_id).conflicts


def test_a_clock_before_an_open_visit_does_not_say_that_it_was_begun_today(vault, library):
    visit_of(vault, library, child_of(vault, "Early"), ON)
    assert [since for *_, since in said(vault, library, ON)] == ["Begun today"]
    assert [since for *_, since in said(vault, library, ON - timedelta(days=30))] == [""]
