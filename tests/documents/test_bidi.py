"""Text runs the way Unicode says: levels by its own test file, order by a second reading of L2."""

import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from imh_desktop.documents import bidi
from imh_desktop.locales import Direction, direction_of
from imh_desktop.words import isolated

SAMPLE = Path(__file__).parent / "data" / "BidiCharacterTest-sample.txt"


def cases() -> list[tuple[str, Direction, list[str], list[int]]]:
    """Return (text, direction, levels or x, order from left to right) of Unicode's sample."""
    found = []
    for line in SAMPLE.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            codes, base, _, levels, order = line.split(";")
            text = "".join(chr(int(code, 16)) for code in codes.split())
            direction: Direction = "rtl" if base == "1" else "ltr"
            found.append((text, direction, levels.split(), [int(at) for at in order.split()]))
    return found


def test_every_case_of_unicodes_sample_has_its_levels_and_its_order() -> None:
    wrong = []
    for text, direction, levels, order in cases():
        ours = bidi.levels(text, direction)
        kept = [at for at, level in enumerate(levels) if level != "x"]
        seen = [kept[at] for at in bidi.visual_order([ours[at] for at in kept])]
        if seen != order or any(ours[at] != int(levels[at]) for at in kept):
            wrong.append((text.encode("unicode_escape"), direction))
    assert len(cases()) == 3000
    assert wrong == []


def recursive_order(levels: list[int], start: int, end: int, least: int) -> list[int]:
    """Return L2 by its meaning: a run of a level is laid as a whole, its inner runs within it."""
    pieces: list[list[int]] = []
    at = start
    while at < end:
        stop = at
        while stop < end and levels[stop] > least:
            stop += 1
        if stop > at:
            pieces.append(recursive_order(levels, at, stop, least + 1))
            at = stop
        else:
            pieces.append([at])
            at += 1
    if least % 2:
        pieces.reverse()
    return [number for piece in pieces for number in piece]


@given(st.lists(st.integers(0, 7), max_size=40))
def test_visual_order_is_that_of_an_independent_reading_of_l2(levels: list[int]) -> None:
    assert bidi.visual_order(levels) == recursive_order(levels, 0, len(levels), 0)


@given(st.text(alphabet="ab 1.(אب3\u202e\u2067\u2068\u2069\u202c", max_size=30))
def test_an_isolated_name_leaves_its_sentence_alone(name: str) -> None:
    for direction in ("ltr", "rtl"):
        sentences = [f"abc {isolated(inner)} גד 12." for inner in (name, "x")]
        around = []
        for sentence in sentences:
            levels = bidi.levels(sentence, direction)
            end = sentence.rindex("\u2069")
            around.append((levels[:4], levels[end + 1 :]))
        assert around[0] == around[1]


def test_languages_run_their_own_way() -> None:
    assert [direction_of(code) for code in ("en", "es", "ar", "ar_MA", "fa-AF", "hi")] == [
        "ltr",
        "ltr",
        "rtl",
        "rtl",
        "rtl",
        "ltr",
    ]


@pytest.mark.parametrize("text", ["Mira smiles.", "Zoë Nguyễn", "जब आप घर", "ពេល​អ្នក", "እርስዎ"])
def test_text_that_only_runs_right_does_not_load_the_algorithm(text: str) -> None:
    code = (
        "import sys; from imh_desktop.documents.bidi import levels;"
        f"assert not any(levels({text!r}, 'ltr')); assert 'fpdf' not in sys.modules"
    )
    root = Path(__file__).parents[2]
    subprocess.run([sys.executable, "-c", code], check=True, cwd=root)
