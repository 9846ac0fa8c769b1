"""A partner's form: filled in with what may be told, and nothing in it acts or is trusted."""

import random
from collections.abc import Callable
from io import BytesIO
from typing import Any

import pikepdf
import pytest

from imh_desktop import assets
from imh_desktop.documents.example_form import example_form
from imh_desktop.documents.page import Sheet
from imh_desktop.documents.partner_form import field_names, fill
from imh_desktop.documents.preview import page_images
from imh_desktop.errors import InputError

from .reading import texts

ACTING = ("/AA", "/OpenAction", "/JS", "/JavaScript", "/EmbeddedFiles", "/XFA", "/RichMedia",
          "/Metadata", "/Launch", "/URI", "/SubmitForm")  # fmt: skip


def _with(change: Callable[[pikepdf.Pdf], Any], **saving: Any) -> bytes:
    out = BytesIO()
    with pikepdf.open(BytesIO(example_form())) as pdf:
        change(pdf)
        pdf.save(out, **saving)
    return out.getvalue()


def _values(form: bytes) -> dict[str, str]:
    with pikepdf.open(BytesIO(form)) as pdf:
        return {str(each["/T"]): str(each.get("/V", "")) for each in pdf.Root.AcroForm.Fields}


def test_the_form_that_comes_with_the_program_is_the_one_made_here() -> None:
    kept = assets.resources() / "partner-forms" / "example.pdf"
    assert kept.read_bytes() == example_form()


def test_texts_and_ticks_are_in_their_fields_and_are_seen() -> None:
    filled = fill(
        example_form(), {"ChildName": "José Núñez", "Concern": "One\nTwo"}, {"Girl": True}
    )
    assert filled.left == ()
    values = _values(filled.content)
    assert (values["ChildName"], values["Girl"]) == ("José Núñez", "/Yes")
    assert values["Concern"].split() == ["One", "Two"]
    empty, full = (page_images(each, 400)[0].pixels for each in (example_form(), filled.content))
    assert sum(full) < sum(empty)


def test_a_long_text_is_wrapped_and_none_is_ever_cut() -> None:
    long = " ".join(f"word{number}" for number in range(60))
    filled = fill(example_form(), {"Tried": long}, {})
    assert filled.left == ()
    assert _values(filled.content)["Tried"].split() == long.split()
    too_long = " ".join(f"word{number}" for number in range(400))
    left = fill(example_form(), {"Tried": too_long}, {})
    assert left.left == (("Tried", "is too small for its text"),)
    assert _values(left.content)["Tried"] == ""


@pytest.mark.parametrize(
    ("field", "text", "why"),
    [
        ("BirthDate", "the 4th of March", "takes 10 letters at most"),
        ("ChildName", "ምህረት", "letters that the form's own font may lack"),
        ("Girl", "yes", "takes no text"),
    ],
)
def test_what_a_field_cannot_hold_is_left_empty_and_told(field: str, text: str, why: str) -> None:
    filled = fill(example_form(), {field: text, "Parent": "Ines"}, {})
    ((name, said),) = filled.left
    assert name == field
    assert why in said
    assert _values(filled.content)["Parent"] == "Ines"


def test_an_unknown_field_is_refused_by_its_name() -> None:
    with pytest.raises(InputError) as told:
        fill(example_form(), {"Nickname": "x"}, {})
    assert told.value.place == "Nickname"


def _armed(pdf: pikepdf.Pdf) -> None:
    script = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert('hello')")
    pdf.Root.OpenAction = script
    pdf.Root.AA = pikepdf.Dictionary(WC=script)
    pdf.pages[0].obj["/AA"] = pikepdf.Dictionary(O=script)
    named = pikepdf.Array(["run", pdf.make_indirect(script)])
    pdf.Root.Names = pikepdf.Dictionary(JavaScript=pikepdf.Dictionary(Names=named))
    pdf.attachments["note.txt"] = b"attached"
    for number, field in enumerate(pdf.Root.AcroForm.Fields):
        field["/AA"] = pikepdf.Dictionary(K=script, C=pdf.make_indirect(script))
        kind = (pikepdf.Name.Launch, pikepdf.Name.SubmitForm, pikepdf.Name.URI)[number % 3]
        field["/A"] = pikepdf.Dictionary(S=kind, URI="http://example.invalid/", Next=script)
    pdf.docinfo["/Author"] = "Somebody"
    with pdf.open_metadata() as meta:
        meta["dc:creator"] = ["Somebody"]


