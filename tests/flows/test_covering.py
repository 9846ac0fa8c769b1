"""A letter in one tap stands on a permission that holds, and tells no more than it covers."""

from datetime import date, timedelta
from io import BytesIO

import pypdfium2
import pytest
from msgspec.structs import replace

from imh_desktop.errors import InputError
from imh_desktop.flows.consenting import ConsentForm, withdraw, write_consent
from imh_desktop.flows.covering import covering, write_under
from imh_desktop.flows.referring import referral_page, write_referral
from imh_desktop.flows.visiting import start
from imh_desktop.store import records

from .conftest import ON
from .item_ids import O1, S1
from .test_referring import FORM

LATER = ON + timedelta(days=40)


@pytest.fixture
def second(vault, library, visit, numbers):
    """A second visit with a worry and a sign, after a referral that told the worry alone."""
    visit.answer(O1, "a_little")
    write_referral(vault, library, visit.visit.visit_id, FORM, today=ON)
    visit = start(vault, library, visit.child.child_id, on=LATER)
    visit.use_known("seen")
    visit.answer(O1, "a_lot")
    visit.answer(S1, "a_lot")
    return visit


def test_it_tells_what_was_agreed_and_asked_today_and_no_more(vault, library, second):
    (one,) = covering(vault, library, second.visit.visit_id, LATER)
    assert (one.partner.name, set(one.lines), one.items) == (
        "Early <b>", {"contact", "reason"}, (O1,),
    )  # fmt: skip
    consents = len(records.consents(vault, second.child.child_id))
    consent_id = one.consent.consent_id
    referral_id = write_under(vault, library, second.visit.visit_id, consent_id, today=LATER)
    assert len(records.consents(vault, second.child.child_id)) == consents
    page = referral_page(vault, library, referral_id, "en", today=LATER)
    document = pypdfium2.PdfDocument(BytesIO(page.content))
    text = " ".join(each.get_textpage().get_text_range() for each in document)
    flat = " ".join(text.split())
    assert second.texts.items[O1].text in flat
    assert second.texts.items[S1].text not in flat


def test_no_permission_that_ended_was_taken_back_or_is_for_something_else_is_offered(
    vault, library, second
):
    visit_id, child_id = second.visit.visit_id, second.child.child_id
    last = date.fromisoformat(FORM.expires_on)
    for day, offered in ((last, 1), (last + timedelta(days=1), 0), (ON - timedelta(days=1), 0)):
        assert len(covering(vault, library, visit_id, day)) == offered
    share = ConsentForm(
        kind="share", partner_name="North", purpose="They go on", lines=("strengths",),
        signer="Ines", authority="mother", how="paper", signed_on=ON.isoformat(),
        expires_on=last.isoformat(),
    )  # fmt: skip
    write_consent(vault, child_id, share, today=ON)
    (one,) = covering(vault, library, visit_id, LATER)
    withdraw(vault, one.consent.consent_id, "Ines", "", today=LATER)
    assert covering(vault, library, visit_id, LATER) == ()
    with pytest.raises(InputError) as refused:
        write_under(vault, library, visit_id, one.consent.consent_id, today=LATER)
    assert refused.value.place == "consent"


def test_a_reason_that_is_not_so_today_is_left_out_and_alone_makes_no_letter(
    vault, library, visit, numbers
):
    visit.answer(O1, "a_little")
    form = replace(FORM, lines=("reason",))
    write_referral(vault, library, visit.visit.visit_id, form, today=ON)
    calm = start(vault, library, visit.child.child_id, on=LATER)
    calm.answer(O1, "no")
    assert covering(vault, library, calm.visit.visit_id, LATER) == ()
    write_referral(vault, library, visit.visit.visit_id, FORM, today=ON)
    (one,) = covering(vault, library, calm.visit.visit_id, LATER)
    assert (one.lines, one.items) == (("contact",), ())


def test_what_two_laptops_dispute_and_a_retired_partner_are_not_offered(vault, library, second):
    (one,) = covering(vault, library, second.visit.visit_id, LATER)
    vault.journal.write(
        "partner", one.partner.partner_id, {"retired_on": (LATER - timedelta(days=1)).isoformat()}
    )
    assert covering(vault, library, second.visit.visit_id, LATER) == ()
