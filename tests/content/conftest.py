"""A small checklist folder, whole and sound, for tests to damage."""

from collections.abc import Callable
from pathlib import Path

import pytest

LICENCE = """
[licence]
author = "Tests"
date = 2026-11-23
licence = "CC BY 4.0"
original_wording = true
"""
CHECKLIST = """
id = "small"
version = "1"
age_policy = "default"
bands = ["B4"]
[[domains]]
id = "relationships"
constructs = ["R1"]
[[domains]]
id = "signs"
constructs = ["SG1", "S1", "S2"]
"""
ITEMS = """
[r1-looks]
kind = "behaviour"
construct = "R1"
bands = ["B4"]
polarity = "strength"
sensitivity = "P"
culture_duty = true
[r1-waits]
kind = "behaviour"
construct = "R1"
bands = ["B4"]
polarity = "strength"
sensitivity = "P"
[r1-waits.show_when]
item = "r1-looks"
is = ["often", "sometimes"]
"""
SIGNS = """
[sg1-body]
kind = "sign_group"
construct = "SG1"
bands = ["B4"]
polarity = "concern"
sensitivity = "C"
signs = ["s1-growth"]
[s1-growth]
kind = "sign"
construct = "S1"
bands = ["B4"]
polarity = "concern"
sensitivity = "C"
"""
STRATEGIES = """
[st-look]
constructs = ["R1"]
routine = "play"
bands = ["B4"]
"""
HEADING = """
title = "Small"
[review]
status = "draft"
author = "Tests"
[domains]
relationships = "Relationships"
signs = "Signs"
[constructs]
R1 = "Answers cues"
SG1 = "Body"
S1 = "Growth"
S2 = "Calming"
[choices]
often = "Often"
sometimes = "Sometimes"
not_yet = "Not yet"
not_seen = "Not seen today"
prefers_not = "Prefers not to say"
no = "No"
a_little = "A little"
a_lot = "A lot"
not_sure = "Not sure"
"""
WORDS = """
[r1-looks]
text = "Looks"
why = "Why"
how = "How"
culture = "Culture"
strength = "{name} looked at you."
[r1-waits]
text = "Waits"
why = "Why"
how = "How"
strength = "{name} waited."
"""
SIGN_WORDS = """
[sg1-body]
text = "Any of these?"
how = "Ask"
[s1-growth]
text = "Growth"
why = "Why"
how = "How"
others = "Illness"
step = "Talk with the clinic."
"""
FILES = {
    "checklist.toml": CHECKLIST,
    "items/relationships.toml": ITEMS,
    "items/signs.toml": SIGNS,
    "strategies.toml": STRATEGIES,
    "texts/en/checklist.toml": HEADING,
    "texts/en/relationships.toml": WORDS,
    "texts/en/signs.toml": SIGN_WORDS,
    "texts/en/strategies.toml": 'st-look = "Look together."\n',
}

Damage = Callable[[str, str, str], None]


@pytest.fixture
def forms(tmp_path: Path) -> Path:
    """A folder of forms that holds the one sound checklist ``small``."""
    for name, text in FILES.items():
        path = tmp_path / "forms" / "small" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text + LICENCE, encoding="utf-8")
    return tmp_path / "forms"


@pytest.fixture
def damage(forms: Path) -> Damage:
    """Replace a piece of one file."""

    def replace(name: str, old: str, new: str) -> None:
        path = forms / "small" / name
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), encoding="utf-8")

    return replace
