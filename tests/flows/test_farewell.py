"""Leaving: each line is read from the vault, and done as soon as the thing itself is done."""

from datetime import date, timedelta

from msgspec.structs import replace

from imh_desktop.flows import family_copy, printing, programme, referral_steps
from imh_desktop.flows.care import set_care
from imh_desktop.flows.consenting import ConsentForm, write_consent
from imh_desktop.flows.demo import demo_programme
from imh_desktop.flows.farewell import presumed_way, proposed, to_do
from imh_desktop.flows.referral_steps import StepForm
from imh_desktop.flows.referring import write_referral
from imh_desktop.flows.reviewing import add_moment, close
from imh_desktop.flows.visiting import start
from imh_desktop.store import records
from imh_desktop.words import Words

from .conftest import ON
from .test_referring import FORM

WORDS = Words("en")


def done(vault, child_id, way):
    return {each.kind: each.done for each in to_do(vault, child_id, way, ON, WORDS)}


def test_each_line_is_done_once_the_thing_is_done_and_open_again_if_it_is_not(
    vault, library, visit, numbers
):
    child_id, visit_id = visit.child.child_id, visit.visit.visit_id
    adult = records.caregivers(vault, child_id)[0].caregiver_id
    assert done(vault, child_id, "moved") == {
        "draft": False, "referral": True, "last_page": True, "pages": True, "copy": False,
        "consent": True, "end": False,
    }  # fmt: skip
    for when in ("morning", "noon", "evening"):
        add_moment(visit, f"She laughed in the {when}")
    close(visit)
    assert done(vault, child_id, "moved")["draft"]
    assert not done(vault, child_id, "moved")["last_page"]
    giving = printing.Giving(visit_id=visit_id, safe="print", way="print")
    given = printing.give(vault, library, giving, ON)
    assert done(vault, child_id, "moved")["last_page"]
    printing.did_not_come_out(vault, given.printed.print_id)
    assert not done(vault, child_id, "moved")["last_page"]
    printing.give(vault, library, giving, ON)

    form = replace(FORM, lines=("contact",), items=())
    referral_id = write_referral(vault, library, visit_id, form, today=ON)
    now = {each.kind: each for each in to_do(vault, child_id, "moved", ON, WORDS)}
    assert now["referral"].left == (referral_id,)
    assert not now["consent"].done
    over = StepForm(state="closed", on=ON.isoformat())
    referral_steps.record_step(vault, referral_id, over, WORDS, today=ON)
    assert done(vault, child_id, "moved")["referral"]

    family_copy.note_given(vault, child_id, adult, ON, alone=True)
    assert not done(vault, child_id, "moved")["copy"]
    family_copy.note_given(vault, child_id, adult, ON)
    assert done(vault, child_id, "moved")["copy"]
    share = ConsentForm(
        kind="share", partner_name="North <b>", purpose="They go on", lines=("strengths",),
        signer="Ines", authority="mother", how="paper", signed_on=ON.isoformat(),
        expires_on=(ON + timedelta(days=30)).isoformat(),
    )  # fmt: skip
    assert not done(vault, child_id, "transferred")["share"]
    write_consent(vault, child_id, share, today=ON)
    assert done(vault, child_id, "transferred")["share"]
    set_care(vault, child_id, "moved", ON, "To the coast", WORDS)
    assert done(vault, child_id, "moved")["end"]
    assert not done(vault, child_id, "declined")["end"]
    assert presumed_way(vault, child_id, ON) == "moved"


def test_an_end_at_an_age_is_proposed_by_the_programmes_limit_and_never_done(vault, child):
    at = {months: date(child.birth.latest.year + months // 12, 8, 9) for months in (36, 72)}
    assert child.birth.latest == date(2025, 8, 9)
    day = timedelta(days=1)
    assert not proposed(vault, child.child_id, at[36])
    assert not proposed(vault, child.child_id, at[72] - day)
    assert proposed(vault, child.child_id, at[72])
    form = replace(demo_programme(ON, WORDS), ages_out_months=36)
    programme.save(vault, form, today=ON)
    assert not proposed(vault, child.child_id, at[36] - day)
    assert proposed(vault, child.child_id, at[36])
    assert presumed_way(vault, child.child_id, at[36]) == "aged_out"
    set_care(vault, child.child_id, "aged_out", at[36], "As planned", WORDS)
    assert not proposed(vault, child.child_id, at[36])


def test_a_visit_begun_again_is_left_to_do(vault, library, child):
    before = start(vault, library, child.child_id, on=ON)
    (line, *_) = to_do(vault, child.child_id, "died", ON, WORDS)
    assert (line.kind, line.left) == ("draft", (before.visit.visit_id,))
