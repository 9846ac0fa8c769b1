"""At the start of a visit: how it went with what was agreed at the last one."""

from collections.abc import Iterable

import msgspec

from imh_desktop.content.library import Library
from imh_desktop.core.follow_up import CODES, EFFORT, Agreement, to_follow
from imh_desktop.core.limits import NOTE_LIMIT, clean
from imh_desktop.core.visit import Visit
from imh_desktop.errors import InputError
from imh_desktop.flows.codes_said import follow_answers
from imh_desktop.flows.loading import earlier_than
from imh_desktop.flows.open_visit import OpenVisit
from imh_desktop.flows.page_choices import add_moment
from imh_desktop.flows.visit_state import VisitState
from imh_desktop.store import records
from imh_desktop.store.follow_ups import Followed, followed, followed_of
from imh_desktop.store.vault import Vault
from imh_desktop.words import Words


class FollowUp(msgspec.Struct, frozen=True, kw_only=True):
    """One thing agreed, in words. ``who``: by whom and until when; ``code``: the answer, empty
    while there is none; ``idea``: it was an idea to try, no next step."""

    agreed: Agreement
    what: str
    who: str
    code: str = ""
    note: str = ""

    @property
    def key(self) -> str:
        """Return its name in the visit."""
        return self.agreed.key

    @property
    def idea(self) -> bool:
        """Tell whether it was an idea to try."""
        return bool(self.agreed.idea_id)


def follow_ups(visit: VisitState) -> tuple[FollowUp, ...]:
    """Return what to ask about at an open visit, with what was answered."""
    said = followed(visit.vault, visit.visit.visit_id)
    return _told(visit.library, visit.earlier, said, visit.words)


def opens_with(visit: OpenVisit) -> bool:
    """Tell whether a visit begins with it: something was agreed, and no card was seen yet. One
    typed in from paper goes as the paper goes; it is asked in the review."""
    fresh = visit.place is None and not visit.visit.answers and not visit.visit.from_paper
    return fresh and bool(follow_ups(visit))


def answer(visit: OpenVisit, key: str, code: str) -> None:
    """Keep one answer; one entry.

    Raises:
        InputError: nothing of this name was agreed, or there is no such answer.
    """
    what = _one(visit, key).what
    if code not in CODES:
        raise InputError(visit.words.say("Please choose one of the list."), place="follow")
    said = visit.words.say("how this went: “{what}”", what=what[:60])
    visit.keep(None, {f"followed.{key}": code}, said)


def draft_note(visit: OpenVisit, key: str, text: str) -> None:
    """Keep a half-typed note on the desk; empty forgets it."""
    if text.strip():
        clean(text, "follow", NOTE_LIMIT)
        visit.vault.desk.keep_draft(_place(visit, key), text)
    else:
        visit.vault.desk.forget_draft(_place(visit, key))


def keep_note(visit: OpenVisit, key: str, text: str) -> None:
    """Keep a note as one entry, and forget its draft; nothing is written when nothing changed.

    Raises:
        InputError: nothing of this name was agreed, or the note is too long.
    """
    one, note = _one(visit, key), clean(text, "follow", NOTE_LIMIT)
    if note != one.note:
        what = visit.words.say("the note on “{card}”", card=one.what[:60])
        visit.keep(None, {f"follow_notes.{key}": note or None}, what)
    visit.vault.desk.forget_draft(_place(visit, key))


def drafts(visit: OpenVisit) -> dict[str, str]:
    """Return half-typed notes by key."""
    found, start = visit.vault.desk.drafts(visit.visit.visit_id), _place(visit, "")
    return {
        place.removeprefix(start): text for place, text in found.items() if place.startswith(start)
    }


def keep_drafts(visit: OpenVisit) -> None:
    """Keep every half-typed note: the visit is left or closed."""
    known = {one.key for one in follow_ups(visit)}
    for key, text in drafts(visit).items():
        if key in known:
            keep_note(visit, key, text)


