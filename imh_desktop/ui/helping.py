"""The way into help, from wherever a person is."""

from collections.abc import Callable

from imh_desktop.ui.help_places import topic_of
from imh_desktop.ui.key_names import native
from imh_desktop.ui.main_window import MainWindow
from imh_desktop.ui.style import Look
from imh_desktop.words import Words


def show_help(
    window: MainWindow, look: Look, words: Words, tour: Callable[[], None] | None = None
) -> None:
    """Show help in front of the present page, at the topic that fits it; the page waits as it
    stands. Where help is open already, or something is being asked, nothing changes. ``tour``:
    begins the guided tour, in the demo."""
    from imh_desktop.flows.helping import open_help
    from imh_desktop.ui.help_page import HelpPage

    if window.is_asking or isinstance(window.page, HelpPage):
        return
    page = HelpPage(look, words, open_help(words, native), topic_of(window.page))
    page.left.connect(window.go_back)
    if tour is not None:
        page.offer_tour()
        page.tour_asked.connect(window.go_back)
        page.tour_asked.connect(tour)
    window.show_over(page)
