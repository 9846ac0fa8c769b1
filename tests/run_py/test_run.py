"""What a person with nothing but Python may rely on when she types `python3 run.py`."""

import ast
import importlib.metadata
import importlib.util
import os
import re
import statistics
import subprocess
import sys
import threading
import time
import tomllib
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

CHECKOUT = Path(__file__).resolve().parent.parent
RUN_PY = CHECKOUT / "run.py"
LINUX = pytest.mark.skipif(sys.platform != "linux", reason="system packages are a Linux matter")


class Machine:
    """A pretended fresh machine: run.py decides as always, but nothing is really installed."""

    def __init__(self, run: ModuleType, home: Path) -> None:
        self.run, self.home = run, home
        self.done: list[str] = []
        self.killed_at = ""
        for lock in ("runtime", "development"):
            self.write_lock(lock, "click==8.5.1 --hash=sha256:00")

    def write_lock(self, name: str, text: str) -> None:
        path = self.home / "requirements" / f"{name}.txt"
        path.parent.mkdir(exist_ok=True)
        path.write_text(text)

    def note(self, step: str) -> None:
        self.done.append(step)
        if step == self.killed_at:
            raise KeyboardInterrupt

    def call(self, command: list[str], trouble: str) -> None:
        if "venv" in command:
            self.run.PYTHON.parent.mkdir(parents=True)
            self.run.PYTHON.touch()
            self.note("venv")
        else:
            self.note(f"install {Path(command[command.index('-r') + 1]).stem}")

    def set_up(self, which: str = "runtime", **env: str) -> list[str]:
        """Set up and return the steps this took."""
        self.done = []
        self.run.set_up(which, env)
        return self.done


