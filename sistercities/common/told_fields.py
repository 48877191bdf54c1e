"""Columns that keep sentences so that they can be told again in another language."""

import json
import re
from typing import Any

from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper

from sistercities.common.told import KEY, Told, packed, unpacked

# As JSON writes it, which a backslash that stands for itself may come before.
NUL = re.compile(r"(?<!\\)((?:\\\\)*)\\u0000")
KEPT = f'{{"{KEY}": ['


def storable(text: str) -> str:
    """A text of JSON without NUL, which PostgreSQL stores in no text."""
    return NUL.sub(r"\1", text) if "\\u0000" in text else text


class ToldEncoder(json.JSONEncoder):
    """For a JSONField: keeps how sentences were made."""

    def encode(self, o: Any) -> str:
        return storable(super().encode(packed(o)))


class ToldDecoder(json.JSONDecoder):
    """For a JSONField: gives sentences back in the active language."""

    def __init__(self, **options: Any) -> None:
        super().__init__(object_hook=unpacked, **options)


class ToldTextField(models.TextField):
    """A sentence, or several; a plain text stays what it is."""

    def get_prep_value(self, value: Any) -> Any:
        return json.dumps(value, cls=ToldEncoder) if isinstance(value, Told) else super().get_prep_value(value)

    def from_db_value(self, value: str | None, expression: Any, connection: BaseDatabaseWrapper) -> str | None:
        return json.loads(value, cls=ToldDecoder) if value and value.startswith(KEPT) else value
