"""The program's words: none is missing in Spanish, and none breaks where a value is filled in."""

import ast
import re
import string
from collections.abc import Iterator
from io import BytesIO

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.frontend import parse_keywords
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from tests.catalogues import LOCALE, TOP, TRANSLATED, forms, po

KEYWORDS = {"say": 1, "say_for": 2, "count": 2}
"""Method of ``Words`` -> how many of its first arguments are words."""
Found = tuple[str, str | None, str | tuple[str, ...]]
Place = tuple[str, str | None, str | None]
Key = tuple[str | None, str]
"""Context and English words, of a plural the one; gettext finds both under it."""


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


def test_what_only_those_who_make_the_program_know_is_not_named(extracted: list[Found]) -> None:
    """Except to whoever brings a list of partners: a table holds codes."""
    inside = re.compile(
        r"\.toml|\bbackups/|by their codes|(?<!in the USA: )(\bPart C\b|child find)"
    )
    found = [
        (where, form) for where, _, words in extracted for form in forms(words)
        if inside.search(form) and not where.startswith("flows/partners.py")
    ]  # fmt: skip
    assert found == []


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
