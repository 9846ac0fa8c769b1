"""A form file at fault is refused with the file, the key and what was expected."""

import shutil
from pathlib import Path

import pytest

from imh_desktop.content.checking import check
from imh_desktop.content.faults import FormFault
from imh_desktop.content.library import Library, structure_hash
from tests.content.conftest import Damage

DAMAGES = [
    # file, old, new, file named, key named, words said
    (
        "checklist.toml",
        'version = "1"',
        'version = "1"\nweight = 3',
        "checklist.toml",
        "",
        "weight",
    ),
    ("checklist.toml", 'bands = ["B4"]', 'bands = ["B44"]', "checklist.toml", "bands", "B44"),
    ("checklist.toml", '"default"', '"guess"', "checklist.toml", "age_policy", "guess"),
    ("checklist.toml", "original_wording = true", "", "checklist.toml", "licence", "original_wo"),
    ("checklist.toml", "wording = true", "wording = false", "checklist.toml", "licence", "true"),
    ("checklist.toml", 'id = "small"', 'id = "other"', "checklist.toml", "id", "other"),
    ("checklist.toml", '"SG1"', '"R1"', "checklist.toml", "domains", "stands in 2 domains"),
    ("items/signs.toml", "[s1-growth]", "[s1-growth", "items/signs.toml", "", "not TOML"),
    ("items/signs.toml", '"S1"', '"S77"', "items/signs.toml", "s1-growth.construct", "S77"),
    ("items/signs.toml", "[s1-growth]", "[r1-looks]", "signs.toml", "r1-looks", "duplicate id"),
    ("items/signs.toml", "s1-growth", "s1-nothing", "signs.toml", "sg1-body.signs", "not a sign"),
    (
        "items/relationships.toml",
        '"P"',
        '"Z"',
        "relationships.toml",
        "r1-looks.sensi",
        "not allowed",
    ),
    ("items/relationships.toml", '"P"', '"V"', "relationships.toml", "r1-looks.sensi", "P or C"),
    ("items/relationships.toml", '"strength"', '"concern"', "ships.toml", "polarity", "strength"),
    ("items/relationships.toml", "culture_duty", "culture", "relations", "r1-looks", "culture"),
    ("items/relationships.toml", 'item = "r1-looks"', 'item = "nix"', "ships", "show_when", "nix"),
    ("items/relationships.toml", 'item = "r1-looks"', 'item = "r1-waits"', "s", "how_when", "self"),
    ("items/relationships.toml", 'item = "r1-looks"', "", "ships.toml", "show_when", "half said"),
    ("items/relationships.toml", '"sometimes"]', '"maybe"]', "ships.toml", "how_when.is", "maybe"),
    ("items/relationships.toml", "is = [", "iss = [", "ships.toml", "r1-waits.show_when", "iss"),
    ("items/relationships.toml", "is = [", "age_from = 3\nis = [", "ships", "show_when", "2 thi"),
    ("strategies.toml", '"R1"', '"R9"', "strategies.toml", "st-look.constructs", "R9"),
    ("strategies.toml", '"play"', '"chess"', "strategies.toml", "st-look.routine", "chess"),
    ("texts/en/checklist.toml", 'no = "No"', "", "texts/en/checklist.toml", "choices.no", "miss"),
    ("texts/en/checklist.toml", 'S1 = "Growth"', "", "checklist.toml", "constructs.S1", "missing"),
    ("texts/en/checklist.toml", '"draft"', '"perfect"', "checklist.toml", "review.status", "perf"),
    ("texts/en/relationships.toml", 'why = "Why"', "", "en/relationships.toml", "r1-looks.why", ""),
    ("texts/en/relationships.toml", 'culture = "Culture"', "", "en/rel", "r1-looks.culture", "mis"),
    ("texts/en/relationships.toml", "{name} waited", "{wife} waited", "en/rel", "strength", "wife"),
    ("texts/en/relationships.toml", "{name} waited", "{name waited", "en/rel", "strength", "brace"),
    ("texts/en/relationships.toml", "[r1-waits]", "[r1-waited]", "en", "r1-waited", "no item"),
    ("texts/en/relationships.toml", 'why = "Why"', "why = 3", "en/rel", "r1-looks.why", "a text"),
    ("texts/en/signs.toml", 'step = "Talk', 'stepp = "Talk', "en/signs.toml", "s1-growth", "stepp"),
    ("texts/en/strategies.toml", "st-look", "st-book", "en/strategies", "st-book", "no strategy"),
    ("texts/en/strategies.toml", "Look", "The police look", "en/strategies", "st-look", "police"),
    ("texts/en/strategies.toml", "Look", "Look " * 15, "en/strategies", "st-look", "16 words"),
    ("texts/en/relationships.toml", "waited", "is delayed", "en/rel", "waits.strength", "delayed"),
    ("texts/en/relationships.toml", "waited", "was " * 15, "en/rel", "waits.strength", "16 words"),
    ("texts/en/signs.toml", "the clinic", "the shelter", "en/signs", "growth.step", "shelter"),
    ("checklist.toml", 'version = "1"', 'version = " "', "checklist.toml", "version", "2026.1"),
    ("checklist.toml", "2026-11-23", '"23 Nov"', "checklist.toml", "licence.date", "2026-03-04"),
    ("items/relationships.toml", "= true", "= 9" + "9" * 5000, "relationships", "", "not TOML"),
    ("items/relationships.toml", "= true", "= nan", "ships", "culture_duty", "true or false"),
    (
        "items/relationships.toml",
        'item = "r1-looks"\nis = ["often", "sometimes"]',
        "not = " + "{not=" * 16 + "{age_from=3}" + "}" * 16,
        "ships",
        "r1-waits.show_when.not",
        "at most 16 levels",
    ),
]


