"""Running commands in this process."""

import os
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from imh_desktop import cli

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(capfd: pytest.CaptureFixture[str]) -> Run:
    """Run a command; return its exit code and both outputs."""

    def called(*arguments: str | Path) -> tuple[int, str, str]:
        capfd.readouterr()
        code = cli.main([str(each) for each in arguments])
        sys.stdout.flush()
        out, err = capfd.readouterr()
        return code, out, err

    return called


@pytest.fixture
def run_with_passphrase(run: Run) -> Run:
    """Run a command that reads a passphrase from a pipe, given first."""

    def called(passphrase: bytes, *arguments: str | Path) -> tuple[int, str, str]:
        reader, writer = os.pipe()
        os.write(writer, passphrase)
        os.close(writer)
        return run(*arguments, "--passphrase-fd", str(reader))

    return called


@pytest.fixture
def visit_file(run: Run, tmp_path: Path) -> Path:
    """The example visit as a file."""
    path = tmp_path / "visit.json"
    path.write_text(run("example", "visit")[1], encoding="utf-8")
    return path
