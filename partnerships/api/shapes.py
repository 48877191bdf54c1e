"""The parts that answers are made of: texts, partial dates, choices, and other records by name.

Every shape names what it tells, one by one: a column that is added to a record is in no answer until it is named here.
"""

from typing import Any

from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from media.choices import Licence
from media.models import MediaItem
from media.pictures import renditions
from media.sizes import JPEG, SIZES
from partnerships.api import addresses
from sistercities.common.dates import PartialDate
from sistercities.common.prose import clean_prose
from sistercities.common.records import Record
from sistercities.common.responses import base_of


class Text(serializers.CharField):
    """A text in the language of the answer; empty where there is none."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"read_only": True, **kwargs})

    def get_attribute(self, instance: Any) -> Any:
        return super().get_attribute(instance) or ""


class Prose(Text):
    """HTML with nothing in it but harmless structure."""

    def to_representation(self, value: Any) -> str:
        return str(clean_prose(value)) if value else ""


class PartialDateShape(serializers.Serializer):
    """A date as precisely as it is known; null when it is not known at all."""

    edtf = serializers.CharField(
        source="text", help_text=_("2011, 2011-09 or 2011-09-26, with ~ behind it for “about”")
    )
    earliest = serializers.DateField(help_text=_("the first day it can mean"))
    latest = serializers.DateField(help_text=_("the last day it can mean"))

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"read_only": True, "allow_null": True, **kwargs})

    def to_representation(self, value: PartialDate) -> Any:
        return super().to_representation(value) if value else None


class ChoiceShape(serializers.Serializer):
    """One of a fixed list: its code, the same in every language, and its words; null when it is not known."""

    code = serializers.CharField()
    name = serializers.CharField()


class Choice(ChoiceShape):
    """A model field with choices, or whatever `words` makes of its value."""

    def __init__(self, words: Any = None, **kwargs: Any) -> None:
        self.words = words
        super().__init__(**{"read_only": True, "allow_null": True, **kwargs})

    def to_representation(self, value: Any) -> Any:
        code = str(getattr(value, "code", value) or "")
        return {"code": code, "name": str(self.words(value))} if code else None


class TermShape(serializers.Serializer):
    """A word of a vocabulary that the office keeps itself."""

    slug = serializers.CharField()
    name = Text()


class NamedShape(serializers.Serializer):
    """Another public record: null, or missing from a list, where it is not public in this language."""

    slug = serializers.CharField()
    name = serializers.SerializerMethodField(help_text=_("in the language of the answer"))
    page = serializers.SerializerMethodField(help_text=_("address of its page"))
    api = serializers.SerializerMethodField(help_text=_("address of the whole record"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"read_only": True, **kwargs})

    def get_name(self, record: Record) -> str:
        return getattr(record, record.title_field) or ""

    def get_page(self, record: Record) -> str:
        return addresses.page_of(self.context["request"], record)

    def get_api(self, record: Record) -> str:
        return addresses.api_of(self.context["request"], record)


class TieShape(NamedShape):
    """A partnership by its two cities."""

    home_city = NamedShape()
    partner_city = NamedShape()


class SourceShape(serializers.Serializer):
    """Where a fact comes from; `supports` names the fields, none for the record as a whole."""

    title = Text(source="source.title")
    publisher = Text(source="source.publisher")
    byline = Text(source="source.byline")
    language = Text(source="source.language")
    url = Text(source="source.url")
    document = serializers.SerializerMethodField(help_text=_("address of the document’s page, where that is public"))
    published_on = PartialDateShape(source="source.published_on")
    supports = serializers.ListField(source="supported_fields", child=serializers.CharField())
    quote = Text()

    def get_document(self, citation: Any) -> str:
        document = citation.source.document
        return addresses.page_of(self.context["request"], document) if document else ""


class LicenceShape(serializers.Serializer):
    """On what terms a photo is shown; `url` is empty where there is no text of a licence."""

    code = serializers.CharField()
    name = serializers.CharField()
    url = serializers.CharField()

    def to_representation(self, value: str) -> dict[str, str]:
        licence = Licence(value)
        return {"code": licence.value, "name": str(licence.label), "url": licence.url}


class ImageShape(serializers.Serializer):
    """One smaller version of a photo, as JPEG."""

    size = serializers.ChoiceField(choices=sorted(SIZES))
    width = serializers.IntegerField()
    height = serializers.IntegerField()
    url = serializers.CharField()


def images_of(item: MediaItem, request: Any) -> list[dict[str, Any]]:
    """Every version of a photo that there is, the smallest first."""
    found = renditions(item, SIZES.values())
    base = base_of(request)
    return [
        {"size": each.size, "width": each.width, "height": each.height, "url": base + each.url(JPEG)}
        for each in sorted(found, key=lambda each: each.width)
    ]


class AttachmentShape(serializers.Serializer):
    """A photo, document or video of a record, with the caption that it has here."""

    slug = Text(source="item.slug")
    kind = Choice(words=lambda kind: dict(MediaItem._meta.get_field("kind").flatchoices)[kind], source="item.kind")
    caption = serializers.SerializerMethodField()
    alt = Text(source="item.alt", help_text=_("what it shows, for people who cannot see it"))
    credit = Text(source="item.credit")
    page = serializers.SerializerMethodField(help_text=_("address of its page"))
    images = serializers.SerializerMethodField()

    def get_caption(self, attachment: Any) -> str:
        return attachment.caption or attachment.item.caption or ""

    def get_page(self, attachment: Any) -> str:
        return addresses.page_of(self.context["request"], attachment.item)

    @extend_schema_field(ImageShape(many=True))
    def get_images(self, attachment: Any) -> list[dict[str, Any]]:
        return images_of(attachment.item, self.context["request"])


def languages_of(text: str) -> list[str]:
    """`zh, th` as a list of codes."""
    return [code.strip() for code in text.split(",") if code.strip()]
