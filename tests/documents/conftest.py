"""Pages to test with: an invented family, and an invented referral."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from imh_desktop.core.people import Birth, Caregiver, Child
from imh_desktop.core.referral import LINES, Consent, Partner, ReasonLine, ReferralSummary
from imh_desktop.core.summary import (
    DomainStrengths,
    FamilySummary,
    OpenClass,
    PageIdea,
    PageLine,
    PageStep,
    PageStrength,
    PageSupport,
)
from imh_desktop.words import Words


@pytest.fixture
def words() -> Words:
    return Words("en")


def line(text: str, source: OpenClass = OpenClass.P) -> PageLine:
    return PageLine(text, source)


def strength(text: str) -> PageStrength:
    return PageStrength(text, OpenClass.P, known="seen")


@pytest.fixture
def a_family() -> Callable[..., FamilySummary]:
    """Build a summary; named fields replace the usual ones."""

    def build(**fields: Any) -> FamilySummary:
        usual: dict[str, Any] = {
            "language": "en",
            "paper": "letter",
            "given_name": "Mira",
            "on": date(2026, 3, 4),
            "message": line("You are the person Mira looks for."),
            "strengths": (
                DomainStrengths(
                    domain_id="relationships",
                    title="Being close",
                    lines=(
                        strength("Mira smiles back at you."),
                        strength("She turns to you for comfort."),
                    ),
                ),
                DomainStrengths(
                    domain_id="feelings",
                    title="Feelings",
                    lines=(strength("Mira calms when you hold her."),),
                ),
            ),
            "moments": (line("When the cup fell, you both laughed."),),
            "strategies": (
                PageIdea(
                    "At bedtime, do the same few steps each night.", OpenClass.P, routine="sleep"
                ),
            ),
            "steps": (
                PageStep(
                    what=line("Talk with the doctor about sleep.", OpenClass.C),
                    who="Rosa",
                    by=date(2026, 3, 18),
                    phone="000 555 0133",
                ),
            ),
            "support": (
                PageSupport(label="Emergency", number="000 555 0111"),
                PageSupport(label="Day and night", number="000 555 0122"),
            ),
            "programme": "Bright Start",
            "programme_contact": "000 555 0100",
        }
        return FamilySummary(**{**usual, **fields})

    return build


@pytest.fixture
def full_family(a_family: Callable[..., FamilySummary]) -> Callable[..., FamilySummary]:
    """Build a summary with much to say, that needs both sides of a sheet."""

    def build(**fields: Any) -> FamilySummary:
        domains = ("relationships", "feelings", "exploring", "family")
        strengths = tuple(
            DomainStrengths(
                domain_id=domain,
                title=f"All about {domain}",
                lines=tuple(strength(f"Strength {word} of {domain} was seen.") for word in "abc"),
            )
            for domain in domains
        )
        steps = tuple(
            PageStep(what=line(f"Step {word} is written here."), who="Ana", by=date(2026, 5, 6))
            for word in "abc"
        )
        return a_family(**{"strengths": strengths, "steps": steps, **fields})

    return build


@pytest.fixture
def a_referral() -> Callable[..., ReferralSummary]:
    """Build a referral with every line filled; ``lines`` and ``covered`` may say otherwise."""

    def build(covered: tuple[str, ...] = LINES, **fields: Any) -> ReferralSummary:
        consent = Consent(
            consent_id="018f2c1e-7b7a-7cc1-9e8f-2f6a1b3c4d5e",
            child_id="child",
            partner_id="partner",
            purpose="To plan support",
            lines=covered,
            signer="Rosa Lopez",
            authority="legal guardian",
            signed_on=date(2026, 3, 4),
            expires_on=date(2026, 9, 4),
        )
        usual: dict[str, Any] = {
            "language": "en",
            "paper": "a4",
            "child": Child(
                child_id="child",
                given_name="Mira",
                family_name="Lopez",
                birth=Birth.on(date(2025, 5, 5)),
                gestation_days=225,
                sex="female",
                languages=("es", "ht"),
                interpreter=True,
                custody_note="Both parents may be called.",
                health_provider="Lakeside Clinic",
                services_now="Eye clinic follow-up.",
                vision="Follows a toy.",
                vision_on=date(2026, 1, 12),
                hearing="Turns to a voice.",
            ),
            "chronological_age": "9 months 27 days",
            "working_age": "8 months 3 days adjusted",
            "caregivers": (
                Caregiver(
                    caregiver_id="one",
                    child_id="child",
                    name="Carmen Diaz",
                    relation="grandparent",
                    phone="000 555 0177",
                    address="12 Hill Road",
                    best_time="After four",
                ),
            ),
            "referrer": "Ana Ruiz",
            "referrer_phone": "000 555 0100",
            "programme": "Bright Start",
            "partner": Partner(partner_id="partner", name="Early Support", phone="000 555 0150"),
            "written_on": date(2026, 3, 4),
            "concern_on": date(2026, 2, 20),
            "lines": LINES,
            "reasons": (
                ReasonLine(
                    text="Is hard to comfort", answer="a lot", on=date(2026, 3, 4), known="both"
                ),
            ),
            "strengths": ("Watches faces.",),
            "tried": "Dim light before sleep.",
            "instruments": "A sleep diary, 3 February 2026",
            "profile_lines": ("Feelings: 2 often",),
            "rule_lines": ("C1 version 1: a sign",),
            "send_back": "Please tell us what you plan.",
            "consent": consent,
        }
        return ReferralSummary(**{**usual, **fields})

    return build
