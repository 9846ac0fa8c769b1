"""What is chosen through the accessibility interface is saved, whatever it is chosen with."""

import pytest
from PySide6.QtGui import QAccessibleActionInterface
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QWidget

from imh_desktop.flows import child_forms, referral_steps
from imh_desktop.store import records
from imh_desktop.ui.agreed_panels import AgreePanel
from imh_desktop.ui.caseload_page import CaseloadPage
from imh_desktop.ui.child_form import ChildFormPage
from imh_desktop.ui.child_page import ChildPage
from imh_desktop.ui.review_page import ReviewPage
from imh_desktop.ui.sight import accessible_name, complaints
from imh_desktop.ui.slip_panel import SlipPanel
from imh_desktop.ui.visit_page import VisitPage
from imh_desktop.ui.widgets.reading_order import in_order

from .heard import described, interface, role, states
from .stops import STOPS
from .world import World

ARRIVALS = {stop.name: stop for stop in STOPS}
TOGGLE = QAccessibleActionInterface.toggleAction()
PRESS = QAccessibleActionInterface.pressAction()


def find(at: World, name: str, about: str = "", kind: str = "") -> QWidget:
    """The one thing in front that a reader would find by that name."""
    found = [
        widget
        for widget in in_order(at.front)
        if accessible_name(widget) == name
        and about in described(widget)
        and (not kind or role(widget) == kind)
    ]
    assert len(found) == 1, (name, about, len(found))
    return found[0]


def act(at: World, widget: QWidget, action: str) -> None:
    actions = interface(widget).actionInterface()
    assert actions is not None
    assert action in actions.actionNames()
    actions.doAction(action)
    at.settle()


def toggle(at: World, name: str, about: str = "") -> QWidget:
    widget = find(at, name, about)
    act(at, widget, TOGGLE)
    return widget


def press(at: World, name: str, about: str = "") -> None:
    """Press a button, and wait until it has shown itself pressed, as Qt has it do."""
    button = find(at, name, about, "Button")
    assert isinstance(button, QAbstractButton)
    clicked: list[bool] = []
    button.clicked.connect(lambda: clicked.append(True))
    act(at, button, PRESS)
    while not clicked:
        QTest.qWait(5)
    at.settle()


def write(at: World, name: str, text: str) -> None:
    """Write as a reader's own editing does, without a key."""
    field = interface(find(at, name)).editableTextInterface()
    whole = interface(find(at, name)).textInterface()
    assert field is not None
    assert whole is not None
    field.replaceText(0, whole.characterCount(), text)
    at.settle()


def pick(at: World, name: str, text: str) -> None:
    """Pick from a list that drops down, as a reader sets its selection."""
    box = find(at, name)
    box.setCurrentIndex(box.findText(text))
    at.settle()


def visit_page(at: World) -> VisitPage:
    page = at.program.window.page
    assert isinstance(page, VisitPage)
    return page


def stored(at: World):
    visit = records.visit(at.vault, at.open)
    assert visit is not None
    return visit


@pytest.mark.check(10)
def test_an_answer_announces_its_question_and_state_and_is_saved(at: World) -> None:
    ARRIVALS["feelings"].show(at)
    toggle(at, "I was told", "How do you know?")
    card = visit_page(at).card
    assert card is not None
    asked = card.view.text.text
    often = find(at, "Often", asked)
    assert (role(often), states(often)) == ("RadioButton", [])
    act(at, often, TOGGLE)
    assert (described(often), states(often)) == (asked, ["checked"])
    other = find(at, "Sometimes", asked)
    assert states(other) == []
    kept = stored(at).answers[card.item_id]
    assert (kept.code, kept.known) == ("often", "told")
    act(at, other, TOGGLE)
    assert (states(often), states(other)) == ([], ["checked"])
    assert stored(at).answers[card.item_id].code == "sometimes"


def test_who_told_it_is_saved(at: World) -> None:
    ARRIVALS["feelings"].show(at)
    toggle(at, "I was told", "How do you know?")
    pick(at, "Who told you", "Told by Nia")
    card = visit_page(at).card
    assert card is not None
    toggle(at, "Not yet", card.view.text.text)
    kept = stored(at).answers[card.item_id]
    people = {one.caregiver_id: one.name for one in records.caregivers(at.vault, at.child)}
    assert people[kept.informant] == "Nia"


def test_a_note_is_saved(at: World) -> None:
    ARRIVALS["feelings"].show(at)
    card = visit_page(at).card
    assert card is not None
    asked = card.view.text.text
    press(at, f"Note: {asked}")
    assert described(find(at, f"Note: {asked}", kind="Button")) == "Shown"
    field = find(at, f"Note: {asked}", kind="EditableText")
    interface(field).editableTextInterface().insertText(0, "Sang along, 2 times")
    at.settle()
    visit_page(at).leave()
    assert stored(at).notes[card.item_id] == "Sang along, 2 times"


