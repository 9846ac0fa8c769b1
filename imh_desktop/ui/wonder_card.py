"""What the visitor wonders, for her own supervision: a note beside the record."""

from collections.abc import Callable

from imh_desktop.flows import wondering
from imh_desktop.flows.visiting import OpenVisit
from imh_desktop.ui.keeper import Keeper
from imh_desktop.ui.note_block import NoteBlock
from imh_desktop.ui.shell_widgets import TitledCard
from imh_desktop.ui.style import Look
from imh_desktop.words import Words


class WonderCard(TitledCard):
    """One note field; what is typed is on the disk before it can be lost."""

    def __init__(self, look: Look, words: Words, visit: OpenVisit, keeper: Keeper) -> None:
        """Show what was written before."""
        title = words.say("What I wonder")
        super().__init__(
            look, title,
            help_text=words.say(
                "For your own supervision. It is on no page for the family or a partner, and in"
                " no export. It goes with your work, so your coordinator can read it."
            ),
        )  # fmt: skip
        self._vault, self._visit_id, self._keeper = visit.vault, visit.visit.visit_id, keeper
        hint = words.say("A feeling, a question, something you want to think about")
        self.note = NoteBlock(look, title, hint, lines=3)
        text = wondering.wondered(self._vault, self._visit_id)
        self.note.show_text(text, draft=text != wondering.kept(self._vault, self._visit_id))
        self.note.drafted.connect(self._on_drafted)
        self.note.left.connect(self._on_left)
        self.items.addWidget(self.note)

    def finish(self) -> None:
        """Keep what was typed, before the visit is closed or left."""
        self.note.finish()

    def _on_drafted(self, text: str) -> None:
        self._write("draft", lambda: wondering.draft(self._vault, self._visit_id, text))

    def _on_left(self, text: str) -> None:
        self._write("keep", lambda: wondering.keep(self._vault, self._visit_id, text))

    def _write(self, what: str, action: Callable[[], object]) -> None:
        self._keeper.keep(f"wonder/{what}", action)
