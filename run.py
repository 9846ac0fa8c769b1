#!/usr/bin/env python3
"""Set up, start and test IMH Desktop with nothing but Python.

python3 run.py             set up what is missing, then open the program; without a screen, the tour
                           --language es, --vault FOLDER: in that language, with that vault
python3 run.py test        run every check; with arguments, only pytest with those arguments
python3 run.py <command>   anything else goes to the imh-desktop command

For maintainers:
python3 run.py lock        write requirements/*.txt anew from pyproject.toml (options go to uv)
python3 run.py faults      the release figures of the crash suites: hours; R2 names one; resumable
python3 run.py wheelhouse  fill wheelhouse/, to start and test without network (options go to pip)
python3 run.py sbom        write requirements/sbom.cdx.json: versions, licences, hashes of all parts

Which package index is used is for pip's own configuration to say; nothing here names one.
Linux is tried; Windows (`py run.py`) and macOS are reasoned from the documentation and not run.
"""

import sys

# Old Pythons must get as far as this line: down to the end of the file, no f-strings, no annotated
# variables, no walrus. (Python 2 stops at the first annotated function, whose line tells it why.)
if sys.version_info < (3, 11):
    sys.exit(
        "IMH Desktop needs Python 3.11 or newer; this is Python %d.%d.\n"
        "If a newer one is installed, name it:  python3.13 run.py   (Windows:  py -3.13 run.py)\n"
        "If not:  Debian, Ubuntu:  sudo apt-get install python3.11 python3.11-venv  (or newer)\n"
        "         Windows, macOS:  https://www.python.org/downloads/" % sys.version_info[:2]
    )

import os
from collections.abc import Mapping
from io import BufferedWriter
from pathlib import Path

HOME = Path(__file__).resolve().parent
VENV = HOME / ".venv"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
STAMP = VENV / "set-up.txt"  # what is finished, one fact a line; nothing else counts as done
UNFINISHED = "unfinished"  # in the stamp while pip works
LOCKS = {"runtime", "development"}  # development holds all of runtime, at the same versions
NEEDS_PACKAGES = 3  # the exit code that says: a person must install system packages first

# Library -> Debian package; what Qt asks of a Linux that has no desktop on it.
FOR_QT = {
    "libGL.so.1": "libgl1",
    "libEGL.so.1": "libegl1",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libfontconfig.so.1": "libfontconfig1",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libdbus-1.so.3": "libdbus-1-3",
}
FOR_A_SCREEN = {
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libwayland-cursor.so.0": "libwayland-cursor0",
    "libcups.so.2": "libcups2",
}
OPEN_A_WINDOW = "from PySide6.QtWidgets import QApplication; QApplication([])"
CHECKS = {
    "ruff check": ["-m", "ruff", "check", "."],
    "ruff format": ["-m", "ruff", "format", "--check", "."],
    "mypy": ["-m", "mypy", "imh_desktop", "run.py"],
    "import-linter": ["-c", "from importlinter.cli import lint_imports_command as go; go()"],
    "pytest": ["-m", "pytest"],
}
ON_TWO_CORES = ["-n", "2", "--dist", "loadfile"]
"""For the whole run of pytest: each file of tests on one of two processes, side by side."""


def main(arguments: list[str]) -> int:  # <- IMH Desktop needs Python 3.11 or newer: python3 run.py
    """Do what the command line asks and return the exit code."""
    verbs = {
        "test": test, "faults": faults, "lock": lock, "wheelhouse": wheelhouse, "sbom": sbom
    }  # fmt: skip
    if arguments and arguments[0] in verbs:
        return verbs[arguments[0]](arguments[1:])
    return start(arguments)


def start(arguments: list[str]) -> int:
    """Open the program, or let the imh-desktop command do what the arguments say."""
    env = environment(os.environ)
    if wants_window(arguments) and not has_screen(os.environ):
        if any(word.startswith("--vault") for word in arguments):
            # Nobody could see it, and the tour would not open it: say so before a long set-up.
            say("There is no screen here: no window can show that vault. See: python3 run.py tour")
            return 2
        say("There is no screen here, so this is the tour: the real window, drawn into pictures.")
        arguments = ["tour", *arguments]
    set_up("runtime", env)
    # -P: a file in the folder one happens to stand in must not pass for a module of ours.
    return become([str(PYTHON), "-P", "-m", "imh_desktop", *arguments], env)


