"""The whole register as a Frictionless data package: tables for machines, and what stands in them.

The specification: https://specs.frictionlessdata.io/tabular-data-package/. In these tables a heading is the name of its
column, lists are JSON, yes and no are `true` and `false`; texts are safe from programs that run them as formulas.
"""

import json
from collections.abc import Iterable, Iterator
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import override

from partnerships.exports import EXPORTS
from partnerships.exports.columns import Column, Export, Kind
from partnerships.exports.formats import File, Format
from partnerships.exports.terms import LICENCES, Terms
from sistercities.common.csv_text import csv_lines
from sistercities.common.languages import CONTENT_LANGUAGES
from sistercities.common.wording import language_name
from sistercities.imports.formulas import escape_formula

TYPES = {Kind.INTEGER: "integer", Kind.NUMBER: "number", Kind.BOOLEAN: "boolean", Kind.LIST: "array"}
# A partnership is public only if both its cities are: these keys hold in every language.
KEYS = {"partnerships": {"home_city_code": "cities", "partner_city_code": "cities"}}
EDTF_PATTERN = "[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?~?"
EDTF = "https://www.loc.gov/standards/datetime/"


def table_parts(file: File) -> Iterator[bytes]:
    """CSV in UTF-8, as the package describes it."""
    yield csv_lines([[column.name for column in file.export.columns]])
    for chunk in file.chunks():
        with override(file.language):
            columns = [machine_cells(column.kind, column.values(chunk)) for column in file.export.columns]
        yield csv_lines(zip(*columns, strict=True))


def machine_cells(kind: Kind, values: Iterable[Any]) -> list[str | int | float]:
    if kind in (Kind.INTEGER, Kind.NUMBER):
        return ["" if value is None else value for value in values]
    if kind is Kind.BOOLEAN:
        words = {True: "true", False: "false", None: ""}
        return [words[value] for value in values]
    if kind is Kind.LIST:
        return [json.dumps(value, ensure_ascii=False) for value in values]
    return [escape_formula(value) for value in values]


TABLE = Format(table_parts, "text/csv; charset=utf-8")


def package(terms: Terms, language: str) -> dict[str, Any]:
    """The descriptor. Paths are relative to where it stands."""
    licences = [{"name": terms.licence, "path": LICENCES[terms.licence]}] if terms.licence else []
    return {
        "profile": "tabular-data-package",
        "name": f"sister-cities-{language}",
        "title": terms.title,
        "homepage": terms.source,
        "created": f"{terms.as_of.isoformat()}T00:00:00Z",
        "languages": [language],
        "sources": [{"title": terms.title, "path": terms.source}],
        **({"licenses": licences} if licences else {}),
        "resources": [resource(export) for export in EXPORTS.values()],
    }


def resource(export: Export) -> dict[str, Any]:
    return {
        "profile": "tabular-data-resource",
        "name": export.name,
        "title": str(export.label),
        "path": f"tables/{export.name}.csv",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "schema": {
            "fields": [field(column) for column in export.columns],
            "primaryKey": "slug",
            "missingValues": [""],
            **keys_of(export),
        },
    }


def keys_of(export: Export) -> dict[str, Any]:
    """The columns that name rows of other tables by their keys."""
    keys = [
        {"fields": name, "reference": {"resource": table, "fields": "slug"}}
        for name, table in KEYS.get(export.name, {}).items()
    ]
    return {"foreignKeys": keys} if keys else {}


def field(column: Column) -> dict[str, Any]:
    kind = TYPES.get(column.kind, "string")
    about = {"rdfType": EDTF} if column.kind is Kind.PARTIAL_DATE else {}
    uri = {"format": "uri"} if column.kind is Kind.ADDRESS else {}
    told = {"title": column.heading, "description": described(column)}
    return {"name": column.name, "type": kind, **uri, **told, **about, **constraints(column)}


def constraints(column: Column) -> dict[str, Any]:
    """What holds of every value: Frictionless validates it."""
    if column.name == "slug":
        return {"constraints": {"required": True, "unique": True}}
    return {"constraints": {"pattern": EDTF_PATTERN}} if column.kind is Kind.PARTIAL_DATE else {}


def described(column: Column) -> str:
    """The heading in every language of the site, and whatever is to be known besides."""
    words = []
    for language in CONTENT_LANGUAGES:
        name = language_name(language)
        with override(language):
            words.append(f"{name}: {column.heading}")
    more = [str(column.about)] if column.about else []
    dated = [_("As precisely as it is known: 2011, 2011-09 or 2011-09-26, with ~ behind it for “about”.")]
    return " · ".join([*words, *(dated if column.kind is Kind.PARTIAL_DATE else []), *more])
