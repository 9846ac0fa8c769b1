"""The way into help, from wherever a person is."""

from imh_desktop.ui.help_places import topic_of
from imh_desktop.ui.main_window import MainWindow
from imh_desktop.ui.style import Look
from imh_desktop.words import Words


def show_help(window: MainWindow, look: Look, words: Words) -> None:
    """Show help in front of the present page, at the topic that fits it; the page waits as it
    stands. Where help is open already, or something is being asked, nothing changes."""
    from imh_desktop.flows.helping import open_help
    from imh_desktop.ui.help_page import HelpPage

    if window.is_asking or isinstance(window.page, HelpPage):
        return
    page = HelpPage(look, words, open_help(words), topic_of(window.page))
    page.left.connect(window.go_back)
    window.show_over(page)
