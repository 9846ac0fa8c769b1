"""Once care ended: no referral alarm, no paper that nobody asked for, no visit without a word."""

from datetime import timedelta
from typing import NamedTuple

import pytest
from msgspec.structs import replace

from imh_desktop.core.care import STATUSES
from imh_desktop.errors import InputError
from imh_desktop.flows import partner_form, print_desk, printing, referral_steps, trash
from imh_desktop.flows.care import ask_for_page, set_care
from imh_desktop.flows.care_doors import CareEnded, ask_for_paper
from imh_desktop.flows.caseload import Caseload
from imh_desktop.flows.closing import close
from imh_desktop.flows.consenting import ConsentForm, write_consent
from imh_desktop.flows.consents_told import to_ask
from imh_desktop.flows.referral_steps import StepForm
from imh_desktop.flows.referral_watch import lines
from imh_desktop.flows.referring import referral_page, write_referral
from imh_desktop.flows.refusing import PageRefused
from imh_desktop.flows.reviewing import add_moment
from imh_desktop.flows.unreached import unreached
from imh_desktop.flows.visit_record import visit_record_page
from imh_desktop.flows.visiting import start
from imh_desktop.store import records
from imh_desktop.words import Words

from .conftest import ON
from .test_referring import FORM

WORDS = Words("en")
ENDS = [status for status in STATUSES if status != "active"]
LATER = ON + timedelta(days=60)


class Family(NamedTuple):
    child_id: str
    visit_id: str
    waiting: str
    unreached: str


@pytest.fixture
def family(vault, library, visit, numbers):
    """A child with a closed visit, one referral on its way and one nobody was reached for."""
    for when in ("morning", "noon", "evening"):
        add_moment(visit, f"She laughed in the {when}")
    close(visit)
    visit_id, child_id = visit.visit.visit_id, visit.child.child_id
    form = replace(FORM, lines=("contact",), items=())
    two = [write_referral(vault, library, visit_id, form, today=ON) for _ in range(2)]
    lost = StepForm(state="cannot_reach", on=ON.isoformat())
    referral_steps.record_step(vault, two[1], lost, WORDS, today=LATER)
    return Family(child_id, visit_id, *two)


def end(vault, family, status):
    return set_care(vault, family.child_id, status, ON, "As we were told", WORDS)


def papers(vault, library, family):
    """Return door -> what makes a paper there."""
    form, mapping = partner_form.example_form()
    return {
        "letter": lambda: referral_page(vault, library, family.waiting, "en", today=ON),
        "partner's form": lambda: partner_form.filled_form(
            vault, library, family.waiting, form, mapping, "en", today=ON
        ),
        "record": lambda: visit_record_page(vault, library, family.visit_id, "en"),
    }


def test_no_referral_rings_any_more_and_what_was_open_is_listed_once(vault, family
) -> None:  # fmt: skip
    assert any(line.alarms for line in lines(vault, LATER, WORDS))
    assert unreached(vault, LATER, "en").families
    assert to_ask(vault, family.child_id, LATER, WORDS)
    for status in ENDS:
        end(vault, family, status)
        assert not any(line.alarms for line in lines(vault, LATER, WORDS))
        assert unreached(vault, LATER, "en").families == ()
        assert to_ask(vault, family.child_id, LATER, WORDS) == ()
        listed = {line.referral.referral_id: line.left_open for line in lines(vault, LATER, WORDS)}
        assert listed == {family.waiting: True, family.unreached: False}
    set_care(vault, family.child_id, "active", ON, "They came back", WORDS)
    assert any(line.alarms for line in lines(vault, LATER, WORDS))
    assert not any(line.left_open for line in lines(vault, LATER, WORDS))


