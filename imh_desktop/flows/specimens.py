"""The specimen pages: six invented families in three languages, made the way real pages are."""

import tomllib
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Literal

import msgspec

from imh_desktop import assets
from imh_desktop.content.library import Library
from imh_desktop.core.checklist import Checklist, ChecklistTexts
from imh_desktop.core.people import Birth, Child, Paper, Programme, SupportLine
from imh_desktop.core.summary import FamilySummary, Variant
from imh_desktop.core.visit import Answer, SeenMoment, Step, Visit
from imh_desktop.documents.family import family_pdf
from imh_desktop.documents.text_specimen import TextSpecimen, text_specimen_pdf
from imh_desktop.flows.family_summary import family_summary
from imh_desktop.flows.specimen_words import lent_words, with_lent
from imh_desktop.flows.visiting import CHECKLIST
from imh_desktop.words import Words

SPOKEN = ("en", "es", "ar")


class _Texts(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    name: str
    phone: str
    text: tuple[TextSpecimen, ...]


class _Doing(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    what: str
    who: str = ""


class _When(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    by: date
    phone: str = ""


class _Said(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What is written in one language."""

    name: str
    moments: tuple[str, ...] = ()
    steps: tuple[_Doing, ...] = ()


class _Family(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """``strengths``: item -> how it is known; ``beside``: language -> the second one."""

    id: str
    band: str
    paper: Paper
    on: date
    strengths: dict[str, Literal["seen", "told", "both"]]
    strategies: tuple[str, ...]
    steps: tuple[_When, ...]
    said: dict[str, _Said]
    variant: Variant = "standard"
    beside: dict[str, str] = {}


class _Programme(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    name: str
    phone: str
    emergency: str
    day_and_night: str
    helpline: str


class _Specimens(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    programme: _Programme
    family: tuple[_Family, ...]


class Specimen(msgspec.Struct, frozen=True, kw_only=True):
    """One page. ``beside``: the words of its second language, if it has one."""

    file_name: str
    summary: FamilySummary
    words: Words
    beside: Words | None = None

    def pdf(self) -> bytes:
        """Return the page; the same bytes each time."""
        return family_pdf(self.summary, self.words, self.beside)


def specimens(library: Library, languages: Sequence[str] = SPOKEN) -> Iterator[Specimen]:
    """Yield each family's page in each language."""
    path = assets.resources() / "specimens" / "families.toml"
    given = msgspec.convert(tomllib.loads(path.read_text(encoding="utf-8")), _Specimens)
    desk = _Desk(library, given.programme)
    for family in given.family:
        for language in languages:
            yield desk.specimen(family, language)


def text_specimens() -> Iterator[tuple[str, bytes]]:
    """Yield a page of plain words for each script that no family page ships in: name, bytes."""
    given = texts_given()
    for said in given.text:
        page = text_specimen_pdf(said, name=given.name, phone=given.phone)
        yield f"text-{said.language}.pdf", page


def texts_given() -> "_Texts":
    """Return the words of those pages, as they are kept."""
    path = assets.resources() / "specimens" / "texts.toml"
    return msgspec.convert(tomllib.loads(path.read_text(encoding="utf-8")), _Texts)


class _Desk:
    """Makes pages of invented families."""

    def __init__(self, library: Library, programme: _Programme) -> None:
        self._checklist: Checklist = library.checklist(CHECKLIST)
        self._library = library
        lines = ("emergency", programme.emergency), ("day_and_night", programme.day_and_night)
        self._programme = Programme(
            name=programme.name,
            phone=programme.phone,
            support=(
                *(SupportLine(kind=kind, number=number) for kind, number in lines),  # type: ignore[arg-type]
                SupportLine(kind="other", number=programme.helpline),
            ),
            fictional=True,
        )

    def specimen(self, family: _Family, language: str) -> Specimen:
        """Return a family's page in a language."""
        second = family.beside.get(language, "")
        beside = self._summary(family, language, second, None) if second else None
        return Specimen(
            file_name=f"{family.id}-{'-'.join(filter(None, (language, second)))}.pdf",
            summary=self._summary(family, language, language, beside),
            words=Words(language),
            beside=Words(second) if second else None,
        )

    def _summary(
        self, family: _Family, written: str, language: str, beside: FamilySummary | None
    ) -> FamilySummary:
        """Return a page in a language, of a visit written down in another or the same one."""
        said = family.said[written]
        return family_summary(
            Child(child_id=family.id, given_name=said.name, birth=Birth.on(family.on)),
            _visit(family, said, written),
            self._checklist,
            self._texts(language),
            self._programme,
            Words(language),
            family.paper,
            interface=Words("en"),
            variant=family.variant,
            beside=beside,
        )

    def _texts(self, language: str) -> ChecklistTexts:
        texts = self._library.texts(CHECKLIST, language)
        return with_lent(texts, lent_words(language)) if texts.borrowed else texts


def _visit(family: _Family, said: _Said, language: str) -> Visit:
    return Visit(
        visit_id=family.id,
        child_id=family.id,
        on=family.on,
        band=family.band,
        checklist_id=CHECKLIST,
        language=language,
        answers={key: Answer(code="often", known=how) for key, how in family.strengths.items()},
        strengths=tuple(family.strengths),
        moments=tuple(SeenMoment(moment_id=text, text=text) for text in said.moments),
        strategies=family.strategies,
        steps=tuple(
            Step(step_id=done.what, what=done.what, who=done.who, by=when.by, phone=when.phone)
            for done, when in zip(said.steps, family.steps, strict=True)
        ),
    )
