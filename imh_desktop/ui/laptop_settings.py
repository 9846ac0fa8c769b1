"""How the window looks on this laptop: kept beside the vault, and never anything about a person."""

from contextlib import suppress
from pathlib import Path
from typing import Literal, get_args

import msgspec

from imh_desktop.core.idle import Rest
from imh_desktop.words import LANGUAGES

FILE = "window.json"
Theme = Literal["system", "light", "dark", "sunlight"]
THEMES: tuple[Theme, ...] = get_args(Theme)
TEXT_SIZES = (100, 125, 150, 200)
"""Percent, beside whatever scale the system has."""
COVER_MINUTES = (0, 2, 5, 10)
"""After how long without a key or a touch the screen is covered; 0 = never."""
LOCK_MINUTES = (1, 5, 10, 15)
"""After how long the file is closed, outside a visit; in one it is closed after 30."""


class LaptopSettings(msgspec.Struct, frozen=True, kw_only=True):
    """``language``: of the program; empty = the system's. ``tour_seen``: the guided tour was
    done or skipped here. A value this release does not know is
    read as the usual one."""

    theme: str = "system"
    text_size: int = 100
    language: str = ""
    cover_minutes: int = 5
    lock_minutes: int = 5
    tour_seen: bool = False

    def known(self) -> "LaptopSettings":
        """Return these settings with every value that does not exist here made usual."""
        usual = LaptopSettings()
        return LaptopSettings(
            theme=self.theme if self.theme in THEMES else usual.theme,
            text_size=self.text_size if self.text_size in TEXT_SIZES else usual.text_size,
            language=self.language if self.language in LANGUAGES else usual.language,
            cover_minutes=(
                self.cover_minutes if self.cover_minutes in COVER_MINUTES else usual.cover_minutes
            ),
            lock_minutes=(
                self.lock_minutes if self.lock_minutes in LOCK_MINUTES else usual.lock_minutes
            ),
            tour_seen=self.tour_seen,
        )

    def rest(self) -> Rest:
        """Return after how long without a touch the screen is covered and the file closed."""
        return Rest(cover_s=60 * self.cover_minutes, lock_s=60 * self.lock_minutes)

    def larger(self, steps: int) -> "LaptopSettings":
        """Return these settings with the text so many sizes larger, or smaller."""
        at = TEXT_SIZES.index(self.known().text_size) + steps
        at = min(max(at, 0), len(TEXT_SIZES) - 1)
        return msgspec.structs.replace(self, text_size=TEXT_SIZES[at])


def read_settings(folder: Path) -> LaptopSettings:
    """Return what was chosen here; the usual where nothing was, or nobody can read it."""
    try:
        content = (folder / FILE).read_bytes()
        return msgspec.json.decode(content, type=LaptopSettings).known()
    except (OSError, msgspec.MsgspecError, UnicodeDecodeError):
        return LaptopSettings()


def write_settings(folder: Path, settings: LaptopSettings) -> bool:
    """Keep what was chosen; False where the disk refuses: then it holds until the window closes."""
    part = folder / f"{FILE}.part"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        part.write_bytes(msgspec.json.encode(settings))
        part.replace(folder / FILE)
    except OSError:
        with suppress(OSError):
            part.unlink(missing_ok=True)
        return False
    return True