@pytest.fixture
def run() -> ModuleType:
    """run.py, freshly loaded, so that a test may bend it."""
    spec = importlib.util.spec_from_file_location("run_under_test", RUN_PY)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def machine(run: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Machine:
    for place in ("PYTHON", "STAMP", "VENV", "HOME"):
        monkeypatch.setattr(run, place, tmp_path / getattr(run, place).relative_to(CHECKOUT))
    machine = Machine(run, tmp_path)
    monkeypatch.setattr(run, "call", machine.call)
    monkeypatch.setattr(run, "missing_packages", lambda env: [])
    monkeypatch.setattr(run, "probe_qt", lambda env: machine.note("probe"))
    return machine


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


# --- system packages -------------------------------------------------------------------------


@pytest.fixture
def started(run: ModuleType, monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """The commands run.py would have started; none of them is."""
    commands: list[list[str]] = []
    monkeypatch.setattr(subprocess, "call", lambda command, **_: commands.append(command) or 0)
    return commands


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


# --- the checks ------------------------------------------------------------------------------


@pytest.fixture
def checks(run: ModuleType, monkeypatch: pytest.MonkeyPatch) -> Callable[..., tuple[int, str]]:
    """Run `test` where the named checks fail; return the exit code and the commands started."""

    def checks(*arguments: str, failing: str = "nothing") -> tuple[int, str]:
        commands: list[str] = []

        def call(command: list[str], env: dict[str, str], cwd: Path) -> int:
            assert env["QT_QPA_PLATFORM"] == "offscreen"
            assert cwd == CHECKOUT
            commands.append(" ".join(command[1:]))
            return int(failing in commands[-1])

        monkeypatch.setattr(run, "set_up", lambda which, env: commands.append(which))
        monkeypatch.setattr(subprocess, "call", call)
        return run.main(["test", *arguments]), "\n".join(commands)

    return checks


def test_all_checks_run_even_after_one_has_failed(checks: Callable[..., tuple[int, str]]) -> None:
    code, commands = checks(failing="ruff check")
    assert code == 1
    assert commands.startswith("development")
    for tool in ("ruff check", "ruff format --check", "mypy", "importlinter", "pytest"):
        assert tool in commands


def test_all_passed_means_zero(checks: Callable[..., tuple[int, str]]) -> None:
    assert checks()[0] == 0


def test_arguments_go_to_pytest_alone(checks: Callable[..., tuple[int, str]]) -> None:
    assert checks("-m", "soak") == (0, "development\n-m pytest -m soak")


def test_the_continuous_check_is_the_second_command() -> None:
    script = (CHECKOUT / ".ci" / "run").read_text().splitlines()
    assert script[-1] == "python3 run.py test"


# --- the locks -------------------------------------------------------------------------------


def pins(name: str) -> dict[str, str]:
    """Return "name==version ; marker" -> its hashes, of a lock."""
    text = (CHECKOUT / "requirements" / f"{name}.txt").read_text()
    entries = re.split(r"(?m)^(?=[a-z])", re.sub(r"(?m)^ *#.*\n", "", text))
    parted = (entry.partition(" \\\n") for entry in entries if entry.strip())
    return {package: hashes for package, _, hashes in parted}


def declared() -> dict[str, list[Requirement]]:
    project = tomllib.loads((CHECKOUT / "pyproject.toml").read_text())["project"]
    runtime, more = project["dependencies"], project["optional-dependencies"]["dev"]
    return {
        "runtime": [Requirement(line) for line in runtime],
        "development": [Requirement(line) for line in [*runtime, *more]],
    }


@pytest.mark.parametrize("lock", ["runtime", "development"])
def test_every_package_of_a_lock_has_its_hashes_and_no_place(lock: str) -> None:
    for package, hashes in pins(lock).items():
        assert re.search(r"--hash=sha256:[0-9a-f]{64}\b", hashes), package
    text = (CHECKOUT / "requirements" / f"{lock}.txt").read_text()
    assert not re.search(r"://|--(extra-)?index|--find-links| /|@", text)


@pytest.mark.parametrize("lock", ["runtime", "development"])
def test_a_lock_holds_what_the_project_declares(lock: str) -> None:
    pinned = [Requirement(package) for package in pins(lock)]
    for asked in declared()[lock]:
        name = canonicalize_name(asked.name)
        versions = [str(pin.specifier)[2:] for pin in pinned if pin.name == name]
        assert any(asked.specifier.contains(version) for version in versions), asked


def test_the_tests_run_on_the_very_packages_the_program_runs_on() -> None:
    """A tool of the tests may want a package where the program needs none; never another one."""
    runtime, development = pins("runtime"), pins("development")
    anywhere = {name.partition(" ;")[0]: hashes for name, hashes in development.items()}
    for name, hashes in runtime.items():
        assert development.get(name, anywhere.get(name.partition(" ;")[0])) == hashes, name


ANALYST = {
    "imh_desktop/exchange/tables/frames.py", "imh_desktop/exchange/tables/statistics.py",
    "imh_desktop/flows/exporting_statistics.py",
}  # fmt: skip
"""The files that may need the optional packages; the command says so where they are missing."""


@pytest.mark.parametrize(("folder", "lock"), [("imh_desktop", "runtime"), ("tests", "development")])
def test_whatever_is_imported_is_declared(folder: str, lock: str) -> None:
    known = {canonicalize_name(requirement.name) for requirement in declared()[lock]}
    optional = known | {"polars", "pyreadstat"}
    owners = importlib.metadata.packages_distributions()
    ours = {"imh_desktop", "tests", *(path.stem for path in (CHECKOUT / "tests").rglob("*"))}
    for path in sorted((CHECKOUT / folder).rglob("*.py")):
        for module in imported(path) - sys.stdlib_module_names - ours:
            distributions = {canonicalize_name(name) for name in owners.get(module, [])}
            allowed = optional if path.relative_to(CHECKOUT).as_posix() in ANALYST else known
            assert distributions & allowed, f"{path.relative_to(CHECKOUT)} imports {module}"


def imported(path: Path) -> set[str]:
    """Return the top-level modules a file names in its imports."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            found.add(node.module.split(".")[0])
    return found


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


def test_the_whole_run_takes_two_cores_and_a_part_takes_what_it_is_given(
    run: ModuleType, started: list[list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(run, "set_up", lambda *_: None)
    assert run.test([]) == 0
    assert [command[1:] for command in started if "pytest" in command] == [
        ["-m", "pytest", "-n", "2", "--dist", "loadfile"]
    ]
    started.clear()
    assert run.test(["-m", "release"]) == 0
    assert [command[1:] for command in started] == [["-m", "pytest", "-m", "release"]]


def test_the_crash_suites_have_a_verb_of_their_own(
    run: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[list[str]] = []
    monkeypatch.setattr(run, "set_up", lambda *_: None)
    monkeypatch.setattr(subprocess, "call", lambda command, **_: asked.append(command) or 0)
    assert run.main(["faults", "R2"]) == 0
    assert asked == [[str(run.PYTHON), "-m", "tests.faults", "R2"]]
