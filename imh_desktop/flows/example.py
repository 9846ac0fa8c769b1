"""A whole visit file to start from: a made-up child with everything a file can hold."""

from datetime import date, timedelta

from imh_desktop.core.ages import BANDS, add_months
from imh_desktop.core.checklist import Checklist, Item
from imh_desktop.core.people import Birth, Caregiver, Child, Programme, SupportLine
from imh_desktop.core.privacy import Sensitivity
from imh_desktop.core.referral import LINES, Consent, Partner, ReferralRequest
from imh_desktop.core.visit import Answer, PrivateAnswer, PrivateTalk, SeenMoment, Step, Visit
from imh_desktop.errors import InputError
from imh_desktop.exchange.visit_file import VisitFile

_CHILD, _MOTHER, _GRANDMOTHER, _PARTNER = "child-1", "caregiver-1", "caregiver-2", "partner-1"
_GESTATION = 35 * 7 + 1
_INTO_BAND = 3
"""Months of chronological age above the band's first; the birth was about five weeks early."""
_EARLIER = timedelta(days=35)
_MIX = ("often", "often", "sometimes", "often", "often", "not_yet", "sometimes", "not_seen")
_BEFORE = ("sometimes", "often", "not_yet", "often", "sometimes", "not_yet", "often", "often")


def example(checklist: Checklist, band: str, today: date) -> VisitFile:
    """Return a valid visit file of a band, its visit a week ago.

    Raises:
        InputError: the checklist is not written for this band.
    """
    if band not in checklist.bands:
        raise InputError(
            f"the checklist is not written for `{band}`",
            place="--band",
            expected=", ".join(checklist.bands),
        )
    on = today - timedelta(days=7)
    months = next(b.from_months for b in BANDS if b.band_id == band) + _INTO_BAND
    born = add_months(on, -months)
    items = checklist.in_band(band)
    visit = _visit(checklist, items, on, band)
    worries = tuple(i for i, answer in visit.answers.items() if answer.code == "a_little")[:2]
    return VisitFile(
        child=_child(born),
        caregivers=_caregivers(),
        consents=(_consent(on, worries),),
        earlier_visits=(_earlier(checklist, on - _EARLIER, band),),
        visit=visit,
        private=_private(items),
        referral=_referral(on, worries),
        programme=_programme(on),
    )


def _child(born: date) -> Child:
    return Child(
        child_id=_CHILD,
        given_name="Amara",
        family_name="Example",
        birth=Birth.on(born),
        gestation_days=_GESTATION,
        sex="female",
        number="EX-1",
        languages=("en", "es"),
        page_language="en",
        interpreter=False,
        conditions_known=False,
        health_provider="Example Clinic",
        services_now="None",
        vision="Sees well",
        vision_on=born + timedelta(days=90),
        hearing="Passed at birth",
    )


def _caregivers() -> tuple[Caregiver, ...]:
    return (
        Caregiver(
            caregiver_id=_MOTHER,
            child_id=_CHILD,
            name="Nia Example",
            relation="mother",
            phone="555-0142",
            address="12 Example Street",
            best_time="Mornings",
        ),
        Caregiver(
            caregiver_id=_GRANDMOTHER, child_id=_CHILD, name="Rosa Example", relation="grandparent"
        ),
    )


def _earlier(checklist: Checklist, on: date, band: str) -> Visit:
    return Visit(
        visit_id="visit-1",
        child_id=_CHILD,
        on=on,
        band=band,
        checklist_id=checklist.checklist_id,
        answers=_answers(checklist.in_band(band), _BEFORE, "no"),
        closed_at=f"{on.isoformat()}T15:00:00Z",
    )


