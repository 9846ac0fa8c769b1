"""Every page and every panel of the window. A new one is one line: its name, and how it opens."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton

from imh_desktop.flows import visiting
from imh_desktop.ui.child_page import ChildPage
from imh_desktop.ui.referral_pages import ReferralPages
from imh_desktop.ui.widgets import Panel
from tests.ui_visit.conftest import enrol

from .world import TODAY, World


@dataclass(frozen=True, slots=True)
class Stop:
    """``open`` shows it, from whatever is shown."""

    name: str
    open: Callable[[World], object]

    def show(self, at: World) -> None:
        """Go there, and let it settle."""
        for panel in at.program.window.findChildren(Panel):
            if panel.isVisible():
                panel.put_away()
        at.program.window.activateWindow()  # no window manager gives it back from a closed menu
        self.open(at)
        at.settle()


def press(name: str) -> Callable[[World], object]:
    """Return what presses a button of what is in front, by the English of its words."""

    def do(at: World) -> None:
        said = at.words.say(name)
        found = [
            each
            for each in at.front.findChildren(QAbstractButton)
            if each.isVisible()
            and each.isEnabled()
            and said in (each.accessibleName(), each.text())
        ]
        assert found, name
        found[0].click()

    return do


def then(*steps: Callable[[World], object]) -> Callable[[World], object]:
    """Return one way made of several steps."""

    def do(at: World) -> None:
        for step in steps:
            step(at)
            at.settle()

    return do


def caseload(at: World) -> None:
    at.workspace.show_caseload()


def child(at: World) -> None:
    """Show the child's page, unless it stands there already."""
    if not isinstance(at.program.window.page, ChildPage):
        at.workspace.show_child(at.child)


def visit(at: World) -> None:
    at.workspace.continue_visit(at.open)


def domain(name: str) -> Callable[[World], object]:
    """Return what goes to a domain of the open visit."""
    return then(visit, lambda at: at.program.window.page.enter(name))


def review(at: World) -> None:
    visit(at)
    at.program.window.page._review()


def together(at: World) -> None:
    at.workspace.show_together()


def partners(at: World) -> None:
    at.workspace._programme.show_partners(at.workspace.show_caseload)


def agreed(at: World) -> None:
    at.workspace._papers.show_agreed(at.child)


def family_page(at: World) -> None:
    at.workspace.show_family_page(at.closed)


def laptops(at: World) -> None:
    at.workspace._together.show_laptops()


def until(name: str) -> Callable[[World], object]:
    """Return what waits for a button that another process has to make ready."""

    def wait(at: World) -> None:
        said = at.words.say(name)
        for _ in range(2000):
            buttons = at.front.findChildren(QAbstractButton)
            if any(each.accessibleName() == said and each.isEnabled() for each in buttons):
                return
            QTest.qWait(5)
        raise AssertionError(name)

    return wait


def figures(at: World) -> None:
    at.workspace._together.show_figures()


def export(at: World) -> None:
    at.workspace._together.show_exporting()


def referral(at: World) -> None:
    referrals(at).show_one(at.referral)


def referrals(at: World) -> ReferralPages:
    at.workspace.show_referrals()
    return at.workspace._loop


def alone(at: World) -> None:
    """Go to the private talk, alone with the mother."""
    domain("private")(at)
    radio = next(b for b in at.front.findChildren(QAbstractButton) if "Nia" in b.text())
    radio.setChecked(True)
    at.settle()
    press("Yes, we are alone")(at)


def another_child(at: World) -> None:
    """Ask to start a visit with a child who has none open."""
    at.workspace.ask_to_start(enrol(at.vault, "Layla").child_id)


def visit_anew(at: World) -> None:
    """Begin the visit after the one in which something was agreed."""
    visit = visiting.start(at.vault, at.library, at.child, on=TODAY)
    at.workspace.continue_visit(visit.visit.visit_id)


def people(at: World) -> None:
    """Who opens the file."""
    at.workspace._laptop.show("people")


