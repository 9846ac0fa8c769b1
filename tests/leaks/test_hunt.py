"""S9: what was planted in a day's work stands in no file that the program wrote, kills included,
but in the copy that somebody asked for."""

import base64
import gzip
import os
import signal
import subprocess
import sys
import zlib
from pathlib import Path

import pytest

from imh_desktop.flows import scratch
from imh_desktop.store.vault import Vault

from .day import CHILD, PASSPHRASE, PLANTED
from .hunt import files_of, hits

TOP = Path(__file__).parents[2]


class Laptop:
    """A home of its own, in which the program is started and killed."""

    def __init__(self, place: Path) -> None:
        self.home, self.vault, self.exports = place / "home", place / "vault", place / "asked-for"
        self.places = [place]
        kept = ("PATH", "LD_LIBRARY_PATH", "PYTHONPATH", "VIRTUAL_ENV", "SYSTEMROOT", "LANG")
        self.env = {name: os.environ[name] for name in kept if name in os.environ}
        self.env |= {"QT_QPA_PLATFORM": "offscreen", "HOME": str(self.home)}
        self.env |= {"PYTHONDONTWRITEBYTECODE": "1", "LC_ALL": "C.UTF-8"}
        for name in ("TMPDIR", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_DATA_HOME",
                     "XDG_STATE_HOME", "XDG_RUNTIME_DIR"):  # fmt: skip
            self.env[name] = str(self.home / name.lower())
            (self.home / name.lower()).mkdir(parents=True, mode=0o700)
        self.exports.mkdir()

    def killed_after(self, part: str) -> str:
        """Let a part of the day be done, and kill it; return what it and its children said of
        themselves to every other user of the machine."""
        command = [sys.executable, "-m", "tests.leaks.day", part, str(self.vault)]
        with subprocess.Popen(
            [*command, str(self.exports)], env=self.env, cwd=TOP, text=True,
            stdin=subprocess.PIPE, stdout=subprocess.PIPE,
        ) as running:  # fmt: skip
            running.stdin.write(f"{PASSPHRASE}\n")
            running.stdin.flush()
            assert running.stdout.readline() == "READY\n"
            told = b"".join(
                Path(f"/proc/{running.pid}/{what}").read_bytes()
                for what in ("cmdline", "environ")
                if sys.platform == "linux"
            )
            running.send_signal(signal.SIGKILL)
        return told.decode(errors="replace")

    def found(self, *apart: Path) -> list[str]:
        return hits(files_of(self.places, (self.exports, *apart)), PLANTED)


def test_nothing_planted_is_in_any_file_after_a_day_with_kills(tmp_path):
    laptop = Laptop(tmp_path)
    Vault.create(laptop.vault, PASSPHRASE, "Rosa")[0].close()
    for part in ("first", "second"):
        told = laptop.killed_after(part)
        assert not [word for word in PLANTED if word in told]
        open_pages = laptop.vault / scratch.SCRATCH
        assert laptop.found(open_pages) == []
    pages = list(open_pages.iterdir())
    assert len(pages) == 1, "what the viewer showed when the program was killed"
    assert CHILD.lower() not in pages[0].name.lower()
    scratch.clear_left(laptop.vault)  # as the next start does: tests/ui_shell/test_app.py
    assert laptop.found() == []
    assert (laptop.exports / "family.pdf").is_file()
    faults = (laptop.vault / "faults.log").read_text()
    assert "KeyError day.py:" in faults, "the bug was written down"


@pytest.mark.parametrize(
    "write",
    [
        str.encode, str.lower, str.upper, lambda s: s.encode("utf-16-le"), zlib.compress,
        lambda s: s.encode("utf-16-be"), lambda s: gzip.compress(s.encode()),
        lambda s: base64.b64encode(b"x" + s.encode() + b"yz"),
        lambda s: base64.b64encode(b"xy" + s.encode() + b"z"),
        lambda s: b"junk" + zlib.compress(b"1 2 3 " + s.encode() * 3, 9) + b"junk",
        lambda s: s.encode().hex(),
    ],
)  # fmt: skip
def test_the_hunt_finds_what_is_written_in_any_of_these_ways(tmp_path, write):
    try:
        content = write(f"and {CHILD} said")
    except TypeError:
        content = write(f"and {CHILD} said".encode())
    file = tmp_path / "file"
    file.write_bytes(content if isinstance(content, bytes) else content.encode())
    assert hits(files_of([tmp_path]), PLANTED) == [f"{file}: holds {CHILD}"]
    assert hits(files_of([tmp_path], [file]), PLANTED) == []


def test_the_hunt_finds_names_of_files_and_pages(tmp_path):
    (tmp_path / f"{CHILD.lower()}.txt").write_text("")
    (tmp_path / "page").write_bytes(b"\n%PDF-1.7\n")
    assert len(hits(files_of([tmp_path]), PLANTED)) == 2
