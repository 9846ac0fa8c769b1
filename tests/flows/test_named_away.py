"""In the trash here, named in what was finished or agreed to elsewhere: shown, brought back."""

from datetime import timedelta

import pytest
from msgspec.structs import replace

from imh_desktop.flows import consenting, enrolling, trash
from imh_desktop.flows.closing import close
from imh_desktop.flows.enrolling import CaregiverForm, ChildForm
from imh_desktop.flows.named_away import named_away
from imh_desktop.flows.page_choices import add_moment
from imh_desktop.flows.visit_record import visit_record
from imh_desktop.flows.visiting import start
from imh_desktop.store import records
from imh_desktop.words import Words

from .conftest import BORN, ON
from .item_ids import R1
from .parted import Parted
from .test_consenting import FORM as CONSENT
from .test_referring import FORM, write_referral

WORDS = Words("en")


class Away:
    """Bo is put in the trash on one laptop; the other one does not know."""

    def __init__(self, team, library):
        self.parted, self.library = Parted(team, library), library
        self.one, self.other = self.parted.one, self.parted.other
        form = ChildForm(given_name="Zoe", born_earliest=BORN.isoformat())
        people = (CaregiverForm(name="Ada"), CaregiverForm(name="<b>Bo"))
        self.child_id = enrolling.add_child(self.one, form, people, today=ON).child_id
        self.parted.share()
        self.ada, self.bo = records.caregivers(self.one, self.child_id)
        trash.put(self.one, self.bo.caregiver_id, "twice", WORDS)

    def told(self):
        """Finish a visit at which Bo told something, where that is not known."""
        visit = start(self.other, self.library, self.child_id, on=ON)
        visit.use_known("told", self.bo.caregiver_id)
        visit.answer(R1, "often")
        for when in ("morning", "noon", "evening"):
            add_moment(visit, f"She laughed in the {when}")
        close(visit)
        return visit.visit.visit_id

    def shown(self, vault):
        return [one.where for one in named_away(vault, self.child_id, WORDS)]

    def people(self, vault):
        return [one.name for one in records.caregivers(vault, self.child_id)]


@pytest.fixture
def away(team, library):
    return Away(team, library)


def test_who_told_something_at_a_finished_visit_is_shown_and_comes_back(away):
    assert named_away(away.one, away.child_id, WORDS) == (), "nothing names Bo here yet"
    visit_id = away.told()
    away.parted.share()
    for vault in (away.one, away.other):
        (one,) = named_away(vault, away.child_id, WORDS)
        assert (one.name, one.where) == ("<b>Bo", ("Visit of 10 June 2026",))
        assert "is in the trash since" in one.said(WORDS)
        record = visit_record(vault, away.library, visit_id, "en", words=WORDS)
        assert "<b>Bo" in record.present, "the record says who told it"
        assert "<b>Bo" in repr(record.domains)
        assert away.people(vault) == ["Ada"]
    trash.put_back(away.one, away.bo.caregiver_id, WORDS)
    away.parted.share()
    for vault in (away.one, away.other):
        assert away.shown(vault) == []
        assert away.people(vault) == ["Ada", "<b>Bo"]


def test_who_signed_an_agreement_that_holds_is_shown_until_it_is_taken_back(away):
    form = replace(CONSENT, signer=" <B>bo ")
    consent_id = consenting.write_consent(away.other, away.child_id, form, today=ON, words=WORDS)
    away.parted.share()
    assert away.shown(away.one) == [("What the family agreed to",)]
    consenting.withdraw(away.one, consent_id, "Ada", "so", today=ON, words=WORDS)
    assert away.shown(away.one) == []


def test_who_signed_a_referral_that_is_open_is_shown(away):
    visit = start(away.other, away.library, away.child_id, on=ON + timedelta(days=1))
    visit.use_known("seen")
    visit.answer(R1, "often")
    for when in ("morning", "noon", "evening"):
        add_moment(visit, f"She laughed in the {when}")
    close(visit)
    form = replace(FORM, items=(), lines=("contact",), signer="<b>Bo")
    write_referral(away.other, away.library, visit.visit.visit_id, form, today=ON)
    away.parted.share()
    assert away.shown(away.one) == [("What the family agreed to", "Referral")]


def test_a_namesake_and_what_was_said_alone_are_told_of_nobody(away):
    form = replace(CONSENT, signer="Ada")
    consenting.write_consent(away.other, away.child_id, form, today=ON, words=WORDS)
    away.parted.share()
    assert away.shown(away.one) == []
    assert away.people(away.one) == ["Ada"]
