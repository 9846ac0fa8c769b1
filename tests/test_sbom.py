"""requirements/sbom.cdx.json names every part of the lock, its licence, its hashes and what lies
inside it; it is the file that `python3 run.py sbom` would write now."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

TOP = Path(__file__).parents[1] / "requirements"
LIST = json.loads((TOP / "sbom.cdx.json").read_text("utf-8"))
LOCK = (TOP / "runtime.txt").read_text("utf-8")
PARTS = {part["bom-ref"]: part for part in LIST["components"]}


def _lines():
    """Each locked version with its hashes, read in another way than the maker reads them."""
    found, at = {}, ""
    for line in LOCK.splitlines():
        if match := re.match(r"([a-z0-9-]+)==([^ ;\\]+)", line):
            at = f"{match[1]}@{match[2]}"
            found[at] = set()
        elif match := re.search(r"--hash=sha256:(\w+)", line):
            found[at].add(match[1])
    return found


def test_it_is_the_lock_with_every_hash():
    hashes = {ref: {h["content"] for h in part["hashes"]} for ref, part in PARTS.items()}
    assert hashes == _lines()
    assert len(hashes) > 20


def test_every_part_has_a_licence_and_a_kind_of_list_is_said():
    assert (LIST["bomFormat"], LIST["specVersion"]) == ("CycloneDX", "1.6")
    inner = [each for part in PARTS.values() for each in part.get("components", ())]
    for part in (*PARTS.values(), *inner):
        said = part["licenses"][0]
        assert said.get("expression") or said["license"].get("id"), part["name"]
    assert {"SQLCipher", "SQLite", "OpenSSL", "Qt"} <= {each["name"] for each in inner}


def test_what_lies_in_the_vaults_library_is_what_runs():
    from sqlcipher3 import dbapi2

    (sqlcipher,) = [part for part in PARTS.values() if part["name"] == "sqlcipher3"]
    versions = {each["name"]: each["version"] for each in sqlcipher["components"]}
    assert versions["SQLite"] == dbapi2.sqlite_version
    assert versions["SQLCipher"].startswith("4.")


def test_no_address_of_a_registry_stands_in_it():
    assert "http" not in json.dumps(LIST["components"])


def test_it_is_what_would_be_written_now():
    pytest.importorskip("cyclonedx")
    command = [sys.executable, str(TOP / "sbom.py"), "--check"]
    assert subprocess.run(command, check=False).returncode == 0
