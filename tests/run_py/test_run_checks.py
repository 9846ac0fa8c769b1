"""`run.py test`: every check runs, on the very packages the locks name."""

import ast
import importlib.metadata
import importlib.util
import re
import subprocess
import sys
import tomllib
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from .conftest import CHECKOUT

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
