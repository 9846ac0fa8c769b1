"""How far a command is, as lines for a program: what the window's bar is fed with."""

import json
import sys
import time
from collections.abc import Callable, Iterable
from typing import Any, TypeVar

import click

from imh_desktop.cli.output import tell
from imh_desktop.core.progress import Progress, Step, quiet
from imh_desktop.errors import ImhError

F = TypeVar("F", bound=Callable[..., Any])
_PAUSE = 0.1
"""Seconds between two lines of one step."""


def progress_option(command: F) -> F:
    """Give a command ``--progress``, as the function its flow tells."""
    return click.option(
        "--progress", is_flag=True, callback=lambda _, __, asked: told(asked=asked),
        help="Print how far it is as JSON lines, and then the report on one line.",
    )(command)  # fmt: skip


def told(*, asked: bool) -> Progress:
    """Return what prints how far the work is, or tells nobody."""
    return ProgressLines() if asked else quiet


def tell_after(progress: Progress, value: Any, lines: Iterable[str], *, as_json: bool) -> None:
    """Print the report: after lines of progress it is one line of JSON."""
    if progress is quiet:
        tell(value, lines, as_json=as_json)
    else:
        print_line(value)


def print_line(value: Any) -> None:
    """Print one JSON value on one line, at once."""
    sys.stdout.buffer.write(json.dumps(value, ensure_ascii=False).encode() + b"\n")
    sys.stdout.buffer.flush()


def print_fault(error: ImhError) -> None:
    """Print a fault as a line, so that the window can say it in the person's language."""
    values = {name: str(value) for name, value in error.values.items()}
    print_line({"fault": {"sentence": error.sentence, "values": values}})


class ProgressLines:
    """Prints at most ten lines a second, and always the first and the last of a step."""

    def __init__(self) -> None:
        """Begin before the first step."""
        self._step, self._last, self._whole = "", 0.0, False

    def __call__(self, step: Step, done: int, total: int) -> None:
        """Print how far it is, unless that was said a moment ago."""
        now, whole = time.monotonic(), done >= total
        if step == self._step and (self._whole or not (whole or now >= self._last + _PAUSE)):
            return
        self._step, self._last, self._whole = step, now, whole
        print_line({"progress": {"step": step, "done": done, "total": total}})
