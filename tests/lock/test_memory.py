"""After the lock nothing of the vault is in the process's memory; while it is open, it is."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from imh_desktop.flows import enrolling
from imh_desktop.flows.enrolling import CaregiverForm, ChildForm
from imh_desktop.store.vault import Vault

from .memory import both, found_in
from .unlocked import STAY

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc")
TOP = Path(__file__).parents[2]
PASSPHRASE = "zwiebel-quarzit-mulde-fjordland"
GIVEN, FAMILY, CARER = "Qorvexa", "Zyndalovic", "Wombratski"


@pytest.fixture
def planted(tmp_path):
    """A vault with fifty planted names, and the words and keys to look for."""
    folder = tmp_path / "vault"
    vault, _code = Vault.create(folder, PASSPHRASE, "Rosa")
    raw = vault.key()
    for n in range(50):
        form = ChildForm(
            given_name=f"{GIVEN}{n}", family_name=f"{FAMILY}{n}", born_earliest="2026-02-01",
            gestation="39w0d",
        )  # fmt: skip
        carer = CaregiverForm(name=f"{CARER}{n}", relation="mother", phone="555-0142")
        enrolling.add_child(vault, form, (carer,))
    vault.close()
    return folder, {
        "name": (*both(GIVEN), *both(FAMILY), *both(CARER)),
        "raw key": (raw,),
        "hex key": (*both(raw.hex()), *both(raw.hex().upper())),
        "passphrase": both(PASSPHRASE),
    }


def _started(folder, *more):
    command = [sys.executable, "-m", "tests.lock.unlocked", str(folder), f"{folder}.mark", *more]
    env = dict(os.environ, QT_QPA_PLATFORM="offscreen")
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
    return subprocess.Popen(command, env=env, cwd=TOP, text=True, **pipes)


def _say(running, line):
    running.stdin.write(f"{line}\n")
    running.stdin.flush()


def test_after_the_lock_no_name_and_no_key_is_in_memory(planted):
    folder, wanted = planted
    with _started(folder) as running:
        _say(running, PASSPHRASE)
        assert running.stdout.readline().split() == ["OPEN", str(running.pid)]
        before = found_in(running.pid, wanted)
        assert before["name"] > 50, "while it is open the names are there, and are seen"
        assert before["raw key"] + before["hex key"] > 0
        _say(running, "lock")
        assert running.stdout.readline().split() == ["LOCKED", str(running.pid)]
        assert found_in(running.pid, wanted) == dict.fromkeys(wanted, 0)
        at = Path(f"/proc/{running.pid}/fd")
        held = [str(each.readlink()) for each in at.iterdir() if each.is_symlink()]
        assert not [name for name in held if "vault.db" in name]
        _say(running, "end")


@pytest.mark.release
def test_what_closing_alone_leaves(planted):
    """Why the lock replaces the process: Python and Qt keep copies that nobody can wipe."""
    folder, wanted = planted
    with _started(folder, STAY) as running:
        _say(running, PASSPHRASE)
        running.stdout.readline()
        _say(running, "close")
        assert running.stdout.readline().split()[0] == "CLOSED"
        print("after close() without replacing the process:", found_in(running.pid, wanted))
        _say(running, "end")


def test_no_core_dump_and_no_look_from_outside(tmp_path):
    code = (
        "import ctypes, resource, sys; sys.argv = ['imh-desktop', '--version']\n"
        "from imh_desktop.__main__ import main\n"
        "try: main()\n"
        "except SystemExit: pass\n"
        "print(resource.getrlimit(resource.RLIMIT_CORE), ctypes.CDLL(None).prctl(3, 0, 0, 0, 0))"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout.splitlines()[-1] == "(0, 0) 0"


def test_sqlcipher_is_told_to_wipe_its_memory_before_it_gets_the_key(tmp_path):
    """In a process of its own: the tests' own vaults are opened without, to be quick."""
    code = (
        "import sys; from pathlib import Path; from imh_desktop.store.vault import Vault\n"
        "vault = Vault.create_with_key(Path(sys.argv[1]), b'k' * 32, 'Rosa')\n"
        "print(vault.open_connection().execute('PRAGMA cipher_memory_security').fetchone()[0])\n"
    )
    command = [sys.executable, "-c", code, str(tmp_path / "vault")]
    ran = subprocess.run(command, capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == "1"


def test_the_key_held_by_the_vault_is_wiped_when_it_closes(tmp_path):
    vault = Vault.create_with_key(tmp_path / "vault", b"k" * 32, "Rosa")
    vault.close()
    assert bytes(vault._raw_key) == bytes(32)
