"""A page that is about to be given, and the printer it is given by."""

from PySide6.QtPrintSupport import QPrinter

from imh_desktop.core.privacy import Sensitivity
from imh_desktop.flows.printing_log import given_pages
from imh_desktop.store import records
from imh_desktop.ui import printing

QUESTION = "Is it safe for this page to be seen by everyone at home?"


def lines(vault, visit):
    return given_pages(vault, visit.child_id)


def answers(vault, visit):
    record = vault.journal.record(records.private_id(visit.visit_id, "", Sensitivity.V))
    fields = record.fields if record else {}
    return [said["answer"] for f, said in fields.items() if f.startswith("leave_behind.")]


def print_to(path, monkeypatch):
    """Let the printer write a file; the system's dialog is agreed to at once."""

    def ask(_parent, _paper, _title, agreed):
        made = QPrinter(QPrinter.PrinterMode.HighResolution)
        made.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        made.setOutputFileName(str(path))
        made.setFullPage(True)
        agreed(made)

    monkeypatch.setattr(printing, "ask", ask)
    monkeypatch.setattr(printing, "has_printer", lambda: True)
    return path
