"""The forms that visits were asked by, as FHIR tells them; each is read once."""

from imh_desktop.content.library import Library
from imh_desktop.core.ages import BANDS
from imh_desktop.core.checklist import Checklist, ChecklistTexts
from imh_desktop.core.visit import Visit
from imh_desktop.exchange.fhir.forms import Form
from imh_desktop.flows.export_rows import ExportVisit
from imh_desktop.store.records import PROGRAMME_ID

_BANDS = frozenset(band.band_id for band in BANDS)


class Forms:
    """Forms by structure and band."""

    def __init__(self, library: Library, language: str) -> None:
        """Take words from the library; those in ``language`` come first."""
        self._library, self._language = library, language
        self._found: dict[tuple[str, str, str], Form] = {}

    def of(self, asked: ExportVisit) -> Form | None:
        """Return the form of a visit; None when its checklist or its band is not known here."""
        checklist, visit = asked.checklist, asked.visit
        if checklist is None or visit.band not in _BANDS:
            return None
        key = (visit.checklist_id, visit.checklist_hash, visit.band)
        if key not in self._found:
            self._found[key] = self._read(checklist, visit)
        return self._found[key]

    def _read(self, checklist: Checklist, visit: Visit) -> Form:
        here = checklist.checklist_id in self._library.ids()
        return Form(
            checklist=checklist, band=visit.band, structure_hash=visit.checklist_hash,
            home_id=PROGRAMME_ID, words=self._words(checklist.checklist_id) if here else {},
            worded=self._worded(checklist) if here else frozenset(),
            copyright=self._copyright(checklist.checklist_id) if here else "",
        )  # fmt: skip

    def _words(self, checklist_id: str) -> dict[str, ChecklistTexts]:
        languages = self._library.languages(checklist_id)
        ordered = sorted(languages, key=lambda each: (each != self._language, each))
        return {each: self._library.texts(checklist_id, each) for each in ordered}

    def _worded(self, checklist: Checklist) -> frozenset[str]:
        """Return the items that are still what they were: only these have words here."""
        today = set(self._library.checklist(checklist.checklist_id).items)
        return frozenset(item.item_id for item in checklist.items if item in today)

    def _copyright(self, checklist_id: str) -> str:
        licence = self._library.licence(checklist_id)
        return f"© {licence.date.year} {licence.author}. {licence.licence}."
