"""The log: read line by line, filtered, and saved as a table where that may be."""

from collections.abc import Callable, Iterator
from datetime import UTC, timedelta
from itertools import islice
from pathlib import Path

import msgspec

from imh_desktop.flows import log_book
from imh_desktop.flows.cutting import cut
from imh_desktop.flows.log_book import LogLine, Wanted
from imh_desktop.flows.log_export import export_log
from imh_desktop.flows.roles import role_of
from imh_desktop.store import records
from imh_desktop.ui.bench import Bench
from imh_desktop.ui.log_page import LogPage
from imh_desktop.ui.saving import ask_where

_AT_ONCE = 60
_MOST_NAMES = 400


class LogPages:
    """Makes the page; ``leave`` shows where the person came from."""

    def __init__(self, bench: Bench, leave: Callable[[], None]) -> None:
        """Work at a bench."""
        self._bench, self._leave = bench, leave
        self._found: Iterator[LogLine] = iter(())
        self._wanted = Wanted()

    def show(self, kind: str = "", who: str = "", child: str = "", days: str = "") -> None:
        """Show the latest of what is asked for."""
        bench = self._bench
        since = bench.now().astimezone(UTC) - timedelta(days=int(days)) if days else None
        self._wanted = Wanted(
            since=since, kind=msgspec.convert(kind or None, log_book.Kind | None), worker_id=who,
            child_id=child,
        )  # fmt: skip
        page = LogPage(
            bench.look, bench.words, self._people(), self._children(), (kind, who, child, days),
            exports=role_of(bench.vault) == "coordinator" and not bench.vault.made_up,
        )  # fmt: skip
        page.left.connect(bench.guarded(self._leave))
        page.filtered.connect(lambda *chosen: bench.safely(lambda: self.show(*chosen)))
        page.earlier_asked.connect(lambda: bench.safely(lambda: self._add(page)))
        page.table_asked.connect(bench.guarded(lambda: self._ask_where(page)))
        self._found = log_book.lines(bench.vault, bench.library, bench.words, self._wanted)
        self._add(page)
        bench.window.show_page(page)

    def _add(self, page: LogPage) -> None:
        found = tuple(islice(self._found, _AT_ONCE))
        page.add(found, more=len(found) == _AT_ONCE)

    def _people(self) -> list[tuple[str, str]]:
        people = records.workers(self._bench.vault).items()
        return sorted(((id_, cut(one.name)) for id_, one in people), key=lambda one: one[1])

    def _children(self) -> list[tuple[str, str]]:
        found = records.children(self._bench.vault)[:_MOST_NAMES]
        return [(one.child_id, cut(f"{one.given_name} {one.family_name}".strip())) for one in found]

    def _ask_where(self, page: LogPage) -> None:
        day = self._bench.today().isoformat()
        ask_where(page, self._bench.words, f"log-{day}.csv", self._save, ending="csv")

    def _save(self, target: Path) -> None:
        bench = self._bench

        def save() -> None:
            export_log(bench.vault, bench.library, bench.words, self._wanted, target)
            say = bench.words.say
            bench.window.tell(
                say("Saved as a table"),
                say("Anyone who has this file can read it. Delete it when it is not needed."),
            )

        bench.safely(save)
