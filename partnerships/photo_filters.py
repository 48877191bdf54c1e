"""The gallery's photos by the city that they tell of, which the library itself does not know."""

from typing import Any

from django.db.models import Model, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from media.filters import GalleryFilterSet
from partnerships import facets
from partnerships.models import Agreement, City, Exchange, Honour, Partnership, Story
from sistercities.common.filters import Choice, UsedChoiceFilter
from sistercities.common.languages import current_language


def of_cities(cities: QuerySet, language: str) -> Q:
    """Photos of these public cities, and of whatever else is public that concerns them."""
    ties = Partnership.objects.published(language).filter(Q(partner_city__in=cities) | Q(home_city__in=cities))
    stories = Story.objects.published(language).filter(facets.story_about(cities))
    honours = Honour.objects.published(language).filter(Q(partnership__in=ties) | Q(recipient_city__in=cities))
    records = (
        cities,
        ties,
        Agreement.objects.published(language).filter(facets.tied_by_partnership(cities)),
        Exchange.objects.published(language).filter(facets.exchange_with(cities)),
        honours,
        stories,
    )
    photos = Q(pk__in=stories.values("lead_photo"))
    for found in records:
        photos |= Q(pk__in=_attachments(found.model).filter(record__in=found.values("pk")).values("item"))
    return photos


def cities_with_photos(photos: QuerySet, language: str) -> list[Choice]:
    """The partner cities of which there is any."""
    shown = photos.order_by().values("pk")

    def with_photo(model: Any) -> QuerySet:
        rows = _attachments(model).filter(item__in=shown).values("record")
        return model.objects.published(language).filter(pk__in=rows)

    exchanges = Exchange.cities.through.objects.filter(exchange__in=with_photo(Exchange).values("pk"))
    told = Story.objects.published(language).filter(lead_photo__in=shown) | with_photo(Story)
    stories = Story.cities.through.objects.filter(story__in=told.values("pk"))
    cities = City.objects.published(language).filter(
        Q(pk__in=with_photo(City).values("pk"))
        | Q(pk__in=with_photo(Partnership).values("partner_city"))
        | Q(pk__in=with_photo(Agreement).values("partnership__partner_city"))
        | Q(pk__in=with_photo(Honour).values("partnership__partner_city"))
        | Q(pk__in=with_photo(Honour).values("recipient_city"))
        | Q(pk__in=exchanges.values("city"))
        | Q(pk__in=stories.values("city")),
        is_home=False,
    )
    return facets.by_names(cities, language)


def _attachments(model: type[Model]) -> QuerySet:
    return model._meta.get_field("attachments").related_model._default_manager.order_by()


class OfCityFilter(UsedChoiceFilter):
    def filter(self, queryset: QuerySet, value: str) -> QuerySet:
        if not value:
            return queryset
        language = current_language()
        return queryset.filter(of_cities(City.objects.published(language).filter(slug=value), language))


class CityGalleryFilterSet(GalleryFilterSet):
    city = OfCityFilter(cities_with_photos, label=_("City"))

    class Meta(GalleryFilterSet.Meta):
        pass

    @classmethod
    def get_filters(cls) -> Any:
        filters = super().get_filters()
        filters.move_to_end("city", last=False)
        return filters
