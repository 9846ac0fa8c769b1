"""No referral leaves without a consent that covers all of it (clinical.md RF3, RF4)."""

import random
from datetime import date, timedelta
from io import BytesIO
from typing import Any

import msgspec
import pypdfium2
import pytest

from imh_desktop.content.library import Library
from imh_desktop.core.referral import LINES, Consent, Partner, ReferralRequest
from imh_desktop.core.visit import Answer, Raise
from imh_desktop.errors import InputError
from imh_desktop.exchange.visit_file import VisitFile
from imh_desktop.flows import programme, visit_files
from imh_desktop.flows.example import example
from imh_desktop.flows.open_visit import OpenVisit
from imh_desktop.flows.referral_summary import trimmed
from imh_desktop.flows.referring import (
    ReferralForm,
    consent_fault,
    lines_offered,
    partners,
    reasons_offered,
    referral_page,
    write_referral,
)
from imh_desktop.flows.refusing import PageRefused
from imh_desktop.store import records
from imh_desktop.store.vault import Vault
from imh_desktop.words import Words

from .conftest import ON

O1, R1, S1, T1, K3 = (
    "o1-any-worry",
    "r1-more-and-enough",
    "s1-eating-or-growth",
    "t1-thoughts-of-harm",
    "k3-heavy-days",
)
FORM = ReferralForm(
    partner_name="Early <b>",
    partner_phone="555-0150",
    purpose="To look together",
    lines=("contact", "reason"),
    items=(O1,),
    signer="Ines",
    authority="Mother",
    signed_on="2026-06-10",
    expires_on="2027-06-10",
    concern_on="2026-06-01",
    tried="A walk.",
    send_back="A letter.",
)


@pytest.fixture
def worried(vault: Vault, visit: OpenVisit) -> OpenVisit:
    programme.save(vault, programme.ProgrammeForm(name="Valle"))
    visit.answer(O1, "a_lot")
    visit.answer(R1, "often")
    visit.answer("r2-comes-when-hurt", "not_yet")
    visit.answer("sg1-growing-and-rhythm", "a_little")
    visit.answer(S1, "a_lot")
    visit.alone_with(visit.caregivers[0].caregiver_id)
    visit.answer(T1, "yes")
    visit.answer(K3, "a_lot")
    return visit


def _text(content: bytes) -> str:
    return "\n".join(
        page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(BytesIO(content))
    )


def _entries(vault: Vault) -> int:
    return sum(1 for _ in vault.journal.entries())


def test_nothing_private_and_no_strength_is_offered(
    vault: Vault, library: Library, worried: OpenVisit
) -> None:
    offered = {each.item_id for each in reasons_offered(vault, library, worried.visit.visit_id)}
    assert {O1, S1, "r2-comes-when-hurt"} <= offered
    assert {T1, K3, R1}.isdisjoint(offered)
    assert [each.line for each in lines_offered(Words("en"))] == list(LINES)


def test_partner_consent_and_referral_are_one_transaction(
    vault: Vault, library: Library, worried: OpenVisit
) -> None:
    before = _entries(vault)
    visit_id, child_id = worried.visit.visit_id, worried.child.child_id
    referral_id = write_referral(vault, library, visit_id, FORM, today=ON)
    assert _entries(vault) == before + 3
    (consent,) = records.consents(vault, child_id)
    (referral,) = records.referrals(vault, child_id)
    assert referral.referral_id == referral_id
    assert set(consent.lines) == set(referral.lines) == {"contact", "reason"}
    assert consent.items == referral.items == (O1,)
    assert (referral.state, referral.consent_id) == ("consented", consent.consent_id)
    (partner,) = partners(vault)
    again = msgspec.structs.replace(FORM, partner_id=partner.partner_id)
    write_referral(vault, library, visit_id, again, today=ON)
    assert _entries(vault) == before + 5
    assert partners(vault) == (partner,)


def test_no_new_letter_goes_to_a_partner_who_was_taken_off_the_list(
    vault: Vault, library: Library, worried: OpenVisit
) -> None:
    write_referral(vault, library, worried.visit.visit_id, FORM, today=ON)
    (partner,) = partners(vault)
    vault.journal.write("partner", partner.partner_id, {"retired_on": ON.isoformat()})
    before = _entries(vault)
    again = msgspec.structs.replace(FORM, partner_id=partner.partner_id)
    with pytest.raises(InputError) as refused:
        write_referral(vault, library, worried.visit.visit_id, again, today=ON)
    assert (refused.value.place, _entries(vault)) == ("partner_id", before)


