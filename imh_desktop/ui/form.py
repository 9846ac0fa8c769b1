"""The fields of a form by place, and what is wrong with them; what was typed always stays."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Protocol

from PySide6.QtWidgets import QWidget

from imh_desktop.errors import InputError
from imh_desktop.ui.style import Look
from imh_desktop.ui.widgets import LabelledField, NoteField, Notice, ScrollColumn, TextField
from imh_desktop.words import Words


class Part(Protocol):
    """A group of fields a form has several of. A blank one is passed over and has no number."""

    boxes: dict[str, LabelledField]

    @property
    def blank(self) -> bool:
        """Tell whether nothing is written."""
        ...


class Form:
    """Says a fault beside its field, or in ``trouble`` when it belongs to none.

    ``boxes`` are the fields by place. The owner puts them and ``trouble`` where they belong.
    """

    def __init__(self, look: Look, words: Words, scroll: ScrollColumn | None = None) -> None:
        """Begin without fields; ``scroll`` is the column they stand in, if it scrolls."""
        self._look, self._words, self._scroll = look, words, scroll
        self.boxes: dict[str, LabelledField] = {}
        self._repeated: dict[str, Callable[[], Iterable[Part]]] = {}
        self.trouble = Notice(look, "", tone="warn")
        self.trouble.hide()

    def repeat(self, place: str, parts: Callable[[], Iterable[Part]]) -> None:
        """Take in the fields of parts that come and go: ``<place>.<number>.<field>``."""
        self._repeated[place] = parts

    def line(self, place: str, label: str) -> LabelledField:
        """Return a new field of one line."""
        return self.put(place, LabelledField(self._look, label, TextField(self._look, label)))

    def note(self, place: str, label: str) -> LabelledField:
        """Return a new field of several lines."""
        return self.put(place, LabelledField(self._look, label, NoteField(self._look, label)))

    def put(self, place: str, box: LabelledField) -> LabelledField:
        """Take in a field and return it."""
        self.boxes[place] = box
        return box

    @property
    def fields(self) -> dict[str, QWidget]:
        """Return the fields by place, without those of parts that come and go."""
        return {place: box.field for place, box in self.boxes.items()}

    def field(self, place: str) -> TextField:
        """Return a field of one line."""
        found = self.boxes[place].field
        assert isinstance(found, TextField)
        return found

    def text(self, place: str) -> str:
        """Return what is written, in one line or several."""
        field = self.boxes[place].field
        return field.toPlainText() if isinstance(field, NoteField) else self.field(place).text()

    def show(self, place: str, text: str) -> None:
        """Write a text into a field."""
        field = self.boxes[place].field
        if isinstance(field, NoteField):
            field.setPlainText(text)
        else:
            self.field(place).setText(text)

    def say_fault(self, error: InputError) -> None:
        """Say what is wrong where it is."""
        self.tell(error.place, self._words.told(error))

    def tell(self, place: str, message: str) -> None:
        """Say a sentence beside the field of a place, brought into sight, or in ``trouble``."""
        box = self.boxes.get(place) or dict(self._numbered()).get(place)
        if box is None:
            self.trouble.say(message)
            self.trouble.show()
            return
        box.say_fault(message)
        if self._scroll is not None:
            self._scroll.ensureWidgetVisible(box)
        box.field.setFocus()

    def clear_faults(self) -> None:
        """Take all of them away, before the form is read once more."""
        self.trouble.hide()
        parts = [part.boxes for each in self._repeated.values() for part in each()]
        for boxes in (self.boxes, *parts):
            _clear(boxes)

    def _numbered(self) -> Iterator[tuple[str, LabelledField]]:
        for place, parts in self._repeated.items():
            written = (part for part in parts() if not part.blank)
            for number, part in enumerate(written):
                for field, box in part.boxes.items():
                    yield f"{place}.{number}.{field}", box


def _clear(boxes: Mapping[str, LabelledField]) -> None:
    for box in boxes.values():
        box.say_fault("")