def test_nothing_in_the_form_acts_any_more_and_it_names_no_author() -> None:
    filled = fill(_with(_armed), {"ChildName": "Mira"}, {"Boy": False})
    with pikepdf.open(BytesIO(filled.content)) as pdf:
        for thing in pdf.objects:
            if isinstance(thing, pikepdf.Dictionary | pikepdf.Stream):
                held = thing if isinstance(thing, pikepdf.Dictionary) else thing.stream_dict
                assert not set(ACTING) & set(held.keys())
        assert not pdf.attachments
        assert "/Names" not in pdf.Root
    for word in (b"app.alert", b"Somebody", b"example.invalid", b"attached"):
        assert word not in filled.content
    assert _values(filled.content)["ChildName"] == "Mira"


@pytest.mark.parametrize(
    ("form", "said"),
    [
        (_with(lambda pdf: None, encryption=pikepdf.Encryption(owner="o", user="u")), "password"),
        (_with(lambda pdf: None, encryption=pikepdf.Encryption(owner="o", user="")), "password"),
        (_with(lambda pdf: pdf.Root.AcroForm.__setattr__("XFA", pdf.make_stream(b"<x/>"))), "XFA"),
        (Sheet("a4", "No form", "en").bytes(), "no fields"),
        (b"", "cannot be read"),
        (b"%PDF-1.7\n", "cannot be read"),
        (b"PK\x03\x04" * 100, "cannot be read"),
        (b"%PDF-1.7\n" + b"0" * 20_000_001, "too large"),
    ],
    ids=["locked", "locked-for-change", "xfa", "no-fields", "empty", "head", "zip", "large"],
)
def test_a_form_that_will_not_do_is_refused_with_the_reason(form: bytes, said: str) -> None:
    with pytest.raises(InputError, match=said):
        fill(form, {"ChildName": "x"}, {})


def test_a_field_that_is_its_own_parent_or_child_ends() -> None:
    def looped(pdf: pikepdf.Pdf) -> None:
        field = pdf.Root.AcroForm.Fields[0]
        field["/Parent"] = field
        field["/Kids"] = pikepdf.Array([field])

    with pytest.raises(InputError):
        fill(_with(looped), {"ChildName": "x"}, {})


def test_damaged_forms_are_filled_or_refused_and_never_break_the_program() -> None:
    chance, form = random.Random(5), example_form()
    filled, refused = [], 0
    for _ in range(60):
        damaged = bytearray(form)
        for _ in range(chance.randint(1, 40)):
            damaged[chance.randrange(len(damaged))] = chance.randrange(256)
        for sent in (damaged, damaged[: chance.randint(1, len(damaged))]):
            try:
                filled.append(fill(bytes(sent), {"ChildName": "x"}, {}).content)
            except InputError:
                refused += 1
    assert filled
    assert refused
    assert all(content.startswith(b"%PDF-") for content in filled)


def test_an_invented_child_s_form_is_marked_on_every_page() -> None:
    filled = fill(example_form(), {"ChildName": "Mira"}, {}, "Example: not a real family")
    assert all("Example: not a real family" in page for page in texts(filled.content))
    assert _values(filled.content)["ChildName"] == "Mira"
    assert "not a real" not in "".join(texts(fill(example_form(), {}, {}).content))


def test_the_names_of_fields_can_be_read() -> None:
    assert {"ChildName", "Concern", "Girl"} <= set(field_names(example_form()))
    assert "Example County" in texts(example_form())[0]
