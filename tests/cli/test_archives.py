"""A day of a programme from the command line: joining, carrying, gathering, and every slip."""

import hashlib
import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from imh_desktop.store import anchors
from imh_desktop.store.vault import Vault

from .conftest import Run
from .lines import one_line

PASSPHRASE = b"four short plain words"
Do = Callable[..., tuple[int, str, str]]


@pytest.fixture
def do(run_with_passphrase: Run, tmp_path: Path) -> Do:
    """Run a command on the vault of a name; file names stand in the test's folder."""

    def done(vault: str, *words: str) -> tuple[int, str, str]:
        files = (".cert", ".req", ".imha", ".imhd", ".rev")
        placed = [str(tmp_path / w) if w.endswith(files) else w for w in words]
        return run_with_passphrase(PASSPHRASE, *placed, "--vault", tmp_path / vault)

    return done


@pytest.fixture
def told(do: Do) -> Callable[..., Any]:
    """Run a command that does what it should, and return the JSON it prints."""

    def answer(vault: str, *words: str) -> Any:
        code, out, err = do(vault, *words, "--json")
        assert (code, err) == (0, "")
        return json.loads(out)

    return answer


_JOINED: list[Path] = []
"""Where a programme that has joined is kept, once one was made in this process."""


@pytest.fixture
def programme(
    do: Do, told: Callable[..., Any], tmp_path: Path, tmp_path_factory: pytest.TempPathFactory,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    """A desk, a second coordinator and a laptop, which have joined: once, then copied, and taken
    for the same as before."""
    monkeypatch.setattr(anchors, "place_of", lambda folder: folder.name)
    if not _JOINED:
        join(do, told)
        kept = tmp_path_factory.mktemp("joined")
        shutil.copytree(tmp_path, kept, dirs_exist_ok=True)
        _JOINED.append(kept)
    else:
        shutil.copytree(_JOINED[0], tmp_path, dirs_exist_ok=True)


def join(do: Do, told: Callable[..., Any]) -> None:
    """Make the three vaults, and let them trust each other."""
    for name in ("desk", "second", "laptop"):
        assert do(name, "vault", "create", "--worker", "Ana")[0] == 0
    root = told("desk", "device", "certify", "--self", "--name", "Desk", "--out", "desk.cert")
    heard = " ".join(root["words"])
    for name, role in (("second", "coordinator"), ("laptop", "visitor")):
        asked = told(name, "device", "request", "--out", f"{name}.req")
        answered = told(
            "desk", "device", "certify", f"{name}.req", "--role", role, "--out", f"{name}.cert"
        )
        assert asked["words"] == answered["words"]
        assert len(asked["words"]) == 6
        told(name, "device", "accept", "desk.cert", "--heard", heard)
        assert told(name, "device", "accept", f"{name}.cert")["role"] == role


def hashes(folder: Path) -> dict[str, str]:
    passing = ("vault.lock", "vault.db-shm")
    files = [p for p in folder.rglob("*") if p.is_file() and p.name not in passing]
    return {str(p): hashlib.sha256(p.read_bytes()).hexdigest() for p in files}


@pytest.mark.usefixtures("programme")
def test_a_day_from_the_command_line(do: Do, told: Callable[..., Any], tmp_path: Path) -> None:
    with Vault.unlock(tmp_path / "laptop", PASSPHRASE.decode()) as vault:
        child = vault.journal.new_id()
        vault.journal.write("child", child, {"given_name": "Mia Findable"})
    made = told(
        "laptop", "archive", "make", "--to", "desk.cert", "--to", "second.cert", "--out", "a.imha"
    )
    assert (made["carried"], made["left"]) == (3, ["G", "V"])
    assert b"Findable" not in (tmp_path / "a.imha").read_bytes()

    sound = told("desk", "archive", "verify", "a.imha")
    assert sound["name"] == made["file_hash"]
    before = hashes(tmp_path / "desk")
    seen = told("desk", "archive", "preview", "a.imha", "a.imha")
    assert hashes(tmp_path / "desk") == before
    merged = told("desk", "archive", "merge", "a.imha")
    assert (seen["new"], merged["new"], merged["changed"]) == (3, 3, True)
    assert "Findable" not in json.dumps([sound, seen, merged])

    before = hashes(tmp_path / "desk")
    again = told("desk", "archive", "merge", "a.imha")
    assert (again["new"], again["known"], again["changed"]) == (0, 3, False)
    assert "nothing is new" in do("desk", "archive", "merge", "a.imha")[1]
    assert hashes(tmp_path / "desk") == before
    with Vault.unlock(tmp_path / "desk", PASSPHRASE.decode()) as vault:
        assert vault.journal.record(child).fields == {"given_name": "Mia Findable"}
    backup = tmp_path / "desk" / "backups" / merged["backup"]
    with Vault.unlock(backup, PASSPHRASE.decode()) as vault:
        assert vault.journal.record(child) is None


@pytest.mark.usefixtures("programme")
def test_every_slip_is_one_line_and_leaves_the_vault(do: Do, tmp_path: Path) -> None:
    to = ("--to", "desk.cert", "--to", "second.cert")
    assert do("laptop", "archive", "make", *to, "--out", "a.imha")[0] == 0
    data = (tmp_path / "a.imha").read_bytes()
    (tmp_path / "bent.imha").write_bytes(data[:-1] + bytes([data[-1] ^ 1]))
    (tmp_path / "text.imha").write_text("Dear coordinator")
    before = hashes(tmp_path / "desk"), hashes(tmp_path / "laptop")

    for command in ("preview", "merge", "verify"):
        assert "damaged" in one_line(do("desk", "archive", command, "bent.imha"), 1)
        assert "text.imha" in one_line(do("desk", "archive", command, "text.imha"))
        assert "gone.imha" in one_line(do("desk", "archive", command, "gone.imha"))
        assert "not sealed for" in one_line(do("laptop", "archive", command, "a.imha"))
    one_line(do("desk", "archive", "merge", "a.imha", "bent.imha"), 1)
    one_line(do("desk", "archive", "merge"))
    one_line(do("laptop", "archive", "make", "--out", "b.imha"))
    one_line(do("laptop", "archive", "make", *to, "--out", "b.txt"))
    one_line(do("laptop", "archive", "make", *to, "--to", "laptop.req", "--out", "b.imha"))
    one_line(do("laptop", "archive", "make", *to, "--out", "no/such/folder/b.imha"), 1)
    one_line(do("laptop", "device", "certify", "second.req", "--role", "staff", "--out", "x.cert"))
    one_line(do("desk", "device", "certify", "--out", "x.cert"))
    one_line(do("desk", "device", "certify", "laptop.req", "--out", "x.cert"))
    one_line(do("desk", "device", "certify", "laptop.req", "--self", "--out", "x.cert"))
    one_line(do("desk", "device", "accept", "a.imha"))
    one_line(do("desk", "device", "accept", "laptop.req"))
    one_line(do("desk", "device", "revoke", "nobody", "--reason", "x", "--out", "x.rev"))
    assert (hashes(tmp_path / "desk"), hashes(tmp_path / "laptop")) == before
    assert not list(tmp_path.glob("x.*")) + list(tmp_path.glob("b.*"))


@pytest.mark.usefixtures("programme")
def test_a_first_coordinator_is_believed_by_the_words_that_were_heard(
    do: Do, told: Callable[..., Any], tmp_path: Path
) -> None:
    assert do("new", "vault", "create", "--worker", "Luz")[0] == 0
    told("new", "device", "request", "--out", "new.req")
    made = told("desk", "device", "certify", "new.req", "--role", "visitor", "--out", "new.cert")
    papers = [(tmp_path / name).read_bytes() for name in ("new.cert", "desk.cert")]
    (tmp_path / "answer.imhd").write_bytes(b"\n".join(papers))
    before = hashes(tmp_path / "new")
    one_line(do("new", "device", "accept", "answer.imhd"))
    one_line(do("new", "device", "accept", "answer.imhd", "--heard", " ".join(made["words"])))
    assert hashes(tmp_path / "new") == before
    heard = " ".join(told("desk", "device", "certify", "--self", "--out", "x.cert")["words"])
    accepted = told("new", "device", "accept", "answer.imhd", "--heard", heard.upper())["accepted"]
    assert {one["role"] for one in accepted} == {"visitor", "coordinator"}


@pytest.mark.usefixtures("programme")
def test_the_first_archive_to_one_alone_is_refused(do: Do, tmp_path: Path) -> None:
    refused = do("laptop", "archive", "make", "--to", "desk.cert", "--out", "a.imha")
    assert "two recipients" in one_line(refused)
    assert not (tmp_path / "a.imha").exists()


@pytest.mark.usefixtures("programme")
def test_a_revoked_laptop_is_refused_and_named(
    do: Do, told: Callable[..., Any], run: Run, tmp_path: Path
) -> None:
    to = ("--to", "desk.cert", "--to", "second.cert")
    told("laptop", "archive", "make", *to, "--out", "a.imha")
    device = json.loads(run("device", "words", tmp_path / "laptop.cert", "--json")[1])["device_id"]
    told("desk", "device", "revoke", device, "--reason", "stolen", "--out", "laptop.rev")
    told("second", "device", "accept", "laptop.rev")
    for name in ("desk", "second"):
        assert device in one_line(do(name, "archive", "merge", "a.imha"))


@pytest.mark.usefixtures("programme")
def test_progress_is_told_line_by_line_before_the_report(do: Do) -> None:
    to = ("--to", "desk.cert", "--to", "second.cert", "--out", "a.imha")
    told = {
        "make": do("laptop", "archive", "make", *to, "--progress", "--json"),
        "preview": do("desk", "archive", "preview", "a.imha", "--progress", "--json"),
        "merge": do("desk", "archive", "merge", "a.imha", "--progress", "--json"),
    }
    for command, (code, out, err) in told.items():
        assert (code, err) == (0, ""), command
        *lines, report = map(json.loads, out.splitlines())
        steps = dict.fromkeys(line["progress"]["step"] for line in lines)
        whole = ["take", "verify"] if command == "make" else ["verify", "backup", "take", "settle"]
        assert list(steps) == whole, command
        for step in steps:
            said = [line["progress"] for line in lines if line["progress"]["step"] == step]
            assert [one["done"] for one in said] == sorted(one["done"] for one in said)
            assert said[-1]["done"] == said[-1]["total"] > 0
        assert "progress" not in report


def test_a_list_of_erasures_that_is_none_is_refused(
    do: Do, told: Callable[..., Any], programme: None, tmp_path: Path
) -> None:
    told("laptop", "archive", "make", "--to", "desk.cert", "--to", "second.cert",
         "--out", "a.imha")  # fmt: skip
    listed = tmp_path / "list"
    listed.write_bytes(b"\xff\xfe")
    answer = do("desk", "archive", "merge", "a.imha", "--erase-from", str(listed))
    assert "is no list of entries" in one_line(answer)
