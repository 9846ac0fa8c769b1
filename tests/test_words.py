"""The program's words: none is missing in Spanish, and none breaks where a value is filled in."""

import ast
import gettext
import re
import string
from collections.abc import Iterator
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.frontend import parse_keywords
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from imh_desktop.content.library import Library
from imh_desktop.core.summary import FamilySummary
from imh_desktop.flows import demo
from imh_desktop.flows.loading import load
from imh_desktop.flows.summarising import family_summary, page_texts
from imh_desktop.flows.wording import LONGEST_SENTENCE, banned_word, count_words, sentences
from imh_desktop.store import records
from imh_desktop.words import LANGUAGES, Words

TOP = Path(__file__).parents[1]
LOCALE = TOP / "resources/locale"
PO = LOCALE / "es/LC_MESSAGES/imh.po"
KEYWORDS = {"say": 1, "say_for": 2, "count": 2}
"""Method of ``Words`` -> how many of its first arguments are words."""
CLAIM = "This is what we noticed together. It is not a test or a diagnosis."
FAMILY_FILES = ("imh_desktop/documents/family", "imh_desktop/flows/summarising.py")
EASY = 65
"""Szigriszt-Pazos at or above which Spanish is "bastante fácil" (clinical note FS4)."""

Found = tuple[str, str | None, str | tuple[str, ...]]
Key = tuple[str | None, str]
"""Context and English words, of a plural the one; gettext finds both under it."""


@pytest.fixture(scope="module")
def spanish() -> Catalog:
    """The Spanish words as they are committed."""
    with PO.open("rb") as file:
        return read_po(file, locale="es")


@pytest.fixture(scope="module")
def extracted() -> list[Found]:
    """Every message that stands in the code: where, its context, its words."""
    keywords = parse_keywords(["say", "say_for:1c,2", "count:1,2"])
    found = extract_from_dir(TOP / "imh_desktop", [("**.py", "python")], keywords=keywords)
    return [(f"{file}:{line}", context, said) for file, line, said, _, context in found]


@pytest.fixture(scope="module")
def in_code(extracted: list[Found]) -> dict[Key, str]:
    """The same by what gettext finds them under -> where."""
    return {(context, forms(said)[0]): where for where, context, said in extracted}


def messages(catalogue: Catalog) -> list[Message]:
    return [message for message in catalogue if message.id]


def forms(said: str | tuple[str, ...] | list[str]) -> tuple[str, ...]:
    return (said,) if isinstance(said, str) else tuple(said)


def keys(catalogue: Catalog) -> set[Key]:
    return {(message.context, forms(message.id)[0]) for message in messages(catalogue)}


def places(text: str) -> set[tuple[str, str | None, str | None]]:
    """Return what ``str.format`` fills in: field, format and conversion."""
    return {(field, spec, how) for _, field, spec, how in string.Formatter().parse(text) if field}


def test_every_word_of_the_code_is_in_the_spanish_catalogue_and_no_other(
    spanish: Catalog, in_code: dict[Key, str]
) -> None:
    missing = {where: key for key, where in in_code.items() if key not in keys(spanish)}

    assert len(in_code) > 500
    assert missing == {}
    assert keys(spanish) - in_code.keys() == set()


def test_every_plural_of_the_code_is_one_in_the_catalogue(
    spanish: Catalog, extracted: list[Found]
) -> None:
    plurals = {said for _, _, said in extracted if isinstance(said, tuple)}

    assert plurals == {m.id for m in messages(spanish) if isinstance(m.id, tuple)}


def test_the_list_of_words_is_the_code_s(in_code: dict[Key, str]) -> None:
    with (LOCALE / "imh.pot").open("rb") as file:
        assert keys(read_po(file)) == in_code.keys()


def test_every_word_is_translated_and_none_is_a_guess(spanish: Catalog) -> None:
    empty = [m.id for m in messages(spanish) if not all(forms(m.string))]

    assert empty == []
    assert [m.id for m in messages(spanish) if m.fuzzy] == []
    assert not spanish.obsolete


def test_every_form_fills_in_what_the_english_one_does(spanish: Catalog) -> None:
    differing = [
        (english, translated)
        for message in messages(spanish)
        for english, translated in zip(forms(message.id), forms(message.string), strict=True)
        if places(english) != places(translated)
    ]

    assert differing == []


