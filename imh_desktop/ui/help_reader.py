"""One topic of the help, set for reading."""

from PySide6.QtWidgets import QBoxLayout

from imh_desktop.core.guide import GuidePart
from imh_desktop.core.help import HelpPart, HelpTopic
from imh_desktop.ui.lesson_reader import LessonReader
from imh_desktop.ui.widgets import column


class HelpReader(LessonReader):
    """Shows one topic; steps have their numbers before them."""

    def show_topic(self, topic: HelpTopic) -> None:
        """Show a topic from its top."""
        borrowed = topic.language != self._words.language
        self.show_text(
            topic.title, topic.summary, topic.language if borrowed else "",
            lambda items: self._add_parts(items, topic.parts),
        )  # fmt: skip

    def _add_parts(self, items: QBoxLayout, parts: tuple[HelpPart, ...]) -> None:
        for part in parts:
            if not part.numbered:
                self._add_part(
                    items, GuidePart(heading=part.heading, paragraphs=part.paragraphs,
                                     points=part.points),
                )  # fmt: skip
                continue
            self._add_part(items, GuidePart(heading=part.heading, paragraphs=part.paragraphs))
            steps = column(gap=self._look.px(7))
            for number, said in enumerate(part.points, 1):
                steps.addWidget(self._point(said, mark=str(number)))
            items.addLayout(steps)
