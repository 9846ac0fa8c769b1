"""Every letter of every text that ships can be printed, in all three weights."""

import re
import tomllib
from collections.abc import Iterator
from typing import Any

import pytest
from babel.messages.pofile import read_po

from imh_desktop import assets
from imh_desktop.documents import fonts
from imh_desktop.documents.fonts import printable
from imh_desktop.documents.runs import families

from .samples import SAMPLES

WEIGHTS = ("Regular", "SemiBold", "Bold")


def leaves(value: Any) -> Iterator[str]:
    """Yield every text in a TOML file's value."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for inner in value.values() if isinstance(value, dict) else value:
            yield from leaves(inner)


def of_forms() -> Iterator[str]:
    for file in sorted(assets.forms().rglob("*.toml")):
        yield from leaves(tomllib.loads(file.read_text(encoding="utf-8")))


def of_catalogues() -> Iterator[str]:
    """Yield what the program says, in every language."""
    for file in sorted((assets.resources() / "locale").rglob("imh.po*")):
        with file.open("rb") as opened:
            for message in read_po(opened):
                for said in (message.id, message.string):
                    yield from said if isinstance(said, tuple | list) else (said or "",)


@pytest.mark.parametrize(
    "texts", [of_forms, of_catalogues, lambda: (sample.text for sample in SAMPLES)]
)
def test_every_letter_has_a_glyph_in_every_weight(texts: Any) -> None:
    found = list(texts())
    assert len(found) >= len(SAMPLES)
    letters = sorted({letter for text in found for letter in printable(text, "rtl")})
    for letter in letters:
        if fonts.unseen(letter):
            continue
        (family,) = families(letter)
        for weight in WEIGHTS:
            assert ord(letter) in fonts.face(f"{family.name}-{weight}").characters, letter


def test_no_long_run_of_khmer_lacks_a_place_to_end_a_line() -> None:
    long = re.compile("[\u1780-\u17d3]{26}")
    texts = [*of_forms(), *of_catalogues(), *(sample.text for sample in SAMPLES)]
    assert [text for text in texts if long.search(text)] == []
