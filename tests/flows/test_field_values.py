"""What a field holds is said in words: no code, no day as numerals."""

import pytest

from imh_desktop.flows.field_values import value_said
from imh_desktop.words import Words


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        (
            "loop.a1",
            {"state": "service_started", "on": "2026-11-26", "who": "Rosa Méndez"},
            "26 November 2026, Support has begun, Rosa Méndez",
        ),
        (
            "pauses.a1",
            {"since": "2026-11-02", "until": "2026-11-09", "reason": "They travel"},
            "They travel, 2 November 2026, 9 November 2026",
        ),
        ("sex", "female", "Girl"),
        ("born_earliest", "2026-01-10", "10 January 2026"),
    ],
)
def test_a_value_is_said_as_a_person_would(field, value, said):
    order = sorted(value_said(field, value, None, lambda _id: "", Words("en")).split(", "))
    assert order == sorted(said.split(", "))