def test(arguments: list[str]) -> int:
    """Run every check and tell which failed; with arguments only pytest, with those arguments."""
    import subprocess
    import time

    env = environment(dict(os.environ, QT_QPA_PLATFORM="offscreen"))
    set_up("development", env)
    bare = {name: value for name, value in env.items() if name != "PYTHONPATH"}
    results = []
    for name in ["pytest"] if arguments else CHECKS:
        say("== " + name)
        began = time.monotonic()
        its_env = env if name == "pytest" else bare  # mypy takes PYTHONPATH for installed packages
        more = ON_TWO_CORES if name == "pytest" and not arguments else arguments
        code = subprocess.call([str(PYTHON), *CHECKS[name], *more], env=its_env, cwd=HOME)
        took = time.monotonic() - began
        results.append("%s %.1f s %s" % (name, took, "FAILED" if code else "passed"))
    say("== " + "; ".join(results))
    return int(any(result.endswith("FAILED") for result in results))


def faults(suites: list[str]) -> int:
    """Run the crash suites in their release figures, all or those named, and print their table."""
    import subprocess

    env = environment(dict(os.environ, QT_QPA_PLATFORM="offscreen"))
    set_up("development", env)
    return subprocess.call([str(PYTHON), "-m", "tests.faults", *suites], env=env, cwd=HOME)


def lock(options: list[str]) -> int:
    """Write both locks anew from pyproject.toml, for every system and Python we support."""
    import shutil
    import subprocess

    uv = shutil.which("uv")
    if uv is None:
        sys.exit("Making the locks needs uv: https://docs.astral.sh/uv/")
    shared = ["--universal", "--generate-hashes", "--quiet", *options]
    shared += ["--custom-compile-command", "python3 run.py lock"]
    more = {"runtime": [], "development": ["--extra", "dev", "-c", "requirements/runtime.txt"]}
    for name, its_own in more.items():
        to = ["--output-file", "requirements/%s.txt" % name]
        subprocess.check_call(
            [uv, "pip", "compile", "pyproject.toml", *shared, *its_own, *to], cwd=HOME
        )
    return 0


def wheelhouse(options: list[str]) -> int:
    """Fill wheelhouse/, so that set-up beside it needs no network; by default for this system.

    For another: --platform win_amd64 --python-version 3.13. It holds the tools of `test` too: the
    two commands of the README must work beside it, and the program is most of it either way.
    """
    import subprocess

    set_up("runtime", environment(os.environ))
    where = ["--dest", str(HOME / "wheelhouse")]
    return subprocess.call([*pip("download", "development"), *where, *options], cwd=HOME)


def sbom(options: list[str]) -> int:
    """Write the list of what the program is made of; with --check only compare."""
    import subprocess

    env = environment(os.environ)
    set_up("development", env)
    return subprocess.call([str(PYTHON), str(HOME / "requirements/sbom.py"), *options], env=env)


def wants_window(arguments: list[str]) -> bool:
    """Tell whether the arguments open the window: none, or its own options and no tour."""
    if "tour" in arguments:
        return False
    return not arguments or arguments[0].partition("=")[0] in {"--language", "--vault"}


def has_screen(env: Mapping[str, str]) -> bool:
    """Tell whether a window could be seen."""
    return sys.platform != "linux" or bool(env.get("DISPLAY") or env.get("WAYLAND_DISPLAY"))


def environment(env: Mapping[str, str]) -> dict[str, str]:
    """Return the environment for the program: this checkout, and off-screen without a screen."""
    ours = dict(env, PYTHONPATH=str(HOME))  # not beside the person's own: those are not locked
    ours.pop("PYTHONHOME", None)
    if not has_screen(ours):
        ours["QT_QPA_PLATFORM"] = "offscreen"
    return ours


