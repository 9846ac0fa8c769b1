"""What can be exported, as a person chooses it; each way of writing is a command of ours."""

from datetime import date
from importlib.util import find_spec
from pathlib import Path

import msgspec

from imh_desktop.errors import to_tell
from imh_desktop.words import Words

ANALYST = ("polars", "pyreadstat")
"""The packages of the extra ``analyst``."""
ANALYST_ABSENT = to_tell(
    "This kind of export needs two more packages, polars and pyreadstat. Install them with"
    " `pip install imh-desktop[analyst]`, or export CSV, which needs nothing more."
)


class Way(msgspec.Struct, frozen=True):
    """One way of writing. ``command``: of ``export``. ``ending``: of the file; empty = a folder.
    ``needs``: packages that may not be installed."""

    command: str
    title: str
    ending: str = ""
    needs: tuple[str, ...] = ()

    @property
    def lacks(self) -> bool:
        """Tell whether a package is missing, without importing any: that takes a second."""
        return any(find_spec(name) is None for name in self.needs)


class ExportKind(msgspec.Struct, frozen=True, kw_only=True):
    """One card. ``for_partner``: it may be made for a partner."""

    kind_id: str
    icon: str
    title: str
    said: str
    ways: tuple[Way, ...]
    for_partner: bool = True

    def way(self, command: str) -> Way:
        """Return one of its ways by the command."""
        return next(way for way in self.ways if way.command == command)


def kinds(words: Words) -> tuple[ExportKind, ...]:
    """Return the cards, in the order shown."""
    say = words.say
    return (
        ExportKind(
            kind_id="spreadsheet", icon="table", title=say("For a spreadsheet"),
            said=say("Tables with one row for each visit, to be sorted and counted."),
            ways=(Way("xlsx", say("One Excel file"), ".xlsx"), Way("csv", say("CSV files"))),
        ),
        ExportKind(
            kind_id="statistics", icon="chart-bar", title=say("For a statistics program"),
            said=say("The same tables, with labels for every code."),
            ways=(Way("spss", "SPSS", needs=ANALYST), Way("stata", "Stata", needs=ANALYST),
                  Way("parquet", "Parquet", needs=ANALYST)),
        ),
        ExportKind(
            kind_id="fhir", icon="share-network", title=say("For another health system"),
            said=say("One file in the form that health systems take in (FHIR R4)."),
            ways=(Way("fhir", "FHIR R4", ".json"),),
        ),
        ExportKind(
            kind_id="keep", icon="archive", title=say("To keep for twenty years"),
            said=say("Everything in plain files that open without this program."),
            ways=(Way("twenty-years", say("One zip file"), ".zip"),),
        ),
        ExportKind(
            kind_id="nameless", icon="eye-slash", title=say("Without names"),
            said=say("Codes and counts for research and funders, with no names and no days."),
            ways=(Way("deidentified", say("A folder")),), for_partner=False,
        ),
    )  # fmt: skip


def free_name(folder: Path, way: Way, on: date) -> Path:
    """Return a place in a folder where nothing stands yet."""
    stem, number = f"imh-{way.command}-{on.isoformat()}", 1
    place = folder / f"{stem}{way.ending}"
    while place.exists():
        number += 1
        place = folder / f"{stem}-{number}{way.ending}"
    return place
