"""A checklist is as large as its own file says, in every band."""

from pathlib import Path

import pytest

from imh_desktop.content.checking import check
from imh_desktop.content.faults import FormFault
from imh_desktop.content.library import Library, structure_hash
from imh_desktop.content.shape_checks import slow_minutes, usual_minutes
from tests.content.conftest import LICENCE, Damage

SHAPE = """
[shape]
core = [3, 3]
distinct = [4, 4]
least_strategies = 1
least_recurring = 40
most_minutes = 9
[shape.core_by_domain]
relationships = [2, 2]
signs = [1, 1]
[shape.asked_by_domain]
signs = [2, 2]
"""


@pytest.fixture
def shaped(forms: Path, damage: Damage) -> Path:
    """The small checklist, with a shape that fits it exactly."""
    damage("checklist.toml", LICENCE, LICENCE + SHAPE)
    return forms


def test_a_shape_that_fits_is_no_fault_and_no_structure(forms: Path, damage: Damage) -> None:
    before = structure_hash(Library(forms).checklist("small"))
    damage("checklist.toml", LICENCE, LICENCE + SHAPE)

    assert check(forms) == ()
    assert structure_hash(Library(forms).checklist("small")) == before


@pytest.mark.parametrize(
    ("old", "new", "key", "said"),
    [
        ("core = [3, 3]", "core = [4, 9]", "core", "band B4 has 3 core items (expected 4 to 9)"),
        ("core = [3, 3]", "core = [0, 2]", "core", "band B4 has 3 core items (expected 0 to 2)"),
        ("core = [3, 3]", "core = [3, 2]", "core", "is 3 to 2"),
        ("distinct = [4, 4]", "distinct = [5, 9]", "distinct", "the checklist has 4 items"),
        ("distinct = [4, 4]", "distinct = [0, 3]", "distinct", "the checklist has 4 items"),
        ("strategies = 1", "strategies = 2", "least_strategies", "has 1 (expected at least 2)"),
        ("minutes = 9", "minutes = 8", "most_minutes", "takes 8 minutes, and 8.0 at a slow pace"),
        ("ships = [2, 2]", "ships = [1, 1]", "core_by_domain.relationships", "(expected 1)"),
        ("signs = [1, 1]", "signs = [2, 2]", "core_by_domain.signs", "has 1 core items"),
        ("signs = [2, 2]", "signs = [3, 3]", "asked_by_domain.signs", "has 2 items (expected 3)"),
        ("signs = [2, 2]", "sings = [2, 2]", "asked_by_domain.sings", "unknown domain"),
    ],
)
def test_a_departure_from_the_shape_is_named(
    shaped: Path, damage: Damage, old: str, new: str, key: str, said: str
) -> None:
    damage("checklist.toml", old, new)

    faults = check(shaped)

    assert any(f.key == f"shape.{key}" and said in f.message for f in faults), faults
    assert Library(shaped).checklist("small")


@pytest.mark.parametrize("new", ["core = [3]", "core = [3, 3.5]", "core = 3", "score = [3, 3]", ""])
def test_a_shape_is_read_strictly(shaped: Path, damage: Damage, new: str) -> None:
    damage("checklist.toml", "core = [3, 3]", new)

    (fault,) = check(shaped)

    assert fault.key.startswith("shape")
    with pytest.raises(FormFault):
        Library(shaped).checklist("small")


@pytest.mark.parametrize(("share", "faults"), [(33, 0), (34, 1)])
def test_neighbouring_bands_share_enough_items(
    shaped: Path, damage: Damage, share: int, faults: int
) -> None:
    damage("checklist.toml", 'bands = ["B4"]', 'bands = ["B4", "B5"]')
    damage("items/relationships.toml", '["B4"]', '["B4", "B5"]')
    damage("checklist.toml", "recurring = 40", f"recurring = {share}")

    found = [f.message for f in check(shaped) if f.key == "shape.least_recurring"]

    assert len(found) == faults  # one of three is asked again
    assert all("band B5 asks 1 of the 3 core items of B4 again" in said for said in found)


@pytest.mark.parametrize(
    ("core", "usual", "slow"), [(0, 6, 6), (20, 16, 19.4), (24, 18, 22.08), (28, 20, 24.76)]
)
def test_minutes_are_those_of_the_clinical_note(core: int, usual: float, slow: float) -> None:
    assert usual_minutes(core) == pytest.approx(usual)
    assert slow_minutes(core) == pytest.approx(slow)
