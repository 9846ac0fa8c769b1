"""After wrong passphrases the next try waits; no clock that a person can set shortens it."""

import json
import subprocess
import sys
import time
from pathlib import Path

import pytest

from imh_desktop.errors import InputError
from imh_desktop.store import attempts
from imh_desktop.store.faults import KeysDamaged, TooSoon, WrongPassphrase

FILE = "attempts.json"
TOP = Path(__file__).parents[2]


class Machine:
    """A machine whose uptime is set."""

    def __init__(self) -> None:
        self.up = 1000.0

    def __call__(self) -> float:
        return self.up


@pytest.fixture
def machine(monkeypatch: pytest.MonkeyPatch) -> Machine:
    monkeypatch.setattr(attempts, "_PATIENCE", 0)
    return Machine()


def wrong(folder: Path, machine: Machine) -> None:
    with pytest.raises(WrongPassphrase), attempts.one_attempt(folder, machine):
        raise WrongPassphrase("no")


def test_it_grows_1_2_4_to_60_and_the_right_one_ends_it(tmp_path, machine):
    waits = []
    for _ in range(9):
        wrong(tmp_path, machine)
        waits.append(attempts.wait_left(tmp_path, machine))
        with pytest.raises(TooSoon) as fault, attempts.one_attempt(tmp_path, machine):
            pytest.fail("an attempt was made before its time")
        assert fault.value.values["seconds"] == waits[-1]
        machine.up += waits[-1]
    assert waits == [1, 2, 4, 8, 16, 32, 60, 60, 60]
    with attempts.one_attempt(tmp_path, machine):
        pass
    assert attempts.wait_left(tmp_path, machine) == 0
    assert not (tmp_path / FILE).exists()
    wrong(tmp_path, machine)
    assert attempts.wait_left(tmp_path, machine) == 1


def test_a_restart_shortens_nothing_and_never_makes_it_longer_than_a_minute(tmp_path, machine):
    for _ in range(6):
        machine.up += 60
        wrong(tmp_path, machine)
    machine.up += 2
    assert attempts.wait_left(tmp_path, machine) == 30
    machine.up = 5.0  # started again five seconds ago
    assert attempts.wait_left(tmp_path, machine) == 27
    machine.up = 40.0
    assert attempts.wait_left(tmp_path, machine) == 0
    for up in (0.0, 1e6, 1e11):
        machine.up = up
        assert 0 <= attempts.wait_left(tmp_path, machine) <= 60


def test_the_time_of_day_is_never_asked(tmp_path, machine, monkeypatch):
    def never() -> float:
        raise AssertionError("the time of day was asked")

    for _ in range(3):
        machine.up += 60
        wrong(tmp_path, machine)
    monkeypatch.setattr(time, "time", never)
    assert attempts.wait_left(tmp_path, machine) == 4
    assert attempts.uptime() > 0


@pytest.mark.parametrize(
    "content",
    [
        b"", b"{}", b"[" * 100_000, b"\xff\xfe", b"null", b'{"wrong": 1e999, "at": 0}',
        b'{"wrong": -5, "at": 3}', b'{"wrong": 99999999999999999999, "at": 3}',
        b'{"wrong": 5, "at": -1}', b'{"wrong": 5, "at": 1e300}', b'{"wrong": 5, "at": NaN}',
        b'{"wrong": 999999, "at": 1}',
    ],
)  # fmt: skip
def test_a_damaged_file_stops_nobody_for_long(tmp_path, machine, content):
    (tmp_path / FILE).write_bytes(content)
    assert 0 <= attempts.wait_left(tmp_path, machine) <= 60
    machine.up += 60
    with attempts.one_attempt(tmp_path, machine):
        pass


def test_a_folder_in_the_place_of_the_file_stops_nobody(tmp_path, machine):
    (tmp_path / FILE).mkdir()
    wrong(tmp_path, machine)
    assert attempts.wait_left(tmp_path, machine) == 0
    with attempts.one_attempt(tmp_path, machine):
        pass
    assert (tmp_path / FILE).is_dir()


def test_what_is_no_wrong_passphrase_is_not_counted(tmp_path, machine):
    for fault in (KeysDamaged("damaged"), InputError("a slip"), KeyboardInterrupt()):
        with pytest.raises(type(fault)), attempts.one_attempt(tmp_path, machine):
            raise fault
    assert attempts.wait_left(tmp_path, machine) == 0


def test_killing_the_program_saves_nobody_the_wait(tmp_path):
    code = (
        "import os, signal, sys; from pathlib import Path; from imh_desktop.store import attempts\n"
        "with attempts.one_attempt(Path(sys.argv[1])): os.kill(os.getpid(), signal.SIGKILL)"
    )
    subprocess.run([sys.executable, "-c", code, str(tmp_path)], cwd=TOP, check=False)
    assert json.loads((tmp_path / FILE).read_text())["wrong"] == 1
    assert attempts.wait_left(tmp_path) == 1


def test_two_at_once_are_one_and_a_refusal(tmp_path, machine):
    first, second = (attempts.one_attempt(tmp_path, machine) for _ in range(2))
    with first, pytest.raises(TooSoon), second:
        pytest.fail("two attempts at once")


def test_a_short_wait_is_waited_and_not_refused(tmp_path, monkeypatch):
    machine, slept = Machine(), []
    monkeypatch.setattr(attempts.time, "sleep", slept.append)
    for _ in range(3):
        wrong(tmp_path, machine)
    assert slept == [0, 1, 2]
