"""What may not be printed is refused, with the place where it stands."""

from datetime import date
from typing import Any

import msgspec
import pytest

from imh_desktop.content.library import Library
from imh_desktop.errors import InputError
from imh_desktop.exchange.visit_file import VisitFile
from imh_desktop.flows import programme, visit_files
from imh_desktop.flows.example import example
from imh_desktop.flows.refusing import support_fault
from imh_desktop.store.vault import Vault
from imh_desktop.words import Words


@pytest.fixture
def plain(library: Library) -> dict[str, Any]:
    """The example's visit file as JSON values."""
    file = example(library.checklist("observation"), "B4", date(2026, 6, 17))
    return msgspec.json.decode(msgspec.json.encode(file), type=dict[str, Any])


def _refusal(library: Library, plain: dict[str, Any]) -> InputError:
    file = msgspec.convert(plain, VisitFile)
    with pytest.raises(InputError) as caught:
        visit_files.family_document(file, library, "en", None)
    return caught.value


@pytest.mark.parametrize("number", ["-", "abc", "()", "five five five", "555" * 20, "shelter 555"])
@pytest.mark.parametrize("line", [0, 1, 3])
def test_a_number_that_cannot_be_dialled_is_not_printed(
    library: Library, plain: dict[str, Any], line: int, number: str
) -> None:
    plain["programme"]["support"][line]["number"] = number
    assert _refusal(library, plain).place == f"programme.support[{line}].number"
    settings = msgspec.convert(plain, VisitFile).programme
    assert settings is not None
    assert support_fault(settings, Words("en"))


@pytest.mark.parametrize("number", ["", "   ", "\t"])
@pytest.mark.parametrize("line", [0, 1])
def test_a_blank_number_is_an_empty_one(
    library: Library, plain: dict[str, Any], line: int, number: str
) -> None:
    plain["programme"]["support"][line]["number"] = number
    assert "is empty" in str(_refusal(library, plain))


def test_a_blank_line_of_other_support_is_left_out(library: Library, plain: dict[str, Any]) -> None:
    plain["programme"]["support"][3]["number"] = "  "
    file = msgspec.convert(plain, VisitFile)
    assert visit_files.family_document(file, library, "en", None)
    assert file.programme is not None
    assert len(file.programme.for_families) == 2


def _moments(*texts: str) -> list[dict[str, str]]:
    return [{"moment_id": str(n), "text": text} for n, text in enumerate(texts)]


@pytest.mark.parametrize(
    "texts",
    [
        (" . ", " . ", " . "),
        ("", "", ""),
        ("Nia sang.", "Nia sang.", "nia  SANG"),
        ("Nia sang.", "Nia danced.", "…"),
    ],
)
def test_moments_that_say_nothing_or_the_same_are_no_strengths(
    library: Library, plain: dict[str, Any], texts: tuple[str, ...]
) -> None:
    plain["visit"] |= {"strengths": [], "moments": _moments(*texts)}
    assert _refusal(library, plain).place == "visit.strengths"


def test_a_strength_counts_once(library: Library, plain: dict[str, Any]) -> None:
    (first, *_) = plain["visit"]["strengths"]
    plain["visit"] |= {"strengths": [first] * 3, "moments": []}
    assert _refusal(library, plain).place == "visit.strengths"


@pytest.mark.parametrize(
    ("change", "place"),
    [
        ({"moments": _moments("Nia sang.", " . ")}, "visit.moments[1].text"),
        ({"steps": [{"step_id": "1", "what": "  "}]}, "visit.steps[0].what"),
        ({"steps": [{"step_id": "1", "what": "..."}]}, "visit.steps[0].what"),
        (
            {"steps": [{"step_id": "1", "what": "Call", "phone": "shelter 555"}]},
            "visit.steps[0].phone",
        ),
        ({"moments": _moments("The ASQ was fine.")}, "visit.moments[0].text"),
        ({"moments": _moments("She was screened.")}, "visit.moments[0].text"),
        ({"moments": _moments("The M-CHAT was done.")}, "visit.moments[0].text"),
        ({"moments": _moments("李 sang.")}, "visit.moments[0].text"),
        (
            {"strategies": ["st-r1-feeding-pause", "st-e2-feeding-first-hints", "st-x2-play-wait"]},
            "visit.strategies[2]",
        ),
    ],
)
def test_what_was_typed_is_refused_by_its_place(
    library: Library, plain: dict[str, Any], change: dict[str, Any], place: str
) -> None:
    plain["visit"] |= change
    assert _refusal(library, plain).place == place


@pytest.mark.parametrize(
    ("field", "text"),
    [("name", "Stop Violence"), ("contact", "Beside the police"), ("name", "Refugio Luz")],
)
def test_a_programme_s_name_may_not_put_anyone_in_danger(
    library: Library, plain: dict[str, Any], field: str, text: str
) -> None:
    plain["programme"][field] = text
    assert _refusal(library, plain).place == f"programme.{field}"


def test_a_support_name_may_not_put_anyone_in_danger(
    library: Library, plain: dict[str, Any]
) -> None:
    plain["programme"]["support"][3]["name"] = "The shelter"
    assert _refusal(library, plain).place == "programme.support[3].name"


def test_a_child_s_name_that_no_font_has_is_named_by_its_place(
    library: Library, plain: dict[str, Any]
) -> None:
    plain["child"]["given_name"] = "李"
    assert _refusal(library, plain).place == "child.given_name"


@pytest.mark.parametrize(
    ("form", "place"),
    [
        (programme.ProgrammeForm(name="Stop Violence"), "name"),
        (programme.ProgrammeForm(contact="Beside the police"), "contact"),
        (
            programme.ProgrammeForm(
                support=(programme.SupportForm(number="555-0101", name="Shelter"),)
            ),
            "support.0.name",
        ),
        (
            programme.ProgrammeForm(support=(programme.SupportForm(number="- -"),)),
            "support.0.number",
        ),
    ],
)
def test_settings_that_could_not_be_printed_are_not_kept(
    vault: Vault, form: programme.ProgrammeForm, place: str
) -> None:
    with pytest.raises(InputError) as caught:
        programme.save(vault, form)
    assert caught.value.place == place


def test_the_line_for_reporting_may_say_what_it_is(vault: Vault) -> None:
    line = programme.SupportForm(kind="reporting", number="555-0148", name="Abuse reports")
    kept = programme.save(vault, programme.ProgrammeForm(support=(line,)))
    assert kept.support[0].name == "Abuse reports"
