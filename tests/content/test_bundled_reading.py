"""The words that ship, put together as pages, read as easily as textstat 0.7.4 finds too.

textstat leaves out syllables of one letter, so it finds every page somewhat easier than we do; by
how much at most is the tolerance.
"""

import random

import pytest

from imh_desktop.content.library import Library
from imh_desktop.core.checklist import Checklist, ChecklistTexts
from imh_desktop.core.reading import Counts, count, ease, grade, reading
from tests.core.reading_oracle import theirs

PAGES = 250
FORMULAS = {"en": grade, "es": ease}
HARDER = {"en": (-0.5, 3.0), "es": (-1.0, 12.0)}
"""By how many grades, or points, our result may call a page harder than textstat's."""
SAME_COUNTS = {"en": 0.8, "es": 0.02}
"""How far apart the formulas may be on the same counts: textstat rounds in between."""


@pytest.fixture(scope="module", params=["en", "es"])
def texts(request: pytest.FixtureRequest) -> ChecklistTexts:
    """The bundled words of a language."""
    return Library().texts("observation", request.param)


@pytest.fixture(scope="module")
def observation() -> Checklist:
    """The bundled checklist."""
    return Library().checklist("observation")


def pages(checklist: Checklist, texts: ChecklistTexts) -> list[str]:
    """Return made-up pages: in one band, what is seen, two ideas, next steps; 100 words or more.

    A hyphen parts words for us and joins them for textstat, so there is none.
    """
    chance, found = random.Random(7), list[str]()
    while len(found) < PAGES:
        band = chance.choice(checklist.bands)
        words = [texts.items[item.item_id] for item in checklist.in_band(band)]
        seen = [text.strength.replace("{name}", "Ana") for text in words if text.strength]
        steps = [text.step for text in words if text.step]
        ideas = [texts.strategies[s.strategy_id] for s in checklist.strategies if band in s.bands]
        picked = (chance.sample(seen, 8), chance.sample(ideas, 2), chance.sample(steps, 3))
        found.append("\n".join(line for kind in picked for line in kind).replace("-", " "))
    return found


def test_every_page_is_easy(observation: Checklist, texts: ChecklistTexts) -> None:
    hard = [page for page in pages(observation, texts) if not reading(page, texts.language).easy]

    assert hard == []


def test_every_page_reads_as_textstat_says(observation: Checklist, texts: ChecklistTexts) -> None:
    least, most = HARDER[texts.language]
    for page in pages(observation, texts):
        oracle, counts = theirs(page, texts.language), count(page, texts.language)
        ours, formula = reading(page, texts.language).value, FORMULAS[texts.language]
        harder = ours - oracle.result if texts.language == "en" else oracle.result - ours
        same = formula(Counts(oracle.sentences, oracle.words, oracle.syllables))

        assert counts.words == oracle.words, page
        assert least <= harder <= most, page
        assert same == pytest.approx(oracle.result, abs=SAME_COUNTS[texts.language])
