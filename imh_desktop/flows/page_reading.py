"""How a family page reads, taken of all its sentences together (clinical.md FS4).

Headings, names and numbers are not judged: as the shortest of lines they would flatter the page.
"""

from imh_desktop.core.reading import Reading, reading
from imh_desktop.core.summary import FamilySummary
from imh_desktop.documents.family_text import page_text
from imh_desktop.words import Words


def page_readings(summary: FamilySummary) -> tuple[tuple[str, Reading], ...]:
    """Return the language and the reading of each language of a page, as it is laid out."""
    pages = (summary, *((summary.beside,) if summary.beside else ()))
    return tuple((page.language, _reading(page)) for page in pages)


def hardest(summary: FamilySummary) -> Reading:
    """Return how a page reads; of two languages, the one that is not easy, else the first."""
    found = [each for _, each in page_readings(summary)]
    return next((each for each in found if not each.easy), found[0])


def _reading(summary: FamilySummary) -> Reading:
    said = page_text(summary, Words(summary.language))
    return reading("\n".join(each.text for each in said if each.sentence), summary.language)
