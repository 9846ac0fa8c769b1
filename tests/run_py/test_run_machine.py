"""What `run.py` does about the machine it is on: what it lacks, and whether it has a screen."""

import importlib.metadata
import importlib.util
import os
import re
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest

from .conftest import CHECKOUT, LINUX, RUN_PY

# --- system packages -------------------------------------------------------------------------


def as_user(monkeypatch: pytest.MonkeyPatch, uid: int, answer: str | None = None) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: uid)
    monkeypatch.setattr("shutil.which", lambda name: f"/usr/bin/{name}")
    monkeypatch.setattr("builtins.input", lambda: answer)
    terminal = type("Stdin", (), {"isatty": lambda self: answer is not None})()
    monkeypatch.setattr(sys, "stdin", terminal)


@LINUX
def test_root_installs_what_is_missing(
    run: ModuleType, started: list[list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    as_user(monkeypatch, 0)
    run.add_system_packages(["libgl1", "python3-venv"])
    assert started[0][:2] == ["sh", "-c"]
    assert re.match(r"apt-get update; .*install .* libgl1 python3-venv$", started[0][2])


@LINUX
@pytest.mark.parametrize("answer", [None, "n", ""])
def test_without_a_yes_nothing_is_installed_and_the_line_is_shown(
    run: ModuleType,
    started: list[list[str]],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    answer: str | None,
) -> None:
    as_user(monkeypatch, 1000, answer)
    with pytest.raises(SystemExit) as stop:
        run.add_system_packages(["libgl1"])
    assert stop.value.code == 3
    assert started == []
    assert re.search(r"^    sudo sh -c 'apt-get .* libgl1'$", capsys.readouterr().err, re.M)


@LINUX
def test_with_a_yes_the_shown_line_is_run(
    run: ModuleType, started: list[list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    as_user(monkeypatch, 1000, "y")
    run.add_system_packages(["libgl1"])
    assert started[0][:3] == ["sudo", "sh", "-c"]


@LINUX
def test_all_missing_packages_are_named_at_once(
    run: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("shutil.which", lambda name: f"/usr/bin/{name}")
    monkeypatch.setattr(run, "loads", lambda library: library == "libGL.so.1")
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)

    headless = run.missing_packages({"QT_QPA_PLATFORM": "offscreen"})

    assert "python3-venv" in headless
    assert "libegl1" in headless
    assert "libgl1" not in headless
    assert "libxcb-cursor0" in set(run.missing_packages({"DISPLAY": ":0"})) - set(headless)


@LINUX
def test_without_apt_only_the_probe_decides(
    run: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("shutil.which", lambda name: None)
    assert run.missing_packages({}) == []


@LINUX
def test_a_qt_that_would_abort_is_noticed_beforehand(
    run: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(run, "PYTHON", sys.executable)
    run.probe_qt(dict(os.environ, QT_QPA_PLATFORM="offscreen"))
    assert capsys.readouterr().err == ""

    with pytest.raises(SystemExit) as stop:
        run.probe_qt(dict(os.environ, QT_QPA_PLATFORM="no-such-platform"))
    assert stop.value.code == 3
    assert "libxcb-cursor0" in capsys.readouterr().err


# --- what is started -------------------------------------------------------------------------

Start = Callable[..., tuple[list[str], dict[str, str]]]


@pytest.fixture
def start(run: ModuleType, monkeypatch: pytest.MonkeyPatch) -> Start:
    """Start run.py with arguments in an environment; return what the program was given."""

    def start(*arguments: str, **env: str) -> tuple[list[str], dict[str, str]]:
        given: list[tuple[list[str], dict[str, str]]] = []
        monkeypatch.setattr(run, "set_up", lambda which, env: None)
        monkeypatch.setattr(run, "become", lambda *command: given.append(command) or 0)
        monkeypatch.setattr(os, "environ", env)
        assert run.main(list(arguments)) == 0
        command, environment = given[0]
        return command[command.index("imh_desktop") + 1 :], environment

    return start


@LINUX
def test_with_a_screen_the_program_opens(start: Start) -> None:
    arguments, env = start(DISPLAY=":0", PYTHONPATH="/their/own", PYTHONHOME="/x")
    assert arguments == []
    assert env == {"DISPLAY": ":0", "PYTHONPATH": str(CHECKOUT)}


@LINUX
def test_without_a_screen_the_tour_is_walked_off_screen(start: Start) -> None:
    arguments, env = start()
    assert arguments == ["tour"]
    assert env["QT_QPA_PLATFORM"] == "offscreen"


@LINUX
@pytest.mark.parametrize("options", [["--language", "es"], ["--language=es"]])
def test_without_a_screen_a_language_is_the_language_of_the_tour(
    start: Start, options: list[str]
) -> None:
    assert start(*options)[0] == ["tour", *options]
    assert start(*options, DISPLAY=":0")[0] == options


@LINUX
@pytest.mark.parametrize(
    "options", [["--vault", "there"], ["--vault=there"], ["--language", "es", "--vault", "there"]]
)
def test_without_a_screen_no_vault_is_opened_and_nothing_is_set_up(
    run: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str],
    options: list[str],
) -> None:  # fmt: skip
    monkeypatch.setattr(os, "environ", {})
    monkeypatch.delattr(run, "set_up")
    assert run.main(options) == 2
    assert re.fullmatch(r"There is no screen here: .*\n", capsys.readouterr().err)


@LINUX
def test_everything_else_is_passed_on_and_needs_no_screen(start: Start) -> None:
    arguments, env = start("tour", "--language", "es", QT_QPA_PLATFORM="xcb")
    assert arguments == ["tour", "--language", "es"]
    assert env["QT_QPA_PLATFORM"] == "offscreen"


def test_the_exit_code_is_passed_on(tmp_path: Path) -> None:
    script = (
        f"import importlib.util as u; s = u.spec_from_file_location('run', {str(RUN_PY)!r})\n"
        "run = u.module_from_spec(s); s.loader.exec_module(run)\n"
        "import os, sys\n"
        "sys.exit(run.become([sys.executable, '-c', 'raise SystemExit(7)'], dict(os.environ)))"
    )
    assert subprocess.run([sys.executable, "-c", script]).returncode == 7


# --- what it costs ---------------------------------------------------------------------------


@pytest.mark.benchmark
def test_a_second_start_costs_less_than_0_3_s_more(
    run: ModuleType, capsys: pytest.CaptureFixture[str]
) -> None:
    direct = [str(run.PYTHON), "-m", "imh_desktop", "--version"]
    through = [sys.executable, str(RUN_PY), "--version"]
    subprocess.run(through, check=True)  # whatever is still to set up is set up now

    pairs = [(seconds(direct), seconds(through)) for _ in range(11)]

    more = statistics.median(second - first for first, second in pairs)
    with capsys.disabled():
        alone = statistics.median(first for first, _ in pairs)
        print(f"\n--version: directly {alone:.3f} s, through run.py {more:+.3f} s (11 pairs)")
    assert more < 0.3


def seconds(command: list[str]) -> float:
    began = time.perf_counter()
    subprocess.run(command, check=True, cwd=CHECKOUT, stdout=subprocess.DEVNULL)
    return time.perf_counter() - began
