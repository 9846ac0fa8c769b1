"""What a page draws, and which of it is marked as belonging to an element."""

from typing import Any, NamedTuple

from pypdf import PageObject
from pypdf.generic import ArrayObject, DictionaryObject, StreamObject

from imh_desktop.documents.checking.opened import entry, plain
from imh_desktop.documents.checking.shorter import shorter
from imh_desktop.errors import InputError

MOST_OF_A_PAGE, MOST_IN_ALL = 4_000_000, 24_000_000
"""Bytes of drawing, unpacked; a full page of ours takes some 40,000."""
_DEEPEST = 60
_TEXT = frozenset(("Tj", "TJ", "'", '"'))
_LINES = frozenset(("S", "s", "f", "F", "f*", "B", "B*", "b", "b*", "sh"))
_PICTURES = frozenset(("Do", "INLINE IMAGE"))
_NO_INK = (3, 7)
"""Ways of drawing text: not at all, or as the edge of what is cut out."""
_OPEN = frozenset(("BMC", "BDC"))


class Drawn(NamedTuple):
    """One page. ``marks``: the numbers of its marked parts, as drawn. ``outside``: what stands in
    none, each with the last mark before it. ``silent``: marks that hold text without the words it
    is read as. ``nested``: marks inside others. ``open``: parts that are not closed, or too often.
    ``unseen``: it holds text that leaves no ink.
    """

    marks: list[int]
    outside: list[tuple[str, int]]
    silent: list[int]
    nested: list[int]
    open: int
    unseen: bool = False


class _Level(NamedTuple):
    """One marked part that is open: its number, if any; whether it is an artifact, or has words."""

    mark: int | None
    artifact: bool
    said: bool


def drawn(page: PageObject, room: int) -> tuple[Drawn, int]:
    """Return what a page draws, and how many bytes it took.

    Raises:
        InputError: more than ``room`` bytes, or more than a page of ours can have.
    """
    size = _size(page, min(room, MOST_OF_A_PAGE))
    seen = _Seen(entry(page, "/Resources", "/Properties"))
    stream = page.get_contents()
    if stream is not None:
        stream.set_data(shorter(stream.get_data()))
    for operands, operator in stream.operations if stream is not None else ():
        seen.operation(operands, operator.decode("latin1"))
    return seen.result(), size


def _size(page: PageObject, most: int) -> int:
    """Return how long the drawing is, unpacked; a piece may be named any number of times."""
    held = entry(page, "/Contents")
    size = 0
    for piece in held if isinstance(held, ArrayObject) else [held]:
        stream = plain(piece)
        size += len(stream.get_data()) if isinstance(stream, StreamObject) else 1
        if size > most:
            raise InputError("This PDF file draws too much to be a page of ours.")
    return size


class _Seen:
    """Goes through the operators of one page."""

    def __init__(self, properties: Any) -> None:
        self._properties = properties
        self._levels: list[_Level] = []
        self._drawn = Drawn([], [], [], [], 0)
        self._surplus = 0
        self._without_ink, self._unseen = [False], False

    def operation(self, operands: Any, operator: str) -> None:
        """Take one operator in."""
        if operator in _OPEN:
            if len(self._levels) >= _DEEPEST:
                raise InputError("The marked parts of this PDF file stand too deep in each other.")
            self._levels.append(self._opened(operands, operator))
        elif operator == "EMC":
            self._surplus += not self._levels
            del self._levels[-1:]
        elif operator in ("q", "Q", "Tr"):
            self._way_of_drawing(operands, operator)
        elif operator in _TEXT:
            self._unseen |= self._without_ink[-1]
            self._ink("text")
            self._spoken()
        elif operator in _LINES:
            self._ink("a line or box")
        elif operator in _PICTURES:
            self._ink("a picture")

    def result(self) -> Drawn:
        """Return all that was seen."""
        return self._drawn._replace(open=len(self._levels) + self._surplus, unseen=self._unseen)

    def _way_of_drawing(self, operands: Any, operator: str) -> None:
        """Follow whether text leaves ink: a state that is saved comes back."""
        if operator == "q":
            self._without_ink.append(self._without_ink[-1])
        elif operator == "Q":
            del self._without_ink[max(1, len(self._without_ink) - 1) :]
        elif operator == "Tr" and operands:
            self._without_ink[-1] = plain(operands[0]) in _NO_INK

    def _opened(self, operands: Any, operator: str) -> _Level:
        told = plain(operands[1]) if operator == "BDC" else None
        if isinstance(told, str):
            told = entry(self._properties, told)
        held = told if isinstance(told, DictionaryObject) else DictionaryObject()
        mark = plain(held.get("/MCID"))
        if isinstance(mark, int):
            if any(level.artifact or level.mark is not None for level in self._levels):
                self._drawn.nested.append(mark)
            self._drawn.marks.append(mark)
        return _Level(
            mark if isinstance(mark, int) else None,
            operands[0] == "/Artifact",
            bool(plain(held.get("/ActualText"))),
        )

    def _ink(self, kind: str) -> None:
        if not any(level.artifact or level.mark is not None for level in self._levels):
            last = self._drawn.marks[-1] if self._drawn.marks else -1
            if (kind, last) not in self._drawn.outside[-3:]:
                self._drawn.outside.append((kind, last))

    def _spoken(self) -> None:
        marks = [level.mark for level in self._levels if level.mark is not None]
        said = any(level.said for level in self._levels)
        if marks and not said and marks[-1] not in self._drawn.silent[-1:]:
            self._drawn.silent.append(marks[-1])
