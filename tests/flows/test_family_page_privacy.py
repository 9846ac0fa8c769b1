"""Nothing said in private can be read off a family page, by anyone, in any way.

Pairs of visits that differ in private answers only give the same bytes, so the same text at the
same places and the same metadata; and none of the words written in private is among them.
"""

import inspect
import io
import random
from collections.abc import Iterator
from datetime import date, timedelta

import msgspec
import pikepdf
import pypdfium2
import pytest

from imh_desktop.content.library import Library
from imh_desktop.core.checklist import Checklist, Item
from imh_desktop.core.people import SupportLine
from imh_desktop.core.privacy import Sensitivity
from imh_desktop.core.summary import FamilySummary
from imh_desktop.core.visit import Answer, PrivateAnswer, PrivateTalk, SeenMoment, Step, Visit
from imh_desktop.exchange.visit_file import VisitFile
from imh_desktop.flows import family_summary, page_wish, visit_files
from imh_desktop.flows.example import example
from imh_desktop.flows.open_visit import OpenVisit
from imh_desktop.flows.pages import Page, page_file_name
from imh_desktop.flows.reviewing import add_moment, close
from imh_desktop.flows.summarising import family_page
from imh_desktop.store.vault import Vault
from imh_desktop.words import Words

from .conftest import ON

PAIRS = 500
_MOMENTS = ("Mara laughed with Ines.", "They sang on the way home.", "She brought a shoe to Bo.")
_WORDS = ("bruise", "afraid", "whisper", "locked", "drink", "tears")


def _pairs(library: Library, pairs: int, seed: int) -> Iterator[tuple[VisitFile, VisitFile]]:
    """Yield visits with the same open answers, and private ones that differ in G and in V."""
    chance = random.Random(seed)
    checklist = library.checklist("observation")
    base = example(checklist, "B4", date(2026, 6, 17))
    for _ in range(pairs):
        visit = _open_part(checklist, base.visit, chance)
        quiet, loud = _talks(checklist, base, chance, False), _talks(checklist, base, chance, True)
        yield _with(base, visit, quiet), _with(base, visit, loud)


def _with(base: VisitFile, visit: Visit, private: tuple[PrivateTalk, ...]) -> VisitFile:
    return msgspec.structs.replace(base, visit=visit, private=private)


def _open_part(checklist: Checklist, base: Visit, chance: random.Random) -> Visit:
    items = [i for i in checklist.in_band("B4") if not i.sensitivity.private and i.codes]
    answers = {
        i.item_id: Answer(code=chance.choice(i.codes), known="seen")
        for i in items
        if chance.random() < 0.9
    }
    able = [i for i in items if i.polarity == "strength"]
    for item in chance.sample(able, 3):
        answers[item.item_id] = Answer(code="often", known="seen")
    seen = [i.item_id for i in able if answers.get(i.item_id, Answer(code="")).code == "often"]
    ideas = [s.strategy_id for s in checklist.strategies if "B4" in s.bands]
    steps = [
        Step(step_id=f"s{n}", what="Talk it over with the nurse", by=ON + timedelta(days=n))
        for n in range(chance.randrange(4))
    ]
    return msgspec.structs.replace(
        base,
        answers=answers,
        strengths=tuple(chance.sample(seen, 3)),
        moments=tuple(
            SeenMoment(moment_id=text[:4], text=text)
            for text in chance.sample(_MOMENTS, chance.randrange(3))
        ),
        strategies=tuple(chance.sample(ideas, chance.randrange(3))),
        steps=tuple(steps),
    )


def _talks(
    checklist: Checklist, base: VisitFile, chance: random.Random, loud: bool
) -> tuple[PrivateTalk, ...]:
    """Return what two caregivers said alone: all well, or something that calls for action."""
    items = checklist.in_band("B4")
    return tuple(
        PrivateTalk(
            visit_id=base.visit.visit_id,
            caregiver_id=caregiver.caregiver_id,
            sensitivity=sensitivity,
            answers=_private_answers(items, sensitivity, chance, loud),
            notes={"o2-how-are-you": " ".join(chance.sample(_WORDS, 3))} if loud else {},
            actions={"t1-thoughts-of-harm": chance.choice(_WORDS)} if loud else {},
        )
        for caregiver in base.caregivers
        for sensitivity in (Sensitivity.G, Sensitivity.V)
    )


def _private_answers(
    items: tuple[Item, ...], sensitivity: Sensitivity, chance: random.Random, loud: bool
) -> dict[str, PrivateAnswer]:
    asked = [i for i in items if i.sensitivity is sensitivity and i.codes]
    if not loud:
        return {i.item_id: PrivateAnswer(code="no") for i in asked}
    said = {i.item_id: PrivateAnswer(code=chance.choice(i.codes)) for i in asked}
    one = chance.choice(asked)
    return {**said, one.item_id: PrivateAnswer(code="yes" if one.kind == "today" else "a_lot")}


def _readable(content: bytes) -> str:
    """Return all that a reader or a tool could read in a page: its text, and what is said of it."""
    texts = [page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(content)]
    with pikepdf.open(io.BytesIO(content)) as pdf:
        said = [str(value) for value in pdf.docinfo.values()]
        assert "/Metadata" not in pdf.Root
    return " ".join((*texts, *said)).casefold()


