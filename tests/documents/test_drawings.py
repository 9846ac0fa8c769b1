"""Drawings: our own files, every stroke of them read, the same for every child."""

import re

import pytest

from imh_desktop import assets
from imh_desktop.documents import drawings
from imh_desktop.documents.page import MARGIN, Sheet

FILES = sorted((assets.resources() / "drawings").glob("*.svg"))


def drawn(name: str) -> bytes:
    sheet = Sheet("a4", "Test", "en")
    drawings.drawing(name, 48, "#000000").draw(sheet.canvas, MARGIN, sheet.top)
    return sheet.bytes()


def test_each_domain_has_a_drawing() -> None:
    assert {"relationships", "feelings", "exploring", "family"} <= {file.stem for file in FILES}


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_every_stroke_is_read_and_lies_on_the_grid(file: drawings.Path) -> None:
    text = file.read_text(encoding="utf-8")
    paths = re.findall(r' d="([^"]+)"', text)
    written = sum(len(re.findall("[A-Za-z]", path)) for path in paths) + text.count("<circle")
    strokes = drawings._shapes(file.stem)
    assert len(strokes) == written
    arguments = {"M": 2, "L": 2, "C": 6, "Z": 0, "circle": 3}
    for command, numbers in strokes:
        assert len(numbers) == arguments[command]
        assert all(1 <= number <= 47 for number in numbers)


def test_an_unknown_domain_gets_the_sun_and_no_other_file() -> None:
    for name in ("unheard_of", "../drawings/family", "", "<img src=x>", "/etc/hosts"):
        assert drawn(name) == drawn("moments")
    assert drawn("family") != drawn("moments")
