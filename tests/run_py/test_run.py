"""What a person with nothing but Python may rely on when she types `python3 run.py`: it is set up
once, whole, and of the very packages that were tested."""

import ast
import subprocess
import sys
import threading
from types import ModuleType

import pytest

from .conftest import LINUX, RUN_PY, Machine

# --- old Pythons -----------------------------------------------------------------------------


def test_old_pythons_can_read_the_file_and_are_told_what_to_install(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    source = RUN_PY.read_text()
    too_new = (ast.JoinedStr, ast.AnnAssign, ast.NamedExpr, ast.Match, ast.TryStar)
    assert not [node for node in ast.walk(ast.parse(source)) if isinstance(node, too_new)]

    monkeypatch.setattr(sys, "version_info", (3, 10, 4))
    with pytest.raises(SystemExit, match=r"needs Python 3\.11 or newer; this is Python 3\.10"):
        exec(compile(source, "run.py", "exec"), {"__name__": "run"})


def test_python_2_stops_at_a_line_that_says_why() -> None:
    first = next(line for line in RUN_PY.read_text().splitlines() if line.startswith("def "))
    assert "needs Python 3.11 or newer" in first


# --- what is set up, and when ----------------------------------------------------------------


def test_a_second_start_does_nothing_at_all(
    machine: Machine, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert machine.set_up(QT_QPA_PLATFORM="offscreen")[:2] == ["venv", "install runtime"]
    monkeypatch.delattr(machine.run, "my_turn")  # not even waiting for another set-up
    assert machine.set_up(QT_QPA_PLATFORM="offscreen") == []


def test_the_tests_add_their_tools_and_the_program_then_has_all_it_needs(machine: Machine) -> None:
    machine.set_up()
    assert "install development" in machine.set_up("development")
    assert machine.set_up() == []


def test_a_changed_lock_is_installed_into_the_same_venv(machine: Machine) -> None:
    machine.set_up()
    machine.write_lock("runtime", "click==8.5.2 --hash=sha256:00")
    steps = machine.set_up()
    assert "install runtime" in steps
    assert "venv" not in steps


def test_a_lock_changed_back_is_installed_again(machine: Machine) -> None:
    for version in ("9.2.0", "9.3.0", "9.2.0"):
        machine.write_lock("development", f"pytest=={version} --hash=sha256:00")
        assert "install development" in machine.set_up("development")
        assert machine.set_up("development") == []


@LINUX
def test_a_first_screen_is_probed_without_installing_again(machine: Machine) -> None:
    machine.set_up(QT_QPA_PLATFORM="offscreen")
    assert machine.set_up(DISPLAY=":0") == ["probe"]


def test_another_python_gets_another_venv(
    machine: Machine, monkeypatch: pytest.MonkeyPatch
) -> None:
    machine.set_up()
    monkeypatch.setattr(machine.run, "python_fact", lambda: "cpython 3.99 vax")
    assert machine.set_up()[:2] == ["venv", "install runtime"]


def test_a_venv_that_lost_its_python_is_made_again(machine: Machine) -> None:
    machine.set_up()
    machine.run.PYTHON.unlink()
    assert machine.set_up()[:2] == ["venv", "install runtime"]


@pytest.mark.parametrize("step", ["venv", "install runtime", "probe"])
def test_killed_in_the_middle_the_next_start_ends_whole(machine: Machine, step: str) -> None:
    if step == "probe" and sys.platform != "linux":
        pytest.skip("nothing to probe")
    machine.killed_at = step
    with pytest.raises(KeyboardInterrupt):
        machine.set_up(QT_QPA_PLATFORM="offscreen")
    machine.killed_at = ""

    again = machine.set_up(QT_QPA_PLATFORM="offscreen")

    assert step in again
    assert machine.set_up(QT_QPA_PLATFORM="offscreen") == []


@pytest.mark.parametrize("then", ["click==8.5.2 --hash=sha256:00", "click==8.5.1 --hash=sha256:00"])
def test_killed_while_a_changed_lock_is_installed_the_venv_is_made_anew(
    machine: Machine, then: str
) -> None:
    machine.set_up()
    machine.write_lock("runtime", "click==8.5.2 --hash=sha256:00")
    machine.killed_at = "install runtime"
    with pytest.raises(KeyboardInterrupt):
        machine.set_up()
    machine.killed_at = ""
    machine.write_lock("runtime", then)
    assert machine.set_up()[:2] == ["venv", "install runtime"]


def test_the_program_starts_although_the_tools_for_the_tests_could_not_come(
    machine: Machine,
) -> None:
    machine.set_up()
    machine.killed_at = "install development"
    with pytest.raises(KeyboardInterrupt):
        machine.set_up("development")
    machine.killed_at = ""
    assert machine.set_up() == []
    assert machine.set_up("development")[:2] == ["venv", "install development"]


@pytest.mark.parametrize("offline", [True, False])
def test_pip_checks_every_hash_and_only_a_wheelhouse_takes_its_place(
    machine: Machine, monkeypatch: pytest.MonkeyPatch, offline: bool
) -> None:
    commands: list[list[str]] = []
    monkeypatch.setattr(machine.run, "call", lambda command, _: commands.append(command))
    if offline:
        (machine.home / "wheelhouse").mkdir()

    machine.run.install("runtime")

    assert "--require-hashes" in commands[0]
    assert ("--no-index" in commands[0]) is offline
    assert not [word for word in commands[0] if "index-url" in word]


def test_a_wheelhouse_holds_what_the_tests_need_too(
    machine: Machine, monkeypatch: pytest.MonkeyPatch
) -> None:
    commands: list[list[str]] = []
    monkeypatch.setattr(subprocess, "call", lambda command, **_: commands.append(command) or 0)
    assert machine.run.main(["wheelhouse", "--platform", "win_amd64"]) == 0
    (command,) = commands
    assert str(machine.run.lock_file("development")) in command
    assert command[-2:] == ["--platform", "win_amd64"]


def test_set_up_leaves_standard_output_to_the_program(
    run: ModuleType, capfd: pytest.CaptureFixture[str]
) -> None:
    run.call([sys.executable, "-c", "print('Collecting click')"], "no trouble")
    assert capfd.readouterr() == ("", "Collecting click\n")


def test_two_at_once_take_turns(machine: Machine) -> None:
    turn = machine.run.my_turn()
    other = threading.Thread(target=lambda: machine.run.my_turn().close())
    other.start()
    other.join(0.2)
    assert other.is_alive()

    turn.close()

    other.join(20)
    assert not other.is_alive()
