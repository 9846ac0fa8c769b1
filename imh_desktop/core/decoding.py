"""Parsed files to our types: no field more, none less, nothing guessed; a fault names its place."""

import re
from typing import Any, NamedTuple, TypeVar

import msgspec
from msgspec import inspect

T = TypeVar("T")
DAY = "a day written YYYY-MM-DD, such as 2026-03-04"
_SHOWN = 40
_STEP = re.compile(r"\.([^.\[]+)|\[(\d+)\]|\[\.\.\.\]")
_NAMES = {
    "int": "a whole number",
    "float": "a number with a decimal point",
    "str": "a text",
    "bool": "true or false",
    "null": "null",
    "array": "a list",
    "object": "a group of named fields",
    "date": DAY,
}
"""What msgspec calls a kind of value -> what a person does."""


class ShapeFault(NamedTuple):
    """Where a value is not of its type ("visit.answers.x"; empty = the whole), what is wrong, and
    what was expected."""

    place: str
    said: str
    expected: str


class NotOfShape(Exception):
    """A value is not of its type; ``fault`` says where and why."""

    def __init__(self, fault: ShapeFault) -> None:
        """Keep the fault."""
        super().__init__(fault.said)
        self.fault = fault


def decode(value: Any, kind: type[T]) -> T:
    """Return a parsed value as one of our types.

    Raises:
        NotOfShape: it is none.
    """
    try:
        return msgspec.convert(value, kind)
    except msgspec.ValidationError as error:
        raise NotOfShape(_fault(value, kind, str(error))) from None
    except RecursionError:
        raise NotOfShape(ShapeFault("", "is nested too deep", "fewer levels")) from None


def _fault(value: Any, kind: Any, message: str) -> ShapeFault:
    said, _, path = message.partition(" - at `$")
    wanted, place, here = inspect.type_info(kind), "", value
    for step in _STEP.finditer(path.rstrip("`")):
        if step[1] is not None:
            key: Any = step[1]
            place, here = f"{place}.{key}", here.get(key) if isinstance(here, dict) else {}
        elif step[2] is not None:
            key = int(step[2])
            place, here = f"{place}[{key}]", here[key]
        else:
            key = _first_bad_key(value, kind, here, message)
            place, here = f"{place}.{key}", here[key]
        wanted = _within(wanted, key)
    return ShapeFault(place.lstrip("."), *_told(said, wanted))


def _within(kind: Any, key: Any) -> Any:
    """Return the type of one entry of a value of a type; None where it is not known."""
    for one in _alternatives(kind):
        if isinstance(one, inspect.StructType):
            found = [field.type for field in one.fields if field.encode_name == key]
            if found:
                return found[0]
        elif isinstance(one, inspect.VarTupleType):
            return one.item_type
        elif isinstance(one, inspect.TupleType) and isinstance(key, int):
            return one.item_types[key]
        elif isinstance(one, inspect.DictType):
            return one.value_type
    return None


def _alternatives(kind: Any) -> tuple[Any, ...]:
    return tuple(kind.types) if isinstance(kind, inspect.UnionType) else (kind,)


def _told(said: str, kind: Any) -> tuple[str, str]:
    """Return what is wrong and what was expected, in a person's words."""
    quoted = re.findall(r"`([^`]*)`", said)
    if said.startswith("Object contains unknown field"):
        return f"unknown field `{quoted[0]}`", f"one of {', '.join(_fields(kind))}"
    if said.startswith("Object missing required field"):
        missing = _within(kind, quoted[0])
        return f"the field `{quoted[0]}` is missing", _described(missing)
    if said.startswith("Invalid RFC3339"):
        return "is no day", DAY
    if said.startswith("Invalid enum value"):
        value = said.removeprefix("Invalid enum value ")
        shown = value if len(value) <= _SHOWN else f"{value[:_SHOWN]}...'"
        return f"{shown} is not allowed", _described(kind)
    if said.startswith("Expected") and len(quoted) == 2:
        return f"is {_NAMES.get(quoted[1], quoted[1])}", _described(kind)
    if said.startswith("Expected `array` of length"):
        length, got = re.findall(r"\d+", said)
        return f"holds {got}", f"a list of {length}"
    return said, _described(kind)


def _fields(kind: Any) -> tuple[str, ...]:
    structs = [one for one in _alternatives(kind) if isinstance(one, inspect.StructType)]
    return tuple(field.encode_name for one in structs for field in one.fields)


def _described(kind: Any) -> str:
    """Return a type in a person's words."""
    return " or ".join(filter(None, (_described_one(one) for one in _alternatives(kind))))


def _described_one(kind: Any) -> str:
    if isinstance(kind, inspect.LiteralType):
        return f"one of {', '.join(repr(value) for value in kind.values)}"
    if isinstance(kind, inspect.EnumType):
        return f"one of {', '.join(repr(each.value) for each in kind.cls)}"
    names: dict[Any, str] = {
        inspect.IntType: "int",
        inspect.FloatType: "float",
        inspect.StrType: "str",
        inspect.BoolType: "bool",
        inspect.NoneType: "null",
        inspect.DateType: "date",
        inspect.VarTupleType: "array",
        inspect.TupleType: "array",
        inspect.StructType: "object",
        inspect.DictType: "object",
    }
    return _NAMES.get(names.get(type(kind), ""), "")


def _first_bad_key(value: Any, kind: Any, inner: Any, message: str) -> str:
    """Find the entry of a mapping at which decoding stops: halve what is left of it."""
    entries = list(inner.items())
    low, high = 0, len(entries)
    try:
        while high - low > 1:
            middle = (low + high) // 2
            inner.clear()
            inner.update(entries[:middle])
            low, high = (low, middle) if _fails_with(value, kind, message) else (middle, high)
    finally:
        inner.clear()
        inner.update(entries)
    return str(entries[low][0])


def _fails_with(value: Any, kind: Any, message: str) -> bool:
    try:
        msgspec.convert(value, kind)
    except msgspec.ValidationError as error:
        return str(error) == message
    return False
