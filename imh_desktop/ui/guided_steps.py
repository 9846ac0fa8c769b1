"""The six steps of the guided tour: what is said, what is pointed at, where each one ends."""

from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from imh_desktop.ui.sight import accessible_name
from imh_desktop.words import Words


@dataclass(frozen=True, slots=True)
class GuidedStep:
    """``name``: what is pointed at, as a screen reader would call it; with ``begins`` only how
    its name begins, and with ``kind`` any widget of that class. ``ends_at``: the class of the page
    that shows that the step was done; empty = only the person says so."""

    said: str
    name: str = ""
    begins: bool = False
    kind: str = ""
    ends_at: str = ""

    def target(self, page: QWidget) -> QWidget | None:
        """Return what is pointed at on a page, if it can be seen there."""
        return next(filter(self._fits, _shown(page)), None)

    def _fits(self, widget: QWidget) -> bool:
        if self.kind:
            return type(widget).__name__ == self.kind
        called = accessible_name(widget)
        return called.startswith(self.name) if self.begins else called == self.name


def guided_steps(words: Words) -> tuple[GuidedStep, ...]:
    """Return the steps, in their order."""
    say = words.say
    return (
        GuidedStep(
            say("Choose the child in the list. Then press the button that goes on with the visit."),
            say("Children"), ends_at="VisitPage",
        ),
        GuidedStep(
            say("This is a card. Press a number from 1 to 5, or touch an answer: it is kept."),
            kind="ItemCard",
        ),
        GuidedStep(
            say("Press N to write a note on a card: what you saw or heard, in plain words."),
            say("Note: {item}", item=""), begins=True,
        ),
        GuidedStep(
            say("The buttons below lead through every area, and at last to “{button}”.",
                button=say("Review")),
            kind="VisitFooter", ends_at="ReviewPage",
        ),
        GuidedStep(
            say("Go back to the children. There “{button}” shows what a family takes home.",
                button=say("Family page")),
            say("Family page"), ends_at="SummaryPage",
        ),
        GuidedStep(
            say("Among the children, “{button}” takes your work to your coordinator on a stick.",
                button=say("Carry and gather")),
            say("Carry and gather"), ends_at="TogetherPage",
        ),
    )  # fmt: skip


def _shown(page: QWidget) -> Iterator[QWidget]:
    return (widget for widget in page.findChildren(QWidget) if widget.isVisible())
