"""How words are said: ages, dates and plurals of a language, and names as they stand."""

import gettext
import re
from datetime import date
from pathlib import Path

import babel
import pytest
from babel.dates import format_date

from imh_desktop.locales import LOCALES
from imh_desktop.words import LANGUAGES, Words, apart_in, dotted, isolated
from tests.catalogues import LOCALE, TOP, TRANSLATED, po

ISOLATES = dict.fromkeys(range(0x2066, 0x206A))


def test_spanish_ages_dates_and_plurals() -> None:
    words = Words("es")

    assert words.age(1, 1) == "1 mes y 1 día"
    assert words.age(11, 21) == "11 meses y 21 días"
    assert words.age(9, 0) == "9 meses"
    assert words.age(0, 0) == "0 meses"
    assert words.age(0, 12) == "12 días"
    assert words.date(date(2026, 3, 1)) == "1 de marzo de 2026"
    assert words.months()[8] == "septiembre"
    assert words.count("{n} day", "{n} days", 0) == "0 días"
    assert words.say_for("letter", "To") == "Para"


def test_words_that_are_also_a_plural_are_found_alone() -> None:
    words = Words("es")

    assert words.say("Next step") == words.count("Next step", "Next steps", 1) == "Próximo paso"
    assert words.say("Next steps") == words.count("Next step", "Next steps", 3) == "Próximos pasos"


def test_english_is_the_source() -> None:
    words = Words("en")

    assert words.age(1, 1) == "1 month 1 day"
    assert words.age(11, 21) == "11 months 21 days"
    assert words.age(0, 12) == "12 days"
    assert words.date(date(2026, 3, 1)) == "1 March 2026"
    assert words.say_for("letter", "To") == "To"


def test_a_language_that_is_not_shipped_reads_english() -> None:
    words = Words("tlh")

    assert words.language == "en"
    assert words.say("Try again") == "Try again"
    assert words.date(date(2026, 3, 1)) == "1 March 2026"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", ["{0}", "{name.__class__}", "{", "}}", "%s", "{relation}"])
def test_a_name_is_filled_in_as_it_stands(language: str, name: str) -> None:
    words = Words(language)

    said = words.say("{name} ({relation})", name=name, relation="x")
    assert said.translate(ISOLATES) == f"{name} (x)"
    assert name in words.say("Our visit on {date}", date=name)
    assert name in words.count("{age}  ·  {n} day to the due date",
                               "{age}  ·  {n} days to the due date", 2, age=name)  # fmt: skip


def test_the_catalogue_is_found_by_the_standard_library_alone() -> None:
    for language in TRANSLATED:
        found = gettext.find("imh", LOCALE, [language])

        assert found is not None
        assert Path(found) == po(language).with_suffix(".mo")


@pytest.mark.parametrize("language", LOCALES)
def test_months_weekdays_and_dates_are_those_of_cldr(language: str) -> None:
    theirs, ours = babel.Locale(language), LOCALES[language]

    assert ours.months == tuple(theirs.months["format"]["wide"].values())
    assert ours.short_months == tuple(theirs.months["format"]["abbreviated"].values())
    assert ours.weekdays == tuple(theirs.days["format"]["wide"][day] for day in range(7))
    day = date(2026, 3, 1)
    said = ours.date.format(day=1, month=ours.months[2], year=2026)
    assert said == format_date(day, "long", locale="en_GB" if language == "en" else language)


def test_what_runs_the_other_way_is_set_apart() -> None:
    words = Words("en")

    assert words.say("Our visit on {date}", date="سلمى") == "Our visit on \u2068سلمى\u2069"
    assert words.say("Our visit on {date}", date="Salma") == "Our visit on Salma"
    assert words.say("Our visit on {date}", date="a\u202eb") == "Our visit on \u2068ab\u2069"
    hostile = words.say("{name} ({relation})", name="\u2069سلمى\u2068", relation="x")
    assert hostile == "\u2068سلمى\u2069 (x)"


def test_what_was_set_apart_stays_so_inside_another_sentence() -> None:
    inner = isolated("555 0101")

    assert isolated(f"سلمى {inner}") == f"\u2068سلمى {inner}\u2069"


def test_a_list_keeps_the_order_in_which_it_is_read() -> None:
    arabic, english = Words("ar"), Words("en")

    assert arabic.listed(["Fatou Jallow", "سلمى"]) == "\u2068Fatou Jallow\u2069، سلمى"
    assert english.listed(["Fatou Jallow", "سلمى"]) == "Fatou Jallow, \u2068سلمى\u2069"
    assert arabic.clauses(["4 ديسمبر", "سلمى"]) == "\u20684 ديسمبر\u2069؛ سلمى"


def test_a_number_is_told_as_it_is_dialled_in_a_sentence_read_from_the_right() -> None:
    assert apart_in("اتصلوا: {number}", "555-0111") == "\u2068555-0111\u2069"
    assert apart_in("Call {number}", "555-0111") == "555-0111"
    assert apart_in("Call {number}", "عيادة 555-0111") == "\u2068عيادة 555-0111\u2069"


def test_no_wrapped_line_begins_with_a_dot() -> None:
    for language in LANGUAGES:
        words = Words(language)
        name = "Ann · Lee"  # a name keeps its own blanks
        lines = (
            words.abreast((name, "", "mother")), dotted((name, "", "mother")),
            words.say("{name}  ·  {day}", name=name, day="3"),
            words.say("Referral · today"),
            words.say("Last time: {before} · Today: {now}", before="a", now="b"),
            words.count("Look again · was due {n} day ago", "Look again · was due {n} days ago", 2),
        )  # fmt: skip
        for line in lines:
            ours = line.replace(name, "")
            assert "·" in ours
            assert not re.search("[ \n]·", ours), line
            assert re.search("·  ?[^ ]", ours), "a line may end after a dot"
    assert name in words.abreast((name, "mother"))


def test_one_room_joins_with_dots() -> None:
    package = TOP / "imh_desktop"
    joined = re.compile(r"""["'] *·  *["']\s*\.\s*join|\bf["'][^"']*\} *· *\{""")
    found = {path.name for path in package.rglob("*.py") if joined.search(path.read_text("utf-8"))}
    assert found == set()


def test_a_list_has_the_commas_of_its_language_and_keeps_its_order() -> None:
    english, arabic = Words("en"), Words("ar")
    assert english.listed(("Rosa", "", "by 3 March")) == "Rosa, by 3 March"
    told = arabic.listed(("Rosa", "", "حتى 3 مارس"))
    assert "," not in told
    assert told.translate(ISOLATES) == "Rosa، حتى 3 مارس"
    assert told.startswith("\u2068Rosa\u2069،"), "a name from the left stands by itself"
