"""Family pages by the thousand, and what no family page may ever do."""

import random
import re
from collections.abc import Iterator
from datetime import date, timedelta
from io import BytesIO
from typing import NamedTuple

import msgspec
import pikepdf

from imh_desktop.content.library import Library
from imh_desktop.core.summary import FamilySummary, Variant
from imh_desktop.core.visit import Answer, SeenMoment, Step
from imh_desktop.documents import family_words, labels
from imh_desktop.documents.page import MARGIN
from imh_desktop.errors import InputError
from imh_desktop.exchange.visit_file import VisitFile
from imh_desktop.flows import visit_files
from imh_desktop.flows.example import example
from imh_desktop.flows.page_wish import Wish
from imh_desktop.flows.wording import banned_word
from imh_desktop.words import Words
from tests.documents import reading

ON = date(2026, 6, 17)
NAMES = (
    "Mirela", "Ana Lucía", "Teodoro", "Layla", "Xóchitl", "Nguyễn Ánh", "O'Brien", "Zoë", "Jo",
    "Wolfeschlegelstein", "Itzel Guadalupe", "Łukasz", "D’Angelo", "Bjørk", "Quetzalli", "Omondi",
    "ليلى", "عبد الرحمن",
)  # fmt: skip
WHO = {
    "en": ("Rosa", "Rosa and the nurse"),
    "es": ("Rosa", "Rosa y la enfermera"),
    "ar": ("Rosa", "سميرة والممرضة"),
}
WHAT = {
    "en": ("Talk it over with the nurse.", "Visit the play group.", "We visit again."),
    "es": ("Hablarlo con la enfermera.", "Ir al grupo de juego.", "La visitamos otra vez."),
    "ar": ("الحديث مع الممرضة.", "زيارة مجموعة اللعب.", "نزوركم مرة أخرى."),
}
SEEN = {
    "en": ("There was laughter when the cup fell.", "A song went on all the way home."),
    "es": ("Hubo risas cuando cayó la taza.", "Una canción duró todo el camino."),
    "ar": ("ضحك الجميع حين وقع الكوب.", "بقيت الأغنية طوال الطريق."),
}
SIZES = {"a4": (595.2756, 841.8898), "letter": (612.0, 792.0)}
VARIANTS: tuple[Variant, ...] = ("standard", "standard", "large", "bilingual", "pictures")


class Made(NamedTuple):
    """A page, what it says, and the file it was made from."""

    file: VisitFile
    wish: Wish
    summary: FamilySummary
    pdf: bytes


def pages(library: Library, language: str, count: int, seed: int) -> Iterator[Made]:
    """Yield pages of all kinds; one too long for two sides is refused, and another comes."""
    chance = random.Random(f"{seed} {language}")
    made = refused = 0
    while made < count:
        file, wish = _visit(library, language, chance), _wish(language, chance)
        summary = visit_files.summary_of(file, library, wish)
        try:
            pdf = visit_files.family_document(file, library, "", None, wish)
        except InputError as error:
            if wish.variant not in ("large", "bilingual") or "two sides" not in str(error):
                raise
            refused += 1
            continue
        made += 1
        yield Made(file, wish, summary, pdf)
    assert refused <= count / 20


def _wish(language: str, chance: random.Random) -> Wish:
    variant = chance.choice(VARIANTS)
    other = {"en": "es", "es": "en", "ar": "en"}[language] if variant == "bilingual" else ""
    paper = chance.choice(("a4", "letter"))
    return Wish(language=language, variant=variant, other=other, paper=paper)  # type: ignore[arg-type]


def _visit(library: Library, language: str, chance: random.Random) -> VisitFile:
    checklist = library.checklist("observation")
    band = chance.choice(checklist.bands)
    base = example(checklist, band, ON)
    texts = library.texts("observation", language)
    able = [
        i.item_id
        for i in checklist.in_band(band)
        if i.polarity == "strength" and texts.items[i.item_id].strength
    ]
    chosen = chance.sample(able, chance.randrange(3, 6))
    ideas = [s.strategy_id for s in checklist.strategies if band in s.bands]
    known = [chance.choice(("seen", "told", "both", None)) for _ in chosen]
    visit = msgspec.structs.replace(
        base.visit,
        language=language,
        answers={
            **base.visit.answers,
            **{
                key: Answer(code="often", known=how)  # type: ignore[arg-type]
                for key, how in zip(chosen, known, strict=True)
            },
        },
        strengths=tuple(chosen),
        moments=tuple(
            SeenMoment(moment_id=text, text=text)
            for text in chance.sample(SEEN[language], chance.randrange(3))
        ),
        strategies=tuple(chance.sample(ideas, chance.randrange(3))),
        steps=tuple(
            Step(
                step_id=what,
                what=what,
                who=chance.choice(WHO[language]),
                by=ON + timedelta(days=chance.randrange(1, 90)),
                phone=chance.choice(("", "555-0144")),
            )
            for what in WHAT[language][: chance.randrange(4)]
        ),
    )
    child = msgspec.structs.replace(base.child, given_name=chance.choice(NAMES))
    programme = msgspec.structs.replace(base.programme, fictional=False)
    return msgspec.structs.replace(base, visit=visit, child=child, programme=programme)


