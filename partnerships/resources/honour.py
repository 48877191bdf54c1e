"""Sheets of honours."""

from typing import Any

from partnerships.models import Honour
from partnerships.resources.base import COMMON, RegisterResource
from sistercities.common.dates import PartialDate
from sistercities.imports.matching import Key, words


class HonourResource(RegisterResource):
    """An honour is known by its name in either language, its date and the partnership concerned."""

    ways_to_tell = (("name_en",), ("name_zh_hans",))

    class Meta(RegisterResource.Meta):
        model = Honour
        fields = (
            *("slug", "name_en", "name_zh_hans", "conferring_body_en", "conferring_body_zh_hans", "given_on"),
            *("recipient_en", "recipient_zh_hans", "recipient_city", "partnership", "summary_en", "summary_zh_hans"),
            *COMMON,
        )

    def key_of_record(self, record: Honour) -> Key:
        named = words(en=record.name_en, zh_hans=record.name_zh_hans)
        return Key(fixed=(record.partnership_id,), date=record.given_on, words=named)

    def key_of_row(self, values: dict[str, Any]) -> Key | None:
        named = words(en=values.get("name_en"), zh_hans=values.get("name_zh_hans"))
        if not named:
            return None
        partnership = values["partnership"].pk if "partnership" in values else None
        return Key(fixed=(partnership,), date=values.get("given_on", PartialDate()), words=named)
