"""The Learn guide is whole, short and safe, and a damaged one is told file by file."""

from collections.abc import Callable
from pathlib import Path

import pytest

from imh_desktop import assets
from imh_desktop.content.checking import check
from imh_desktop.content.faults import FormFault
from imh_desktop.content.guide import bundled_guide
from imh_desktop.content.guide_checks import MOST_SUMMARY_WORDS

LICENCE = """
[licence]
author = "Tests"
date = 2026-11-25
licence = "CC BY 4.0"
original_wording = true
"""
HEADING = 'title = "Learn"\n[review]\nstatus = "draft"\nauthor = "Tests"\n'
PAGE = f"""
title = "Feelings"
summary = "Calm comes from someone else first."
sources = ["A book, 2000"]
{LICENCE}
[[parts]]
paragraphs = ["{"A baby looks up. " * 50}"]
[[parts]]
heading = "Lent calm"
paragraphs = ["Somebody hums."]
points = ["a slow song", "a lap"]
"""
Damage = Callable[[str, str, str], None]


@pytest.fixture
def guide(tmp_path: Path) -> Path:
    """A sound guide of two pages in two languages."""
    home = tmp_path / "learn"
    (home / "texts").mkdir(parents=True)
    (home / "guide.toml").write_text(f'pages = ["feelings", "looking"]\n{LICENCE}', "utf-8")
    for language in ("en", "es"):
        folder = home / "texts" / language
        folder.mkdir()
        (folder / "guide.toml").write_text(HEADING + LICENCE, "utf-8")
        for page_id in ("feelings", "looking"):
            (folder / f"{page_id}.toml").write_text(PAGE, "utf-8")
    return home


@pytest.fixture
def damage(guide: Path) -> Damage:
    def replace(file: str, old: str, new: str) -> None:
        path = guide / file
        text = path.read_text("utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), "utf-8")

    return replace


ES = "texts/es/feelings.toml"
DAMAGES = [
    # file, old, new, key named, words said
    ("guide.toml", "pages =", "order = 1\npages =", "", "unknown field `order`"),
    ("guide.toml", '"looking"]', '"looking", "feelings"]', "pages", "duplicate"),
    ("guide.toml", "wording = true", "wording = false", "licence.original_wording", "own words"),
    ("texts/es/guide.toml", '"draft"', '"perfect"', "review.status", "not allowed"),
    ("texts/es/guide.toml", '"Learn"', '" "', "title", "empty"),
    (ES, "summary", "abstract", "", "unknown field `abstract`"),
    (ES, LICENCE, "", "licence", "is missing"),
    (ES, "original_wording = true", "", "licence", "original_wording"),
    (ES, "original_wording = true", "original_wording = false", "licence.orig", "own words"),
    (ES, '"Feelings"', '""', "title", "is empty"),
    (ES, '"a lap"', '" "', "parts[1].points[1]", "is empty"),
    (ES, '"Lent calm"', '" "', "parts[1].heading", "is empty"),
    (ES, '["Somebody hums."]', "[]", "parts[1].paragraphs", "is empty"),
    (ES, '["A book, 2000"]', "[]", "sources", "is empty"),
    (ES, '["A book, 2000"]', '"A book"', "sources", "a list"),
    (ES, "Calm comes", "Calm " * 10 + "comes", "summary", "has 15 words"),
    (ES, "A baby looks up. " * 50, "A baby looks up. " * 20, "parts", "expected 150 to 300"),
    (ES, "A baby looks up. " * 50, "A baby looks up. " * 90, "parts", "expected 150 to 300"),
    (ES, "Somebody hums", "Llame a la policía", "parts[1].paragraphs[0]", "says `policia`"),
    (ES, "Lent calm", "After abuse", "parts[1].heading", "says `abuse`"),
    (ES, "A book", "Violence, a book", "sources[0]", "says `violence`"),
    (ES, "[[parts]]", "[[parts", "", "not TOML"),
]


def test_a_sound_guide_has_no_fault(guide: Path) -> None:
    assert check(guide) == ()
    assert check(guide.parent) == ()


@pytest.mark.parametrize(("file", "old", "new", "key", "said"), DAMAGES)
def test_a_damage_is_one_line_with_file_key_and_expectation(
    guide: Path, damage: Damage, file: str, old: str, new: str, key: str, said: str
) -> None:
    damage(file, old, new)

    (fault,) = check(guide)

    assert fault.file == file
    assert key in fault.key
    assert said in fault.message
    assert "(expected" in str(fault)
    assert "\n" not in str(fault)


def test_a_page_missing_in_a_language_is_named(guide: Path) -> None:
    (guide / ES).unlink()

    (fault,) = check(guide)

    assert (fault.file, fault.message[:10]) == (ES, "is missing")


def test_a_file_that_is_no_page_is_named(guide: Path) -> None:
    (guide / "texts/en/old-page.toml").write_text(PAGE, "utf-8")

    (fault,) = check(guide)

    assert fault.file == "texts/en/old-page.toml"
    assert "belongs to no page" in fault.message


def test_a_guide_at_fault_is_not_read_and_a_missing_page_is_no_fault(
    guide: Path, damage: Damage
) -> None:
    (guide / ES).unlink()
    found = bundled_guide(guide.parent)
    assert found.page_ids == ("feelings", "looking")
    assert found.texts["en"].pages.keys() == {"feelings", "looking"}
    assert found.texts["es"].pages.keys() == {"looking"}

    damage("texts/en/feelings.toml", "summary", "abstract")
    with pytest.raises(FormFault, match="abstract"):
        bundled_guide(guide.parent)


def test_a_folder_without_a_guide_says_so(tmp_path: Path) -> None:
    with pytest.raises(FormFault, match="is not here"):
        bundled_guide(tmp_path)


def test_the_guide_that_ships_has_twelve_pages_in_both_languages() -> None:
    found = bundled_guide()

    assert check(assets.forms() / "learn") == ()
    assert len(found.page_ids) == 12
    assert found.texts.keys() == {"en", "es"}
    for texts in found.texts.values():
        assert texts.pages.keys() == set(found.page_ids)
        assert all(page.sources for page in texts.pages.values())
        assert max(len(p.summary.split()) for p in texts.pages.values()) <= MOST_SUMMARY_WORDS
