"""What a screen reader is told of every page, in English and mirrored in Arabic.

The dumps stand in ``golden``. After a change that is meant, make them anew and read the difference:

    IMH_REMAKE_DUMPS=1 python run.py test tests/ui_reading/test_reading.py
"""

import os
from collections import Counter
from pathlib import Path

import pytest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QCheckBox,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QRadioButton,
    QWidget,
)

from imh_desktop.ui.lesson_reader import LessonReader

from .heard import Told, all_told, written
from .stops import STOPS
from .test_focus import KINDS
from .world import world

GOLDEN = Path(__file__).parent / "golden"
REMAKE = "IMH_REMAKE_DUMPS"
LANGUAGES = ("en", "ar")
ROLES: dict[type[QWidget], str] = {
    QRadioButton: "RadioButton",
    QCheckBox: "CheckBox",
    QAbstractButton: "Button",
    QComboBox: "ComboBox",
    QLineEdit: "EditableText",
    QPlainTextEdit: "EditableText",
    QAbstractItemView: "List",
    LessonReader: "Document",
}
Walk = dict[str, list[Told]]


@pytest.fixture(scope="module", params=LANGUAGES)
def language(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def walk(qapp: QApplication, language: str, tmp_path_factory: pytest.TempPathFactory) -> Walk:
    """Every page, walked once a language."""
    seen: Walk = {}
    with world(qapp, tmp_path_factory.mktemp(language) / "vault", language) as at:
        for stop in STOPS:
            stop.show(at)
            seen[stop.name] = all_told(at.front)
    if REMAKE in os.environ:
        GOLDEN.mkdir(exist_ok=True)
        pages = (f"## {name}\n{written(lines)}\n" for name, lines in seen.items())
        (GOLDEN / f"{language}.txt").write_text("\n".join(pages), "utf-8")
    return seen


@pytest.fixture(scope="module")
def golden(language: str, walk: Walk) -> dict[str, str]:
    return dumped(language)


def dumped(language: str) -> dict[str, str]:
    """What the dump of a language says of each page."""
    text = (GOLDEN / f"{language}.txt").read_text("utf-8")
    pages = (page.partition("\n") for page in text.split("## ")[1:])
    return {name: lines.rstrip("\n") for name, _, lines in pages}


def test_the_dumps_are_of_these_pages(walk: Walk, golden: dict[str, str]) -> None:
    assert list(golden) == list(walk)


@pytest.mark.parametrize("page", [stop.name for stop in STOPS])
def test_a_page_is_told_as_it_was(page: str, walk: Walk, golden: dict[str, str]) -> None:
    assert written(walk[page]) == golden.get(page)


@pytest.mark.check(10)
def test_everything_has_a_name_and_the_role_of_what_it_is(walk: Walk) -> None:
    for page, lines in walk.items():
        assert lines, page
        for one in lines:
            expected = next(role for kind, role in ROLES.items() if issubclass(one.kind, kind))
            assert one.role == expected, (page, one)
            assert one.name, (page, one)
            assert "<span" not in one.name + one.about, (page, one)


def test_no_two_on_a_page_are_told_alike(walk: Walk) -> None:
    for page, lines in walk.items():
        alike = Counter((one.role, one.name, one.about) for one in lines)
        # "Back" and "Go back" are one word in Arabic, and do the same
        most = 2 if page == "to-decide" else 1
        assert [each for each, n in alike.items() if n > most] == [], page


def test_every_kind_of_widget_is_looked_at_with_the_keyboard_on_it(walk: Walk) -> None:
    kinds = {one.kind.__name__ for lines in walk.values() for one in lines}
    assert kinds == KINDS.keys()


def test_arabic_is_told_in_arabic(walk: Walk, language: str) -> None:
    if language == "ar":
        for page, lines in walk.items():
            assert any("\u0600" <= letter <= "\u06ff" for one in lines for letter in one.name), page
