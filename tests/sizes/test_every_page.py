"""The tour shows every page there is, and on none of its screens is anything cut or covered."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from imh_desktop.ui import tour_enrolling, tour_visit

from .walk import every_page, walk

BASES = {"WayBack", "ToldPage", "_GatherPage", "_Together", "VisitFrame"}
"""Classes that are pages only by those made from them."""
UNSEEN = {
    "ClosingPage": "it stands only while a backup of a large file is made at closing",
    "SecretPanel": "it asks at the door what opens a backup (ui_shell/test_vault_stories)",
    "PrintingPanel": "it stands only while a printer takes pages",
    "SureTogetherPanel": "both of its halves are shown, each in a panel of its own",
}
"""Pages no picture can be made of, and why."""


@pytest.mark.check(6)
@pytest.mark.check(8)
@pytest.mark.check(16)
@pytest.mark.check(
    20
)  # no test may open an Internet socket (tests/conftest.py), and here all is shown
def test_every_page_is_shown_and_whole_in_arabic_at_twice_the_size(
    monkeypatch: pytest.MonkeyPatch, qapp: QApplication, tmp_path: Path
) -> None:
    seen = walk(monkeypatch, qapp, tmp_path, language="ar", theme="dark", text=200)
    assert seen.code == 0
    missing = {page.__name__ for page in every_page() - seen.pages} - BASES - UNSEEN.keys()
    assert missing == set(), "put it into the tour (imh_desktop/ui/tour*.py)"
    assert seen.told() == ""
    assert seen.untranslated("ar") == ""


@pytest.mark.check(6)
@pytest.mark.check(8)
@pytest.mark.check(16)
def test_the_first_hour_is_whole_and_translated_in_the_pseudo_language(
    monkeypatch: pytest.MonkeyPatch, qapp: QApplication, tmp_path: Path
) -> None:
    seen = walk(
        monkeypatch, qapp, tmp_path, language="pseudo", size="683x384",
        chapters=(tour_enrolling, tour_visit),
    )  # fmt: skip
    assert seen.code == 0
    assert len(seen.texts) > 20
    assert seen.told() == ""
    assert seen.untranslated("pseudo") == ""


MATRIX = [("en", "light", 100, "1366x768"), ("es", "light", 100, "1366x768")] + [
    (language, theme, text, size)
    for language in ("pseudo", "ar")
    for theme, text, size in (
        ("light", 100, "1366x768"), ("sunlight", 125, "1366x768"), ("dark", 150, "1366x768"),
        ("light", 200, "1366x768"), ("dark", 100, "960x640"), ("sunlight", 100, "683x384"),
        ("light", 125, "960x640"), ("dark", 200, "1920x1080"), ("sunlight", 200, "1366x768"),
    )
]  # fmt: skip


@pytest.mark.check(6)
@pytest.mark.check(8)
@pytest.mark.release
@pytest.mark.timeout(600)
@pytest.mark.parametrize(("language", "theme", "text", "size"), MATRIX)
def test_nothing_is_cut_covered_or_too_small(
    monkeypatch: pytest.MonkeyPatch, qapp: QApplication, tmp_path: Path,
    language: str, theme: str, text: int, size: str,
) -> None:  # fmt: skip
    seen = walk(monkeypatch, qapp, tmp_path, language=language, theme=theme, text=text, size=size)
    assert seen.code == 0
    assert seen.told() == ""
    assert language == "en" or seen.untranslated(language) == ""
