"""Gathers what one visitor brings to supervision from the closed visits of some days."""

from collections.abc import Iterator
from datetime import date

from imh_desktop.content.library import Library
from imh_desktop.core.people import Child, Paper
from imh_desktop.core.summary import OpenClass, PageLine
from imh_desktop.core.supervision import PacketVisit, SupervisionPacket
from imh_desktop.core.visit import Visit
from imh_desktop.documents.supervision import supervision_pdf
from imh_desktop.errors import InputError
from imh_desktop.flows.pages import Page, page_texts
from imh_desktop.flows.roles import role_of
from imh_desktop.store import records
from imh_desktop.store.reflections import reflection
from imh_desktop.store.vault import Vault
from imh_desktop.words import Words

_WORRIED = ("a_little", "a_lot", "not_sure")


def supervision_page(
    vault: Vault, library: Library, first: date, last: date, language: str,
    paper: Paper | None = None, *, worker_id: str = "", words: Words | None = None,
) -> Page:  # fmt: skip
    """Make a visitor's packet; ``worker_id`` empty = the person here.

    Raises:
        InputError: the days are in the wrong order, hold no closed visit of hers, or it is another
            visitor's packet and this is no coordinator's laptop.
    """
    words = words or Words("en")
    made = packet(vault, library, first, last, language, paper, worker_id, words)
    return Page(
        content=supervision_pdf(made, Words(language)),
        file_name=f"supervision-{first.isoformat()}-{last.isoformat()}.pdf",
    )


def packet(
    vault: Vault, library: Library, first: date, last: date, language: str,
    paper: Paper | None, worker_id: str, words: Words,
) -> SupervisionPacket:  # fmt: skip
    """Return the packet as a value. Raises as ``supervision_page``."""
    whose = worker_id or vault.worker_id
    if first > last:
        raise InputError(words.say("The last day is before the first."), place="last")
    if whose != vault.worker_id and role_of(vault) != "coordinator":
        raise InputError(
            words.say("Another visitor's packet is made on her laptop or on the coordinator's."),
            place="worker",
        )
    visits = [
        _visit(vault, library, child, visit, whose, language, words)
        for child, visit in told_of(vault, first, last, whose)
    ]
    if not visits:
        raise InputError(
            words.say("No visit was finished on these days. Go back and choose other days."),
            place="first",
        )
    settings = records.programme(vault)
    return SupervisionPacket(
        language=language,
        paper=paper or settings.paper,
        visitor=records.worker_name(vault, whose),
        first=first,
        last=last,
        visits=tuple(sorted(visits, key=lambda each: (each.on, each.given_name))),
        demo=settings.fictional,
    )


def told_of(vault: Vault, first: date, last: date, whose: str) -> Iterator[tuple[Child, Visit]]:
    """Yield the closed visits a visitor's packet tells of, each behind its child."""
    for child in records.children(vault):
        for visit in records.visits(vault, child.child_id):
            if visit.worker_id == whose and visit.closed_at and first <= visit.on <= last:
                yield child, visit


def _visit(
    vault: Vault, library: Library, child: Child, visit: Visit, whose: str, language: str,
    words: Words,
) -> PacketVisit:  # fmt: skip
    texts = page_texts(library, visit.checklist_id, language, words)
    named = (texts.items[i].strength for i in visit.strengths if i in texts.items)
    seen = (text.replace("{name}", child.given_name) for text in named if text)
    strengths = (*seen, *(moment.text for moment in visit.moments))
    return PacketVisit(
        given_name=child.given_name,
        on=visit.on,
        strengths=tuple(PageLine(text, OpenClass.P) for text in strengths),
        questions=tuple(_questions(library, visit)),
        wonder=reflection(vault, visit.visit_id, whose),
    )


def _questions(library: Library, visit: Visit) -> Iterator[PageLine]:
    """Yield what was noted of the family's own question, where they had one."""
    for item in library.checklist(visit.checklist_id).items:
        answer, note = visit.answers.get(item.item_id), visit.notes.get(item.item_id)
        asked = item.kind == "worry" and not item.sensitivity.private
        if asked and note and answer and answer.code in _WORRIED:
            yield PageLine(note, OpenClass(item.sensitivity.value))