@pytest.mark.parametrize(
    ("change", "place"),
    [
        ({"lines": ()}, "lines"),
        ({"lines": ("diagnosis",)}, "lines"),
        ({"lines": ("contact",)}, "lines"),
        ({"items": ()}, "items"),
        ({"items": (O1, T1)}, "items"),
        ({"items": (K3,)}, "items"),
        ({"items": (R1,)}, "items"),
        ({"items": ("none",)}, "items"),
        ({"signer": " "}, "signer"),
        ({"purpose": ""}, "purpose"),
        ({"authority": ""}, "authority"),
        ({"partner_name": ""}, "partner_name"),
        ({"partner_id": "nobody"}, "partner_id"),
        ({"signed_on": "2026-06-11"}, "signed_on"),
        ({"expires_on": "2026-06-09"}, "expires_on"),
        ({"expires_on": "never"}, "expires_on"),
        ({"concern_on": "2027-01-01"}, "concern_on"),
        ({"tried": "x" * 2_001}, "tried"),
        ({"send_back": "a\0"}, "send_back"),
    ],
)
def test_a_form_that_will_not_do_writes_nothing(
    vault: Vault, library: Library, worried: OpenVisit, change: dict[str, Any], place: str
) -> None:
    before = _entries(vault)
    with pytest.raises(InputError) as caught:
        write_referral(
            vault,
            library,
            worried.visit.visit_id,
            msgspec.structs.replace(FORM, **change),
            today=ON,
        )
    assert caught.value.place == place
    assert _entries(vault) == before


def test_the_page_says_what_was_ticked_and_no_more(
    vault: Vault, library: Library, worried: OpenVisit
) -> None:
    referral_id = write_referral(vault, library, worried.visit.visit_id, FORM, today=ON)
    page = referral_page(vault, library, referral_id, "en", today=ON)
    text = _text(page.content)
    texts = library.texts("observation", "en")
    for said in ("Early <b>", "Ines", "not validated"):
        assert said in text
    for untold in (texts.items[S1].text, texts.items[T1].text, texts.items[K3].text, "A walk."):
        assert untold not in text.replace("\r\n", " ")
    assert "Mara" not in page.file_name
    assert referral_page(vault, library, referral_id, "es", today=ON).content


@pytest.mark.parametrize("days", [366, 4_000])
def test_an_expired_consent_prints_nothing(
    vault: Vault, library: Library, worried: OpenVisit, days: int
) -> None:
    referral_id = write_referral(vault, library, worried.visit.visit_id, FORM, today=ON)
    with pytest.raises(PageRefused):
        referral_page(vault, library, referral_id, "en", today=ON + timedelta(days=days))


def test_a_revoked_consent_prints_nothing(
    vault: Vault, library: Library, worried: OpenVisit
) -> None:
    referral_id = write_referral(vault, library, worried.visit.visit_id, FORM, today=ON)
    (consent,) = records.consents(vault, worried.child.child_id)
    revoked = {"revoked_on": (ON + timedelta(days=2)).isoformat()}
    vault.journal.write("consent", consent.consent_id, {**revoked})
    assert referral_page(vault, library, referral_id, "en", today=ON + timedelta(days=1)).content
    for days in (2, 3):
        with pytest.raises(PageRefused):
            referral_page(vault, library, referral_id, "en", today=ON + timedelta(days=days))


def test_a_line_ticked_later_needs_a_new_consent(
    vault: Vault, library: Library, worried: OpenVisit
) -> None:
    referral_id = write_referral(vault, library, worried.visit.visit_id, FORM, today=ON)
    vault.journal.write("referral", referral_id, {"lines.health": True})
    with pytest.raises(PageRefused, match="health"):
        referral_page(vault, library, referral_id, "en", today=ON)


