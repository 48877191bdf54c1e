"""The schema of the API as people read it: addresses, parameters, and what answers hold. Plain data for a page."""

from dataclasses import dataclass
from functools import cache
from typing import Any

from django.utils.translation import override
from drf_spectacular.generators import SchemaGenerator


@dataclass(frozen=True)
class Line:
    """A parameter or a field: `kind` in words of the schema, `shape` the name of the shape that it has."""

    name: str
    kind: str
    about: str
    shape: str = ""


@dataclass(frozen=True)
class Operation:
    path: str
    about: str
    parameters: tuple[Line, ...]
    shape: str


@dataclass(frozen=True)
class Shape:
    name: str
    about: str
    fields: tuple[Line, ...]


@dataclass(frozen=True)
class Docs:
    operations: tuple[Operation, ...]
    shapes: tuple[Shape, ...]


@cache
def docs(language: str) -> Docs:
    """Made once for each language."""
    with override(language):
        schema = SchemaGenerator().get_schema(request=None, public=True)
    operations = [_operation(path, found["get"]) for path, found in schema["paths"].items()]
    shapes = schema["components"]["schemas"]
    return Docs(
        tuple(operations), tuple(_shape(name, found) for name, found in shapes.items() if "properties" in found)
    )


def _operation(path: str, found: dict[str, Any]) -> Operation:
    parameters = [
        Line(each["name"], _kind(each["schema"]), str(each.get("description", "")))
        for each in found.get("parameters", [])
        if each["in"] == "query"
    ]
    answer = found["responses"]["200"]["content"].get("application/json", {}).get("schema", {})
    return Operation(path, str(found.get("description", "")), tuple(parameters), _named(answer))


def _shape(name: str, found: dict[str, Any]) -> Shape:
    fields = [
        Line(field, _kind(each), str(each.get("description", "")), _named(each))
        for field, each in found["properties"].items()
    ]
    return Shape(name, str(found.get("description", "")), tuple(fields))


def _kind(schema: dict[str, Any]) -> str:
    """`string`, `integer or null`, `list of string`."""
    inner = schema.get("items", {}) if schema.get("type") == "array" else schema
    words = ["list of"] if inner is not schema else []
    words.append(str(inner.get("format") or inner.get("type") or "object"))
    if schema.get("nullable"):
        words.append("or null")
    return " ".join(words)


def _named(schema: dict[str, Any]) -> str:
    """The name of the shape that a schema refers to, itself or in its list; words to choose from are none."""
    for place in (schema, schema.get("items", {}), *schema.get("allOf", ()), *schema.get("oneOf", ())):
        reference = place.get("$ref", "")
        if reference and not reference.endswith("Enum"):
            return str(reference).rpartition("/")[2]
    return ""
