"""Cells that only the register has: countries, names of cities, sources, people who sign."""

import re
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import override
from django_countries import countries

from media.models import MediaItem
from partnerships.choices import Side
from partnerships.models import Source
from sistercities.common.folding import fold
from sistercities.common.languages import CONTENT_LANGUAGES
from sistercities.common.told import told as _
from sistercities.imports.cells import cell_text, plain
from sistercities.imports.fields import Column
from sistercities.imports.lists import join, split
from sistercities.imports.rows import LinesWidget, RowsWidget, Values
from sistercities.imports.widgets import ChoiceWidget, TextWidget

LANGUAGE_CODE = r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*"
CITY_NAME = re.compile(rf"(?:({LANGUAGE_CODE})?\s*[:：])?\s*(.*?)(?:\s*[(（]until (\d{{4}})[)）])?", re.DOTALL)
CITATION = re.compile(r"([^\[\]]+?)\s*(?:\[([^\[\]]*)\])?")


class CountryWidget(ChoiceWidget):
    """A country by its ISO code or its name in any language of the site."""

    def __init__(self) -> None:
        super().__init__([])

    @property
    def codes(self) -> dict[str, set[str]]:
        if not self._codes:
            for language in CONTENT_LANGUAGES:
                with override(language):
                    for code, name in countries:
                        self._codes.setdefault(fold(code), set()).add(code)
                        self._codes.setdefault(fold(name), set()).add(code)
        return self._codes

    def refusal(self) -> str:
        return _("That is no country. Write its code of two letters, such as TH, or its full name.")


class CountryColumn(Column):
    def current(self, record: models.Model) -> str:
        return str(getattr(record, self.attname).code or "")


class LanguageCodesWidget(TextWidget):
    """Codes of languages, kept with commas between."""

    def clean(self, value: Any, row: dict[str, Any] | None = None, **kwargs: Any) -> str:
        codes = [code for code in re.split(r"[;；,，、\s]+", cell_text(value)) if code]
        wrong = [code for code in codes if not re.fullmatch(LANGUAGE_CODE, code)]
        if wrong:
            raise ValidationError(_("“%(text)s” is no code of a language, such as zh or th.") % {"text": wrong[0]})
        return ", ".join(codes)

    def render(self, value: Any, obj: models.Model | None = None, **kwargs: Any) -> str:
        return ";".join(part.strip() for part in plain(value).split(","))


class CityNamesWidget(RowsWidget):
    """`th:กรุงเทพ` or `en:Madras (until 1996)`; a name without a language may stand alone."""

    names = ("language", "name", "used_until")

    def read_entry(self, entry: str) -> Values:
        match = CITY_NAME.fullmatch(entry)
        language, name, year = match.groups() if match else ("", "", "")
        if not name:
            raise ValidationError(_("“%(text)s” holds no name.") % {"text": entry})
        return {"language": language or "", "name": name, "used_until": int(year) if year else None}

    def write_entry(self, values: Values) -> str:
        name = plain(values["name"])
        marked = f"{values['language']}:{name}" if values["language"] or re.search("[:：]", name) else name
        return f"{marked} (until {values['used_until']})" if values["used_until"] else marked


class CitationsWidget(RowsWidget):
    """`slug` or `slug [signed_on, venue]`: a source, and the fields that it supports."""

    names = ("source", "supports")
    relations = ("source",)

    def read_entry(self, entry: str) -> Values:
        match = CITATION.fullmatch(entry)
        if not match:
            raise ValidationError(_("Write the short name of a source, or name [field, field].") % {"text": entry})
        fields = [name.strip() for name in re.split("[,，]", match[2] or "") if name.strip()]
        return {"source": self.directory_of(Source).find(match[1]), "supports": ", ".join(fields)}

    def write_entry(self, values: Values) -> str:
        supports = plain(values["supports"])
        return f"{values['source'].slug} [{supports}]" if supports else values["source"].slug


class PhotosWidget(RowsWidget):
    """Photos and documents by their short names, in the order in which they are shown."""

    names = ("item",)
    relations = ("item",)

    def read_entry(self, entry: str) -> Values:
        return {"item": self.directory_of(MediaItem).find(entry)}

    def write_entry(self, values: Values) -> str:
        return values["item"].slug


class WordingsWidget(LinesWidget):
    """`language | text as written | source`, an entry a line."""

    names = ("language", "text", "source")
    relations = ("source",)

    def read_part(self, name: str, part: str) -> Any:
        if name != "source":
            return part
        return self.directory_of(Source).find(part) if part else None

    def write_part(self, name: str, value: Any) -> str:
        return (value.slug if value else "") if name == "source" else super().write_part(name, value)


class SignatoriesWidget(LinesWidget):
    """`side | name in English | name in Chinese | office in English | office in Chinese`, in protocol order."""

    names = ("side", "name_en", "name_zh_hans", "office_en", "office_zh_hans")

    def __init__(self) -> None:
        super().__init__()
        self.sides = ChoiceWidget(list(Side.choices))

    def read_part(self, name: str, part: str) -> Any:
        return self.sides.clean(part) if name == "side" else part


class FactsWidget(LinesWidget):
    """`label = value`, an entry a line."""

    names = ("label", "value")
    separator = "="

    def read_entry(self, entry: str) -> Values:
        label, *value = split(entry, self.separator, most=2)
        return {"label": label, "value": value[0] if value else ""}

    def write_entry(self, values: Values) -> str:
        return join([plain(values["label"]), plain(values["value"])], self.separator, glue=" = ")
