"""Any name a family bears can be kept; what cannot be shown is refused, and nothing is cut."""

import pytest

from imh_desktop.core.limits import NAME_LIMIT, NOTE_LIMIT, Limit, clean
from imh_desktop.errors import InputError

HOSTILE = ["<img src=x>", "=1+1", "O'Brien", "Ñandú", "李小龍", "👩‍👧", "x" * 200, "%s {name} \\n"]


@pytest.mark.parametrize("name", HOSTILE)
def test_a_name_stays_as_it_was_typed(name: str) -> None:
    assert clean(name, "given_name", NAME_LIMIT) == name
    assert clean(f"  {name}\n", "given_name", NAME_LIMIT) == name


def test_text_is_not_normalised_and_direction_marks_are_kept() -> None:
    for text in ("e\u0301", "é", "\u2067مريم\u2069", "a\u200db"):
        assert clean(text, "given_name", NAME_LIMIT) == text


@pytest.mark.parametrize(("limit", "longest"), [(NAME_LIMIT, 200), (NOTE_LIMIT, 2_000)])
def test_the_limit_is_in_characters_not_bytes(limit: Limit, longest: int) -> None:
    assert clean("👶" * longest, "note", limit) == "👶" * longest
    with pytest.raises(InputError) as refused:
        clean("👶" * (longest + 1), "note", limit)
    assert refused.value.place == "note"
    assert f"{longest} characters" in refused.value.message


@pytest.mark.parametrize("limit", [NAME_LIMIT, NOTE_LIMIT])
@pytest.mark.parametrize(
    "text", ["a\x00b", "a\ud800b", "a\x07b", "a\x1bb", "a\x7fb", "a\x80b", "a\x9fb"]
)
def test_what_cannot_be_shown_is_refused_and_not_repeated(text: str, limit: Limit) -> None:
    with pytest.raises(InputError) as refused:
        clean(f"Secret{text}", "note", limit)
    assert "Secret" not in str(refused.value)


@pytest.mark.parametrize("text", ["a\nb", "a\tb", "a\rb", "a\u2028b", "a\u2029b"])
def test_lines_and_tabs_belong_into_notes_only(text: str) -> None:
    with pytest.raises(InputError):
        clean(text, "given_name", NAME_LIMIT)
    assert clean(text, "note", NOTE_LIMIT) == text.replace("\r", "\n")


def test_line_ends_of_any_system_become_newlines() -> None:
    assert clean("one\r\ntwo\rthree\n", "note", NOTE_LIMIT) == "one\ntwo\nthree"
