"""Sheets of partnerships."""

from typing import Any

from partnerships.models import Partnership
from partnerships.resources.base import COMMON, RegisterResource
from sistercities.imports.matching import Key

# A pair of cities has no name besides: all keys share one word.
PAIR = frozenset({("pair", "")})


class PartnershipResource(RegisterResource):
    """A partnership is known by its two cities."""

    ways_to_tell = (("home_city", "partner_city"),)

    class Meta(RegisterResource.Meta):
        model = Partnership
        fields = (
            *("slug", "home_city", "partner_city", "tie_class", "status", "since", "motive_en", "motive_zh_hans"),
            *COMMON,
        )

    def key_of_record(self, record: Partnership) -> Key:
        return Key(fixed=(record.home_city_id, record.partner_city_id), words=PAIR)

    def key_of_row(self, values: dict[str, Any]) -> Key | None:
        if "home_city" not in values or "partner_city" not in values:
            return None
        return Key(fixed=(values["home_city"].pk, values["partner_city"].pk), words=PAIR)
