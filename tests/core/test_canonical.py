"""One value, one sequence of bytes: what every hash in the journal stands on."""

import hashlib
import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from imh_desktop.core.canonical import canonical

GOLDEN: list[tuple[Any, bytes]] = [
    (None, b"null"),
    (True, b"true"),
    (0, b"0"),
    (-0, b"0"),
    (-17, b"-17"),
    (10**21, b"1000000000000000000000"),
    (2**63, b"9223372036854775808"),
    ("", b'""'),
    ([], b"[]"),
    ({}, b"{}"),
    (("a", 1), b'["a",1]'),
    ({"b": 1, "a": {"d": None, "c": False}}, b'{"a":{"c":false,"d":null},"b":1}'),
    ({"10": 1, "9": 2, "Z": 3, "a": 4, "": 5}, b'{"":5,"10":1,"9":2,"Z":3,"a":4}'),
    # U+FB33 stands before U+1F600 by code point, after it by UTF-16 unit.
    ({"\U0001f600": 1, "\ufb33": 2}, b'{"\xef\xac\xb3":2,"\xf0\x9f\x98\x80":1}'),
    # Composed and decomposed stay as they are stored, and stay two.
    ({"é": 1, "e\u0301": 2}, b'{"e\xcc\x81":2,"\xc3\xa9":1}'),
    ('quote " backslash \\ slash /', b'"quote \\" backslash \\\\ slash /"'),
    ("\x00\x01\b\t\n\f\r\x1f", b'"\\u0000\\u0001\\b\\t\\n\\f\\r\\u001f"'),
    ("\x7f\x80\u2028\ufeff", b'"\x7f\xc2\x80\xe2\x80\xa8\xef\xbb\xbf"'),
    ("<img src=x>", b'"<img src=x>"'),
]


@pytest.mark.parametrize(("value", "expected"), GOLDEN)
def test_golden_vectors(value: Any, expected: bytes) -> None:
    assert canonical(value) == expected


def test_a_whole_entry_keeps_its_hash_for_ever() -> None:
    entry = {
        "record_type": "visit",
        "changes": {"answers.r1": {"code": "often", "known": "seen", "informant": ""}},
        "parents": ["0190a5f0-0000-7000-8000-000000000001"],
        "reason": "",
        "recorded_at": "2026-06-01T09:30:00Z",
    }
    hashed = hashlib.sha256(canonical(entry)).hexdigest()
    assert hashed == "89feb78ea32f3d168a0de05a89601029bd30cfa60976d037137c98d4485324f0"


@pytest.mark.parametrize(
    "value",
    [
        *(1.0, float("nan"), float("inf"), {"a": [1, {"b": 0.5}]}),
        *({1: "a"}, {None: 1}, {True: 1}, {"a": {"b": {2: 3}}}),
        *("\ud800", {"\udfff": 1}, ["a\udc00b"]),
        *(b"bytes", {"a"}, object()),
    ],
)
def test_what_has_no_canonical_form_is_refused(value: Any) -> None:
    with pytest.raises(ValueError, match="no canonical form"):
        canonical(value)


def test_the_refusal_does_not_repeat_the_text() -> None:
    with pytest.raises(ValueError, match="surrogate") as refused:
        canonical({"name": "Ana\ud800"})
    assert "Ana" not in str(refused.value)
    assert refused.value.__suppress_context__


_TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=8)
_VALUES = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), _TEXT),
    lambda inner: st.one_of(st.lists(inner, max_size=4), st.dictionaries(_TEXT, inner, max_size=4)),
    max_leaves=12,
)


def turned(value: Any) -> Any:
    """Return an equal value whose keys were put in the other way round."""
    if isinstance(value, dict):
        return {key: turned(value[key]) for key in reversed(value)}
    return [turned(part) for part in value] if isinstance(value, list) else value


@settings(max_examples=500, deadline=None)
@given(_VALUES)
def test_any_value_comes_back_and_the_order_of_keys_does_not_matter(value: Any) -> None:
    written = canonical(value)
    assert json.loads(written) == value
    assert canonical(turned(value)) == written


@settings(max_examples=300, deadline=None)
@given(st.dictionaries(_TEXT, st.none(), min_size=2))
def test_keys_stand_in_the_order_of_their_code_points(value: dict[str, None]) -> None:
    keys = [[ord(character) for character in key] for key in json.loads(canonical(value))]
    assert keys == sorted(keys)
