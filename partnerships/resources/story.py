"""Sheets of stories."""

from typing import Any

from partnerships.models import Story
from partnerships.resources.base import COMMON, RegisterResource
from sistercities.common.dates import PartialDate
from sistercities.imports.matching import Key, words
from sistercities.imports.rich_text import RichTextColumn


class StoryResource(RegisterResource):
    """A story is known by its title in either language and its date."""

    ways_to_tell = (("title_en",), ("title_zh_hans",))

    body_en = RichTextColumn("body_en")
    body_zh_hans = RichTextColumn("body_zh_hans")

    class Meta(RegisterResource.Meta):
        model = Story
        fields = (
            *("slug", "title_en", "title_zh_hans", "byline_en", "byline_zh_hans", "origin_en", "origin_zh_hans"),
            *("editor", "published_on", "summary_en", "summary_zh_hans", "body_en", "body_zh_hans", "cities"),
            *("lead_photo", *COMMON),
        )

    def key_of_record(self, record: Story) -> Key:
        named = words(en=record.title_en, zh_hans=record.title_zh_hans)
        return Key(date=record.published_on, words=named)

    def key_of_row(self, values: dict[str, Any]) -> Key | None:
        named = words(en=values.get("title_en"), zh_hans=values.get("title_zh_hans"))
        return Key(date=values.get("published_on", PartialDate()), words=named) if named else None
