"""What the API tells of each kind of record. `PARTS` says what is to be read beside the record for which of it."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from media.models import MediaItem
from partnerships import choices
from partnerships.api import addresses
from partnerships.api.shapes import (
    AttachmentShape,
    Choice,
    ChoiceShape,
    ImageShape,
    LicenceShape,
    NamedShape,
    PartialDateShape,
    Prose,
    SourceShape,
    TermShape,
    Text,
    TieShape,
    images_of,
    languages_of,
)
from partnerships.models import City, Partnership


def words(vocabulary: Any) -> Any:
    """A value of a fixed vocabulary in words."""
    return lambda value: vocabulary(value).label


class Sparse(serializers.Serializer):
    """With `fields` in the context only those are told."""

    is_sparse = True

    def get_fields(self) -> dict[str, serializers.Field]:
        fields = super().get_fields()
        wanted = self.context.get("fields")
        return {name: field for name, field in fields.items() if not wanted or name in wanted}


class RecordSerializer(Sparse):
    """What all have."""

    slug = serializers.CharField(help_text=_("its short name, the same in every language"))
    page = serializers.SerializerMethodField(help_text=_("address of its page"))
    api = serializers.SerializerMethodField(help_text=_("address of the whole record"))
    changed_at = serializers.DateTimeField(help_text=_("when the record was last changed"))

    def get_page(self, record: Any) -> str:
        return addresses.page_of(self.context["request"], record)

    def get_api(self, record: Any) -> str:
        return addresses.api_of(self.context["request"], record)


class WithEvidence(RecordSerializer):
    photos = AttachmentShape(source="attachments", many=True, read_only=True)
    sources = SourceShape(source="citations", many=True, read_only=True)


class FactShape(serializers.Serializer):
    label = Text()
    value = Text()


class PlaceSerializer(WithEvidence):
    """A city, or a province, district or county that takes part."""

    name = Text()
    native_name = Text()
    native_language = Text()
    country = Choice(words=lambda country: country.name)
    tier = Choice(words=words(choices.Tier))
    tier_term = Text()
    parent = NamedShape(allow_null=True)
    districts = NamedShape(many=True)
    is_home = serializers.BooleanField()
    latitude = serializers.FloatField(allow_null=True)
    longitude = serializers.FloatField(allow_null=True)
    area_km2 = serializers.FloatField(allow_null=True)
    population = serializers.IntegerField(allow_null=True)
    population_year = serializers.IntegerField(allow_null=True)
    website = Text()
    time_zone = Text()
    wikidata_id = Text()
    geonames_id = serializers.IntegerField(allow_null=True)
    groups = TermShape(many=True)
    facts = serializers.SerializerMethodField()
    summary = Text()
    profile = Prose(help_text=_("HTML"))
    partnerships = TieShape(many=True)

    @extend_schema_field(FactShape(many=True))
    def get_facts(self, city: City) -> list[dict[str, str]]:
        return [{"label": fact.label, "value": fact.value} for fact in city.facts.all() if fact.label and fact.value]


class EventShape(serializers.Serializer):
    status = Choice(words=words(choices.PartnershipStatus))
    happened_on = PartialDateShape()
    reason = Text()


class PartnershipSerializer(WithEvidence):
    """The tie of one home and one partner city; figures count these, never documents."""

    home_city = NamedShape()
    partner_city = NamedShape()
    tie_class = Choice(words=words(choices.TieClass))
    status = serializers.SerializerMethodField()
    since = PartialDateShape()
    motive = Prose(help_text=_("HTML"))
    events = EventShape(many=True)

    @extend_schema_field(ChoiceShape(allow_null=True))
    def get_status(self, tie: Partnership) -> dict[str, str] | None:
        told = tie.public_status()
        return {"code": told, "name": str(choices.PartnershipStatus(told).label)} if told else None


class SignatoryShape(serializers.Serializer):
    """Who signed or bore witness; a name that is withheld is empty."""

    role = Choice(words=words(choices.SignatoryRole))
    side = Choice(words=words(choices.Side))
    name = Text(source="public_name")
    office = Text()


class WordingShape(serializers.Serializer):
    text = Text()
    language = Text()


class AgreementSerializer(WithEvidence):
    """One document. A partnership may rest on several."""

    title = Text()
    kind = TermShape()
    counted_as = Choice(source="kind.code", words=words(choices.InstrumentCode))
    partnership = TieShape()
    signed_on = PartialDateShape()
    signed_in = NamedShape(allow_null=True)
    venue = Text()
    validity = Choice(words=words(choices.Validity))
    valid_until = PartialDateShape()
    renewal_years = serializers.IntegerField(allow_null=True)
    text_languages = serializers.SerializerMethodField()
    fields_of_cooperation = TermShape(source="fields", many=True)
    follows_on = NamedShape(source="predecessor", allow_null=True)
    people = SignatoryShape(many=True)
    further_parties = serializers.SerializerMethodField()
    wordings = WordingShape(many=True)
    summary = Prose(help_text=_("HTML"))

    def get_text_languages(self, agreement: Any) -> list[str]:
        return languages_of(agreement.text_languages)

    def get_further_parties(self, agreement: Any) -> list[str]:
        return [party.name for party in agreement.further_parties.all() if party.name]


class ExchangeSerializer(WithEvidence):
    """Something that the cities did together, or plan. Numbers that are not known are null, which is not zero."""

    title = Text()
    kind = Choice(words=words(choices.ExchangeKind))
    direction = Choice(words=words(choices.Direction))
    plan_status = Choice(words=words(choices.PlanStatus))
    starts_on = PartialDateShape()
    ends_on = PartialDateShape()
    held_in = NamedShape(allow_null=True)
    venue = Text()
    home_city = NamedShape()
    cities = NamedShape(many=True)
    fields_of_cooperation = TermShape(source="fields", many=True)
    partnership = TieShape(allow_null=True)
    agreement = NamedShape(allow_null=True)
    delegations = serializers.IntegerField(allow_null=True)
    persons = serializers.IntegerField(allow_null=True)
    head_of_delegation = Text()
    summary = Prose(help_text=_("HTML"))
    outcome = Prose(help_text=_("HTML"))


class HonourSerializer(WithEvidence):
    """An award to a city or a person."""

    name = Text()
    conferring_body = Text()
    given_on = PartialDateShape()
    recipient = Text()
    recipient_city = NamedShape(allow_null=True)
    partnership = TieShape(allow_null=True)
    summary = Prose(help_text=_("HTML"))


class StorySerializer(WithEvidence):
    """What the office writes about its cities."""

    title = Text()
    byline = Text()
    origin = Text()
    published_on = PartialDateShape()
    summary = Text()
    body = Prose(help_text=_("HTML"))
    cities = NamedShape(many=True)
    lead_photo = NamedShape(allow_null=True)


class PhotoSerializer(RecordSerializer):
    """A photo with its credit and the terms on which it is shown."""

    caption = Text()
    alt = Text(help_text=_("what it shows, for people who cannot see it"))
    credit = Text()
    licence = LicenceShape(allow_null=True)
    taken_on = PartialDateShape()
    images = serializers.SerializerMethodField()

    @extend_schema_field(ImageShape(many=True))
    def get_images(self, item: MediaItem) -> list[dict[str, Any]]:
        return images_of(item, self.context["request"])


class FieldSerializer(Sparse):
    """A field of cooperation of at least one public agreement or exchange."""

    slug = serializers.CharField(help_text=_("its short name, the same in every language"))
    name = Text()
