"""The family's page: built from open values alone, by type (clinical.md 4.2)."""

from dataclasses import dataclass
from datetime import date

from imh_desktop.content.library import Library
from imh_desktop.core.checklist import Checklist, ChecklistTexts
from imh_desktop.core.people import Child, Paper, Programme
from imh_desktop.core.summary import FamilySummary
from imh_desktop.core.visit import Visit
from imh_desktop.errors import InputError
from imh_desktop.store.vault import Vault
from imh_desktop.words import Words


class PageRefused(InputError):
    """The page cannot be made; the message says what is missing and where to set it right."""


@dataclass(frozen=True, slots=True)
class Page:
    """A finished PDF. ``file_name`` holds no name of a person. ``warnings``: sentences to show
    before printing, such as a support number long unchecked."""

    content: bytes
    file_name: str
    warnings: tuple[str, ...] = ()


def family_summary(
    child: Child,
    visit: Visit,
    checklist: Checklist,
    texts: ChecklistTexts,
    programme: Programme,
    words: Words,
    paper: Paper = "a4",
) -> FamilySummary:
    """Gather what the family takes home. No parameter can hold a private value.

    Raises:
        PageRefused: fewer than three strengths, an empty emergency or day-and-night number, a
            missing text, or typed words that must not stand on a family page.
    """
    raise NotImplementedError


def page_warnings(programme: Programme, today: date, words: Words) -> tuple[str, ...]:
    """Return what to say before printing: support numbers not checked for 180 days."""
    raise NotImplementedError


def family_page(
    vault: Vault,
    library: Library,
    visit_id: str,
    language: str,
    paper: Paper | None = None,
    *,
    today: date | None = None,
    words: Words | None = None,
) -> Page:
    """Make a visit's family page; ``paper`` None = the programme's. ``words``: the interface's,
    for refusals and warnings.

    Raises:
        PageRefused: see ``family_summary``.
    """
    raise NotImplementedError