def _differing(library: Library, pairs: int, seed: int) -> tuple[int, int]:
    """Return how many pairs gave pages that differ, and of how many the loud side fired A1."""
    checklist = library.checklist("observation")
    differing = fired = 0
    for number, (quiet, loud) in enumerate(_pairs(library, pairs, seed)):
        language, paper = ("en", "es")[number % 2], ("a4", "letter")[number // 2 % 2]
        one, other = (
            visit_files.family_document(file, library, language, paper)  # type: ignore[arg-type]
            for file in (quiet, loud)
        )
        fired += visit_files.profile(loud, checklist)["private_level"] == "N3"
        fired_quietly = visit_files.profile(quiet, checklist)["fired"]
        assert not [trace for trace in fired_quietly if trace["sensitivity"] in ("G", "V")]
        differing += one != other
        if number % 25 == 0:
            read = _readable(other)
            assert "amara" in read
            assert not [word for word in _WORDS if word in read]
    return differing, fired


def test_pairs_that_differ_in_private_give_the_same_page(library: Library) -> None:
    differing, fired = _differing(library, PAIRS, seed=1)
    assert differing == 0
    assert fired == PAIRS


def _leaking(how: str) -> object:
    """Return a builder that peeks at what was said alone, found through the caller's file."""
    honest = family_summary.family_summary

    def leaky(child, visit, *rest, **named):  # type: ignore[no-untyped-def]
        summary = honest(child, visit, *rest, **named)
        frame = inspect.currentframe()
        while frame is not None and "file" not in frame.f_locals:
            frame = frame.f_back
        assert frame is not None
        file = frame.f_locals["file"]
        said = [a.code for talk in file.private for a in talk.answers.values()]
        if "yes" not in said:
            return summary
        if how == "word":
            text = f"{summary.message.text} Please call."
            return msgspec.structs.replace(
                summary, message=msgspec.structs.replace(summary.message, text=text)
            )
        return msgspec.structs.replace(summary, strategies=summary.strategies[:0])

    return leaky


@pytest.mark.parametrize("how", ["word", "left out"])
def test_a_planted_leak_is_found(
    library: Library, monkeypatch: pytest.MonkeyPatch, how: str
) -> None:
    monkeypatch.setattr(page_wish, "family_summary", _leaking(how))
    assert _differing(library, 20, seed=2)[0] > 0


@pytest.mark.usefixtures("numbers")
def test_through_the_vault_too(vault: Vault, library: Library, visit: OpenVisit) -> None:
    """The same page before and after something is said alone, and after the close."""
    for text in _MOMENTS:
        add_moment(visit, text)
    pages: list[Page] = [family_page(vault, library, visit.visit.visit_id, "en", today=ON)]
    visit.alone_with(visit.caregivers[0].caregiver_id)
    for item_id in ("t1-thoughts-of-harm", "t2-hurt-or-afraid-at-home"):
        visit.answer(item_id, "yes")
        visit.record_action(item_id, "Called together.")
    visit.answer("k3-heavy-days", "a_lot")
    pages.append(family_page(vault, library, visit.visit.visit_id, "en", today=ON))
    close(visit)
    pages.append(family_page(vault, library, visit.visit.visit_id, "en", today=ON))
    assert pages[0] == pages[1] == pages[2]


def test_no_file_name_holds_a_name(library: Library) -> None:
    names = {page_file_name("family", ON, f"0190a0b0-0000-7000-8000-{n:012x}") for n in range(50)}
    assert len(names) == 50
    assert all(name.startswith("family-2026-06-10-") for name in names)


def test_the_support_block_is_the_same_whatever_was_answered(library: Library) -> None:
    seen = set()
    for quiet, loud in _pairs(library, 20, seed=5):
        for file in (quiet, loud):
            summary = _summary(file, library)
            seen.add((summary.support, summary.programme, summary.programme_contact))
    assert len(seen) == 1


@pytest.mark.parametrize("language", ["en", "es"])
def test_no_page_holds_the_line_for_reporting(library: Library, language: str) -> None:
    file = example(library.checklist("observation"), "B4", ON)
    assert file.programme is not None
    named = SupportLine(kind="reporting", number="555-0148", name="Protection line")
    others = tuple(line for line in file.programme.support if line.kind != "reporting")
    with_it, without = (
        visit_files.family_document(
            msgspec.structs.replace(
                file, programme=msgspec.structs.replace(file.programme, support=support)
            ),
            library, language, "a4",
        )
        for support in ((named, *others), others)
    )  # fmt: skip
    assert with_it == without
    assert "555-0124" in _readable(with_it)
    assert "555-0148" not in _readable(with_it)


def _summary(file: VisitFile, library: Library) -> FamilySummary:
    checklist = library.checklist("observation")
    texts = library.texts("observation", "en")
    assert file.programme is not None
    return family_summary.family_summary(
        file.child, file.visit, checklist, texts, file.programme, Words("en")
    )
