"""The first words somebody types: where the window is, what there is, and what was meant."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from .conftest import Run
from .lines import one_line

HERE = {"PATH": os.environ.get("PATH", ""), "PYTHONPATH": str(Path(__file__).parents[2])}


@pytest.mark.skipif(sys.platform != "linux", reason="other systems always have a screen")
@pytest.mark.parametrize("options", [[], ["--vault", "there"], ["--language", "es"]])
def test_a_window_that_nobody_could_see_is_not_opened(tmp_path: Path, options: list[str]) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "imh_desktop", *options], env=HERE, cwd=tmp_path,
        capture_output=True, text=True, check=False, timeout=60,
    )  # fmt: skip
    said = one_line((done.returncode, done.stdout, done.stderr))
    assert said.startswith("There is no screen here: ")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("size", ["big", "1366", "1366x"])
def test_a_tour_of_no_size_is_a_slip(tmp_path: Path, size: str) -> None:
    out = tmp_path / "tour"
    done = subprocess.run(
        [sys.executable, "-m", "imh_desktop", "tour", "--size", size, "--out", str(out)],
        env=HERE | {"QT_QPA_PLATFORM": "offscreen"}, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert "--size: " in one_line((done.returncode, done.stdout, done.stderr))
    assert not out.exists()


def test_help_names_the_window_s_words_and_those_of_run_py(run: Run) -> None:
    _, out, _ = run("--help")
    for word in ("tour", "--language", "--vault", "test", "lock", "wheelhouse"):
        assert word in out.split(), word


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("profil", "profile"), ("form", "forms"), ("documents", "document"), ("tours", "tour")],
)
def test_an_unknown_command_is_told_the_nearest(run: Run, typed: str, meant: str) -> None:
    assert f"Did you mean '{meant}'?" in one_line(run(typed))
    assert "Did you mean" not in one_line(run("qqqq"))


def test_within_a_group_the_nearest_is_told_too(run: Run) -> None:
    assert "Did you mean 'simulate'?" in one_line(run("forms", "simulat"))
