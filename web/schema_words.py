"""JSON schemas in words, for the documentation page."""

from __future__ import annotations

from typing import Any

Json = dict[str, Any]


def shape(schema: Json) -> str:
    """Return what a value is: «text or null», «list of Hit»."""
    if "$ref" in schema:
        return str(schema["$ref"]).rsplit("/", 1)[-1]
    kind = schema["type"]
    if isinstance(kind, list):
        return " or ".join(_NAMES[each] for each in kind)
    if kind == "array" and schema.get("maxItems") == 2:
        return f"pair ({', '.join(_NAMES[each] for each in schema['items']['type'])})"
    if kind == "array":
        return f"list of {shape(schema['items'])}"
    return _NAMES[kind]


_NAMES = {
    "string": "text",
    "null": "null",
    "integer": "whole number",
    "number": "number",
    "boolean": "true or false",
    "object": "object",
}


def limits(schema: Json) -> str:
    """Return what a value may be, as sentences to follow a description."""
    said = []
    if "enum" in schema:
        said.append(f"One of {', '.join(schema['enum'])}.")
    if "maximum" in schema:
        said.append(f"From {schema['minimum']} to {schema['maximum']:,}.")
    if "maxLength" in schema:
        said.append(f"At most {schema['maxLength']:,} characters.")
    if "maxItems" in schema:
        said.append(f"At most {schema['maxItems']}.")
    if "default" in schema:
        said.append(f"Default: {schema['default']}.")
    return "".join(f" {sentence}" for sentence in said)


def answered(operation: Json) -> str:
    """Return the name of the schema that an operation answers with."""
    return shape(operation["responses"]["200"]["content"]["application/json"]["schema"])
