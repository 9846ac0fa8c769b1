"""Six languages on paper: pinned glyph by glyph, and read back word for word.

After a change that is meant, look at the pages and write the pinned data anew:
``python -m tests.documents.test_scripts``.
"""

import json
import os
import re
import shutil
import subprocess
import sys
import unicodedata
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
import pytest

from imh_desktop.documents import fonts
from imh_desktop.documents.blocks import draw
from imh_desktop.documents.page import MARGIN, Sheet
from imh_desktop.documents.text import Style, paragraph
from imh_desktop.errors import InputError

from . import glyphs, reading
from .samples import SAMPLES, Sample

GOLDEN = Path(__file__).parent / "golden"
WIDTH = 330
EVERY = pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.language)
FROM_THE_LEFT = pytest.mark.parametrize(
    "sample",
    [sample for sample in SAMPLES if sample.direction == "ltr"],
    ids=lambda sample: sample.language,
)


def page(sample: Sample, width: float = WIDTH) -> bytes:
    """Print a sample as one paragraph."""
    sheet = Sheet("a4", "Test", sample.language, mirrored=True)
    style = Style(fonts.REGULAR, 12, 16, "#000000", sample.direction, sample.language)
    align = "justify" if sample.direction == "rtl" else "start"
    draw(paragraph(sample.text, style, width, align), sheet.canvas, MARGIN, sheet.top)
    return sheet.bytes()


def source(sample: Sample) -> str:
    """Return what a sample says: isolates are needed only where text runs from the right."""
    text = unicodedata.normalize("NFC", sample.text)
    return text if sample.direction == "rtl" else re.sub("[\u2068\u2069]", "", text)


def pinned(sample: Sample) -> list[dict[str, Any]]:
    """Return lines, runs of one face, glyph numbers and positions (in tenths of a point)."""
    found: list[dict[str, Any]] = []
    for line in glyphs.lines(page(sample)):
        runs: list[list[Any]] = []
        for glyph in line.glyphs:
            if not runs or runs[-1][0] != glyph.face:
                runs.append([glyph.face])
            runs[-1].append([glyph.number, round(10 * glyph.left), round(10 * glyph.foot)])
        found.append({"said": line.said, "runs": runs})
    return found


@EVERY
def test_a_sample_is_drawn_glyph_by_glyph_as_it_was_when_it_was_looked_at(sample: Sample) -> None:
    kept = json.loads((GOLDEN / f"{sample.language}.json").read_text(encoding="utf-8"))
    assert pinned(sample) == kept


@EVERY
def test_what_the_lines_say_is_the_source(sample: Sample) -> None:
    for width in (120, WIDTH, 500):
        assert "".join(reading.said(page(sample, width))) == source(sample)


def plain(text: str) -> str:
    """Return a text as one line: a line end is a blank, but not within a word or a hyphen."""
    return re.sub(r"\s+", " ", re.sub("(?<=[\u200b-])\\s*\n\\s*", "", text)).strip()


@FROM_THE_LEFT
def test_pdfium_reads_the_source(sample: Sample) -> None:
    read = pypdfium2.PdfDocument(page(sample))[0].get_textpage().get_text_range()
    read = read.replace("\ufffe", "-")  # how pdfium marks a hyphen at a line's end
    assert plain(read) == plain(source(sample))


@FROM_THE_LEFT
@pytest.mark.skipif(not shutil.which("pdftotext"), reason="poppler is not on this machine")
def test_poppler_reads_the_source(sample: Sample, tmp_path: Path) -> None:
    (tmp_path / "page.pdf").write_bytes(page(sample))
    told = subprocess.run(
        ["pdftotext", "-layout", "-enc", "UTF-8", tmp_path / "page.pdf", "-"],
        capture_output=True,
        check=True,
    )
    assert told.stderr == b""
    assert plain(told.stdout.decode()) == plain(source(sample))


@EVERY
def test_every_line_lies_between_its_margins(sample: Sample) -> None:
    for width in range(60, 500, 11):
        for line in glyphs.lines(page(sample, width)):
            assert line.begin >= MARGIN - 0.01
            assert line.end <= MARGIN + width + 0.01


def test_justified_lines_reach_both_margins_but_the_last() -> None:
    (arabic,) = (sample for sample in SAMPLES if sample.direction == "rtl")
    *full, last = glyphs.lines(page(arabic))
    for line in full:
        assert (line.begin, line.end) == pytest.approx((MARGIN, MARGIN + WIDTH), abs=0.1)
    assert last.end == pytest.approx(MARGIN + WIDTH, abs=0.1)


@EVERY
def test_all_faces_are_in_the_file(sample: Sample) -> None:
    with pikepdf.open(BytesIO(page(sample))) as file:
        faces = reading.fonts(file)
    assert faces
    assert all(faces.values())
    assert all("Noto" in name for name in faces)


def test_every_process_writes_the_same_bytes() -> None:
    code = (
        "import hashlib\nfrom tests.documents.test_scripts import SAMPLES, page\n"
        "print(hashlib.sha256(b''.join(map(page, SAMPLES))).hexdigest())"
    )
    root = Path(__file__).parents[2]
    told = [
        subprocess.run(
            [sys.executable, "-c", code],
            env={**os.environ, "PYTHONHASHSEED": seed},
            cwd=root,
            check=True,
            capture_output=True,
        ).stdout
        for seed in ("1", "2")
    ]
    assert told[0] == told[1]


def write_golden() -> None:
    """Pin what is drawn today."""
    GOLDEN.mkdir(exist_ok=True)
    for sample in SAMPLES:
        rows = [json.dumps(line, ensure_ascii=False) for line in pinned(sample)]
        text = "[\n" + ",\n".join(rows) + "\n]\n"
        (GOLDEN / f"{sample.language}.json").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    write_golden()


def test_a_paper_that_is_not_mirrored_is_not_written_from_the_right() -> None:
    with pytest.raises(InputError, match="from the right") as refused:
        Sheet("a4", "Referral", "ar")
    assert refused.value.place == "language"
