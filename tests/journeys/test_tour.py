"""The tour walks the whole program and leaves what it promises (in English and Arabic:
tests/sizes)."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pypdfium2
import pytest
from PySide6.QtGui import QImage

from imh_desktop.words import Words

_AS_A_PROGRAM = """
from imh_desktop.__main__ import main
sys.argv[0] = "imh-desktop"
try:
    sys.exit(main())
finally:
    assert not [name for name in sys.modules if "QtNetwork" in name]
"""


def _cut_off() -> list[str]:
    """What puts a program where there is no network at all; nothing where that is not allowed."""
    way = ["unshare", "--map-root-user", "--net"]
    if shutil.which(way[0]) and not subprocess.run([*way, "true"], capture_output=True).returncode:
        return way
    return []


def _walk(*arguments: str) -> "subprocess.CompletedProcess[str]":
    env = dict(os.environ, QT_QPA_PLATFORM="offscreen", LC_ALL="C.UTF-8")
    code = f"import sys\n{_AS_A_PROGRAM}"
    command = [*_cut_off(), sys.executable, "-c", code, "tour", *arguments]
    return subprocess.run(command, env=env, capture_output=True, text=True, timeout=600)


@pytest.mark.check(20)
@pytest.mark.parametrize(("language", "word"), [("es", "visita")])
def test_the_tour_leaves_pictures_and_both_pages(tmp_path: Path, language: str, word: str):
    out = tmp_path / "tour"
    done = _walk("--language", language, "--size", "1366x768", "--out", str(out))

    assert (done.returncode, done.stderr) == (0, "")
    assert str(out) in done.stdout
    pictures = sorted(out.glob("*.png"))
    assert len(pictures) >= 120
    for picture in pictures:
        image = QImage(str(picture))
        assert (image.width(), image.height()) == (1366, 768), picture.name
        assert not _is_blank(image), picture.name
        assert picture.name in done.stdout
    for page in ("family.pdf", "referral.pdf"):
        document = pypdfium2.PdfDocument((out / page).read_bytes())
        text = document[0].get_textpage().get_text_bounded()
        document.close()
        assert "Amara" in text
        assert Words(language).say("Example: not a real family") in " ".join(text.split())
        assert page in done.stdout
        assert page != "family.pdf" or word in text
    assert sorted(f.suffix for f in out.iterdir()) == sorted(
        [".png"] * len(pictures) + [".pdf"] * 2
    )


def _run(code: str, out: Path) -> "subprocess.CompletedProcess[str]":
    """A tour in a process of its own, changed by some lines before it starts."""
    start = "from imh_desktop import app; sys.exit(app.main(['tour', '--out', sys.argv[1]]))"
    env = dict(os.environ, QT_QPA_PLATFORM="offscreen")
    command = [sys.executable, "-c", f"import sys\n{code}\n{start}", str(out)]
    return subprocess.run(command, env=env, capture_output=True, text=True, timeout=600)


def test_a_step_that_cannot_be_done_stops_the_tour_by_name(tmp_path: Path):
    code = (
        "from imh_desktop.ui import driver, tour_enrolling\n"
        "driver.PATIENCE = 1\n"
        "tour_enrolling.STEPS = (lambda trip: trip.hands.click('No such button'),)"
    )
    done = _run(code, tmp_path / "tour")
    assert done.returncode == 1
    assert "'No such button' is nowhere to be seen" in done.stderr


def test_a_bug_behind_a_missing_page_is_named_where_the_tour_stops(tmp_path: Path):
    code = (
        "from imh_desktop.ui import driver, paper\n"
        "def planted(*_):\n"
        "    driver.PATIENCE = 1\n"
        "    raise RuntimeError\n"
        "paper.PaperPages.show_family = planted"
    )
    done = _run(code, tmp_path / "tour")
    assert done.returncode == 1
    (bug, stopped) = done.stderr.splitlines()
    assert "RuntimeError" in bug
    assert "'Save a copy' did not appear" in stopped
    assert "Something went wrong in the program" in stopped
    assert f"The note {bug.split()[0]} was written" in stopped


def test_a_size_that_is_none_is_refused(tmp_path: Path):
    done = _walk("--size", "large", "--out", str(tmp_path / "tour"))
    assert done.returncode == 2
    assert "1366x768" in done.stderr


def _is_blank(image: QImage) -> bool:
    spots = ((x, y) for x in range(0, image.width(), 7) for y in range(0, image.height(), 7))
    return len({image.pixel(x, y) for x, y in spots}) < 4
