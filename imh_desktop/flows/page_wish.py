"""How a family page is wanted: its language, its layout, and a second language."""

import msgspec

from imh_desktop.content.library import Library
from imh_desktop.core.checklist import Checklist
from imh_desktop.core.people import Child, Paper, Programme
from imh_desktop.core.printed import Part
from imh_desktop.core.summary import FamilySummary, Variant
from imh_desktop.core.visit import Visit
from imh_desktop.flows.family_summary import family_summary
from imh_desktop.flows.pages import page_texts
from imh_desktop.flows.refusing import PageRefused
from imh_desktop.words import Words


class Wish(msgspec.Struct, frozen=True, kw_only=True):
    """``other``: the second language of a bilingual page, and of no other; ``paper`` None = the
    programme's; ``part``: how much of the page."""

    language: str
    variant: Variant = "standard"
    other: str = ""
    paper: Paper | None = None
    part: Part = "whole"


def wished(
    wish: Wish,
    library: Library,
    child: Child,
    visit: Visit,
    checklist: Checklist,
    programme: Programme,
    words: Words,
) -> FamilySummary:
    """Gather what the family takes home, as it is wanted. No parameter can hold a private value.

    Refusals are said in the language of ``words``.

    Raises:
        PageRefused: as ``family_summary``; or the two languages of the page are not two.
    """
    _require_languages(wish, words)
    if wish.part == "strengths":
        visit = msgspec.structs.replace(visit, strategies=visit.strategies[:1], steps=())

    def made(language: str, beside: FamilySummary | None) -> FamilySummary:
        return family_summary(
            child,
            visit,
            checklist,
            page_texts(library, checklist.checklist_id, language, words),
            programme,
            Words(language),
            wish.paper or programme.paper,
            interface=words,
            variant=wish.variant,
            beside=beside,
        )

    try:
        beside = made(wish.other, None) if wish.other else None
    except PageRefused as fault:
        fault.place = "other" if fault.place == "language" else fault.place
        raise
    return made(wish.language, beside)


def _require_languages(wish: Wish, words: Words) -> None:
    """Hold a bilingual page to two languages, and any other to one."""
    if (wish.variant == "bilingual") != bool(wish.other):
        raise PageRefused(
            words.say("A page in two languages needs a second language, and no other page does."),
            place="other",
        )
    if wish.other and wish.other.partition("-")[0] == wish.language.partition("-")[0]:
        raise PageRefused(
            words.say("Both languages of this page are the same. Please choose another one."),
            place="other",
        )