STOPS = (
    Stop("welcome", lambda at: at.program._door.show_welcome()),
    Stop("set-up", lambda at: at.program._door.show_set_up()),
    Stop("recovery-code", lambda at: at.program._door.show_code("ABCD-EFGH-IJKL-MNOP")),
    Stop("unlock", lambda at: at.program._door.show_unlock()),
    Stop("unlock-by-code", lambda at: at.program._door.show_unlock(way="code")),
    Stop("unlock-by-cards", lambda at: at.program._door.show_unlock(way="cards")),
    Stop("caseload", caseload),
    Stop("settings", then(caseload, lambda at: at.program.ask_view())),
    Stop("keys", then(caseload, lambda at: at.program.window.show_keys())),
    Stop("help", then(caseload, lambda at: at.program.show_help())),
    Stop("learn", then(caseload, press("Learn"))),
    Stop("undo", then(caseload, press("Undo"))),
    Stop("trash", then(caseload, press("Undo"), press("Trash"))),
    Stop("people", people),
    Stop("add-a-person", then(people, press("Add a person"))),
    Stop("new-code", then(people, press("New recovery code"))),
    Stop("backups", then(together, press("Backups and health of your file"))),
    Stop(
        "go-back",
        then(together, press("Backups and health of your file"), press("Go back to a backup")),
    ),
    Stop("erase", then(child, press("Erase for good"))),
    Stop("programme", lambda at: at.workspace._programme.show(at.workspace.show_caseload)),
    Stop("partners", partners),
    Stop("new-partner", then(partners, press("Add a partner"))),
    Stop("new-child", lambda at: at.workspace.show_child_form()),
    Stop("edit-child", lambda at: at.workspace.show_child_form(at.child)),
    Stop("child", child),
    Stop("next-visit", then(child, press("Choose another day"))),
    Stop("no-more-visits", then(child, press("No more visits"))),
    Stop("sibling", then(child, press("Add a brother or sister"))),
    Stop("correct", then(child, press("Correct a finished visit"))),
    Stop("move", then(child, press("Move a visit to the right child"))),
    Stop("lower", then(child, press("Lower a next step"))),
    Stop("mistake", then(child, press("Begun or added by mistake"))),
    Stop("leaving", then(child, press("Leaving: what is left to do"))),
    Stop("copy", then(child, press("Copy of everything for the family"))),
    Stop("type-in", then(child, press("Type in a visit from paper"))),
    Stop("agreed", agreed),
    Stop("agree", then(agreed, press("Write it down"))),
    Stop("given", lambda at: at.workspace._papers.show_given(at.child)),
    Stop("consent", then(child, press("New referral"))),
    Stop("family-page", family_page),
    Stop("before-it-leaves", then(family_page, press("Save a copy"))),
    Stop("week", then(caseload, press("Plan of the week"))),
    Stop("visit", domain("relationships")),
    Stop("feelings", domain("feelings")),
    Stop("signs", domain("signs")),
    Stop("private", domain("private")),
    Stop("private-talk", alone),
    Stop("today", domain("today")),
    Stop("review", review),
    Stop("raise", then(review, press("Raise the next step"))),
    Stop("referrals", referrals),
    Stop("referral", referral),
    Stop("letter", then(referral, press("Show the letter"))),
    Stop("pause", then(referral, press("The family needs time"))),
    Stop("slip", then(referrals, press("Type in a slip"))),
    Stop("handover", lambda at: at.workspace.show_handover(at.child)),
    Stop("together", together),
    Stop("supervision", then(together, press("For my supervision"))),
    Stop("day", lambda at: at.workspace._together.show_day()),
    Stop("carry", lambda at: at.workspace._together.show_carry()),
    Stop("gather", lambda at: at.workspace._together.show_gathering()),
    Stop("laptops", laptops),
    Stop("join", then(laptops, press("Ask to join"))),
    Stop("merges", lambda at: at.workspace._together.show_merges()),
    Stop("same-child", lambda at: at.workspace._together.show_same_child()),
    Stop("to-decide", lambda at: at.workspace._together.show_to_decide()),
    Stop("figures", then(figures, until("Save as a file"))),
    Stop("export", export),
    Stop("spreadsheet", then(export, press("For a spreadsheet"))),
    Stop("start-visit", then(caseload, another_child)),
    Stop("since-the-last-visit", visit_anew),
)
