"""What can be made of a visit file without a vault: its profile and both pages."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import msgspec

from imh_desktop.content.library import Library
from imh_desktop.core.ages import POLICIES
from imh_desktop.core.checklist import Checklist, ChecklistTexts
from imh_desktop.core.evaluation import Evaluation
from imh_desktop.core.facts import Facts
from imh_desktop.core.people import Paper, Programme
from imh_desktop.core.referral import Consent, ReferralRequest
from imh_desktop.core.summary import FamilySummary
from imh_desktop.documents.family import family_pdf
from imh_desktop.documents.referral import referral_pdf
from imh_desktop.errors import InputError
from imh_desktop.exchange.visit_checks import check, check_programme, policy_id
from imh_desktop.exchange.visit_file import VisitFile, read_programme_file, read_visit_file
from imh_desktop.flows.loading import earlier_than, reading_for
from imh_desktop.flows.page_wish import Wish, wished
from imh_desktop.flows.pages import page_texts
from imh_desktop.flows.printing_reading import require_easy
from imh_desktop.flows.referral_noticed import noticed
from imh_desktop.flows.referral_summary import Case, consent_fault, referral_summary
from imh_desktop.flows.refusing import PageRefused
from imh_desktop.flows.tracing import fired
from imh_desktop.words import Words


def read(path: Path, library: Library, programme: Path | None = None) -> VisitFile:
    """Read a visit file and hold it to its checklist; ``programme``: settings that come first.

    Raises:
        InputError: file, place and what was expected.
    """
    file = read_visit_file(path)
    if programme is not None:
        settings = read_programme_file(programme)
        check_programme(settings, str(programme))
        file = msgspec.structs.replace(file, programme=settings)
    check(file, checklist_of(file, library), str(path))
    return file


def checklist_of(file: VisitFile, library: Library) -> Checklist:
    """Return the checklist of the file's visit; the first one when its id is not here."""
    ids = library.ids()
    chosen = file.visit.checklist_id if file.visit.checklist_id in ids else ids[0]
    return library.checklist(chosen)


def facts_of(file: VisitFile, checklist: Checklist) -> Facts:
    """Return what the rules may look at."""
    policy = POLICIES[policy_id(file.programme, checklist)]
    return Facts(
        checklist=checklist,
        visit=file.visit,
        child=file.child,
        reading=reading_for(file.child, file.visit.on, policy, file.visit.band),
        private=tuple(t for t in file.private if t.visit_id == file.visit.visit_id),
        earlier=earlier_than(file.visit, file.earlier_visits),
    )


def told_profile(file: VisitFile, library: Library, language: str) -> dict[str, Any]:
    """Return the profile with a sentence for each rule.

    Raises:
        InputError: there are no words in that language.
    """
    checklist = checklist_of(file, library)
    try:
        texts = page_texts(library, checklist.checklist_id, language, Words("en"))
    except PageRefused as fault:
        fault.place = "--language"
        raise
    return profile(file, checklist, texts)


def profile(
    file: VisitFile, checklist: Checklist, texts: ChecklistTexts | None = None
) -> dict[str, Any]:
    """Return the profile and what the rules say, as plain JSON values; with ``texts``, each rule
    in a sentence of their language."""
    facts = facts_of(file, checklist)
    now = Evaluation(facts)
    read, guidance = msgspec.to_builtins(now.profile), msgspec.to_builtins(now.guidance)
    return {
        "visit_id": file.visit.visit_id,
        "on": file.visit.on.isoformat(),
        "band": file.visit.band,
        "chronological": str(facts.reading.chronological),
        "working": facts.reading.working_text,
        "basis": facts.reading.basis,
        "completeness": read["completeness"],
        "answered": read["answered"],
        "shown": read["shown"],
        "thin_domains": read["thin_domains"],
        "domains": read["domains"],
        "open_level": guidance["open_level"],
        "private_level": guidance["private_level"],
        "fired": fired(file, now.guidance, texts),
        "act_now": [*guidance["act_now"], *guidance["private_act_now"]],
        "ask_loss": guidance["ask_loss"],
    }


def family_document(
    file: VisitFile,
    library: Library,
    language: str,
    paper: Paper | None,
    wish: Wish | None = None,
    reason: str = "",
) -> bytes:
    """Return the family's page; ``wish``: one of another layout, above ``language``, ``paper``.
    ``reason``: why it goes though it is hard to read.

    Raises:
        PageRefused: see ``family_summary``; or it is hard to read, and there is no reason.
    """
    summary = summary_of(file, library, wish or Wish(language=language, paper=paper))
    require_easy(summary, reason, Words("en"))
    return family_pdf(summary, Words(summary.language))


def summary_of(file: VisitFile, library: Library, wish: Wish) -> FamilySummary:
    """Return all that the family's page says.

    Raises:
        PageRefused: see ``family_summary``.
    """
    checklist = checklist_of(file, library)
    return wished(wish, library, file.child, file.visit, checklist, _settings(file), Words("en"))


def referral_document(
    file: VisitFile, library: Library, language: str, paper: Paper | None, on: date
) -> bytes:
    """Return the referral's page as written on a day.

    Raises:
        PageRefused: there is no referral, or no consent covers it on that day.
    """
    checklist, settings, words = checklist_of(file, library), _settings(file), Words(language)
    english = Words("en")
    if file.referral is None:
        raise PageRefused("There is nothing to refer for.", place="referral", expected="a referral")
    facts = facts_of(file, checklist)
    consent = _consent(file.referral, file.consents, on, english)
    case = Case(
        child=file.child,
        caregivers=file.caregivers,
        visit=file.visit,
        checklist=checklist,
        texts=page_texts(library, checklist.checklist_id, language, english),
        programme=settings,
        referrer=settings.name,
        reading=facts.reading,
        noticed=noticed(None, facts),
    )
    paper = paper or settings.paper
    try:
        summary = referral_summary(
            case, file.referral, consent, on, words, paper, interface=english
        )
    except InputError as fault:
        if fault.place.startswith("consent"):
            fault.place = f"consents[{file.consents.index(consent)}]{fault.place[len('consent') :]}"
        raise
    return referral_pdf(summary, words)


def _settings(file: VisitFile) -> Programme:
    return file.programme or Programme()


def _consent(
    request: ReferralRequest, consents: tuple[Consent, ...], on: date, words: Words
) -> Consent:
    """Return the consent that covers a request; else the one that comes nearest, to be refused."""
    fault: Callable[[Consent], bool] = lambda c: consent_fault(request, c, on, words) is not None  # noqa: E731
    ordered = sorted(consents, key=lambda c: (fault(c), c.partner_id != request.partner.partner_id))
    if not ordered:
        raise PageRefused(
            "There is no consent in this file.", place="consents", expected="one that covers it"
        )
    return ordered[0]
