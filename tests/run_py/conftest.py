"""A machine with nothing but Python, on which `run.py` is tried."""

import importlib.metadata
import importlib.util
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

CHECKOUT = Path(__file__).resolve().parents[2]
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


@pytest.fixture
def started(run: ModuleType, monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """The commands run.py would have started; none of them is."""
    commands: list[list[str]] = []
    monkeypatch.setattr(subprocess, "call", lambda command, **_: commands.append(command) or 0)
    return commands