def test_consents_and_requests_by_the_thousand() -> None:
    """2,000 pairs against an oracle: a page only where every day, line and item is covered."""
    chance, words = random.Random(8), Words("en")
    items, covered = (O1, S1, R1), 0
    for _ in range(2_000):
        lines = tuple(line for line in LINES if chance.random() < 0.8)
        asked = tuple(line for line in LINES if chance.random() < 0.2)
        agreed = tuple(item for item in items if chance.random() < 0.7)
        told = tuple(item for item in items if chance.random() < 0.3)
        on = ON + timedelta(days=chance.randrange(-3, 20))
        revoked = ON + timedelta(days=chance.randrange(20)) if chance.random() < 0.2 else None
        partner = chance.choice(("p1", "p1", "p1", "p2"))
        consent = _consent(lines, agreed, revoked)
        request = _request(partner, asked, told)
        right = (
            partner == "p1"
            and all(line in lines for line in asked)
            and all(item in agreed for item in told)
            and ON <= on <= ON + timedelta(days=15)
            and not (revoked and revoked <= on)
        )
        assert (consent_fault(request, consent, on, words) is None) == right
        covered += right
    assert 100 < covered < 1_500


def _consent(lines: tuple[str, ...], items: tuple[str, ...], revoked: date | None) -> Consent:
    return Consent(
        consent_id="c1",
        child_id="k1",
        partner_id="p1",
        purpose="p",
        lines=lines,
        items=items,
        signer="Ines",
        authority="Mother",
        signed_on=ON,
        expires_on=ON + timedelta(days=15),
        revoked_on=revoked,
    )


def _request(partner: str, lines: tuple[str, ...], items: tuple[str, ...]) -> ReferralRequest:
    return ReferralRequest(
        referral_id="r1",
        partner=Partner(partner_id=partner, name="P"),
        lines=lines,
        items=items,
        concern_on=ON,
    )


@pytest.fixture
def file(library: Library) -> VisitFile:
    return example(library.checklist("observation"), "B4", date(2026, 6, 17))


def test_both_ages_say_of_which_day_they_are(library: Library, file: VisitFile) -> None:
    """The page is headed with the day it is written, which may be much later than the visit."""
    on = file.visit.on + timedelta(days=40)
    page = visit_files.referral_document(file, library, "en", None, on)
    text = " ".join(_text(page).split())
    visited = Words("en").date(file.visit.on)
    assert f"on {visited}, by the date of birth" in text
    assert f"on {visited}, counted from the due date" in text
    assert Words("en").date(on) in text


MARKS = {
    "contact": ("caregiver's own phone", "555-0142"),
    "languages": ("a language of its own", "Inglés"),
    "custody": ("custody", "Lives with Rosa"),
    "strengths": ("a moment", "Amara laughed"),
    "tried": ("what was tried", "A fixed order"),
    "health": ("the clinic", "Example Clinic"),
    "services": ("the services", "Play group"),
    "senses": ("the last check", "Passed at birth"),
}


@pytest.mark.parametrize("line", MARKS)
def test_a_line_stands_on_the_page_only_when_ticked(
    library: Library, file: VisitFile, line: str
) -> None:
    child = msgspec.structs.replace(
        file.child, custody_note="Lives with Rosa", services_now="Play group"
    )
    assert file.referral is not None
    found = []
    for ticked in (("reason",), ("reason", line)):
        request = msgspec.structs.replace(file.referral, lines=ticked)
        changed = msgspec.structs.replace(file, child=child, referral=request)
        page = visit_files.referral_document(changed, library, "en", None, file.visit.on)
        found.append(_text(page))
    mark = "English" if line == "languages" else MARKS[line][1]
    assert mark not in found[0]
    assert mark in found[1]


def test_what_is_not_ticked_is_not_even_in_the_pages_value(file: VisitFile) -> None:
    told = trimmed(file.child, frozenset())
    for field in ("health_provider", "services_now", "vision", "hearing", "custody_note"):
        assert getattr(told, field) == "", field
    assert (told.vision_on, told.hearing_on, told.gestation_days) == (None, None, None)


def test_private_answers_change_no_byte_of_a_referral(library: Library, file: VisitFile) -> None:
    without = msgspec.structs.replace(file, private=())
    pages = {
        visit_files.referral_document(each, library, "en", None, file.visit.on)
        for each in (file, without)
    }
    assert len(pages) == 1


SG3, S4, S5, S6 = "sg3-interest-and-people", "s4-no-rhythm", "s5-little-interest", "s6-pulls-back"
T4 = "t4-very-ill-or-not-feeding"


