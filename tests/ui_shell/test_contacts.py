"""Nobody at home: one tap on the child's page writes it, and the page and the board tell it."""

from datetime import date, timedelta

from msgspec.structs import replace
from PySide6.QtWidgets import QApplication, QLabel

from imh_desktop.content.library import Library
from imh_desktop.flows import household
from imh_desktop.flows.contacting import log_contact
from imh_desktop.flows.referral_steps import AttemptForm
from imh_desktop.flows.reviewing import add_moment, close
from imh_desktop.flows.visiting import start
from imh_desktop.store.contact_log import contacts
from imh_desktop.store.vault import Vault
from imh_desktop.ui.contact_card import ContactCard
from imh_desktop.ui.driver import Hands
from imh_desktop.ui.laptop_settings import LaptopSettings
from imh_desktop.words import Words

from .conftest import OpenProgram, enrol

TODAY = date.today()  # noqa: DTZ011 the program asks the local clock too
HOSTILE = "<img src=x> & =1+1"


def closed(vault: Vault, child_id: str, ago: int) -> None:
    visit = start(vault, Library(), child_id, on=TODAY - timedelta(days=ago))
    for text in ("She sang.", "She ate.", "She slept."):
        add_moment(visit, text)
    close(visit)


def story(program) -> list[str]:
    """Every label of the page's visits, from above."""
    page = program.window.page
    program.window.grab()  # lays the page out
    labels = page.visits.findChildren(QLabel)
    labels.sort(key=lambda each: each.mapTo(page, each.rect().topLeft()).y())
    return [each.accessibleName() or each.text().replace("\u200b", "") for each in labels]


def test_one_tap_writes_a_try_that_the_board_tells_and_undo_names(
    opened: OpenProgram, vault: Vault, hands: Hands
) -> None:
    child = enrol(vault)
    closed(vault, child.child_id, 80)
    program = opened()
    program._workspace.show_child(child.child_id)
    assert hands.sees("None since the last visit.")
    hands.click("Not at home")
    hands.wait_for("Not at home")
    (kept,) = contacts(vault, child.child_id)
    assert (kept.how, kept.on, kept.who) == ("visit", TODAY, "Rosa Méndez")
    hands.click("Called")
    assert len(contacts(vault, child.child_id)) == 2
    hands.picture("tries")
    day = Words("en").date(TODAY)
    assert hands.sees(f"Tried 2 times since {day}")
    told = story(program)
    first = next(at for at, said in enumerate(told) if "Called" in said)
    visit = next(at for at, said in enumerate(told) if "Checklist for" in said)
    assert first < visit, "what came after the visit stands above it"
    hands.click("Children")
    model = program.window.page._list.model()
    assert f"Tried 2 times since {day}" in model.index(0).data()
    hands.click("Undo")
    hands.picture("undo")
    said = [label.text() for label in program.window.page.findChildren(QLabel)]
    assert any("A try to reach the family" in one and "Called" in one for one in said)


def test_another_day_and_a_word_are_asked_for_and_a_slip_is_named(
    opened: OpenProgram, vault: Vault, hands: Hands
) -> None:
    child = enrol(vault)
    program = opened()
    program._workspace.show_child(child.child_id)
    hands.click("Another day, or more about it")
    hands.picture("asked")
    hands.click("Talked with the family")
    hands.write("When: year", "2199")
    hands.click("Record")
    hands.wait_for("This did not work")
    assert contacts(vault, child.child_id) == ()
    hands.click("Continue")
    hands.write("When: year", str(TODAY.year))
    hands.write("What came of it", HOSTILE)
    hands.click("Record")
    (kept,) = contacts(vault, child.child_id)
    assert (kept.how, kept.came) == ("talked", HOSTILE)
    assert any(HOSTILE in said for said in story(program))


def test_the_story_stands_whole_at_twice_the_size_and_in_arabic(
    opened: OpenProgram, vault: Vault, hands: Hands
) -> None:
    child = enrol(vault)
    for ago in (7, 60, 90, 130, 170, 210, 240):
        closed(vault, child.child_id, ago)
    for ago in (0, 65, 250):
        form = AttemptForm(
            on=(TODAY - timedelta(days=ago)).isoformat(), how="missed", came=f"#{ago}"
        )
        log_contact(vault, child.child_id, form, Words("en"), today=TODAY)
    program = opened()
    for language, size, most in (("ar", 100, 0.5), ("en", 200, 0.4)):
        program.use(
            LaptopSettings(theme="light", language=language, text_size=size, cover_minutes=0)
        )
        program._workspace.show_child(child.child_id)
        QApplication.processEvents()
        hands.picture(f"{language}-{size}")
        card = program.window.page.findChild(ContactCard)
        assert card.minimumSizeHint().width() <= most * program.window.width()
    assert sum("#" in said for said in story(program)) == 2
    hands.click("Show 2 earlier visits")
    told = [said.partition("#")[2] for said in story(program) if "#" in said]
    assert told == ["0", "65", "250"]


def test_one_tap_writes_it_for_the_twin_too_until_the_tick_is_taken_away(
    opened: OpenProgram, vault: Vault, hands: Hands
) -> None:
    child = enrol(vault)
    form, people = household.sibling_form(vault, child.child_id)
    born = child.birth.earliest.isoformat()
    form = replace(form, given_name=HOSTILE, born_earliest=born)
    twin = household.add_sibling(vault, child.child_id, form, people)

    def kinds() -> list[list[str]]:
        return [[one.how for one in contacts(vault, each.child_id)] for each in (child, twin)]

    program = opened()
    program._workspace.show_child(child.child_id)
    hands.click("Not at home")
    hands.wait(lambda: kinds() == [["visit"], ["visit"]], "the try of both")
    hands.picture("twins")
    hands.click(f"Also for {HOSTILE}")
    hands.click("Called")
    hands.wait(lambda: kinds() == [["visit", "phone"], ["visit"]], "the try of one")
    hands.click("Another day, or more about it")
    hands.picture("asked")
    hands.click("Talked with the family")
    hands.click("Record")
    hands.wait(lambda: kinds()[1] == ["visit", "talked"], "the talk with both")
    assert len(kinds()[0]) == 3
