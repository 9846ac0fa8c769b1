"""Every word that a family page holds, in reading order: what is judged for how it reads."""

from collections.abc import Iterator
from typing import NamedTuple

from imh_desktop.core.summary import FamilySummary, PageIdea, PageLine, PageStep
from imh_desktop.documents import family_words, labels
from imh_desktop.words import Words


class Said(NamedTuple):
    """Words of a page. ``sentence``: they are read as one, in the page's language; a name, a
    number, a heading or a visitor's words in another language are not."""

    text: str
    sentence: bool = False


def page_text(summary: FamilySummary, words: Words) -> Iterator[Said]:
    """Yield the words of one language's page from top to foot; of a bilingual one, the first's.

    The hint to turn the page is left out.
    """
    full = summary.variant != "pictures"
    message = summary.message.text if full else family_words.opening(summary.message.text)[0]
    yield Said(summary.given_name)
    yield Said(family_words.visited(summary, words))
    yield Said(message, sentence=True)
    yield from _strengths(summary, words, full=full)
    yield from _ideas(summary.strategies, words)
    yield from _steps(summary.steps, words, full=full)
    yield Said(family_words.help_title(words))
    yield Said(family_words.for_everyone(words), sentence=True)
    for line in summary.support:
        yield from (Said(line.label), Said(line.number))
    yield Said(family_words.claim(words), sentence=True)
    made_by = (summary.programme, summary.programme_contact, summary.stamp)
    yield from (Said(text) for text in made_by)
    yield Said(summary.review_note, sentence=True)


def _strengths(summary: FamilySummary, words: Words, *, full: bool) -> Iterator[Said]:
    yield Said(family_words.going_well(words))
    for domain in summary.strengths:
        if domain.lines:
            yield Said(domain.title)
        for line in domain.lines if full else domain.lines[:1]:
            yield from _line(line, words)
            yield Said(family_words.how_known(line, words) if full else "", sentence=True)
    if summary.moments:
        yield Said(family_words.moments(words))
    for moment in summary.moments if full else summary.moments[:1]:
        yield from _line(moment, words)


def _ideas(ideas: tuple[PageIdea, ...], words: Words) -> Iterator[Said]:
    yield Said(family_words.to_try(words) if ideas else "")
    for idea in ideas:
        yield Said(labels.routine(idea.routine, words))
        yield from _line(idea, words)


def _steps(steps: tuple[PageStep, ...], words: Words, *, full: bool) -> Iterator[Said]:
    yield Said(family_words.next_steps(words) if steps else "")
    for number, step in enumerate(steps, 1):
        yield Said(str(number))
        yield from _line(step.what, words)
        facts = family_words.step_facts(step, words) if full else family_words.bare(step, words)
        yield from (Said(fact) for fact in facts)


def _line(line: PageLine, words: Words) -> Iterator[Said]:
    yield Said(line.text, sentence=not line.written_in)
    yield Said(family_words.tongue(line, words))
