"""A print job killed at any moment: a page that is there is in the list; the next job goes on."""

import json
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from imh_desktop.content.library import Library
from imh_desktop.flows import programme
from imh_desktop.flows.closing import close
from imh_desktop.flows.demo import demo_programme
from imh_desktop.flows.printing_batch import due, print_batch
from imh_desktop.flows.printing_log import given_pages
from imh_desktop.flows.unlocking import handed_key
from imh_desktop.store.vault import Vault
from imh_desktop.words import Words
from tests.flows.export_vault import ON, child_of, visit_of

KEY = b"k" * 32
_RUN = "import sys; sys.path[:] = {path}; from imh_desktop.cli import main; sys.exit(main({words}))"


@pytest.fixture
def home(tmp_path: Path) -> bytes:
    """A vault with families of one day; return its key, as the window hands it over."""
    with Vault.create_with_key(tmp_path / "vault", KEY, "Ana") as vault:
        vault.open_connection().execute("PRAGMA synchronous = OFF")
        programme.save(vault, demo_programme(ON, Words("en")), today=ON)
        for name in ("Ana", "Ben", "Zoe"):
            close(visit_of(vault, Library(), child_of(vault, name)))
        return bytes(handed_key(vault))


@pytest.mark.skipif(os.name == "nt", reason="no SIGKILL there")
@pytest.mark.parametrize("share", [0.2, 0.6, 0.8, 0.95, 1.05])
def test_what_is_there_is_in_the_list(home: bytes, tmp_path: Path, share: float) -> None:
    target = tmp_path / "job.pdf"
    words = [
        "document", "print-all", "--on", ON.isoformat(), "--answer-all", "print", "--out",
        str(target), "--vault", str(tmp_path / "vault"), "--key-fd", "0", "--json", "--progress",
    ]  # fmt: skip
    code = _RUN.format(path=json.dumps(sys.path), words=json.dumps(words))
    child = subprocess.Popen(
        [sys.executable, "-c", code], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    assert child.stdin is not None
    assert child.stdout is not None
    child.stdin.write(home)
    child.stdin.close()
    child.stdout.readline()  # it draws
    began = time.monotonic()
    while time.monotonic() < began + share * 0.4 and child.poll() is None:
        time.sleep(0.001)
    child.kill()
    child.wait()
    child.stdout.close()
    with Vault.open_with_key(tmp_path / "vault", KEY) as vault:
        found = due(vault, ON)
        if target.exists():
            assert all(each.given for each in found)
        assert len({bool(each.given) for each in found}) == 1, "all of a job or none"
        answers = {each.child_id: "print" for each in found}
        target.unlink(missing_ok=True)
        job = print_batch(vault, Library(), found, answers, target, ON)  # type: ignore[arg-type]
        assert len(job.put) == 3
        assert all(given_pages(vault, each.child_id) for each in found)
    assert {path.name for path in tmp_path.iterdir()} == {"vault", "job.pdf"}
