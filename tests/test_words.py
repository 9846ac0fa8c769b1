"""The program's words: none is missing in Spanish, and none breaks where a value is filled in."""

import ast
import gettext
import re
import string
from collections.abc import Iterator
from datetime import date
from io import BytesIO
from pathlib import Path

import babel
import pytest
from babel.dates import format_date
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.frontend import parse_keywords
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from imh_desktop.locales import LOCALES
from imh_desktop.words import LANGUAGES, Words, dotted, isolated

TOP = Path(__file__).parents[1]
LOCALE = TOP / "resources/locale"
TRANSLATED = tuple(language for language in LANGUAGES if language != "en")
KEYWORDS = {"say": 1, "say_for": 2, "count": 2}
"""Method of ``Words`` -> how many of its first arguments are words."""
ISOLATES = dict.fromkeys(range(0x2066, 0x206A))
Found = tuple[str, str | None, str | tuple[str, ...]]
Place = tuple[str, str | None, str | None]
Key = tuple[str | None, str]
"""Context and English words, of a plural the one; gettext finds both under it."""


def po(language: str) -> Path:
    return LOCALE / language / "LC_MESSAGES/imh.po"


@pytest.fixture(scope="module", params=TRANSLATED)
def translated(request: pytest.FixtureRequest) -> Catalog:
    """The words of one language as they are committed."""
    with po(request.param).open("rb") as file:
        return read_po(file, locale=request.param)


@pytest.fixture(scope="module")
def extracted() -> list[Found]:
    """Every message that stands in the code: where, its context, its words."""
    keywords = parse_keywords(["say", "say_for:1c,2", "count:1,2", "to_tell", *fault_names()])
    inside = [("cli/**", "ignore"), ("exchange/**", "ignore"), ("**.py", "python")]
    found = extract_from_dir(TOP / "imh_desktop", inside, keywords=keywords)
    return [(f"{file}:{line}", context, said) for file, line, said, _, context in found]


@pytest.fixture(scope="module")
def in_code(extracted: list[Found]) -> dict[Key, str]:
    """The same by what gettext finds them under -> where."""
    return {(context, forms(said)[0]): where for where, context, said in extracted}


def fault_names() -> tuple[str, ...]:
    """Return the kinds of fault whose sentences stand in the code, as the list of words' README
    names them for its command."""
    (line,) = re.findall(r'-k "to_tell ([^"]+)"', (LOCALE / "README.md").read_text("utf-8"))
    return tuple(line.split())


def messages(catalogue: Catalog) -> list[Message]:
    return [message for message in catalogue if message.id]


def forms(said: str | tuple[str, ...] | list[str]) -> tuple[str, ...]:
    return (said,) if isinstance(said, str) else tuple(said)


def keys(catalogue: Catalog) -> set[Key]:
    return {(message.context, forms(message.id)[0]) for message in messages(catalogue)}


def places(text: str) -> set[Place]:
    """Return what ``str.format`` fills in: field, format and conversion."""
    return {(field, spec, how) for _, field, spec, how in string.Formatter().parse(text) if field}


def test_on_screen_a_vault_is_the_visitor_s_file(extracted: list[Found]) -> None:
    said = [(where, form) for where, _, words in extracted for form in forms(words)]
    assert [found for found in said if "vault" in found[1].casefold()] == []


def test_on_screen_what_it_runs_on_is_a_laptop(extracted: list[Found]) -> None:
    said = [(where, form) for where, _, words in extracted for form in forms(words)]
    assert [found for found in said if re.search(r"\bcomputers?\b", found[1], re.I)] == []


def test_on_screen_what_is_carried_is_an_archive(extracted: list[Found]) -> None:
    """Other files (papers, pages, exports, one's own) are files; nothing carried is one."""
    rooms = ("ui/carry", "ui/gather", "ui/handover", "ui/desk", "ui/together", "flows/merge_words")
    said = [
        (where, re.sub(r"\{\w+\}|[Yy]our file|A file was restored", "", form))
        for where, _, words in extracted
        if where.startswith(rooms)
        for form in forms(words)
    ]
    assert len(said) > 60
    assert [found for found in said if re.search(r"\bfiles?\b", found[1], re.I)] == []


