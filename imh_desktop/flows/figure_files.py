"""The figures as files: each is noted in the journal, and each leaves the file's protection."""

from pathlib import Path
from typing import Literal

from imh_desktop.documents.programme_report import programme_report_pdf
from imh_desktop.errors import InputError
from imh_desktop.exchange.report_files import report_csv, report_xlsx
from imh_desktop.flows import figure_report, finding_report
from imh_desktop.flows.apart import require_real
from imh_desktop.flows.data_quality import LookedAt
from imh_desktop.flows.programme_figures import ProgrammeFigures
from imh_desktop.flows.roles import role_of
from imh_desktop.store import records
from imh_desktop.store.vault import Vault
from imh_desktop.words import Words

Format = Literal["csv", "xlsx", "pdf"]


def figures_file(vault: Vault, of: ProgrammeFigures, kind: Format, words: Words) -> bytes:
    """Return the figures as a file's bytes: counts alone, no name and no id.

    Raises:
        InputError: this is no coordinator's laptop; or a table is asked of the demo.
    """
    require_coordinator(vault, words)
    programme = records.programme(vault)
    if kind != "pdf":
        require_real(vault)
    if kind == "csv":
        return report_csv(figure_report.flat(of, words))
    if kind == "xlsx":
        return report_xlsx(figure_report.report(of, programme, words))
    printed = figure_report.on_paper(of, programme, words)
    return programme_report_pdf(printed, programme.paper, words, demo=programme.fictional)


def findings_file(
    vault: Vault, found: tuple[LookedAt, ...], of: ProgrammeFigures, kind: Format, words: Words
) -> bytes:
    """Return what is to be looked at as a file's bytes: ids, days and comments, no name.

    Raises:
        InputError: this is no coordinator's laptop; or a table is asked of the demo.
    """
    require_coordinator(vault, words)
    programme = records.programme(vault)
    told = finding_report.report(found, of, programme, words)
    if kind != "pdf":
        require_real(vault)
    if kind == "csv":
        return report_csv(told.tables[0])
    if kind == "xlsx":
        return report_xlsx(told)
    return programme_report_pdf(told, programme.paper, words, demo=programme.fictional)


def note_export(vault: Vault, what: str, kind: Format) -> None:
    """Keep in the journal that figures were written to a file. ``what``: figures or findings."""
    entry = {"kind": "exported", "subject": f"programme {what} {kind}"}
    vault.journal.write("event", vault.journal.new_id(), {**entry})


def file_name(what: str, of: ProgrammeFigures, kind: Format) -> str:
    """Return a file name with the days of the period, never a name."""
    period = of.frame.period
    return f"programme-{what}-{period.first}-{period.last}.{kind}"


def require_coordinator(vault: Vault, words: Words) -> None:
    """Refuse whoever is no coordinator.

    Raises:
        InputError: as said.
    """
    if role_of(vault) != "coordinator":
        raise InputError(
            words.say(
                "Figures are written to a file on a coordinator's laptop, and this is not one."
            )
        )


def kind_of(path: Path, words: Words) -> Format:
    """Return what a file is to be, by the end of its name.

    Raises:
        InputError: it is none of the three.
    """
    endings: dict[str, Format] = {".csv": "csv", ".xlsx": "xlsx", ".pdf": "pdf"}
    if path.suffix.lower() not in endings:
        raise InputError(
            words.say("The end of the name does not say what the file is to be."),
            place=str(path),
            expected=".csv, .xlsx or .pdf",
        )
    return endings[path.suffix.lower()]