def test_each_paper_waits_until_it_is_asked_for_and_says_first_how_things_stand(
    vault, library, family
) -> None:  # fmt: skip
    doors = papers(vault, library, family)
    for make in doors.values():
        make()
    for status in ENDS:
        end(vault, family, status)
        for door, make in doors.items():
            with pytest.raises(PageRefused, match="No more visits since 10 June 2026") as refused:
                make()
            assert refused.value.place == "care", door
    with pytest.raises(InputError):
        ask_for_paper(vault, family.child_id, " ", WORDS)
    ask_for_paper(vault, family.child_id, "The clinic asked <img src=x>", WORDS)
    for make in doors.values():
        make()
    end(vault, family, "moved")
    for make in doors.values():
        with pytest.raises(PageRefused):
            make()


def test_a_paper_asked_for_opens_no_page_for_the_family_of_a_child_who_died(
    vault, library, family
) -> None:
    end(vault, family, "died")
    ask_for_paper(vault, family.child_id, "For the file", WORDS)
    giving = printing.Giving(visit_id=family.visit_id, safe="print", way="print")
    with pytest.raises(PageRefused):
        printing.give(vault, library, giving, ON)
    with pytest.raises(PageRefused):
        ask_for_page(vault, family.child_id, "why", WORDS)


def test_a_page_that_waits_at_the_print_desk_is_stopped(vault, library, family) -> None:
    agreed = ConsentForm(
        kind="print", signer="Ines", authority="mother", how="paper",
        signed_on=ON.isoformat(), expires_on=LATER.isoformat(),
    )  # fmt: skip
    write_consent(vault, family.child_id, agreed, words=WORDS, today=ON)
    giving = printing.Giving(visit_id=family.visit_id, safe="print", way="desk")
    page = printing.send(vault, library, giving, ON)
    print_desk.require_going(vault, page)
    end(vault, family, "moved")
    with pytest.raises(PageRefused):
        print_desk.require_going(vault, page)
    ask_for_page(vault, family.child_id, "The mother asked", WORDS)
    print_desk.require_going(vault, page)


def test_a_visit_asks_first_and_keeps_why_it_is_made(vault, library, family) -> None:
    before = len(records.visits(vault, family.child_id))
    for status in ENDS:
        end(vault, family, status)
        for reason in ("", "  "):
            with pytest.raises(CareEnded, match="No more visits since"):
                start(vault, library, family.child_id, on=LATER, care_reason=reason)
    with pytest.raises(InputError):
        start(vault, library, family.child_id, on=LATER, care_reason="x" * 200_001)
    assert len(records.visits(vault, family.child_id)) == before
    begun = start(vault, library, family.child_id, on=LATER, care_reason="To say goodbye")
    kept = vault.journal.record(begun.visit.visit_id)
    assert kept is not None
    assert kept.fields["care_reason"] == "To say goodbye"


def test_a_visit_made_on_paper_before_the_end_is_typed_in_without_asking(
    vault, library, family
) -> None:
    end(vault, family, "moved")

    def typed(on):
        return start(vault, library, family.child_id, on=on, from_paper=True, today=LATER)

    assert typed(ON).visit.from_paper
    with pytest.raises(CareEnded):
        typed(ON + timedelta(days=1))


def test_a_visit_of_a_family_under_care_keeps_no_such_reason(vault, library, family) -> None:
    begun = start(vault, library, family.child_id, on=LATER, care_reason="no need")
    kept = vault.journal.record(begun.visit.visit_id)
    assert kept is not None
    assert "care_reason" not in kept.fields


def test_a_visit_begun_after_all_is_offered_again_after_a_crash_and_no_other(
    vault, library, family
) -> None:
    before = start(vault, library, family.child_id, on=ON)
    caseload = Caseload(vault, LATER, library)
    (row,) = caseload.rows()
    assert caseload.interrupted() == row
    end(vault, family, "moved")
    assert Caseload(vault, LATER, library).interrupted() is None
    trash.put(vault, before.visit.visit_id, "not needed", WORDS)
    begun = start(vault, library, family.child_id, on=LATER, care_reason="To say goodbye")
    found = Caseload(vault, LATER, library).interrupted()
    assert found is not None
    assert found.open_visit_id == begun.visit.visit_id
