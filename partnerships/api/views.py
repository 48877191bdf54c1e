"""Lists and single records of the API: what is public in the language of the address, and nothing else."""

from typing import Any, ClassVar

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.exceptions import ValidationError
from rest_framework.generics import get_object_or_404
from rest_framework.mixins import ListModelMixin, RetrieveModelMixin
from rest_framework.response import Response
from rest_framework.viewsets import GenericViewSet

from media.models import MediaItem
from partnerships import reading
from partnerships.api import addresses, records
from partnerships.api.answers import OpenView
from partnerships.api.filter_sets import HonourFilterSet, PartnershipFilterSet
from partnerships.api.filters import PageFilters
from partnerships.api.paging import Behind
from partnerships.api.parts import with_parts
from partnerships.filters import AgreementFilterSet, CityFilterSet, ExchangeFilterSet, StoryFilterSet
from partnerships.models import Agreement, City, Exchange, Field, Honour, Partnership, Story
from partnerships.newest import fields_in_use
from partnerships.photo_filters import CityGalleryFilterSet
from sistercities.common.former_slugs import formerly_called
from sistercities.common.languages import current_language, localized
from sistercities.common.responses import base_of


class Records(OpenView, ListModelMixin, RetrieveModelMixin, GenericViewSet):
    """A subclass names model, serializer, filter set, and the order in which pages are turned."""

    model: ClassVar[type]
    order: ClassVar[tuple[str, ...]] = ("pk",)
    filter_backends = (PageFilters,)
    pagination_class = Behind
    lookup_field = "slug"
    # Filters with a value that finds nothing, and why.
    problems: ClassVar[dict[str, list[str]]] = {}

    def listed(self, language: str) -> QuerySet:
        """What the list holds before it is narrowed."""
        return self.model.objects.published(language)  # type: ignore[attr-defined]

    def single(self, language: str) -> QuerySet:
        """What has an address of its own."""
        return self.model.objects.published(language)  # type: ignore[attr-defined]

    def get_queryset(self) -> QuerySet:
        language = current_language()
        found = self.listed(language) if self.action == "list" else self.single(language)
        return with_parts(found, self.wanted(), language)

    def get_object(self) -> Any:
        slug, found = self.kwargs["slug"], self.get_queryset()
        return found.filter(slug=slug).first() or get_object_or_404(formerly_called(found, slug))

    def wanted(self) -> list[str]:
        """The fields that are asked for; none for all."""
        given = self.request.query_params.get("fields")
        names = [] if given is None else [name.strip() for name in given.split(",")]
        known = list(self.serializer_class._declared_fields)  # type: ignore[union-attr]
        if set(names) - set(known):
            raise ValidationError({"fields": [_("Known are: %(known)s.") % {"known": ", ".join(known)}]})
        return names

    def get_serializer_context(self) -> dict[str, Any]:
        return {**super().get_serializer_context(), "fields": self.wanted()}


class Cities(Records):
    """The partner cities. Our own, and districts without a partnership, have an address but stand in no list."""

    model = City
    serializer_class = records.PlaceSerializer
    filterset_class = CityFilterSet

    @property
    def order(self) -> tuple[str, ...]:  # type: ignore[override]
        return (localized("sort", current_language()), "pk")

    def listed(self, language: str) -> QuerySet:
        return reading.partners_in(language)


class Partnerships(Records):
    """What figures count: one pair of cities, whatever number of documents it rests on."""

    model = Partnership
    serializer_class = records.PartnershipSerializer
    filterset_class = PartnershipFilterSet


class Agreements(Records):
    """Documents of partnerships, the newest first."""

    model = Agreement
    serializer_class = records.AgreementSerializer
    filterset_class = AgreementFilterSet
    order = ("-signed_on_sort", "-pk")


class Exchanges(Records):
    """Visits, forums, projects and more, the newest first."""

    model = Exchange
    serializer_class = records.ExchangeSerializer
    filterset_class = ExchangeFilterSet
    order = ("-starts_on_sort", "-pk")


class Honours(Records):
    """Honours, the newest first."""

    model = Honour
    serializer_class = records.HonourSerializer
    filterset_class = HonourFilterSet
    order = ("-given_on_sort", "-pk")


class Stories(Records):
    """Stories, the newest first."""

    model = Story
    serializer_class = records.StorySerializer
    filterset_class = StoryFilterSet
    order = ("-published_on_sort", "-pk")


class Photos(Records):
    """Photos with credit and licence, the newest first."""

    model = MediaItem
    serializer_class = records.PhotoSerializer
    filterset_class = CityGalleryFilterSet
    order = ("-taken_on_sort", "-pk")

    def listed(self, language: str) -> QuerySet:
        return MediaItem.objects.published(language).ready_photos()

    def single(self, language: str) -> QuerySet:
        return MediaItem.objects.published(language).photos()


class Fields(Records):
    """The fields of cooperation of public agreements and exchanges."""

    model = Field
    serializer_class = records.FieldSerializer

    def listed(self, language: str) -> QuerySet:
        return fields_in_use(language)

    single = listed

    def get_object(self) -> Any:
        return get_object_or_404(self.get_queryset(), slug=self.kwargs["slug"])


class IndexShape(serializers.Serializer):
    """Addresses of all lists, and of the description of this API."""

    lists = serializers.DictField(child=serializers.CharField())
    schema = serializers.CharField()


class Index(OpenView):
    """Where the lists are."""

    @extend_schema(responses=IndexShape, operation_id="index")
    def get(self, request: Any, language: str) -> Response:
        base = base_of(request)
        names = (*addresses.NAMES.values(), "fields")
        lists = {name: base + reverse(f"api:{name}", args=[language]) for name in names}
        return Response({"lists": lists, "schema": base + reverse("api:schema", args=[language])})
