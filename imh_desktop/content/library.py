"""The checklists a laptop has: read once, checked whole, handed out as core values."""

from hashlib import sha256
from pathlib import Path

import msgspec

from imh_desktop import assets
from imh_desktop.content.faults import Fault, FaultList, FormFault
from imh_desktop.content.licence import RESERVED, Licence
from imh_desktop.content.soundness import checklist_folders, read_checklist
from imh_desktop.content.texts import filled_up
from imh_desktop.content.toml_files import decode, read_toml
from imh_desktop.core.canonical import canonical
from imh_desktop.core.checklist import SOURCE_LANGUAGE, Checklist, ChecklistTexts


class Library:
    """Checklists by id. Nothing of a faulty form is ever handed out."""

    def __init__(self, folder: Path | None = None) -> None:
        """Look in a folder of checklists; the bundled ones by default."""
        self._folder = folder or assets.forms()
        self._ids: tuple[str, ...] = ()
        self._read: dict[str, tuple[Checklist, dict[str, ChecklistTexts]]] = {}

    def ids(self) -> tuple[str, ...]:
        """Return the ids of the checklists that are there."""
        # Asked for every visit a page shows. What is not there is looked for anew.
        if not self._ids:
            self._ids = tuple(home.name for home in checklist_folders(self._folder))
        return self._ids

    def checklist(self, checklist_id: str) -> Checklist:
        """Return the structure of a checklist.

        Raises:
            FormFault: there is no such checklist, or it has a fault.
        """
        return self._entry(checklist_id)[0]

    def texts(self, checklist_id: str, language: str) -> ChecklistTexts:
        """Return the words of a checklist in one language.

        Raises:
            FormFault: the checklist has a fault, or no words in that language.
        """
        words = self._entry(checklist_id)[1]
        if language not in words:
            said = f"has no words in `{language}` (expected one of {', '.join(words)})"
            raise FormFault((Fault(checklist_id, "texts", said),))
        return words[language]

    def languages(self, checklist_id: str) -> tuple[str, ...]:
        """Return the languages a checklist has words in."""
        return tuple(self._entry(checklist_id)[1])

    def licence(self, checklist_id: str) -> Licence:
        """Return who wrote a checklist, and under which terms its words may go on.

        Raises:
            FormFault: there is no such checklist, or it has a fault.
        """
        self._entry(checklist_id)
        path, faults = self._folder / checklist_id / "checklist.toml", FaultList(self._folder)
        found = decode(read_toml(path, faults)[RESERVED], Licence, path, RESERVED, faults)
        if found is None:
            raise FormFault(faults.all)
        return found

    def _entry(self, checklist_id: str) -> tuple[Checklist, dict[str, ChecklistTexts]]:
        if checklist_id not in self._read:
            self._read[checklist_id] = self._load(checklist_id)
        return self._read[checklist_id]

    def _load(self, checklist_id: str) -> tuple[Checklist, dict[str, ChecklistTexts]]:
        if checklist_id not in self.ids():
            known = ", ".join(self.ids()) or "none is installed"
            said = f"is not here (expected one of: {known})"
            raise FormFault((Fault(checklist_id, "", said),))
        faults = FaultList(self._folder)
        form = read_checklist(self._folder / checklist_id, faults)
        if faults.found or form is None:
            raise FormFault(faults.all)
        words = {language: found.texts for language, found in form.words.items()}
        if source := words.get(SOURCE_LANGUAGE):
            words = {language: filled_up(texts, source) for language, texts in words.items()}
        return form.structure.checklist, words


def structure_hash(checklist: Checklist) -> str:
    """Return the SHA-256 of a checklist's structure; its words do not enter."""
    # Asked for every visit a page shows, and of one value: a checklist cannot change.
    known = _HASHED.get(id(checklist))
    if known is None or known[0] is not checklist:
        digest = sha256(canonical(msgspec.to_builtins(checklist))).hexdigest()
        if len(_HASHED) >= _MOST_HASHED:
            _HASHED.clear()
        known = _HASHED[id(checklist)] = (checklist, digest)
    return known[1]


_MOST_HASHED = 8
_HASHED: dict[int, tuple[Checklist, str]] = {}
"""Identity -> the checklist, which is kept so that its identity stays its own, and its hash."""
