"""Making a made-up programme from the command line."""

import json
from pathlib import Path

import pytest

from .conftest import Run
from .lines import one_line


def test_it_is_made_with_its_progress_told(run: Run, tmp_path: Path) -> None:
    size = ("--children", "20", "--visits", "60", "--today", "2026-11-26")
    code, out, err = run("demo", "--vault", tmp_path / "v", *size, "--json", "--progress")
    assert (code, err) == (0, "")
    *lines, report = [json.loads(line) for line in out.splitlines()]
    assert lines[-1] == {"progress": {"step": "write", "done": 60, "total": 60}}
    assert (report["children"], report["visits"]) == (20, 60)
    again = run("demo", "--vault", tmp_path / "v", *size)
    assert "another file" in one_line(again, 1)


@pytest.mark.parametrize("size", [("--children", "0"), ("--visits", "-1"), ("--children", "x")])
def test_a_size_that_will_not_do_is_refused(run: Run, tmp_path: Path, size: tuple) -> None:
    assert size[0] in one_line(run("demo", "--vault", tmp_path / "v", *size))


def test_it_is_removed_again_and_what_is_no_demo_is_not(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "v"
    size = ("--children", "2", "--visits", "2", "--today", "2026-11-26")
    assert run("demo", "--vault", folder, *size)[0] == 0
    code, out, err = run("demo", "--vault", folder, "--remove")
    assert (code, out, err) == (0, "The demo is gone from this folder.\n", "")
    assert not folder.exists()
    assert "no demo" in one_line(run("demo", "--vault", folder, "--remove"))