def _visit(checklist: Checklist, items: tuple[Item, ...], on: date, band: str) -> Visit:
    answers = _answers(items, _MIX, "a_little")
    seen = [i.item_id for i in items if i.item_id in answers and answers[i.item_id].code == "often"]
    worry = next(i.item_id for i in items if i.kind == "worry")
    fitting = [s.strategy_id for s in checklist.strategies if band in s.bands]
    return Visit(
        visit_id="visit-2",
        child_id=_CHILD,
        on=on,
        band=band,
        checklist_id=checklist.checklist_id,
        answers=answers,
        notes={worry: "Sleep has been short since the move."},
        strengths=tuple(seen[:3]),
        moments=(SeenMoment(moment_id="moment-1", text="Amara laughed when Nia hummed her song."),),
        strategies=tuple(fitting[:2]),
        steps=(
            Step(
                step_id="step-1",
                what="Talk about sleep with the nurse",
                who="Nia and the visitor",
                by=on + timedelta(days=14),
                phone="555-0100",
            ),
        ),
    )


def _answers(items: tuple[Item, ...], mix: tuple[str, ...], first_group: str) -> dict[str, Answer]:
    """Answer every open card but talk-today: strengths in a mix, the first signs as told."""
    answers: dict[str, Answer] = {}
    groups = [item for item in items if item.kind == "sign_group"]
    for number, item in enumerate(i for i in items if i.kind == "behaviour"):
        known = "told" if number % 3 == 0 else "seen"
        informant = _MOTHER if known == "told" else ""
        answers[item.item_id] = Answer(
            code=mix[number % len(mix)], known="told" if informant else "seen", informant=informant
        )
    for item in items:
        if item.kind == "worry":
            answers[item.item_id] = Answer(code="a_little")
    for group in groups:
        code = first_group if group is groups[0] else "no"
        answers[group.item_id] = Answer(code=code, known="told", informant=_MOTHER)
        if code != "no":
            for number, sign in enumerate(group.signs):
                said = "no" if number == 0 else "a_little"
                answers[sign] = Answer(code=said, known="told", informant=_MOTHER)
    return answers


def _private(items: tuple[Item, ...]) -> tuple[PrivateTalk, ...]:
    """Return what the mother said alone: of class G, and apart from it of class V."""
    risks = [i.item_id for i in items if i.kind == "risk"]
    today = [i.item_id for i in items if i.kind == "today" and i.sensitivity is Sensitivity.V]
    wellbeing = [i.item_id for i in items if i.kind == "wellbeing"]
    strain = {item_id: PrivateAnswer(code="no") for item_id in risks}
    strain[risks[len(risks) // 3]] = PrivateAnswer(code="a_little")
    return (
        PrivateTalk(
            visit_id="visit-2",
            caregiver_id=_MOTHER,
            sensitivity=Sensitivity.G,
            answers=strain,
            notes=dict.fromkeys(wellbeing, "Tired, and glad of the visit."),
        ),
        PrivateTalk(
            visit_id="visit-2",
            caregiver_id=_MOTHER,
            sensitivity=Sensitivity.V,
            answers={item_id: PrivateAnswer(code="no") for item_id in today},
        ),
    )


def _consent(on: date, items: tuple[str, ...]) -> Consent:
    return Consent(
        consent_id="consent-1",
        child_id=_CHILD,
        partner_id=_PARTNER,
        purpose="To look at sleep and eating together",
        lines=LINES,
        items=items,
        signer="Nia Example",
        authority="Mother",
        signed_on=on,
        expires_on=add_months(on, 12),
    )


def _referral(on: date, items: tuple[str, ...]) -> ReferralRequest:
    return ReferralRequest(
        referral_id="referral-1",
        partner=Partner(
            partner_id=_PARTNER,
            name="Example Early Intervention",
            phone="555-0150",
            address="Example Square",
        ),
        lines=("contact", "gestation", "languages", "reason", "strengths", "tried", "profile"),
        items=items,
        concern_on=on,
        tried="A fixed order of steps before sleep, for two weeks.",
        send_back="What you saw, and what the family chose to do.",
    )


def _programme(on: date) -> Programme:
    checked = on - timedelta(days=10)
    return Programme(
        name="Sunflower Home Visits (example)",
        phone="555-0100",
        contact="Example Street, Exampleville",
        support=(
            SupportLine(kind="emergency", number="555-0111", checked_on=checked),
            SupportLine(kind="day_and_night", number="555-0124", checked_on=checked),
            SupportLine(kind="reporting", number="555-0148", checked_on=checked),
            SupportLine(kind="other", number="555-0137", name="Helpline", checked_on=checked),
        ),
        fictional=True,
    )
