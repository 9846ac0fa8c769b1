"""An invented partner's form to try filling in with: `resources/partner-forms/` holds it.

A test compares the two; `example_form` makes the file anew.
"""

from io import BytesIO
from typing import Any

from reportlab.lib.colors import white
from reportlab.lib.pagesizes import letter
from reportlab.pdfgen import canvas as pdfgen

_LEFT, _WIDE, _ROW = 54.0, 504.0, 44.0


def example_form() -> bytes:
    """Return the form: the same bytes each time."""
    out = BytesIO()
    canvas = pdfgen.Canvas(out, pagesize=letter, invariant=1, lang="en")
    canvas.setTitle("Early Support: request (example)")
    canvas.setFont("Helvetica-Bold", 17)
    canvas.drawString(_LEFT, 730, "Example County Early Support: request")
    canvas.setFont("Helvetica", 9)
    canvas.drawString(_LEFT, 714, "An invented form, to try filling in with. Nobody receives it.")
    form = canvas.acroForm
    for number, row in enumerate(_ROWS):
        _text_row(canvas, form, row, 670 - number * _ROW)
    y = 670 - len(_ROWS) * _ROW
    for number, (name, label) in enumerate(_BOXES):
        at = _LEFT + number * 120
        form.checkbox(
            name=name, tooltip=label, x=at, y=y - 2, size=13, buttonStyle="check", fillColor=white
        )
        canvas.drawString(at + 19, y + 1, label)
    for number, (name, label) in enumerate(_LONG):
        _long(canvas, form, name, label, y - 26 - number * 88)
    canvas.showPage()
    canvas.save()
    return out.getvalue()


_ROWS = (
    (("ChildName", "Child's name", 0.6, 80), ("BirthDate", "Date of birth (MM/DD/YYYY)", 0.4, 10)),
    (("Parent", "Parent or caregiver", 0.6, 80), ("ParentPhone", "Phone", 0.4, 40)),
    (("Address", "Address", 0.6, 200), ("BestTime", "Best time to call", 0.4, 80)),
    (("Languages", "Languages", 0.6, 120), ("Weeks", "Weeks of pregnancy", 0.4, 40)),
    (("ReferredBy", "Referred by", 0.6, 120), ("ReferredOn", "Date (MM/DD/YYYY)", 0.4, 10)),
)
_BOXES = (("Interpreter", "Interpreter needed"), ("Girl", "Girl"), ("Boy", "Boy"))
_LONG = (
    ("Concern", "Reason for the request, in everyday words"),
    ("Tried", "What was tried"),
    ("Consent", "Consent given by"),
)


def _text_row(canvas: Any, form: Any, row: Any, y: float) -> None:
    at = _LEFT
    for name, label, share, longest in row:
        canvas.setFont("Helvetica", 9)
        canvas.drawString(at, y + 20, label)
        form.textfield(
            name=name, tooltip=label, x=at, y=y - 4, width=share * _WIDE - 8, height=20,
            maxlen=longest, fontSize=10, borderWidth=0.5, forceBorder=True,
            fillColor=white,
        )  # fmt: skip
        at += share * _WIDE


def _long(canvas: Any, form: Any, name: str, label: str, y: float) -> None:
    canvas.setFont("Helvetica", 9)
    canvas.drawString(_LEFT, y - 6, label)
    form.textfield(
        name=name, tooltip=label, x=_LEFT, y=y - 74, width=_WIDE - 8, height=62, maxlen=4000,
        fontSize=10, fieldFlags="multiline", borderWidth=0.5, forceBorder=True,
            fillColor=white,
    )  # fmt: skip