def become(command: list[str], env: dict[str, str]) -> int:
    """Replace this process by the command; where that is impossible, wait for its exit code."""
    if sys.platform == "win32":  # its exec would hand the prompt back while the program runs
        import subprocess

        return subprocess.call(command, env=env)
    return os.execve(command[0], command, env)


def set_up(which: str, env: dict[str, str]) -> None:
    """Make .venv hold what the lock says and be able to show a window; free when it does already.

    Killed at any moment, it leaves no fact in the stamp that is not true.
    """
    wanted = facts(which, env)
    if wanted <= stamped():
        return
    with my_turn():
        done = stamped()
        if wanted <= done:
            return  # another run.py did it while this one waited
        add_system_packages(missing_packages(env))
        if not facts(which, {}) <= done:
            done = fill(which, done)
        probe_qt(env)
        stamp(done | wanted)


def fill(which: str, done: set[str]) -> set[str]:
    """Install a lock, into a new .venv if the old one is not to be trusted; return the facts."""
    if python_fact() not in done or UNFINISHED in done:
        make_venv()
        done = set()
    # The tools for the tests touch nothing the program stands on: without network, say, they fail
    # and the program still starts. After any other failure .venv is made anew.
    kept = {fact for fact in done if not fact.startswith("development")}
    if not facts("runtime", {}) <= kept:
        kept = set()
    stamp(kept | {UNFINISHED})
    install(which)
    stamp(kept | facts(which, {}))
    return stamped()


def facts(which: str, env: dict[str, str]) -> set[str]:
    """Return what must be true before the program may start in this environment."""
    import hashlib

    found = {python_fact()}
    for name in LOCKS if which == "development" else {which}:
        found.add("%s %s" % (name, hashlib.sha256(lock_file(name).read_bytes()).hexdigest()))
    if env and sys.platform == "linux":
        found.add("qt " + env.get("QT_QPA_PLATFORM", "screen"))
    return found


def python_fact() -> str:
    """Name the kind of Python a .venv belongs to; another kind needs another .venv."""
    machine = os.uname().machine if sys.platform != "win32" else "windows"
    return "%s %d.%d %s" % (sys.implementation.name, *sys.version_info[:2], machine)


def lock_file(name: str) -> Path:
    """Return where a lock lies."""
    return HOME / "requirements" / (name + ".txt")


def stamped() -> set[str]:
    """Return the facts that an earlier set-up finished; none if .venv has lost its Python."""
    if not (STAMP.is_file() and PYTHON.exists()):
        return set()
    return set(STAMP.read_text(encoding="ascii").splitlines())


def stamp(done: set[str]) -> None:
    """Write down what is finished, whole or not at all."""
    fresh = STAMP.with_suffix(".new")
    fresh.write_text("\n".join(sorted(done)) + "\n", encoding="ascii")
    fresh.replace(STAMP)


def my_turn() -> BufferedWriter:
    """Wait until no other run.py is setting up here; closing the file gives the turn back.

    The system frees the turn of a killed process. What it started inherits the turn, so a pip
    that outlives a killed run.py is waited for and not worked against.
    """
    (HOME / "build").mkdir(exist_ok=True)
    turn = (HOME / "build" / "set-up.lock").open("ab")
    if sys.platform == "win32":
        import msvcrt

        msvcrt.locking(turn.fileno(), msvcrt.LK_LOCK, 1)  # waits ten seconds, then OSError
    else:
        import fcntl

        fcntl.flock(turn, fcntl.LOCK_EX)
        os.set_inheritable(turn.fileno(), True)
    return turn


def make_venv() -> None:
    """Make .venv from nothing, whatever half-made or foreign thing stood there."""
    import shutil

    say("Setting up (once; about a minute, longer on a slow line).")
    if VENV.exists():
        shutil.rmtree(VENV)
    call([sys.executable, "-m", "venv", str(VENV)], "Python could not make " + str(VENV))


def install(which: str) -> None:
    """Install a lock into .venv: from wheelhouse/ if there is one, else as pip is configured."""
    offline = HOME / "wheelhouse"
    source = ["--no-index", "--find-links", str(offline)] if offline.is_dir() else []
    trouble = "pip could not install requirements/%s.txt" % which
    if source:
        trouble += " from wheelhouse/; fill it anew (python3 run.py wheelhouse, where there is"
        trouble += " network), or move that folder away to use the network"
    call([*pip("install", which), *source], trouble)


