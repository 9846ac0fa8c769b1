"""The family's page, made from the vault."""

from datetime import date

import msgspec

from imh_desktop.content.library import Library
from imh_desktop.core.page_code import page_code
from imh_desktop.core.people import Paper, Programme
from imh_desktop.core.printed import Part
from imh_desktop.core.summary import FamilySummary
from imh_desktop.documents.family import family_pdf
from imh_desktop.flows.care import require_page_wished
from imh_desktop.flows.clock import local_today
from imh_desktop.flows.loading import Loaded, load
from imh_desktop.flows.page_wish import Wish, wished
from imh_desktop.flows.pages import Page, page_file_name, require_settled
from imh_desktop.flows.printing_reading import page_reading
from imh_desktop.store.records import PROGRAMME_ID
from imh_desktop.store.vault import Vault
from imh_desktop.words import Words

STALE_DAYS = 180
"""A support number not checked for longer than this is warned of (FS6)."""


def family_page(
    vault: Vault,
    library: Library,
    visit_id: str,
    language: str,
    paper: Paper | None = None,
    *,
    today: date | None = None,
    part: Part = "whole",
    words: Words | None = None,
    wish: Wish | None = None,
) -> Page:
    """Make a visit's family page; ``paper`` None = the programme's. ``words``: the interface's,
    for refusals and warnings. ``part``: "strengths" is the short page, with one thing to
    try and no next step.
    ``wish``: a page of another layout; it stands above ``language`` and ``paper``.

    Raises:
        PageRefused: see ``family_summary``.
    """
    words = words or Words("en")
    loaded = load(vault, library, visit_id)
    summary = frozen_summary(
        vault, library, loaded, language, paper, part=part, words=words, wish=wish
    )
    return Page(
        content=family_pdf(summary, Words(summary.language)),
        file_name=page_file_name("family", loaded.visit.on, visit_id),
        warnings=page_warnings(loaded.programme, today or local_today(), words),
        review=library.texts(loaded.visit.checklist_id, summary.language).review,
        reading=page_reading(summary),
    )


def frozen_summary(
    vault: Vault,
    library: Library,
    loaded: Loaded,
    language: str,
    paper: Paper | None = None,
    *,
    part: Part = "whole",
    words: Words,
    wish: Wish | None = None,
) -> FamilySummary:
    """Return all that a visit's family page says, from which it can be drawn anywhere.

    Raises:
        PageRefused: as ``family_page``.
    """
    visit, child, programme = loaded.visit, loaded.child, loaded.programme
    require_page_wished(vault, child.child_id, words)
    require_settled(vault, (visit.visit_id, child.child_id, PROGRAMME_ID), words)
    wish = wish or Wish(language=language, paper=paper)
    if part == "strengths":
        wish = msgspec.structs.replace(wish, part=part)
    summary = wished(wish, library, child, visit, loaded.checklist, programme, words)
    said = Words(summary.language).say("Page code: {code}", code=page_code(frozen(summary)))
    return msgspec.structs.replace(summary, stamp=said)


def frozen(summary: FamilySummary) -> bytes:
    """Return a page's value as the bytes that are kept of it."""
    return msgspec.json.encode(summary, order="sorted")


def page_warnings(programme: Programme, today: date, words: Words) -> tuple[str, ...]:
    """Return what to say before printing: support numbers not checked for 180 days."""
    stale = any(
        line.checked_on is None or (today - line.checked_on).days > STALE_DAYS
        for line in programme.for_families
    )
    if not stale:
        return ()
    return (
        words.say(
            "A support number was not checked for more than {n} days. Please call it, then note"
            " the day in the programme's settings.",
            n=STALE_DAYS,
        ),
    )
