"""A consent against an oracle: it covers a request on its days, lines and items, or not at all."""

import random
from datetime import date, timedelta

from imh_desktop.core.referral import LINES, Consent, Partner, ReferralRequest
from imh_desktop.flows.referring import (
    consent_fault,
)
from imh_desktop.words import Words

from .conftest import ON
from .item_ids import O1, R1, S1


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
