"""The windowed program from the command line: its options, the window, or the tour of it."""

import argparse
import os
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

import msgspec
from PySide6.QtCore import QMessageLogContext, QTimer, QtMsgType, qInstallMessageHandler
from PySide6.QtWidgets import QApplication

from imh_desktop.flows.places import default_folder
from imh_desktop.ui.collector import collect_now
from imh_desktop.ui.laptop_settings import TEXT_SIZES, THEMES, LaptopSettings, read_settings
from imh_desktop.ui.program import WARM_AFTER_MS, Program
from imh_desktop.words import LANGUAGES


def main(arguments: Sequence[str]) -> int:
    """Open the window, or walk the tour; return the exit code."""
    options = _parser().parse_args(list(arguments))
    os.umask(0o077)
    app = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(app, QApplication)
    if options.command == "tour":
        return _tour(app, options)
    folder = options.vault or default_folder()
    settings = _asked(options, read_settings(folder))
    program = Program(app, settings, folder, restart, log=folder / "faults.log", backs_up=True)
    program.begin()
    QTimer.singleShot(2 * WARM_AFTER_MS, program, collect_now)
    program.window.showMaximized()
    return app.exec()


def restart() -> None:
    """Replace this process by a fresh one of the same program; where none can begin, end it."""
    command = [sys.executable, *sys.orig_argv[1:]]
    try:
        if os.name != "nt":
            os.execv(sys.executable, command)  # noqa: S606 our own command line again
        # execv on Windows would leave the console waiting for the old process
        subprocess.Popen(command)  # noqa: S603 our own command line again
    finally:
        os._exit(0)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="imh-desktop", add_help=False, allow_abbrev=False)
    parser.add_argument("--language", choices=LANGUAGES)
    parser.add_argument("--theme", choices=THEMES)
    parser.add_argument("--text-size", type=int, choices=TEXT_SIZES)
    parser.add_argument("--vault", type=Path)
    commands = parser.add_subparsers(dest="command")
    tour = commands.add_parser("tour", help="walk through the program and leave pictures of it")
    tour.add_argument("--language", choices=LANGUAGES, default=argparse.SUPPRESS)
    tour.add_argument("--theme", choices=THEMES, default=argparse.SUPPRESS)
    tour.add_argument("--text-size", type=int, choices=TEXT_SIZES, default=argparse.SUPPRESS)
    tour.add_argument("--size", default="1366x768", metavar="WIDTHxHEIGHT")
    tour.add_argument("--out", type=Path, default=Path("build/tour"))
    return parser


def _asked(options: argparse.Namespace, settings: LaptopSettings) -> LaptopSettings:
    """Return the settings with what the command line asks for, for this time."""
    said = {"language": options.language, "theme": options.theme, "text_size": options.text_size}
    return msgspec.structs.replace(settings, **{k: v for k, v in said.items() if v is not None})


def _tour(app: QApplication, options: argparse.Namespace) -> int:
    from imh_desktop.ui import tour

    qInstallMessageHandler(_without_plugin_limits)
    with tempfile.TemporaryDirectory(prefix="imh-tour-") as folder:
        settings = _asked(options, LaptopSettings(theme="light", cover_minutes=0, tour_seen=True))
        program = Program(
            app, settings, Path(folder) / "vault", lambda: None, backs_up=True, clock=lambda: 0.0
        )
        ways = tour.Ways(program.begin, program.open_instead, program.lock, Path(folder))
        try:
            code = tour.walk(program.window, program.words, options.out, options.size, ways)
            return code or int(program.last_resort.count > 0)
        finally:
            program.close()


def _without_plugin_limits(
    _kind: QtMsgType, _where: QMessageLogContext, message: str | None
) -> None:
    """Pass Qt's messages on, but not that a window drawn off-screen cannot be raised or sized."""
    if message and not message.startswith("This plugin does not support"):
        sys.stderr.write(f"{message}\n")
