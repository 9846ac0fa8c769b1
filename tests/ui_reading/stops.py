"""Every page and every panel of the window. A new one is one line: its name, and how it opens."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtWidgets import QAbstractButton

from imh_desktop.ui.referral_pages import ReferralPages
from imh_desktop.ui.widgets import Panel

from .world import World


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


def referrals(at: World) -> ReferralPages:
    at.workspace.show_referrals()
    return at.workspace._loop


STOPS = (
    Stop("welcome", lambda at: at.program._door.show_welcome()),
    Stop("set-up", lambda at: at.program._door.show_set_up()),
    Stop("recovery-code", lambda at: at.program._door.show_code("ABCD-EFGH-IJKL-MNOP")),
    Stop("unlock", lambda at: at.program._door.show_unlock()),
    Stop("unlock-by-code", lambda at: at.program._door.show_unlock(by_code=True)),
    Stop("caseload", caseload),
    Stop("settings", then(caseload, lambda at: at.program.ask_view())),
    Stop("keys", then(caseload, lambda at: at.program.window.show_keys())),
    Stop("learn", then(caseload, press("Learn"))),
    Stop("undo", then(caseload, press("Undo"))),
    Stop("programme", lambda at: at.workspace.show_programme(at.workspace.show_caseload)),
    Stop("partners", lambda at: at.workspace._show_partners(at.workspace.show_caseload)),
    Stop("new-child", lambda at: at.workspace.show_child_form()),
    Stop("edit-child", lambda at: at.workspace.show_child_form(at.child)),
    Stop("child", child),
    Stop("agreed", lambda at: at.workspace._papers.show_agreed(at.child)),
    Stop("given", lambda at: at.workspace._papers.show_given(at.child)),
    Stop("consent", then(child, press("New referral"))),
    Stop("family-page", lambda at: at.workspace.show_family_page(at.closed)),
    Stop("week", then(caseload, press("Plan of the week"))),
    Stop("visit", domain("relationships")),
    Stop("feelings", domain("feelings")),
    Stop("signs", domain("signs")),
    Stop("private", domain("private")),
    Stop("review", review),
    Stop("referrals", referrals),
    Stop("referral", lambda at: referrals(at).show_one(at.referral)),
    Stop("slip", then(referrals, press("Type in a slip"))),
    Stop("handover", lambda at: at.workspace.show_handover(at.child)),
    Stop("together", together),
    Stop("day", lambda at: at.workspace._together.show_day()),
    Stop("carry", lambda at: at.workspace._together.show_carry()),
    Stop("gather", lambda at: at.workspace._together.show_gathering()),
    Stop("laptops", lambda at: at.workspace._together.show_laptops()),
    Stop("merges", lambda at: at.workspace._together.show_merges()),
    Stop("same-child", lambda at: at.workspace._together.show_same_child()),
    Stop("to-decide", lambda at: at.workspace._together.show_to_decide()),
    Stop("figures", lambda at: at.workspace._together.show_figures()),
    Stop("export", lambda at: at.workspace._together.show_exporting()),
)
