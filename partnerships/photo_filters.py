"""The gallery's photos by the city that they tell of, which the library itself does not know."""

from typing import Any

from django.db.models import Model, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from media.filters import GalleryFilterSet
from partnerships.facet_filters import CityFilter
from partnerships.facets import Cities
from partnerships.models import Agreement, City, Exchange, Honour, Partnership, Story
from sistercities.common.languages import current_language

# From each kind of record with photos to the cities that it concerns.
CITIES_OF = {
    City: ("pk",),
    Partnership: ("partner_city", "home_city"),
    Agreement: ("partnership__partner_city", "partnership__home_city"),
    Exchange: ("cities", "held_in", "home_city"),
    Honour: ("partnership__partner_city", "partnership__home_city", "recipient_city"),
    Story: ("cities",),
}


def photo_pairs(photos: QuerySet) -> QuerySet:
    """Keys of these photos with those of the cities, hidden ones included, of what is public and shows them."""
    shown, language = photos.order_by().values("pk"), current_language()
    parts = [rows.filter(item__in=shown).values_list("item", path) for rows, path in _ways(language)]
    leads = Story.objects.published(language).order_by().filter(lead_photo__in=shown)
    return leads.values_list("lead_photo", "cities").union(*parts)


def of_cities(cities: Cities) -> Q:
    """Photos of these public cities, and of whatever else is public that concerns them."""
    language = current_language()
    leads = Story.objects.published(language).order_by().filter(cities__in=cities)
    photos = Q(pk__in=leads.values("lead_photo"))
    for rows, path in _ways(language):
        photos |= Q(pk__in=rows.filter(**{f"{path}__in": cities}).values("item"))
    return photos


def _ways(language: str) -> list[tuple[QuerySet, str]]:
    """Attachments of public records, with each path from them to cities."""
    now, ways = timezone.now(), []
    for model, paths in CITIES_OF.items():
        public = _attachments(model).filter(model.public_condition(language, now, "record__"))
        ways += [(public, f"record__{path}") for path in paths]
    return ways


def _attachments(model: type[Model]) -> QuerySet:
    return model._meta.get_field("attachments").related_model._default_manager.order_by()


class CityGalleryFilterSet(GalleryFilterSet):
    city = CityFilter(photo_pairs, of_cities, only_partners=True, label=_("City"))

    class Meta(GalleryFilterSet.Meta):
        pass

    @classmethod
    def get_filters(cls) -> Any:
        filters = super().get_filters()
        filters.move_to_end("city", last=False)
        return filters
