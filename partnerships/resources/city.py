"""Sheets of cities."""

from typing import Any

from django.db import models

from partnerships.models import City
from partnerships.resources.base import COMMON, RegisterResource
from partnerships.resources.cells import CityNamesWidget, CountryColumn, CountryWidget
from partnerships.resources.facts import FactsColumn
from sistercities.common.folding import fold
from sistercities.common.told import told as _
from sistercities.imports.fields import RowsColumn
from sistercities.imports.matching import Key, words
from sistercities.imports.readings import RowReading
from sistercities.imports.rich_text import RichTextColumn


class CityResource(RegisterResource):
    """A city is known by its country and its name in either language; any other name only raises a question."""

    ways_to_tell = (("name_en", "country"), ("name_zh_hans", "country"))
    key_relations = ("other_names",)
    # Pest is not Budapest, however alike the letters are.
    asks_about_wording = False

    country = CountryColumn(attribute="country", widget=CountryWidget())
    other_names = RowsColumn(attribute="other_names", widget=CityNamesWidget(), identity=("language", "name"))
    profile_en = RichTextColumn("profile_en")
    profile_zh_hans = RichTextColumn("profile_zh_hans")
    facts_en = FactsColumn(attribute="facts", language="en")
    facts_zh_hans = FactsColumn(attribute="facts", language="zh-hans")

    class Meta(RegisterResource.Meta):
        model = City
        fields = (
            *("slug", "name_en", "name_zh_hans", "native_name", "native_language", "other_names", "country"),
            *("tier", "tier_term_en", "tier_term_zh_hans", "parent", "is_home", "latitude", "longitude"),
            *("area_km2", "population", "population_year", "website", "time_zone", "wikidata_id", "geonames_id"),
            *("groups", "summary_en", "summary_zh_hans", "profile_en", "profile_zh_hans"),
            *("facts_en", "facts_zh_hans", *COMMON),
        )

    def key_of_record(self, record: City) -> Key:
        others = [record.native_name, *(other.name for other in record.other_names.all())]
        return Key(
            fixed=(record.country.code,),
            words=words(en=record.name_en, zh_hans=record.name_zh_hans),
            hints=frozenset(folded for name in others if (folded := fold(name))),
        )

    def key_of_row(self, values: dict[str, Any]) -> Key | None:
        named = words(en=values.get("name_en"), zh_hans=values.get("name_zh_hans"))
        if not named or "country" not in values:
            return None
        native = fold(values.get("native_name"))
        return Key(fixed=(values["country"],), words=named, hints=frozenset({native} if native else ()))

    def check_row(self, record: models.Model, reading: RowReading) -> None:
        counts = {len(reading.values[name]) for name in ("facts_en", "facts_zh_hans") if name in reading.values}
        if len(counts) > 1:
            reading.refuse(_("Give as many lines as in the other language, in the same order."), "facts_zh_hans")
