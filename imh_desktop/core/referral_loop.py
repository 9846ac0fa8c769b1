"""The states a referral goes through and its clocks, in calendar days (clinical.md RF1, RF5)."""

DAYS_TO_SEND = 7
"""From the day of the concern until it is sent (34 CFR 303.303(a)(2)(i))."""
DAYS_TO_EVALUATE = 45
"""From sent until evaluated (34 CFR 303.310)."""
DAYS_TO_SERVICE = 30
"""From sent until another service of the community begins (MIECHV 18)."""
PART_C_MONTHS = 36
"""Below this chronological age in months a referral goes to Part C."""

DRAFT, CONSENTED, SENT = "draft", "consented", "sent"
EVALUATED = ("evaluated", "evaluated_eligible", "evaluated_not_eligible")
SERVICE = "service_started"
FAMILY_ENDS = ("declined", "cannot_reach")
"""Ends that are the family's choice or circumstance: respected, and no fault of the clock."""
ENDS = ("evaluated_not_eligible", SERVICE, *FAMILY_ENDS, "closed")
"""States after which nothing is waited for; any other, also one unknown here, is open."""


def is_open(state: str) -> bool:
    """Tell whether a referral still waits for something."""
    return state not in ENDS
