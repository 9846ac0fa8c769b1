"""That somebody who is named here lies in the trash, with the way back in one tap."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from imh_desktop.flows import trash
from imh_desktop.flows.named_away import NamedAway, named_away
from imh_desktop.ui.bench import Bench
from imh_desktop.ui.widgets import Notice


def tell_named_away(
    bench: Bench, child_id: str, put: Callable[[QWidget], object], again: Callable[[], object]
) -> None:
    """Say it of each person of a child: ``put`` lays a notice on the page, ``again`` shows the
    page anew once somebody is back."""

    def notice(one: NamedAway) -> Notice:
        made = Notice(
            bench.look, one.said(bench.words), action=bench.words.say("Bring this person back")
        )

        def on_back() -> None:
            trash.put_back(bench.vault, one.caregiver_id, bench.words)
            again()

        made.acted.connect(lambda: bench.safely(on_back))
        return made

    for one in named_away(bench.vault, child_id, bench.words):
        put(notice(one))
