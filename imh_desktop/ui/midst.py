"""What a window is in the middle of when nobody touches it, or when its file is closed."""

from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from imh_desktop.core.idle import Midst
from imh_desktop.ui.main_window import MainWindow
from imh_desktop.ui.widgets import Panel


def midst_of(window: MainWindow) -> Midst:
    """Tell what closing the open file would break into now."""
    from imh_desktop.ui.follow_up_page import FollowUpPage
    from imh_desktop.ui.key_work import KeyWork
    from imh_desktop.ui.long_work import LongWork
    from imh_desktop.ui.review_page import ReviewPage
    from imh_desktop.ui.visit_page import VisitPage

    works = [work.running for work in window.findChildren(LongWork)]
    works += [work.running for work in window.findChildren(KeyWork)]
    if any(works):
        return "held"
    visits = (VisitPage, FollowUpPage, ReviewPage)
    if any(isinstance(page, visits) for page in window.pages) or _is_typing(window):
        return "visit"
    return "none"


def break_off(window: MainWindow) -> None:
    """Keep what is being typed in a visit or a form, and end what other processes and threads do to
    the open file: it is about to be closed."""
    from imh_desktop.ui.begun_form import BegunForm
    from imh_desktop.ui.follow_up_page import FollowUpPage
    from imh_desktop.ui.key_work import KeyWork
    from imh_desktop.ui.long_work import OwnCommand
    from imh_desktop.ui.review_page import ReviewPage
    from imh_desktop.ui.visit_page import VisitPage

    for work in window.findChildren(OwnCommand):
        work.abandon()
    for key_work in window.findChildren(KeyWork):
        key_work.wait()
    for begun in window.findChildren(BegunForm):
        begun.leave()
    for page in window.pages:
        if isinstance(page, VisitPage | FollowUpPage | ReviewPage):
            page.leave()


def _is_typing(window: MainWindow) -> bool:
    """Tell whether a form or a question holds typed words that are kept nowhere yet."""
    written = [page for page in window.pages if not getattr(page, "may_leave", False)]
    asked = [panel for panel in window.findChildren(Panel) if not panel.isHidden()]
    return any(_is_typed_in(each) for each in (*written, *asked))


def _is_typed_in(place: QWidget) -> bool:
    lines = any(field.isModified() for field in place.findChildren(QLineEdit))
    return lines or any(
        field.document().isModified() and not field.isReadOnly()
        for field in place.findChildren(QPlainTextEdit)
    )
