"""Reads the Learn guide: the order of its pages once, and its words in each language."""

from pathlib import Path
from typing import Any

import msgspec

from imh_desktop import assets
from imh_desktop.content.faults import Fault, FaultList, FormFault
from imh_desktop.content.licence import read_licensed
from imh_desktop.content.texts import languages
from imh_desktop.content.toml_files import T, decode
from imh_desktop.core.checklist import Review
from imh_desktop.core.guide import Guide, GuidePage, GuideTexts

HEAD = "guide.toml"


class _Order(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    pages: tuple[str, ...]


class _Heading(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    title: str
    review: Review


def guide_folders(folder: Path) -> tuple[Path, ...]:
    """Return the folder itself when it is a guide, else the guides it holds."""
    if (folder / HEAD).is_file():
        return (folder,)
    return tuple(sorted(path.parent for path in folder.glob(f"*/{HEAD}")))


def bundled_guide(folder: Path | None = None) -> Guide:
    """Return the guide of a folder of forms; of the bundled ones by default.

    Raises:
        FormFault: there is none, or a file of it cannot be used.
    """
    forms = folder or assets.forms()
    faults = FaultList(forms)
    for home in guide_folders(forms):
        guide = read_guide(home, faults)
        if guide and not faults.found:
            return guide
    raise FormFault(faults.all or (Fault("learn", "", f"is not here (expected {HEAD})"),))


def read_guide(home: Path, faults: FaultList) -> Guide | None:
    """Return a guide, or None when ``guide.toml`` itself is at fault; faults are noted.

    A page that a language lacks is no fault here: it is shown in another language.
    """
    head = _read(home / HEAD, _Order, faults)
    if head is None:
        return None
    texts = {}
    for language in languages(home):
        if heading := _read(home / "texts" / language / HEAD, _Heading, faults):
            texts[language] = GuideTexts(
                language=language,
                title=heading.title,
                review=heading.review,
                pages=_pages(home / "texts" / language, head.pages, faults),
            )
    return Guide(page_ids=head.pages, texts=texts)


def _pages(home: Path, page_ids: tuple[str, ...], faults: FaultList) -> dict[str, GuidePage]:
    found = {}
    for page_id in dict.fromkeys(page_ids):
        path = home / f"{page_id}.toml"
        if path.is_file() and (page := _read(path, GuidePage, faults)):
            found[page_id] = page
    return found


def _read(path: Path, kind: type[T], faults: FaultList) -> T | None:
    tables: dict[str, Any] = read_licensed(path, faults)
    return None if path in faults.unread else decode(tables, kind, path, "", faults)
