"""How much of the program speaks each language: its own words, the checklists, the guide."""

import re
import struct
from pathlib import Path
from typing import NamedTuple

from imh_desktop import assets
from imh_desktop.content.guide import bundled_guide
from imh_desktop.content.library import Library
from imh_desktop.locales import LOCALES

_ENTRY = re.compile(r"^msgid ", re.MULTILINE)
_MAGIC = 0x950412DE


class Share(NamedTuple):
    """How many of how many."""

    there: int
    whole: int

    @property
    def percent(self) -> int:
        """Return the share in percent, rounded down; of nothing, all is there."""
        return 100 * self.there // self.whole if self.whole else 100


class Coverage(NamedTuple):
    """One language. ``words``: the program's own; ``questions`` and ``ideas`` of the bundled
    checklists; ``bands``: those with every question; ``lessons``: pages of the Learn guide."""

    language: str
    own_name: str
    words: Share
    questions: Share
    ideas: Share
    bands: tuple[str, ...]
    lessons: Share


def coverage(library: Library | None = None) -> tuple[Coverage, ...]:
    """Count each language the program speaks, in the order in which it offers them."""
    return tuple(_coverage(language, library or Library()) for language in LOCALES)


def _coverage(language: str, library: Library) -> Coverage:
    guide = bundled_guide()
    lessons = guide.texts[language].pages if language in guide.texts else {}
    checklists = [library.checklist(each) for each in library.ids()]
    own = [
        library.texts(one.checklist_id, language)
        for one in checklists
        if language in library.languages(one.checklist_id)
    ]
    lent = frozenset().union(*(texts.borrowed for texts in own))
    asked = [item for one in checklists for item in one.items]
    ideas = [idea.strategy_id for one in checklists for idea in one.strategies]
    speaks = bool(own)
    return Coverage(
        language=language,
        own_name=LOCALES[language].own_name,
        words=_words(language),
        questions=Share(sum(speaks and i.item_id not in lent for i in asked), len(asked)),
        ideas=Share(sum(speaks and each not in lent for each in ideas), len(ideas)),
        bands=tuple(
            band
            for band in dict.fromkeys(band for one in checklists for band in one.bands)
            if speaks and not any(band in i.bands and i.item_id in lent for i in asked)
        ),
        lessons=Share(len(lessons), len(guide.page_ids)),
    )


def _words(language: str) -> Share:
    """Count the messages of a catalogue: a compiled one holds only those that are translated."""
    home = assets.resources() / "locale"
    whole = len(_ENTRY.findall((home / "imh.pot").read_text(encoding="utf-8"))) - 1
    if language == "en":
        return Share(whole, whole)
    return Share(_messages(home / language / "LC_MESSAGES/imh.mo") - 1, whole)


def _messages(path: Path) -> int:
    """Return how many messages a compiled catalogue holds, its heading among them."""
    magic, _version, number = struct.unpack("<3I", path.read_bytes()[:12])
    if magic != _MAGIC:
        raise ValueError(f"{path.name} is no catalogue of this machine's kind")
    return int(number)
