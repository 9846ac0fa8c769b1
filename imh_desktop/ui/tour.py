"""The tour: the real window, driven by clicks and keys alone, leaving pictures and both pages.

One thing it does without them: it marks its programme as invented, for which there is no field.
"""

import sys
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path

from PySide6.QtWidgets import QApplication

from imh_desktop.content.library import Library
from imh_desktop.core.checklist import ChecklistTexts
from imh_desktop.errors import EnvironmentFault, InputError
from imh_desktop.flows.visiting import CHECKLIST
from imh_desktop.store.vault import Vault
from imh_desktop.ui import (
    tour_after,
    tour_desk,
    tour_doors,
    tour_enrolling,
    tour_family,
    tour_mistakes,
    tour_paper,
    tour_safety,
    tour_visit,
)
from imh_desktop.ui.driver import Hands, StepFailed
from imh_desktop.ui.main_window import MainWindow
from imh_desktop.words import Words

_OLD = timedelta(days=320)
"""The age that, born at 36 weeks, stands in band B4 on any day of the calendar."""


CHAPTERS = (
    tour_enrolling,
    tour_visit,
    tour_paper,
    tour_after,
    tour_family,
    tour_mistakes,
    tour_safety,
    tour_desk,
    tour_doors,
)
"""The parts of the tour, each with its ``STEPS``."""


@dataclass(frozen=True, slots=True)
class Ways:
    """What no click on the window does. ``begin`` shows the first page; ``enter`` opens another
    laptop's file in place of the present one; ``leave`` locks. ``scratch``: an empty folder."""

    begin: Callable[[], None]
    enter: Callable[[Vault], None]
    leave: Callable[[], None]
    scratch: Path


@dataclass(frozen=True, slots=True)
class Trip:
    """What every step of the tour needs. ``texts``: the checklist as it is read aloud."""

    hands: Hands
    words: Words
    window: MainWindow
    texts: ChecklistTexts
    library: Library
    out: Path
    today: date
    ways: Ways

    @property
    def born_on(self) -> date:
        """Return the day of birth of the tour's child."""
        return self.today - _OLD


def walk(
    window: MainWindow, words: Words, out: Path, size: str, ways: Ways, hands: type[Hands] = Hands
) -> int:
    """Walk through the whole program; return the exit code.

    ``size``: the window's, as "1366x768"; ``hands``: whose they are. A step that cannot be done is
    named on standard error.
    """
    try:
        width, height = _size(size)
        trip = _prepare(window, words, out, ways, hands)
        window.resize(width, height)
        trip.hands.begin(window)
        ways.begin()
        for chapter in CHAPTERS:
            for step in chapter.STEPS:
                step(trip)
    except (StepFailed, InputError, EnvironmentFault) as error:
        sys.stderr.write(f"The tour stopped: {error}\n")
        _show_where(out)
        return 2 if isinstance(error, InputError) and error.place == "--size" else 1
    finally:
        window.hide()
    _tell(out)
    return 0


def _prepare(window: MainWindow, words: Words, out: Path, ways: Ways, hands: type[Hands]) -> Trip:
    out = out.resolve()
    try:
        out.mkdir(parents=True, exist_ok=True)
        for old in (*out.glob("[0-9]*-*.png"), out / "family.pdf", out / "referral.pdf"):
            old.unlink(missing_ok=True)
    except OSError as error:
        raise EnvironmentFault(
            "The folder {out} cannot be written: {why}.", out=out, why=error.strerror
        ) from error
    library = Library()
    texts = library.texts(CHECKLIST, words.language)
    today = datetime.now().astimezone().date()
    return Trip(hands(out), words, window, texts, library, out, today, ways)


def _show_where(out: Path) -> None:
    """Leave a picture of what stood there when a step could not be done."""
    if out.is_dir() and QApplication.activeWindow() is not None:
        Hands(out).picture("stopped-here")


def _size(text: str) -> tuple[int, int]:
    width, _x, height = text.partition("x")
    if not (width.isdigit() and height.isdigit()):
        raise InputError("This is no size of a window.", place="--size", expected="1366x768")
    return int(width), int(height)


def _tell(out: Path) -> None:
    sys.stdout.write(f"The tour is done. Pictures and pages are in {out}\n")
    for made in sorted((*out.glob("*.png"), *out.glob("*.pdf"))):
        sys.stdout.write(f"  {made.name}\n")
