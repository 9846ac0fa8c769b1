"""Where words still wait for a professional the screen says so once; where not, it is silent."""

from datetime import date
from types import SimpleNamespace

import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible

from imh_desktop.content.library import Library
from imh_desktop.flows import learning
from imh_desktop.flows.demo import fill
from imh_desktop.store import records
from imh_desktop.ui.learn_page import LearnPage
from imh_desktop.ui.review_badge import ReviewBadge

from .conftest import give_numbers

BADGE = "Not yet reviewed by a professional"
DRAFT = "So far, only the people who wrote these words have read them."
PEER = "So far, a second person has read these words."


@pytest.fixture
def status(request) -> str:
    return getattr(request, "param", "draft")


@pytest.fixture
def screens(monkeypatch, status, vault, opened, library, hands):
    """A child with a closed and an open visit; English words have the review the test names."""
    original = Library.texts

    def texts(self, checklist_id: str, language: str):
        found = original(self, checklist_id, language)
        wanted = status if language == "en" else "draft"
        return replace(found, review=replace(found.review, status=wanted))

    monkeypatch.setattr(Library, "texts", texts)
    child = fill(vault, library, date.today())  # noqa: DTZ011 as the program
    give_numbers(vault)
    program = opened()
    visits = records.visits(vault, child.child_id)
    return SimpleNamespace(
        program=program,
        space=program._workspace,
        child_id=child.child_id,
        open_visit=next(v.visit_id for v in visits if not v.closed_at),
        closed_visit=next(v.visit_id for v in visits if v.closed_at),
    )


def visit(screens) -> None:
    screens.space.continue_visit(screens.open_visit)


def start(screens) -> None:
    screens.space.ask_to_start(screens.child_id)


def family_page(screens) -> None:
    screens.space.show_family_page(screens.closed_visit)


SCREENS = pytest.mark.parametrize("screen", [visit, start, family_page])


def badges(screens) -> list[ReviewBadge]:
    found = screens.program.window.findChildren(ReviewBadge)
    return [badge for badge in found if badge.isVisible()]


@SCREENS
@pytest.mark.parametrize(
    ("status", "said"), [("draft", DRAFT), ("peer", PEER)], indirect=["status"]
)
def test_unreviewed_words_are_marked_once_and_the_badge_says_who_read_them(
    screens, hands, screen, said
):
    screen(screens)
    hands.wait(lambda: len(badges(screens)) == 1, "one badge")
    (badge,) = badges(screens)
    reached = QAccessible.queryAccessibleInterface(badge)
    assert reached.text(QAccessible.Text.Name) == BADGE
    assert reached.text(QAccessible.Text.Description)
    assert badge.toolTip() == ""
    assert badge.width() >= badge.sizeHint().width()
    assert not hands.sees(said)

    badge.setFocus()
    hands.press(Qt.Key.Key_Space)
    hands.wait_for(said)
    hands.press(Qt.Key.Key_Escape)
    hands.wait(lambda: not hands.sees(said), "the explanation gone")
    assert badges(screens) == [badge]
    assert badge.hasFocus()


@SCREENS
@pytest.mark.parametrize("status", ["professional"], indirect=True)
def test_words_a_professional_reviewed_show_no_badge(screens, hands, screen):
    screen(screens)
    hands.wait(lambda: screens.program.window.page is not None, "the screen")
    assert badges(screens) == []
    assert not hands.sees(BADGE)


@SCREENS
def test_the_notes_for_reviewers_stay_off_a_screen_a_family_sees(screens, hands, screen, library):
    screen(screens)
    hands.click(BADGE)
    hands.wait_for(DRAFT)
    notes = library.texts("observation", "en").review.notes
    assert notes
    assert not hands.sees(notes)


def speak(hands, language):
    """Choose the language of the questions, or of the page."""
    if hands.sees("Language of the page"):
        hands.choose("Language of the page", language)
    else:
        hands.click(language)


@pytest.mark.parametrize("screen", [start, family_page])
@pytest.mark.parametrize("status", ["professional"], indirect=True)
def test_the_badge_follows_the_language_chosen(screens, hands, screen):
    screen(screens)
    assert badges(screens) == []
    speak(hands, "Spanish")
    hands.wait(lambda: len(badges(screens)) == 1, "the badge of the Spanish words")
    speak(hands, "English")
    hands.wait(lambda: badges(screens) == [], "no badge")


@pytest.mark.parametrize("status", ["draft", "professional"], indirect=True)
def test_the_referral_says_it_too(screens, hands, status):
    screens.space.show_child(screens.child_id)
    hands.click("New referral")
    hands.wait_for("Referral and consent")
    hands.write("Name of the partner", "Early Support")
    hands.write("What for", "A closer look")
    hands.write("In what role, such as mother or legal guardian", "Mother")
    hands.click("Strengths")
    hands.click("Signed on paper")
    hands.click("The family agrees: make the page")
    hands.wait_for("The page as it will be printed")
    assert len(badges(screens)) == (status != "professional")


@pytest.mark.parametrize("status", ["draft", "professional"])
def test_the_guide_has_the_badge_until_it_is_reviewed(program, hands, status):
    guide = learning.bundled_guide()
    english = guide.texts["en"]
    reviewed = replace(english, review=replace(english.review, status=status))
    texts = guide.texts | {"en": reviewed}
    opened = learning.in_language(replace(guide, texts=texts), "en")
    page = LearnPage(program.look, program.words, opened)
    program.window.show_over(page)
    assert hands.sees(BADGE) == (status == "draft")
    if status == "draft":
        hands.click(BADGE)
        hands.wait_for(DRAFT)
        hands.press(Qt.Key.Key_Escape)
        assert program.window.page is page, "Escape closes what is in front alone"
