"""Puts a band of a checklist on paper: open items on one, what is asked alone on another."""

from collections.abc import Iterator

from msgspec.structs import replace

from imh_desktop.content.library import Library, structure_hash
from imh_desktop.core.ages import BANDS
from imh_desktop.core.checklist import Checklist, ChecklistTexts, Condition, Item
from imh_desktop.core.paper_checklist import (
    PaperChecklist,
    PaperDomain,
    PaperItem,
    PrivateItem,
    PrivateSheet,
)
from imh_desktop.core.people import Paper
from imh_desktop.core.privacy import Sensitivity
from imh_desktop.core.summary import OpenClass
from imh_desktop.documents.paper_checklist import checklist_pdf, private_sheet_pdf
from imh_desktop.errors import InputError
from imh_desktop.flows.pages import Page, page_texts, review_note
from imh_desktop.flows.visit_state import KNOWN_KINDS
from imh_desktop.words import Words

CHECKLIST = "observation"


def blank_checklist(
    library: Library, band: str, language: str, paper: Paper, *, private: bool = False,
    words: Words | None = None, checklist_id: str = CHECKLIST, demo: bool = False,
) -> Page:  # fmt: skip
    """Make the paper of a band; ``private``: the sheet of what is asked alone, instead.
    ``demo``: it is printed in the demo, and says so.

    Raises:
        InputError: there is no such band, or no words in this language.
    """
    words = words or Words("en")
    checklist = library.checklist(checklist_id)
    if band not in checklist.bands:
        raise InputError(
            words.say("There is no checklist for this age yet."),
            place="band", expected=", ".join(checklist.bands),
        )  # fmt: skip
    texts, said = page_texts(library, checklist_id, language, words), Words(language)
    if private:
        sheet = private_sheet(checklist, texts, band, paper, said)
        content = private_sheet_pdf(replace(sheet, demo=demo), said)
    else:
        open_items = paper_checklist(checklist, texts, band, paper, said)
        content = checklist_pdf(replace(open_items, demo=demo), said)
    kind = "sheet" if private else "checklist"
    return Page(
        content=content, file_name=f"{kind}-{band.lower()}-{language}.pdf", review=texts.review
    )


def paper_checklist(
    checklist: Checklist, texts: ChecklistTexts, band: str, paper: Paper, words: Words
) -> PaperChecklist:
    """Return the open items of a band, domain by domain, numbered."""
    numbers = _numbers(checklist, band)
    domains = []
    for domain in checklist.domains:
        items = [i for i in _open(checklist, band) if i.construct in domain.constructs]
        if items:
            drawn = tuple(_item(i, numbers, checklist, texts, words) for i in items)
            title = texts.domains.get(domain.domain_id, domain.domain_id)
            domains.append(PaperDomain(title=title, items=drawn))
    return PaperChecklist(
        language=texts.language, paper=paper, title=_title(checklist, band, words),
        mark=_mark(checklist, band, words), review_note=review_note(texts, words),
        domains=tuple(domains),
    )  # fmt: skip


def private_sheet(
    checklist: Checklist, texts: ChecklistTexts, band: str, paper: Paper, words: Words
) -> PrivateSheet:
    """Return what is asked alone in a band, a page for each class."""
    numbers = _numbers(checklist, band)
    pages = tuple(
        tuple(
            PrivateItem(
                number=numbers[item.item_id],
                text=texts.items[item.item_id].text,
                choices=_choices(item, texts),
            )
            for item in checklist.in_band(band)
            if item.sensitivity is one
        )
        for one in (Sensitivity.G, Sensitivity.V)
    )
    return PrivateSheet(
        language=texts.language, paper=paper, title=words.say("Conversation sheet"),
        mark=_mark(checklist, band, words), review_note=review_note(texts, words),
        pages=tuple(filter(None, pages)),
    )  # fmt: skip


def months_said(band: str, words: Words) -> str:
    """Return the ages of a band in words."""
    edge = next(each for each in BANDS if each.band_id == band)
    return words.say(
        "{start} to under {end} months", start=edge.from_months, end=edge.before_months
    )


def _open(checklist: Checklist, band: str) -> list[Item]:
    return [item for item in checklist.in_band(band) if not item.sensitivity.private]


def _numbers(checklist: Checklist, band: str) -> dict[str, str]:
    """Return item id -> number. Each paper counts its own, so that no gap tells of the other."""
    found: dict[str, str] = {}
    for private in (False, True):
        asked = (i for i in checklist.in_band(band) if i.sensitivity.private is private)
        found |= {item.item_id: str(number) for number, item in enumerate(asked, 1)}
    return found


def _item(
    item: Item, numbers: dict[str, str], checklist: Checklist, texts: ChecklistTexts, words: Words
) -> PaperItem:
    known = item.kind in KNOWN_KINDS
    ways = (words.say("seen"), words.say("told"), words.say("both")) if known else ()
    return PaperItem(
        number=numbers[item.item_id],
        text=texts.items[item.item_id].text,
        choices=_choices(item, texts),
        ways=ways,
        hint="  ".join(_hints(item, numbers, words)),
        under=any(item.item_id in group.signs for group in checklist.items),
        source=OpenClass(item.sensitivity.value),
    )


def _hints(item: Item, numbers: dict[str, str], words: Words) -> Iterator[str]:
    signs = [numbers[each] for each in item.signs if each in numbers]
    if signs:
        yield words.say(
            "If the answer is not “no”, please ask {numbers} too.", numbers=" + ".join(signs)
        )
    if item.show_when is not None:
        yield _when(item.show_when, words)


def _when(condition: Condition, words: Words) -> str:
    inner = condition.not_
    if inner is not None and inner.visit_kind == ("remote",):
        return words.say("Not for a visit by phone or video.")
    if condition.age_from is not None:
        return words.count(
            "From the age of {n} month.", "From the age of {n} months.", condition.age_from
        )
    return words.say("Only where it fits.")


def _choices(item: Item, texts: ChecklistTexts) -> tuple[str, ...]:
    return tuple(texts.choices.get(code, code) for code in item.codes)


def _title(checklist: Checklist, band: str, words: Words) -> str:
    return words.say("Observation checklist, {ages}", ages=months_said(band, words))


def _mark(checklist: Checklist, band: str, words: Words) -> str:
    return words.say(
        "{band}, version {version}, {letters}",
        band=band, version=checklist.version, letters=structure_hash(checklist)[:6],
    )  # fmt: skip