def test_every_word_of_the_code_is_in_the_catalogue_and_no_other(
    translated: Catalog, in_code: dict[Key, str]
) -> None:
    missing = {where: key for key, where in in_code.items() if key not in keys(translated)}

    assert len(in_code) > 500
    assert missing == {}
    assert keys(translated) - in_code.keys() == set()


def test_every_plural_of_the_code_is_one_in_the_catalogue(
    translated: Catalog, extracted: list[Found]
) -> None:
    plurals = {said for _, _, said in extracted if isinstance(said, tuple)}

    assert plurals == {m.id for m in messages(translated) if isinstance(m.id, tuple)}


def test_the_list_of_words_is_the_code_s(in_code: dict[Key, str]) -> None:
    with (LOCALE / "imh.pot").open("rb") as file:
        assert keys(read_po(file)) == in_code.keys()


def test_every_word_is_translated_and_none_is_a_guess(translated: Catalog) -> None:
    empty = [m.id for m in messages(translated) if not all(forms(m.string))]

    assert empty == []
    assert [m.id for m in messages(translated) if m.fuzzy] == []
    assert not translated.obsolete


def test_every_form_fills_in_what_the_english_one_does(translated: Catalog) -> None:
    """Where a language has forms for none, one and two, these may say the number by themselves."""
    free = {("n", "", None)} if translated.num_plurals > 2 else set()
    differing = [
        (message.id, said)
        for message in messages(translated)
        for at, said in enumerate(forms(message.string))
        if not fills(said, forms(message.id), at, free if at < 3 else set())
    ]

    assert differing == []


def fills(said: str, english: tuple[str, ...], at: int, free: set[Place]) -> bool:
    """Tell whether a form has the places of its English one, or lacks but those it is free of."""
    singular = len(english) > 1 and at == bool(free)
    wanted = places(english[0] if singular else english[-1])
    return wanted - free <= places(said) <= wanted


def test_the_program_reads_what_the_translator_wrote(translated: Catalog) -> None:
    compiled = BytesIO()
    write_mo(compiled, translated)

    assert po(str(translated.locale)).with_suffix(".mo").read_bytes() == compiled.getvalue()


def wrong_calls(source: str, name: str) -> Iterator[str]:
    """Yield each call whose words cannot be extracted, or would never be translated."""
    for node in ast.walk(ast.parse(source)):
        if not isinstance(node, ast.Call):
            continue
        method = getattr(node.func, "attr", None) or getattr(node.func, "id", "")
        wanted = KEYWORDS.get(method)
        if wanted is None:
            continue
        first = [isinstance(a, ast.Constant) and bool(a.value) for a in node.args[:wanted]]
        literal = len(first) == wanted and all(first)
        if _of_words(node.func, name):
            if not literal:
                yield f"{name}:{node.lineno}: {method}() needs its English words as they are"
        elif literal and method != "count":
            yield f"{name}:{node.lineno}: words said without a Words stay English"


def _of_words(func: ast.expr, name: str) -> bool:
    """Tell whether a call is one of ``Words``, by how the house names them."""
    if isinstance(func, ast.Name):
        return func.id != "count"
    assert isinstance(func, ast.Attribute)
    said = ast.unparse(func.value)
    own = said == "self" and name.endswith("imh_desktop/words.py")
    return own or bool(re.search(r"\b_?words\)?$|\bWords\([^)]*\)\)?$", said))


def test_every_call_gives_its_words_literally() -> None:
    found = [
        wrong
        for path in sorted((TOP / "imh_desktop").rglob("*.py"))
        for wrong in wrong_calls(path.read_text("utf-8"), path.relative_to(TOP).as_posix())
    ]

    assert found == []


@pytest.mark.parametrize(
    "call",
    [
        'words.say(f"Hello {name}")',
        "self._words.say(text)",
        'bench.words.say("a" if new else "b")',
        'words.say("")',
        '(words or Words("en")).say("Hello " + name)',
        'words.count("{n} day", many, 2)',
        'words.say_for("sex", label)',
        'notice.say("Hello")',
        "say(text)",
    ],
)
def test_a_call_that_cannot_be_translated_is_found(call: str) -> None:
    assert len(list(wrong_calls(call, "page.py"))) == 1


@pytest.mark.parametrize(
    "call", ['words.say("Hello")', "notice.say(error.message)", 'codes.count("often")']
)
def test_a_sound_call_is_left_alone(call: str) -> None:
    assert list(wrong_calls(call, "page.py")) == []


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
