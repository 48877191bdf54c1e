"""Sheets of exchanges."""

from typing import Any

from partnerships.models import Exchange
from partnerships.resources.base import COMMON, RegisterResource
from sistercities.common.dates import PartialDate
from sistercities.imports.matching import Key, words


class ExchangeResource(RegisterResource):
    """An exchange is known by its home city, its beginning and its title in either language."""

    ways_to_tell = (("home_city", "title_en"), ("home_city", "title_zh_hans"))

    class Meta(RegisterResource.Meta):
        model = Exchange
        fields = (
            *("slug", "home_city", "title_en", "title_zh_hans", "kind", "direction", "starts_on", "ends_on"),
            *("held_in", "venue_en", "venue_zh_hans", "cities", "fields", "partnership", "agreement"),
            *("delegations", "persons", "head_of_delegation_en", "head_of_delegation_zh_hans"),
            *("summary_en", "summary_zh_hans", "outcome_en", "outcome_zh_hans", "plan_status", *COMMON),
        )

    def key_of_record(self, record: Exchange) -> Key:
        named = words(en=record.title_en, zh_hans=record.title_zh_hans)
        return Key(fixed=(record.home_city_id,), date=record.starts_on, words=named)

    def key_of_row(self, values: dict[str, Any]) -> Key | None:
        named = words(en=values.get("title_en"), zh_hans=values.get("title_zh_hans"))
        if "home_city" not in values or not named:
            return None
        return Key(fixed=(values["home_city"].pk,), date=values.get("starts_on", PartialDate()), words=named)
