"""What a visit's file gives the family's page."""

import itertools
import random
from io import BytesIO

import msgspec
import pypdfium2

from imh_desktop.content.library import Library
from imh_desktop.core.checklist import ChecklistTexts
from imh_desktop.core.people import Child, Programme
from imh_desktop.core.summary import FamilySummary, PageLine
from imh_desktop.core.visit import SeenMoment, Step, Visit
from imh_desktop.documents.family import family_pdf
from imh_desktop.exchange.visit_file import VisitFile
from imh_desktop.flows.family_summary import family_summary
from imh_desktop.words import Words

LANGUAGES = ("en", "es")
NOT_A_TEST = "This is what we noticed together. It is not a test or a diagnosis."
SMALLEST = tuple(
    SeenMoment(moment_id=text, text=text) for text in ("Mara sang.", "Mara ate.", "Mara slept.")
)


def summary_of(
    library: Library,
    file: VisitFile,
    language: str = "en",
    *,
    visit: Visit | None = None,
    texts: ChecklistTexts | None = None,
    programme: Programme | None = None,
    child: Child | None = None,
) -> FamilySummary:
    assert file.programme is not None
    return family_summary(
        child or file.child,
        visit or file.visit,
        library.checklist("observation"),
        texts or library.texts("observation", language),
        programme or file.programme,
        Words(language),
    )


def page_text(summary: FamilySummary) -> str:
    document = pypdfium2.PdfDocument(BytesIO(family_pdf(summary, Words(summary.language))))
    return "\n".join(page.get_textpage().get_text_range() for page in document)


def visits_of_all_kinds(library: Library, file: VisitFile, count: int) -> list[Visit]:
    """Return visits with all kinds of choices for the page, the barest among them."""
    chance = random.Random(21)
    checklist = library.checklist("observation")
    able = [i.item_id for i in checklist.in_band("B4") if i.polarity == "strength"]
    ideas = [s.strategy_id for s in checklist.strategies if "B4" in s.bands]
    bare = msgspec.structs.replace(
        file.visit, strengths=(), moments=SMALLEST, strategies=(), steps=()
    )
    found = [bare]
    for number in range(count - 1):
        chosen = chance.randrange(0, 7)
        found.append(
            msgspec.structs.replace(
                bare,
                strengths=tuple(chance.sample(able, chosen)),
                moments=SMALLEST if chosen < 3 else SMALLEST[: number % 2],
                strategies=tuple(chance.sample(ideas, chance.randrange(3))),
                steps=tuple(
                    Step(step_id=f"s{n}", what="Talk it over with the nurse", who="Ines")
                    for n in range(chance.randrange(4))
                ),
            )
        )
    return found


def lines_of(summary: FamilySummary) -> list[PageLine]:
    strengths = itertools.chain.from_iterable(domain.lines for domain in summary.strengths)
    steps = (step.what for step in summary.steps)
    return [summary.message, *strengths, *summary.moments, *summary.strategies, *steps]
