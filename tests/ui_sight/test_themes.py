"""Every theme is readable on every ground, as WCAG 2.2 counts it."""

import pytest

from imh_desktop.ui.tokens import THEMES
from tests.ui_visit.test_toolkit import GROUNDS, contrast


@pytest.mark.check(9)
@pytest.mark.parametrize("theme", sorted(THEMES))
@pytest.mark.parametrize("ground", GROUNDS)
def test_words_and_controls_stand_out_on_every_ground(theme: str, ground: str) -> None:
    tokens = THEMES[theme]
    behind = getattr(tokens, ground)
    assert contrast(tokens.text, behind) >= 7
    assert contrast(tokens.muted, behind) >= 4.5
    for name in ("warn", "ok", "accent"):
        assert contrast(getattr(tokens, name), behind) >= 4.5, name
    for name in ("control", "focus"):
        assert contrast(getattr(tokens, name), behind) >= 3, name


@pytest.mark.check(9)
@pytest.mark.parametrize("theme", sorted(THEMES))
@pytest.mark.parametrize("fill", ["accent", "accent_strong"])
def test_words_on_a_filled_button_are_readable(theme: str, fill: str) -> None:
    tokens = THEMES[theme]
    assert contrast(tokens.on_accent, getattr(tokens, fill)) >= 4.5
