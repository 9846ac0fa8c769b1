"""A file that could be read in two ways, or not at all, is refused in one clear line."""

import json
import random
from pathlib import Path

import pytest

from imh_desktop.errors import InputError
from imh_desktop.exchange.strict_json import DEEPEST, LARGEST, parse_json, read_json

BAD = {
    "duplicate key": (b'{"a": 1, "a": 2}', "twice"),
    "duplicate key deep down": (b'[{"x": {"k": 1, "k": 1}}]', "twice"),
    "the same key, written with an escape": (b'{"a": 1, "\\u0061": 2}', "twice"),
    "NaN": (b"[NaN]", "NaN"),
    "Infinity": (b'{"a": Infinity}', "Infinity"),
    "minus Infinity": (b"[-Infinity]", "Infinity"),
    "a number past infinity": (b"[1e999]", "too large"),
    "a number of 5,000 digits": (b"[" + b"9" * 5000 + b"]", "digits"),
    "too deep": (b"[" * 65 + b"]" * 65, "deep"),
    "far too deep": (b"[" * 100_000, "deep"),
    "deep objects": (b'{"a":' * 70 + b"1" + b"}" * 70, "deep"),
    "lone surrogate": (b'{"a": "\\ud800"}', "half a character"),
    "lone surrogate in a key": (b'{"\\udfff": 1}', "half a character"),
    "NUL as an escape": (b'{"a": "x\\u0000y"}', "NUL"),
    "NUL as a byte": (b'{"a": "x\x00y"}', "control character"),
    "byte order mark": (b"\xef\xbb\xbf{}", "byte order mark"),
    "UTF-16": ('{"a": 1}'.encode("utf-16"), "byte order mark"),
    "UTF-16 without a mark": ('{"a": 1}'.encode("utf-16-le"), "no JSON text from here"),
    "Latin-1": (b'{"a": "\xe9"}', "not UTF-8"),
    "surrogate as bytes": (b'{"a": "\xed\xa0\x80"}', "not UTF-8"),
    "empty": (b"", "empty"),
    "blanks": (b" \n\t ", "empty"),
    "cut off": (b'{"a": [1, 2', "ends in the middle"),
    "two values": (b"{} {}", "goes on after the end"),
    "trailing comma": (b"[1,]", "no JSON text from here"),
    "single quotes": (b"{'a': 1}", "no JSON text from here"),
    "comment": (b"// no\n{}", "is not a JSON file"),
    "no JSON": (b"%PDF-1.7", "is not a JSON file"),
    "too large": (b'"' + b"x" * LARGEST + b'"', "too large"),
}


@pytest.mark.parametrize(("data", "said"), BAD.values(), ids=BAD.keys())
def test_refused_in_one_line(data: bytes, said: str) -> None:
    with pytest.raises(InputError) as caught:
        parse_json(data, "visit.json")
    message = str(caught.value)
    assert message.startswith("visit.json")
    assert said in message
    assert "\n" not in message
    message.encode()


@pytest.mark.parametrize(
    ("text", "place", "expected"),
    [
        ('{"a": 1,\n  "b": {"k": "{", "k": 2}}', "line 2, column 19", "each key once"),
        ('[{"k": 1}, {"k": 1},\n\n {"x": [], "\\u0078": 0}]', "line 3, column 12", "each key once"),
        ('{"a": "NaN", "b":\n NaN}', "line 2, column 2", "a whole number"),
        ('["1e999",\n  -1e999]', "line 2, column 3", "a whole number"),
        ('{"a": "x\\"9", "b": 1234567890123456789}', "line 1, column 20", "18 digits"),
        ('{"a": 1, "a": NaN}', "line 1, column 10", "each key once"),
    ],
)
def test_the_place_is_named_and_what_was_expected(text: str, place: str, expected: str) -> None:
    with pytest.raises(InputError) as caught:
        parse_json(text.encode(), "f")
    assert caught.value.place == f"f: {place}"
    assert expected in caught.value.expected


def test_what_is_right_reads_as_the_standard_library_reads_it() -> None:
    for value in ({}, [], {"a": [1, -2, 0.5, True, None, 'é\U0001f331\\" \u2028']}, "x", 0):
        assert parse_json(json.dumps(value).encode(), "f") == value
        assert parse_json(json.dumps(value, ensure_ascii=False).encode(), "f") == value


def test_the_deepest_allowed_and_brackets_in_texts() -> None:
    deep = "[" * DEEPEST + '"' + "[{" * 500 + '\\""' + "]" * DEEPEST
    assert parse_json(deep.encode(), "f")


def test_files_that_are_none(tmp_path: Path) -> None:
    for path in (tmp_path, tmp_path / "missing.json", Path("a\0b")):
        with pytest.raises(InputError) as caught:
            read_json(path)
        assert caught.value.expected


def test_an_unreadable_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*rest: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refused)
    with pytest.raises(InputError, match=r"locked\.json: cannot be read: Permission denied"):
        read_json(tmp_path / "locked.json")


def test_no_mutation_gets_anything_but_a_value_or_a_refusal() -> None:
    """5,000 damaged files: bytes flipped, cut out, doubled."""
    chance = random.Random(11)
    good = json.dumps({"child": {"name": "Zoë", "n": [1, 2, {"deep": [None, True]}]}}).encode()
    refused = 0
    for _ in range(5_000):
        data = bytearray(good)
        for _ in range(chance.randrange(1, 5)):
            at = chance.randrange(len(data))
            what = chance.randrange(3)
            if what == 0:
                data[at] = chance.randrange(256)
            elif what == 1:
                del data[at]
            else:
                data[at:at] = data[at : at + chance.randrange(1, 9)]
        try:
            json.dumps(parse_json(bytes(data), "f"), allow_nan=False).encode()
        except InputError:
            refused += 1
    assert 1_000 < refused < 5_000
