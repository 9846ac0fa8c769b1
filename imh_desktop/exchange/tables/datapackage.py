"""``datapackage.json``: what the CSV files beside it hold, for programs.

Source: Data Package standard 2.0 (datapackage.org): descriptors, Table Schema, Table Dialect.
"""

from collections.abc import Sequence
from typing import Any

from imh_desktop.exchange.tables.shape import Choice, Table, Variable

PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"
"""The name of the standard's version; nothing is fetched."""
_TYPES = {
    "text": "string", "code": "string", "integer": "integer", "day": "date",
    "instant": "datetime",
}  # fmt: skip


def datapackage(
    name: str, title: str, made_at: str, tables: Sequence[Table], *, bom: bool, folder: str = ""
) -> dict[str, Any]:
    """Describe CSV files.

    Args:
        made_at: an instant, ISO.
        tables: as they were written, labels and all.
        folder: where the files are, beside the description; "" or ending in "/".
    """
    return {
        "$schema": PROFILE,
        "name": name,
        "title": title,
        "created": made_at,
        "resources": [_resource(table, folder, bom=bom) for table in tables],
    }


def _resource(table: Table, folder: str, *, bom: bool) -> dict[str, Any]:
    return {
        "name": table.name,
        "title": table.title,
        "path": f"{folder}{table.name}.csv",
        "type": "table",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8-sig" if bom else "utf-8",
        "dialect": {"delimiter": ",", "quoteChar": '"', "doubleQuote": True, "header": True},
        "schema": _schema(table),
    }


def _schema(table: Table) -> dict[str, Any]:
    schema: dict[str, Any] = {
        "fields": [_field(variable) for variable in table.variables],
        "missingValues": [""],
        "primaryKey": list(table.key),
    }
    if table.joins:
        schema["foreignKeys"] = [
            {
                "fields": [join.column],
                "reference": {"resource": join.table, "fields": [join.column]},
            }
            for join in table.joins
        ]
    return schema


def _field(variable: Variable) -> dict[str, Any]:
    field: dict[str, Any] = {
        "name": variable.name,
        "type": _TYPES[variable.kind],
        "title": variable.title,
    }
    said = [choice for choice in variable.choices if not choice.missing]
    silent = [choice for choice in variable.choices if choice.missing]
    if variable.labelled:
        field["categories"] = [_labelled(choice) for choice in said]
    if silent:
        empty = {"value": "", "label": ""}
        field["missingValues"] = [empty, *(_labelled(choice) for choice in silent)]
    return field


def _labelled(choice: Choice) -> dict[str, str]:
    return {"value": choice.code, "label": choice.label}
