"""Finds cities by any of their names."""

from collections.abc import Iterable, Iterator, Mapping

from django.db import models, transaction

from partnerships.choices import Tier
from partnerships.models import City, CityName
from sistercities.common.history import Act, change
from sistercities.common.people import User
from sistercities.common.told import told as _
from sistercities.imports.directories import Directory
from sistercities.imports.place_names import place_key
from sistercities.imports.places import Place, spelling


class CityDirectory(Directory):
    """Cities by slug and by every name that is kept of them, former ones included."""

    is_gazetteer = True

    def queryset(self) -> models.QuerySet:
        return super().queryset().prefetch_related("other_names")

    def names(self, record: models.Model) -> Iterable[str | None]:
        yield from super().names(record)
        if isinstance(record, City):
            yield record.native_name
            yield from (other.name for other in record.other_names.all())

    def describe(self, record: models.Model) -> str:
        about = {"label": record, "country": record.country.name, "slug": record.slug}  # type: ignore[attr-defined]
        return _("%(label)s (%(country)s, %(slug)s)") % about

    def places(self) -> Iterator[Place]:
        cities = list(self.queryset())
        slugs = {city.pk: city.slug for city in cities}
        for city in cities:
            names = [name for name in self.names(city) if name]
            keys = frozenset(filter(None, map(place_key, names)))
            parent, spellings = slugs.get(city.parent_id, ""), frozenset(map(spelling, names))
            yield Place(city.slug, self.describe(city), city.country.code or "", keys, parent, spellings, _where(city))

    def remember(self, names: Mapping[str, Iterable[str]], by: User | None) -> int:
        cities = City._base_manager.filter(slug__in=names).prefetch_related("other_names")
        new = [
            CityName(city=city, name=name)
            for city in cities
            for name in dict.fromkeys(names[city.slug])
            if place_key(name) not in {place_key(known) for known in self.names(city) if known}
        ]
        if new:
            with transaction.atomic(), change(by, Act.EDIT) as changes:
                changes.lock(*{each.city for each in new})
                CityName.objects.bulk_create(new)
        return len(new)


def _where(city: City) -> tuple[float, float] | None:
    """Where a city lies; a province may be told by its middle as well as by its capital."""
    if city.tier == Tier.FIRST_LEVEL or city.latitude is None or city.longitude is None:
        return None
    return float(city.latitude), float(city.longitude)