def tell_on_page(visit: OpenVisit, key: str) -> None:
    """Put what the family did onto its page, as a moment that the visitor can take off again.

    Raises:
        InputError: it was no idea, or was not tried; or its words may not stand on the page.
    """
    one = _one(visit, key)
    if not (one.idea and one.code in EFFORT):
        raise InputError(visit.words.say("Nothing of this can stand on the page."), place="follow")
    spoken = _ideas(visit.library, visit.earlier, visit.visit.language)
    idea = spoken.get(one.agreed.idea_id, one.what)
    add_moment(visit, Words(visit.visit.language).say("You tried this at home. {idea}", idea=idea))


def told_of(
    vault: Vault, library: Library, child_id: str, words: Words
) -> dict[str, tuple[str, ...]]:
    """Return visit id -> one line for each thing that was answered or noted there, of a child's
    closed visits."""
    closed = tuple(each for each in records.visits(vault, child_id) if each.closed_at)
    said = followed_of(vault, child_id)
    found = {
        visit.visit_id: lines_said(
            _told(library, earlier_than(visit, closed), said[visit.visit_id], words), words
        )
        for visit in closed if visit.visit_id in said
    }  # fmt: skip
    return {visit_id: lines for visit_id, lines in found.items() if lines}


def told_at(
    vault: Vault, library: Library, visit: Visit, earlier: Iterable[Visit], words: Words
) -> tuple[str, ...]:
    """Return one line for each thing that was answered or noted at a visit."""
    said = followed(vault, visit.visit_id)
    return lines_said(_told(library, tuple(earlier), said, words), words)


def lines_said(found: Iterable[FollowUp], words: Words) -> tuple[str, ...]:
    """Return each thing with its answer and note in a line; what has neither is left out."""
    answers, lines = dict(follow_answers(words)), []
    for one in found:
        code = answers.get(one.code, one.code)
        said = words.say("{what}: {answer}", what=one.what.rstrip("."), answer=code or one.note)
        if code and one.note:
            said = words.say("{said}. {note}", said=said, note=one.note)
        if code or one.note:
            lines.append(said)
    return tuple(lines)


def said_of(
    library: Library, agreed_at: tuple[Visit, ...], agreed: Iterable[Agreement], said: Followed,
    words: Words,
) -> tuple[FollowUp, ...]:  # fmt: skip
    """Return what was said of each of some agreements, in words; ``agreed_at``: their visits."""
    ideas = _ideas(library, agreed_at, words.language)
    return tuple(
        FollowUp(
            agreed=each, what=_what(each, ideas, words), who=_who(each, words),
            code=said.codes.get(each.key, ""), note=said.notes.get(each.key, ""),
        )
        for each in agreed
    )  # fmt: skip


def _told(
    library: Library, earlier: tuple[Visit, ...], said: Followed, words: Words
) -> tuple[FollowUp, ...]:
    return said_of(library, earlier, to_follow(earlier, said.keys), said, words)


def _ideas(library: Library, earlier: tuple[Visit, ...], language: str) -> dict[str, str]:
    """Return the words of the ideas of some visits in a language, else in that of their visit."""
    found: dict[str, str] = {}
    for visit in earlier:
        if visit.checklist_id in library.ids():
            known = library.languages(visit.checklist_id)
            tongue = language if language in known else visit.language
            found |= library.texts(visit.checklist_id, tongue).strategies
    return found


def _what(each: Agreement, ideas: dict[str, str], words: Words) -> str:
    if not each.idea_id:
        return each.what
    return ideas.get(each.idea_id) or words.say("An idea to try at home")


def _who(each: Agreement, words: Words) -> str:
    by = words.say("by {date}", date=words.date(each.by)) if each.by else ""
    return words.listed((each.who, by))


def _one(visit: OpenVisit, key: str) -> FollowUp:
    for one in follow_ups(visit):
        if one.key == key:
            return one
    raise InputError(visit.words.say("This was not agreed at the last visit."), place="follow")


def _place(visit: OpenVisit, key: str) -> str:
    return f"{visit.visit.visit_id}/follow:{key}"
