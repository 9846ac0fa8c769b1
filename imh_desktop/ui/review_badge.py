"""A quiet badge where words still wait for a professional; pressed, it says who has read them."""

from PySide6.QtCore import QRect, QRectF, QSize, Qt, QTimer
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QStyle, QWidget

from imh_desktop.core.checklist import Review
from imh_desktop.ui.style import TARGET, Look
from imh_desktop.ui.widgets import Panel, PlainLabel
from imh_desktop.ui.widgets.buttons import paint_focus
from imh_desktop.words import Words

_PILL = 32
_BEFORE, _AFTER = 36, 14
"""Room for the icon, and behind the words."""
_LINE = Qt.TextFlag.TextDontClip | Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
_WRAP = Qt.TextFlag.TextWordWrap | _LINE


def unreviewed_said(words: Words) -> str:
    """Return the words of the badge."""
    return words.say_for("badge", "Not yet reviewed by a professional")


class ReviewBadge(QPushButton):
    """A chip that can be pressed. It shows only while no professional stands behind the words.

    ``explaining``: the explanation is open, or the key that closed it is still on its way.
    """

    def __init__(self, look: Look, words: Words, over: QWidget, *, width: int = 0) -> None:
        """Make a hidden badge. ``over``: what its explanation covers; ``width``: wrap into it."""
        super().__init__()
        self._look, self._words, self._over = look, words, over
        self._width, self._said = look.px(width), unreviewed_said(words)
        self.review: Review | None = None
        self.explaining = False
        self.setFont(look.font(13))
        self.setAccessibleName(self._said)
        self.setAccessibleDescription(words.say("Says who has read these words so far"))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAutoDefault(False)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # a press leaves the keyboard on her card
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.clicked.connect(self._explain)
        self.hide()

    def show_review(self, review: Review | None) -> None:
        """Show for words that wait for a professional; hide for any other, or for none."""
        self.review = review
        self.setVisible(review is not None and not review.by_professional)

    def sizeHint(self) -> QSize:
        """Leave room for the words and a finger."""
        look, metrics = self._look, self.fontMetrics()
        aside = look.px(_BEFORE) + look.px(_AFTER)
        if not self._width:
            return QSize(metrics.horizontalAdvance(self._said) + aside, look.px(TARGET))
        room = metrics.boundingRect(0, 0, self._width - aside, 1000, _WRAP, self._said)
        return QSize(self._width, max(room.height() + look.px(8), look.px(TARGET)))

    def minimumSizeHint(self) -> QSize:
        """Never cut the words."""
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw pill, icon and words."""
        look, painter = self._look, QPainter(self)
        pill = self.rect()
        if not self._width:
            spare = (self.height() - look.px(_PILL)) // 2
            pill = pill.adjusted(0, spare, 0, -spare)
        fill = "accent_soft" if self.underMouse() or self.isDown() else "ground"
        look.outline(painter, QRectF(pill), fill=fill, line="line", radius=10)
        size = look.px(18)
        icon = self._mirrored(look.px(11), 0, size, self.height())
        look.icons.paint(painter, icon, "info", look.tokens.muted, size)
        aside = look.px(_BEFORE) + look.px(_AFTER)
        area = self._mirrored(look.px(_BEFORE), 0, self.width() - aside, self.height())
        painter.setPen(look.colour("text"))
        painter.drawText(area, _WRAP if self._width else _LINE, self._said)
        paint_focus(self, look, painter, radius=10)

    def _mirrored(self, x: int, y: int, width: int, height: int) -> QRect:
        return QStyle.visualRect(self.layoutDirection(), self.rect(), QRect(x, y, width, height))

    def _explain(self) -> None:
        if self.review is not None:
            back = self.window().focusWidget()
            panel = ReviewPanel(self._look, self._over, self._words, self.review)
            panel.dismissed.connect(panel.put_away)
            panel.dismissed.connect(lambda: QTimer.singleShot(0, self, lambda: self._done(back)))
            self.explaining = True
            panel.open(panel.done)

    def _done(self, back: QWidget | None) -> None:
        self.explaining = False
        if back is not None:  # a page behind may have taken the keyboard on the same Escape
            back.setFocus(Qt.FocusReason.OtherFocusReason)


class ReviewPanel(Panel):
    """Who has read some words so far, and what that means for using them.

    The notes for reviewers stay off the screen: they name the gravest cards, and families look on.
    """

    def __init__(self, look: Look, over: QWidget, words: Words, review: Review) -> None:
        """Build the explanation of a review that is not a professional's."""
        super().__init__(look, over, unreviewed_said(words))
        read = {
            "draft": words.say("So far, only the people who wrote these words have read them."),
            "peer": words.say("So far, a second person has read these words."),
        }.get(review.status, "")
        care = words.say(
            "Use them to help you look, together with what you know yourself. Ask your supervisor"
            " whenever something seems wrong."
        )
        for said in (read, care):
            self.body.addWidget(PlainLabel(look, said, size=16, wrap=True))
        author = words.say("Written by: {author}", author=review.author)
        self.body.addWidget(PlainLabel(look, author, size=13, colour="muted", wrap=True))
        self.done = self.add_button(words.say("Close"), kind="primary")
        self.done.clicked.connect(self.dismissed)