def _told(library: Library, file: VisitFile, items: tuple[str, ...], lines: tuple[str, ...]) -> str:
    """Return the text of a referral in which much is worrying and some of it is ticked."""
    answers = dict(file.visit.answers)
    answers |= {SG3: Answer(code="a_lot"), S5: Answer(code="a_lot"), S6: Answer(code="a_little")}
    answers |= {T4: Answer(code="yes"), O1: Answer(code="a_lot")}
    raised = Raise(level="N2", reason="Her own reason")
    visit = msgspec.structs.replace(file.visit, answers=answers, raised=raised)
    child = msgspec.structs.replace(file.child, conditions_known=True)
    assert file.referral is not None
    (consent,) = file.consents
    changed = msgspec.structs.replace(
        file,
        visit=visit,
        child=child,
        referral=msgspec.structs.replace(file.referral, items=items, lines=lines),
        consents=(msgspec.structs.replace(consent, lines=LINES, items=(O1, S4, S5, S6, T4)),),
    )
    page = visit_files.referral_document(changed, library, "en", None, file.visit.on)
    return " ".join(_text(page).split())


@pytest.mark.parametrize("lines", [("contact", "profile"), ("profile", "strengths")])
def test_nothing_of_class_c_is_told_that_nobody_ticked(
    library: Library, file: VisitFile, lines: tuple[str, ...]
) -> None:
    text = _told(library, file, (), lines)
    for rule in ("A1", "C1", "C2", "C3", "C4", "C8", "J1"):
        assert f"(reference {rule})" not in text
    assert "Signs to look at" not in text
    assert "known condition" not in text
    assert "Her own reason" not in text
    assert "Close relationships – often:" in text


def test_a_rule_is_told_when_all_it_stands_on_is_ticked(library: Library, file: VisitFile) -> None:
    """One sign alone fires C1, and C3 only together with the other."""
    texts = library.texts("observation", "en")
    alone = _told(library, file, (S5,), ("reason", "profile"))
    both = _told(library, file, (S4, S5, S6), ("reason", "profile"))
    assert f"“{texts.items[S5].text}” This sign was answered" in alone
    assert "(reference C1)" in alone
    assert "(reference C3)" not in alone
    assert "(reference C4)" not in alone
    assert "Signs to look at together – to look at again: 1, not known: 0" in alone
    assert texts.items[S6].text not in alone
    assert "(reference C3)" in both


def test_a_sign_told_as_the_reason_is_counted_to_look_at_again(
    library: Library, file: VisitFile
) -> None:
    """An opened group is counted by its signs; told without them, it still counts, and once."""
    reason = ("reason", "profile")
    example_page = visit_files.referral_document(file, library, "en", None, file.visit.on)
    for text in (" ".join(_text(example_page).split()), _told(library, file, (S5,), reason)):
        assert "Signs to look at together – to look at again: 1, not known: 0" in text
    assert "to look at again: 2" in _told(library, file, (S4, S5), reason)
    assert "often: 4, sometimes: 1, not yet: 1, to look at again: 0, not known: 0" in text


@pytest.mark.parametrize(
    ("place", "change"),
    [
        ("consents[0]", {"consents": ({"authority": " "},)}),
        ("consents[0]", {"consents": ({"purpose": ""},)}),
        (
            "referral.partner.name",
            {"referral": {"partner": {"partner_id": "partner-1", "name": ""}}},
        ),
        ("programme.name", {"programme": {"name": " "}}),
        ("referral.items", {"referral": {"items": ()}}),
        ("referral.tried", {"referral": {"tried": "李"}}),
        ("consents[0].signer", {"consents": ({"signer": "李"},)}),
    ],
)
def test_a_referral_without_what_it_needs_is_refused_by_place(
    library: Library, file: VisitFile, place: str, change: dict[str, Any]
) -> None:
    plain = msgspec.json.decode(msgspec.json.encode(file), type=dict[str, Any])
    for key, new in change.items():
        if key == "consents":
            plain[key][0] |= new[0]
        else:
            plain[key] |= new
    spoilt = msgspec.convert(plain, VisitFile)
    with pytest.raises(InputError) as caught:
        visit_files.referral_document(spoilt, library, "en", None, file.visit.on)
    assert caught.value.place == place


@pytest.mark.parametrize("kind", ["family", "referral"])
def test_what_no_professional_read_is_the_words_not_the_child(
    library: Library, file: VisitFile, kind: str
) -> None:
    if kind == "family":
        page = visit_files.family_document(file, library, "en", None)
    else:
        page = visit_files.referral_document(file, library, "en", None, file.visit.on)
    text = " ".join(_text(page).split())
    assert "The words of this page have not yet been read by a professional." in text
    assert "reviewed" not in text
