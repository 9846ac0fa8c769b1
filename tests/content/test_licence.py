"""Every form file says who wrote it, under which terms, and that its words are our own."""

from pathlib import Path

import pytest

from imh_desktop.content.checking import check
from imh_desktop.content.faults import FormFault
from imh_desktop.content.library import Library, structure_hash
from tests.content.conftest import FILES, LICENCE, Damage


@pytest.mark.parametrize("file", FILES)
def test_a_file_without_a_licence_is_one_fault_and_is_not_read(
    forms: Path, damage: Damage, file: str
) -> None:
    damage(file, LICENCE, "")

    (fault,) = check(forms)

    assert (fault.file, fault.key) == (f"small/{file}", "licence")
    assert "is missing (expected author, date, licence and original_wording" in fault.message
    with pytest.raises(FormFault, match="licence"):
        Library(forms).checklist("small")


@pytest.mark.parametrize("file", FILES)
@pytest.mark.parametrize(
    ("old", "new", "key", "said"),
    [
        ("original_wording = true", "original_wording = false", ".original_wording", "true"),
        ("original_wording = true", 'original_wording = "yes"', ".original_wording", "true or"),
        ("original_wording = true", "", "", "`original_wording` is missing"),
        ('author = "Tests"', 'author = " "', ".author", "who wrote"),
        ('author = "Tests"', "", "", "`author` is missing"),
        ("CC BY 4.0", "CC BY-NC 4.0", ".licence", "'CC BY 4.0'"),
        ("date = 2026-11-23", "date = 23", ".date", "YYYY-MM-DD"),
        ("[licence]", "[licence]\nyear = 2026", "", "year"),
    ],
)
def test_a_licence_is_whole_and_attests(
    forms: Path, damage: Damage, file: str, old: str, new: str, key: str, said: str
) -> None:
    damage(file, LICENCE, LICENCE.replace(old, new))

    (fault,) = check(forms)

    assert (fault.file, fault.key) == (f"small/{file}", f"licence{key}")
    assert said in fault.message
    with pytest.raises(FormFault):
        Library(forms).checklist("small")


def test_a_licence_that_is_no_table_is_a_fault(forms: Path, damage: Damage) -> None:
    damage("items/signs.toml", LICENCE, "")
    damage("items/signs.toml", "\n[sg1-body]", 'licence = "CC BY 4.0"\n[sg1-body]')

    assert [fault.key for fault in check(forms)] == ["licence"]


def test_who_wrote_a_form_changes_no_hash(forms: Path, damage: Damage) -> None:
    before = Library(forms)
    hashes = structure_hash(before.checklist("small")), before.texts("small", "en").text_hash
    for file in FILES:
        damage(file, '"Tests"\ndate = 2026-11-23', '"Somebody else"\ndate = 2027-01-01')
    after = Library(forms)

    assert structure_hash(after.checklist("small")) == hashes[0]
    assert after.texts("small", "en").text_hash == hashes[1]


def test_an_empty_head_is_a_fault_and_no_crash(forms: Path) -> None:
    (forms / "small" / "checklist.toml").write_bytes(b"")

    with pytest.raises(FormFault):
        Library(forms).checklist("small")