def test_going_to_a_domain_and_to_a_gap(at: World) -> None:
    ARRIVALS["feelings"].show(at)
    row = visit_page(at).domains.rows["exploring"]
    act(at, row, TOGGLE)
    assert visit_page(at).domain_id == "exploring"
    assert "checked" in states(row)
    ARRIVALS["review"].show(at)
    review = at.program.window.page
    assert isinstance(review, ReviewPage)
    press(at, "Family and culture: 3 left")
    assert visit_page(at).domain_id == "family"


def test_a_strength_an_idea_and_a_step_are_saved(at: World) -> None:
    ARRIVALS["review"].show(at)
    before = stored(at)
    review = at.program.window.page
    assert isinstance(review, ReviewPage)
    for card in (review.strengths, review.strategies):
        act(at, next(w for w in in_order(card) if role(w) == "CheckBox"), TOGGLE)
    write(at, "What is the step?", "Call the nurse")
    write(at, "By when?: day", "3")
    pick(at, "By when?: month", "December")
    write(at, "By when?: year", "2026")
    press(at, "Add this step")
    after = stored(at)
    assert len(after.strengths) == len(before.strengths) + 1
    assert len(after.strategies) == len(before.strategies) + 1
    assert [(step.what, str(step.by)) for step in after.steps] == [("Call the nurse", "2026-12-03")]


def test_a_childs_form_is_saved(at: World) -> None:
    ARRIVALS["edit-child"].show(at)
    assert isinstance(at.program.window.page, ChildFormPage)
    write(at, "Doctor or clinic", "River clinic")
    toggle(at, "An interpreter is needed")
    toggle(at, "Other", "Sex")
    write(at, "Eyes last checked on: day", "2")
    pick(at, "Eyes last checked on: month", "March")
    write(at, "Eyes last checked on: year", "2026")
    pick(at, "Caregiver 2: relation to the child", "Father")
    toggle(at, "Caregiver 2: may receive a page about this child")
    write(at, "Caregiver 2: why no page", "Lives far away")
    press(at, "Save the changes")
    assert isinstance(at.program.window.page, ChildPage), complaints()
    form = child_forms.child_form(records.child(at.vault, at.child))
    assert (form.health_provider, form.interpreter, form.sex) == ("River clinic", True, "other")
    assert form.vision_on == "2026-03-02"
    second = child_forms.caregiver_forms(at.vault, at.child)[1]
    assert (second.relation, second.receives) == ("father", False)


def test_what_the_family_agreed_to_is_saved(at: World) -> None:
    ARRIVALS["agreed"].show(at)
    press(at, "Write it down", "Giving the record to another organisation")
    assert isinstance(at.front, AgreePanel)
    write(at, "Name of the organisation", "River clinic")
    write(at, "What for", "A closer look")
    write(at, "In what role, such as mother or legal guardian", "Mother")
    toggle(at, "Languages and interpreter")
    toggle(at, "Signed on paper", "How it was agreed")
    press(at, "The family agrees")
    assert not isinstance(at.front, AgreePanel)
    kept = [c for c in records.consents(at.vault, at.child) if c.kind == "share"]
    assert [c.how for c in kept] == ["paper"]


def test_a_slip_is_recorded_by_its_boxes(at: World) -> None:
    from imh_desktop.core.slip_code import return_code

    ARRIVALS["slip"].show(at)
    write(at, "Code on the slip", return_code(at.referral))
    press(at, "Record")
    assert isinstance(at.front, SlipPanel)
    first = next(w for w in in_order(at.front) if role(w) == "CheckBox")
    act(at, first, TOGGLE)
    assert states(first) == ["checked"]
    press(at, "Record")
    assert not isinstance(at.front, SlipPanel)
    assert referral_steps.referral(at.vault, at.referral).steps


def test_what_a_partner_says_is_saved(at: World) -> None:
    ARRIVALS["referral"].show(at)
    write(at, "Who did it or said so", "Dr. Okello")
    press(at, "Support has begun")
    steps = referral_steps.referral(at.vault, at.referral).steps
    assert [step.state for step in steps if step.who == "Dr. Okello"] == ["service_started"]


def test_the_list_of_children_is_filtered(at: World) -> None:
    ARRIVALS["caseload"].show(at)
    page = at.program.window.page
    assert isinstance(page, CaseloadPage)
    ways = [w for w in in_order(page) if described(w) == "Which children to show"]
    chosen = next(way for way in ways if states(way) == ["checked"])
    other = next(way for way in ways if way is not chosen)
    act(at, other, TOGGLE)
    assert (states(other), states(chosen)) == (["checked"], [])
    act(at, chosen, TOGGLE)
    assert page._model.rowCount() == 1
