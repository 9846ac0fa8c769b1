"""The pages about this laptop and its file, by name: who opens it, and how it is."""

from collections.abc import Callable, Sequence

from imh_desktop.ui.bench import Bench


class LaptopPages:
    """Leads to them; ``leave`` shows where one goes back to."""

    def __init__(self, bench: Bench, leave: Callable[[], None]) -> None:
        """Work at a bench."""
        self._bench, self._leave = bench, leave

    def offered(self) -> Sequence[tuple[str, str]]:
        """Return code and name of each."""
        say = self._bench.words.say
        if self._bench.vault.made_up:
            return ()
        return (("people", say("People on this laptop")),)

    def show(self, code: str) -> None:
        """Show one by its code."""
        from imh_desktop.ui.people_pages import PeoplePages

        pages = {"people": PeoplePages(self._bench, self._leave).show}
        self._bench.safely(pages[code])