def test_a_sound_form_has_no_fault(forms: Path) -> None:
    assert check(forms) == ()
    assert check(forms / "small") == ()


@pytest.mark.parametrize(("file", "old", "new", "named", "key", "said"), DAMAGES)
def test_a_fault_names_file_key_and_expectation(
    forms: Path, damage: Damage, file: str, old: str, new: str, named: str, key: str, said: str
) -> None:
    damage(file, old, new)

    faults = check(forms)

    assert any(named in f.file and key in f.key and said in f.message for f in faults), faults
    with pytest.raises(FormFault):
        Library(forms).checklist("small")


CIRCLE = """[r1-looks.show_when]
item = "r1-waits"
is = ["often"]
[r1-waits]"""


def test_conditions_in_a_circle_are_named_and_refused(forms: Path, damage: Damage) -> None:
    damage("items/relationships.toml", "[r1-waits]", CIRCLE)

    (fault,) = check(forms)

    assert fault.file.endswith("items/relationships.toml")
    assert fault.key == "r1-looks.show_when"
    assert "conditions in a circle: r1-looks -> r1-waits -> r1-looks" in fault.message
    with pytest.raises(FormFault, match="circle"):
        Library(forms).checklist("small")


def test_a_group_that_waits_for_its_own_sign_is_a_circle(forms: Path, damage: Damage) -> None:
    wait = '[sg1-body.show_when]\nitem = "s1-growth"\nis = ["no"]\n[s1-growth]'
    damage("items/signs.toml", "[s1-growth]", wait)

    (fault,) = check(forms)

    assert (fault.key, "circle" in fault.message) == ("sg1-body.show_when", True)


def test_items_of_different_bands_wait_for_nobody(forms: Path, damage: Damage) -> None:
    damage("items/relationships.toml", "[r1-waits]", CIRCLE)
    damage("items/relationships.toml", '["B4"]', '["B5"]')

    assert not any("circle" in fault.message for fault in check(forms))


DEEPEST_ALLOWED = "not = " + "{not=" * 14 + "{age_from=10}" + "}" * 14