def faults(made: Made) -> list[str]:
    """Return what is wrong with a page; none."""
    texts = [" ".join(page) for page in reading.said_lines(made.pdf)]
    return [
        *_words(made, " ".join(texts)),
        *_places(made),
        *_breaks(made, texts),
        *_file(made),
    ]


def _sides(made: Made) -> list[tuple[FamilySummary, Words]]:
    sides = [made.summary, *([made.summary.beside] if made.summary.beside else [])]
    return [(side, Words(side.language)) for side in sides]


def _words(made: Made, text: str) -> Iterator[str]:
    """Yield words and figures that no family page may have."""
    said = " ".join(text.split())
    for side, words in _sides(made):
        said = said.replace(family_words.claim(words), "")
        for day in {side.on, *(step.by for step in side.steps if step.by)}:
            said = re.sub(rf"\b{words.date(day)}\b", "", said)
    for side, _ in _sides(made):
        if word := banned_word(said, side.language):
            yield f"banned: {word}"
    figures = re.findall(r"[\d%]", re.sub(r"\b555-\d{4}\b", "", said))
    steps = [str(number) for number in range(1, len(made.summary.steps) + 1)]
    allowed = [number for number in steps for _ in _sides(made)]
    if sorted(figures) != sorted(allowed):
        yield f"figures: {figures}"
    for name in NAMES:
        if name != made.summary.given_name and re.search(rf"\b{re.escape(name)}\b", text):
            yield f"another child: {name}"


def _places(made: Made) -> Iterator[str]:
    """Yield texts that meet, leave the sheet, or are small."""
    least = 18 if made.wish.variant == "large" else 12
    for stretches in reading.drawn(made.pdf):
        for pair in reading.overlaps(reading.lines(stretches)):
            yield f"overlap: {pair}"
        for line in reading.crowded(stretches):
            yield f"crowded: {line}"
        for silent in [each.text for each in stretches if not each.line]:
            yield f"drawn and not said: {silent}"
        for lost in reading.outside(stretches, *SIZES[made.summary.paper], MARGIN - 3):
            yield f"outside: {lost}"
        if min(stretch.size for stretch in stretches) < least - 0.01:
            yield "small"


def _breaks(made: Made, texts: list[str]) -> Iterator[str]:
    """Yield items that two pages share, and headings that stand last on a page."""
    bare = [reading.bare(text) for text in texts]
    full = made.wish.variant != "pictures"
    for side, words in _sides(made):
        lines = [line for d in side.strengths for line in (d.lines if full else d.lines[:1])]
        lines += [*side.strategies, *(step.what for step in side.steps)]
        for line in lines:
            if not any(reading.bare(line.text) in page for page in bare):
                yield f"split or lost: {line.text}"
        for page in bare[:-1]:
            body = page.partition(reading.bare(family_words.turn(words)))[0]
            for heading in _headings(side, words):
                if body.endswith(reading.bare(heading)):
                    yield f"orphan: {heading}"


def _headings(side: FamilySummary, words: Words) -> list[str]:
    found = [family_words.going_well(words), family_words.to_try(words)]
    found += [family_words.next_steps(words), family_words.moments(words)]
    found += [domain.title for domain in side.strengths]
    return found + [labels.routine(idea.routine, words) for idea in side.strategies]


def _file(made: Made) -> Iterator[str]:
    """Yield what the file itself tells of a person."""
    with pikepdf.open(BytesIO(made.pdf)) as pdf:
        told = " ".join(str(value) for value in pdf.docinfo.values())
        title = str(pdf.docinfo["/Title"])
    if title != Words(made.summary.language).say("Family summary"):
        yield f"title: {title}"
    if made.summary.given_name in told:
        yield "named in the file"
