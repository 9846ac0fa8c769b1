"""Reads the help topics: a text file for each topic and language, in a little Markdown.

``# `` is the title and the paragraph below it the summary, ``## `` a heading, ``1. `` a step,
``- `` a point; every other line is a paragraph.
"""

import re
from pathlib import Path

from imh_desktop import assets
from imh_desktop.core.help import HelpPart, HelpTopic

ORDER = "topics.txt"
_POINT = re.compile(r"(?:(\d+)\.|-) (.+)")


def help_folder() -> Path:
    """Return where the topics are."""
    return assets.resources() / "help"


def topic_ids(folder: Path | None = None) -> tuple[str, ...]:
    """Return the topics in the order of reading."""
    return tuple(((folder or help_folder()) / ORDER).read_text("utf-8").split())


def read_topic(language: str, topic_id: str, folder: Path | None = None) -> HelpTopic | None:
    """Return a topic; None where it is not written in this language.

    Raises:
        ValueError: it does not begin with a title and a summary.
    """
    try:
        text = ((folder or help_folder()) / language / f"{topic_id}.md").read_text("utf-8")
    except FileNotFoundError:
        return None
    head, *parts = re.split(r"^## ", text, flags=re.MULTILINE)
    title, *rest = [line for line in head.splitlines() if line.strip()]
    if not title.startswith("# ") or len(rest) != 1:
        raise ValueError(f"{language}/{topic_id}: a title and one sentence come first")
    return HelpTopic(
        topic_id=topic_id, language=language, title=title[2:].strip(), summary=rest[0].strip(),
        parts=tuple(map(_part, parts)),
    )  # fmt: skip


def _part(text: str) -> HelpPart:
    heading, *lines = [line.strip() for line in text.splitlines() if line.strip()]
    found = [(_POINT.fullmatch(line), line) for line in lines]
    points = [match for match, _ in found if match]
    return HelpPart(
        heading=heading, paragraphs=tuple(line for match, line in found if not match),
        points=tuple(match[2] for match in points), numbered=any(match[1] for match in points),
    )  # fmt: skip
