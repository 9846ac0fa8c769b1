"""Gathers the families whose referral ended because nobody could reach them."""

from datetime import date

from imh_desktop.core.people import Paper
from imh_desktop.core.referral_loop import latest
from imh_desktop.core.unreached import UnreachedFamily, UnreachedList
from imh_desktop.documents.unreached import unreached_pdf
from imh_desktop.flows.codes_said import ways_to_reach
from imh_desktop.flows.pages import Page
from imh_desktop.store import listing, records, standing
from imh_desktop.store.vault import Vault
from imh_desktop.words import Words


def unreached_page(vault: Vault, on: date, language: str, paper: Paper | None = None) -> Page:
    """Make the sheet. Its file's name tells the day alone."""
    words = Words(language)
    content = unreached_pdf(
        unreached(vault, on, language, paper), dict(ways_to_reach(words)), words
    )
    return Page(content=content, file_name=f"list-{on.isoformat()}.pdf")


def unreached(vault: Vault, on: date, language: str, paper: Paper | None = None) -> UnreachedList:
    """Return the sheet as a value. A family whose visits ended is not looked for any more."""
    settings = records.programme(vault)
    ended = standing.ended(vault)
    names = {
        child.child_id: child.given_name
        for child in records.children(vault)
        if child.child_id not in ended
    }
    found = []
    for one in listing.loops(vault):
        if one.state == "cannot_reach" and one.child_id in names:
            last = latest(one.steps)
            family = UnreachedFamily(
                given_name=names[one.child_id], since=last.on if last else None,
                tries=tuple((tried.on, tried.how) for tried in one.attempts),
            )  # fmt: skip
            found.append(family)
    found.sort(key=lambda family: (family.since or date.min, family.given_name))
    return UnreachedList(
        language=language, paper=paper or settings.paper, on=on, families=tuple(found),
        demo=settings.fictional,
    )  # fmt: skip
