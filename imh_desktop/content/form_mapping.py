"""Reading the mapping of a partner's form: strictly, so that a slip is told and never printed."""

from pathlib import Path

from imh_desktop.content.faults import FaultList, FormFault
from imh_desktop.content.toml_files import decode, read_toml
from imh_desktop.core.partner_form import VALUES, FormMapping
from imh_desktop.errors import InputError

_MOST_FIELDS = 1_000


def read_mapping(path: Path) -> FormMapping:
    """Return a mapping file.

    Raises:
        FormFault: it is not there, is no TOML, or not of its shape.
        InputError: it names a value that there is not, or a field twice.
    """
    faults = FaultList(path.parent)
    table = read_toml(path, faults)
    mapping = None if faults.found else decode(table, FormMapping, path, "", faults)
    if mapping is None:
        raise FormFault(faults.all)
    _require_known(mapping, path)
    return mapping


def _require_known(mapping: FormMapping, path: Path) -> None:
    if len(mapping.fields) > _MOST_FIELDS:
        expected = f"at most {_MOST_FIELDS} fields"
        raise InputError("This mapping has too many fields.", place=str(path), expected=expected)
    seen: set[str] = set()
    for number, each in enumerate(mapping.fields):
        place = f"{path}: fields[{number}]"
        if each.value not in VALUES:
            raise InputError(
                "This value is not one of ours.",
                place=f"{place}.value", expected=", ".join(VALUES),
            )  # fmt: skip
        if each.field in seen:
            raise InputError("This field is named twice.", place=f"{place}.field")
        seen.add(each.field)