def test_sixteen_levels_of_conditions_are_read(forms: Path, damage: Damage) -> None:
    written = 'item = "r1-looks"\nis = ["often", "sometimes"]'
    damage("items/relationships.toml", written, DEEPEST_ALLOWED)

    assert check(forms) == ()


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("items/relationships.toml", '"behaviour"', '"behavior"'),
        ("items/signs.toml", '"sign"', '"sing"'),
        ("items/signs.toml", '"sign_group"', '"group"'),
        ("items/relationships.toml", "[r1-looks]", "[r1-looks"),
        ("items/signs.toml", "[s1-growth]", "[s1-growth"),
        ("strategies.toml", '"play"', '"chess"'),
        ("strategies.toml", "[st-look]", "[st-look"),
        ("texts/en/relationships.toml", 'text = "Looks"', "text = 3"),
        ("texts/en/relationships.toml", "[r1-looks]", "[r1-looks"),
        ("texts/en/strategies.toml", '"Look together."', "3"),
        ("texts/en/strategies.toml", "st-look =", "st-look"),
        ("texts/en/checklist.toml", '"draft"', '"perfect"'),
        ("checklist.toml", 'version = "1"', "version = 1"),
    ],
)
def test_one_slip_is_one_fault(forms: Path, damage: Damage, file: str, old: str, new: str) -> None:
    """What is missing only because of it is not told too."""
    damage(file, old, new)

    assert len(check(forms)) == 1, check(forms)


def test_a_folder_of_words_is_of_a_language_and_whole(forms: Path) -> None:
    texts = forms / "small" / "texts"
    shutil.copytree(texts / "en", texts / "xx")
    (texts / "es").mkdir()

    faults = {fault.file: fault.message for fault in check(forms)}

    assert faults == {
        "small/texts/xx": "`xx` is no language code (expected one such as en, es or ht)",
        "small/texts/es/checklist.toml": "is missing (expected a TOML file)",
    }


def test_words_of_a_region_are_held_to_the_lists_of_their_language(
    forms: Path, damage: Damage
) -> None:
    damage("texts/en/strategies.toml", "Look", "The police look")
    (forms / "small/texts/en").rename(forms / "small/texts/en-US")

    assert ["says `police`" in fault.message for fault in check(forms)] == [True]


def test_words_in_no_language_are_a_fault(forms: Path) -> None:
    shutil.rmtree(forms / "small" / "texts" / "en")

    (fault,) = check(forms)

    assert "holds no language" in fault.message


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"\xff\xfe", "not UTF-8"),
        (b"", "holds no"),
        (b"a = 1\x00", "not TOML"),
        (b"a = " + b"[" * 5000 + b"]" * 5000, "not TOML"),
        (b"#" * 1_000_001, "too large"),
    ],
)
def test_hostile_bytes_are_refused_by_name(forms: Path, content: bytes, said: str) -> None:
    for path in (forms / "small" / "items").glob("*.toml"):
        path.write_bytes(content)

    assert any(said in fault.message for fault in check(forms))


def test_a_folder_in_the_place_of_a_file_is_a_fault(forms: Path) -> None:
    path = forms / "small" / "strategies.toml"
    path.unlink()
    path.mkdir()

    assert any(fault.file.endswith("strategies.toml") for fault in check(forms))


def test_an_empty_folder_says_what_was_expected(tmp_path: Path) -> None:
    (fault,) = check(tmp_path)

    assert "expected a folder with checklist.toml" in str(fault)


def test_the_library_names_an_unknown_checklist_and_language(forms: Path) -> None:
    library = Library(forms)

    with pytest.raises(FormFault, match="nowhere"):
        library.checklist("nowhere")
    with pytest.raises(FormFault, match="expected one of en"):
        library.texts("small", "tlh")


def test_better_words_change_the_text_hash_alone(forms: Path, damage: Damage) -> None:
    before, words_before = Library(forms).checklist("small"), Library(forms).texts("small", "en")
    damage("texts/en/relationships.toml", '"Looks"', '"Looks at you"')
    after, words_after = Library(forms).checklist("small"), Library(forms).texts("small", "en")

    assert structure_hash(before) == structure_hash(after)
    assert words_before.text_hash != words_after.text_hash


def test_another_structure_has_another_hash(forms: Path, damage: Damage) -> None:
    before = structure_hash(Library(forms).checklist("small"))
    damage("items/relationships.toml", 'sensitivity = "P"', 'sensitivity = "C"')

    assert structure_hash(Library(forms).checklist("small")) != before
