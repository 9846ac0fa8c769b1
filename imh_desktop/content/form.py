"""A checklist as its folder holds it: structure, words, and where each piece is written."""

from pathlib import Path
from typing import NamedTuple

from imh_desktop.content.structure import Structure
from imh_desktop.content.texts import Words


class Form(NamedTuple):
    """What was read of a checklist's folder. ``words``: by language. ``consistent``: all of its
    structure was read and holds together, so that its rules can be tried out."""

    home: Path
    structure: Structure
    words: dict[str, Words]
    consistent: bool