def pip(verb: str, which: str) -> list[str]:
    """Return a pip command that takes only wheels whose hash stands in the lock."""
    strict = ["--require-hashes", "--only-binary", ":all:", "-r", str(lock_file(which))]
    return [str(PYTHON), "-m", "pip", verb, "--disable-pip-version-check", "--no-input", *strict]


def call(command: list[str], trouble: str) -> None:
    """Run a step of the set-up; stop with the trouble in words if it fails."""
    import subprocess

    # Standard output belongs to the program; the open files hand on the turn, see my_turn.
    if subprocess.call(command, stdout=2, close_fds=False):
        sys.exit("\n%s: see above. The same command tries again." % trouble)


def missing_packages(env: dict[str, str]) -> list[str]:
    """Return the Debian packages this machine lacks, all at once; none where there is no apt."""
    import importlib.util
    import shutil

    if sys.platform != "linux" or shutil.which("apt-get") is None:
        return []
    found = [] if importlib.util.find_spec("ensurepip") else ["python3-venv"]
    libraries = dict(FOR_QT)
    if env.get("QT_QPA_PLATFORM") != "offscreen":
        libraries.update(FOR_A_SCREEN)
    return found + [package for name, package in libraries.items() if not loads(name)]


def loads(library: str) -> bool:
    """Tell whether the system has a shared library."""
    import ctypes

    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def add_system_packages(packages: list[str]) -> None:
    """Install system packages as root; anybody else is shown the one line and asked."""
    import shutil
    import subprocess

    if not packages:
        return
    work = "apt-get update; apt-get install -y --no-install-recommends " + " ".join(packages)
    command = ["sh", "-c", work]
    if sys.platform != "win32" and os.geteuid() != 0:
        command = ["sudo", *command] if shutil.which("sudo") else ["su", "-c", work]
        say("IMH Desktop needs system packages, once. This line installs them:\n")
        say("    %s '%s'\n" % (" ".join(command[:-1]), work))
        if not (agreed() and shutil.which(command[0])):
            sys.exit(NEEDS_PACKAGES)
    say("Installing system packages: " + " ".join(packages))
    env = dict(os.environ, DEBIAN_FRONTEND="noninteractive")
    if subprocess.call(command, env=env, stdout=2):
        say("\nThe system packages could not be installed: see above.")
        sys.exit(NEEDS_PACKAGES)


def agreed() -> bool:
    """Ask the person at the terminal; nobody there means no."""
    if sys.stdin is None or not sys.stdin.isatty():
        return False
    say("Run it now? [y/N]")
    return input().strip().lower() in {"y", "yes", "s", "si"}


def probe_qt(env: dict[str, str]) -> None:
    """Let Qt open a window apart from us: a missing library would abort the whole process."""
    import subprocess

    if sys.platform != "linux":
        return
    probe = [str(PYTHON), "-c", OPEN_A_WINDOW]
    done = subprocess.run(probe, env=env, stderr=subprocess.PIPE, text=True, timeout=120)
    if not done.returncode:
        return
    say(done.stderr)
    if "connect to display" in done.stderr or "wl_display" in done.stderr:
        sys.exit(
            "The screen that DISPLAY or WAYLAND_DISPLAY names does not answer. Without a screen:\n"
            "    env -u DISPLAY -u WAYLAND_DISPLAY python3 run.py"
        )
    say("Qt could not start: see above. On Debian its libraries are in these packages:")
    say("    " + " ".join([*FOR_QT.values(), *FOR_A_SCREEN.values()]))
    sys.exit(NEEDS_PACKAGES)


def say(words: str) -> None:
    """Tell the person at once, beside and not inside what the program prints."""
    print(words, file=sys.stderr, flush=True)


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit(130)
    except OSError as fault:  # a full disk, a folder one may not write to
        sys.exit("IMH Desktop could not be set up or started: %s" % fault)