def test_the_program_reads_what_the_translator_wrote(spanish: Catalog) -> None:
    compiled = BytesIO()
    write_mo(compiled, spanish)

    assert PO.with_suffix(".mo").read_bytes() == compiled.getvalue()


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

    assert words.say("{name} ({relation})", name=name, relation="x") == f"{name} (x)"
    assert name in words.say("Our visit on {date}", date=name)
    assert name in words.count("{age}  ·  {n} day to the due date",
                               "{age}  ·  {n} days to the due date", 2, age=name)  # fmt: skip


def test_what_goes_home_keeps_to_short_plain_sentences(spanish: Catalog) -> None:
    home = [
        form
        for message in messages(spanish)
        if message.id != CLAIM
        and any(file.startswith(FAMILY_FILES) for file, _ in message.locations)
        for form in forms(message.string)
    ]

    assert len(home) > 20
    assert [text for text in home if banned_word(text, "es")] == []
    assert [s for text in home for s in sentences(text) if count_words(s) > LONGEST_SENTENCE] == []


def test_the_claim_is_the_one_fixed_sentence() -> None:
    assert sentences(Words("es").say(CLAIM))[-1] == "No es una prueba ni un diagnóstico"


@pytest.fixture(scope="module")
def spanish_page(tmp_path_factory: pytest.TempPathFactory) -> FamilySummary:
    """What the demo family takes home, in Spanish."""
    library, folder = Library(), tmp_path_factory.mktemp("demo") / "vault"
    with demo.open_demo(folder, library, date(2026, 6, 10), "es") as vault:
        (child,) = records.children(vault)
        closed = next(v for v in records.visits(vault, child.child_id) if v.closed_at)
        loaded, words = load(vault, library, closed.visit_id), Words("es")
        texts = page_texts(library, closed.checklist_id, "es", words)
        return family_summary(
            loaded.child, loaded.visit, loaded.checklist, texts, loaded.programme, words
        )


def page_lines(page: FamilySummary) -> list[str]:
    domains = [line.text for domain in page.strengths for line in domain.lines]
    rest = [line.text for line in (*page.moments, *page.strategies)]
    return [page.message.text, *domains, *rest, *(step.what.text for step in page.steps)]


def test_the_page_is_easy_to_read_in_spanish(spanish_page: FamilySummary) -> None:
    assert szigriszt(page_lines(spanish_page)) >= EASY


def test_each_opening_is_easy_to_read_in_spanish(spanish: Catalog) -> None:
    openings = [
        forms(m.string)[0].format(name="Mariana")
        for m in messages(spanish)
        if str(m.id).startswith("Thank you for sharing your day")
    ]

    assert len(openings) == 3
    assert all(szigriszt([text]) >= EASY for text in openings)


def szigriszt(lines: list[str]) -> float:
    """Return 206.835 - 62.3 x syllables a word - words a sentence (Szigriszt Pazos 1993)."""
    said = [sentence for line in lines for sentence in sentences(line)]
    words = [word for sentence in said for word in re.findall(r"[^\W\d_]+", sentence)]
    return 206.835 - 62.3 * sum(map(syllables, words)) / len(words) - len(words) / len(said)


def syllables(word: str) -> int:
    """Count the syllables of a Spanish word: runs of vowels, apart where two strong ones meet."""
    letters = re.sub(r"y$", "i", word.casefold())
    letters = re.sub(r"(?<=[gq])u(?=[eéií])", "", letters)
    runs = re.findall(r"[aeiouáéíóúü]+", letters)
    return max(sum(max(len(re.findall(r"[aeoáéóíú]", run)), 1) for run in runs), 1)


@pytest.mark.parametrize(
    ("word", "count"),
    [("que", 1), ("día", 2), ("familia", 3), ("muy", 1), ("leer", 2), ("ciudad", 2), ("y", 1),
     ("guitarra", 3), ("pingüino", 3), ("aún", 2), ("nosotros", 3), ("aprende", 3)],
)  # fmt: skip
def test_syllables_are_counted_as_they_are_spoken(word: str, count: int) -> None:
    assert syllables(word) == count


def test_the_catalogue_is_found_by_the_standard_library_alone() -> None:
    found = gettext.find("imh", LOCALE, ["es"])

    assert found is not None
    assert Path(found) == PO.with_suffix(".mo")
