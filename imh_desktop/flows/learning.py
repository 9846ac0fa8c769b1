"""Reading the Learn guide: every page in the person's language, or in another that is named."""

from dataclasses import dataclass
from pathlib import Path

from imh_desktop.content.faults import Fault, FormFault
from imh_desktop.content.guide import bundled_guide
from imh_desktop.core.checklist import Review
from imh_desktop.core.guide import Guide, GuidePage, GuideTexts

_SOURCE = "en"
"""The language the guide is written in first."""


@dataclass(frozen=True, slots=True)
class Lesson:
    """One page as it is read. ``language``: the one its words are in. ``borrowed``: it is not
    the language asked for, which has no such page. ``review``: who stands behind these words."""

    page_id: str
    page: GuidePage
    language: str
    borrowed: bool
    review: Review


@dataclass(frozen=True, slots=True)
class OpenGuide:
    """The guide in one language; at least one lesson, in the order of reading."""

    title: str
    lessons: tuple[Lesson, ...]


def open_guide(language: str, folder: Path | None = None) -> OpenGuide:
    """Return the guide in a language; ``folder``: of forms, the bundled one by default.

    Raises:
        FormFault: there is no guide, or a file of it is at fault.
    """
    return in_language(bundled_guide(folder), language)


def in_language(guide: Guide, language: str) -> OpenGuide:
    """Return a guide as it is read in a language. Raises as ``open_guide``."""
    order = dict.fromkeys((language, _SOURCE, *guide.texts))
    tongues = [guide.texts[each] for each in order if each in guide.texts]
    found = (_lesson(page_id, tongues, language) for page_id in guide.page_ids)
    lessons = tuple(lesson for lesson in found if lesson)
    if not lessons:
        raise FormFault((Fault("learn", "pages", "holds no page (expected at least one)"),))
    return OpenGuide(tongues[0].title, lessons)


def _lesson(page_id: str, tongues: list[GuideTexts], wanted: str) -> Lesson | None:
    for texts in tongues:
        if page_id in texts.pages:
            borrowed = texts.language != wanted
            page = texts.pages[page_id]
            return Lesson(page_id, page, texts.language, borrowed, texts.review)
    return None
