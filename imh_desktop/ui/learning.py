"""The way into the Learn guide, from wherever she is."""

from imh_desktop.ui.bench import Bench


def show_learn(bench: Bench) -> None:
    """Show the guide in front of the present page, which waits until she comes back; say a fault
    instead when the guide cannot be read."""
    from imh_desktop.flows.learning import open_guide
    from imh_desktop.ui.learn_page import LearnPage

    def show() -> None:
        page = LearnPage(bench.look, bench.words, open_guide(bench.words.language))
        page.left.connect(bench.window.go_back)
        bench.window.show_over(page)

    bench.safely(show)
