"""What a page may show beside its record: relations narrowed to what is public in the page's language.

Templates reach relations only through these prefetches. A relation to one record that is not public reads as None.
Each function is given a queryset and a language and returns the queryset with the parts of one kind of page.
"""

from typing import Any

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet
from django.utils import timezone

from media.models import MediaItem
from partnerships.models import (
    Agreement,
    City,
    Exchange,
    Honour,
    Partnership,
    PartnershipEvent,
    Story,
)
from sistercities.common.languages import localized

# Of one partnership on its page; the list has them all.
MOST_EXCHANGES = 100


def public_one(name: str, model: type, language: str) -> Prefetch:
    """The relation `name` to one record, or to several, of `model`: those that visitors may see."""
    return Prefetch(name, queryset=model.objects.published(language))


def public_citations(model: type, language: str) -> Prefetch:
    """The citations of records of `model` whose source visitors may see, with the source and its public document."""
    citation = model._meta.get_field("citations").related_model
    cited = citation.objects.published().select_related("source")
    return Prefetch("citations", cited.prefetch_related(public_one("source__document", MediaItem, language)))


def public_attachments(model: type, language: str) -> Prefetch:
    """The attachments of records of `model` whose item is public, with the item."""
    attachment = model._meta.get_field("attachments").related_model
    condition = MediaItem.public_condition(language, timezone.now(), "item__")
    return Prefetch("attachments", attachment.objects.filter(condition).select_related("item"))


def public_events() -> Prefetch:
    return Prefetch("events", PartnershipEvent.objects.published())


def cities_by_name(language: str) -> QuerySet:
    return City.objects.published(language).order_by(localized("sort", language), "pk")


def with_evidence(records: Any, language: str) -> Any:
    """Sources, photos and documents of a record's page."""
    attachments = public_attachments(records.model, language)
    return records.prefetch_related(public_citations(records.model, language), attachments)


def city_row(cities: QuerySet, language: str) -> QuerySet:
    """A city in a list, with its partnerships and whose they are."""
    ties = Partnership.objects.published(language).select_related("home_city").oldest_first()
    return cities.prefetch_related(Prefetch("partnerships", ties.prefetch_related(public_events())))


def city_page(cities: QuerySet, language: str) -> QuerySet:
    parts = cities.prefetch_related(public_one("parent", City, language), "groups", "facts", "other_names")
    return parts.prefetch_related(public_attachments(City, language))


def briefing_page(cities: QuerySet, language: str) -> QuerySet:
    """What a briefing tells of a city in any language; partnerships.briefing reads the records."""
    return cities.prefetch_related("facts", "groups")


def partnership_page(partnerships: QuerySet, language: str) -> QuerySet:
    agreements = agreement_row(Agreement.objects.published(language), language).newest_first()
    parts = partnerships.prefetch_related(
        public_one("home_city", City, language),
        public_one("partner_city", City, language),
        public_events(),
        Prefetch("agreements", agreements),
        Prefetch("honours", Honour.objects.published(language).newest_first()),
    )
    return with_evidence(parts, language)


def exchanges_of_partnership(partnership: Partnership, language: str) -> QuerySet:
    """The newest of its exchanges, and one more if there are more than its page shows."""
    exchanges = Exchange.objects.published(language).filter(partnership=partnership)
    return exchange_row(exchanges, language).newest_first()[: MOST_EXCHANGES + 1]


def agreement_row(agreements: Any, language: str) -> Any:
    """An agreement in a list. Its cities are public because it is."""
    return agreements.with_partnership()


def agreement_page(agreements: QuerySet, language: str) -> QuerySet:
    parts = agreements.select_related("kind").prefetch_related(
        Prefetch("partnership", Partnership.objects.published(language).with_cities()),
        public_one("signed_in", City, language),
        # In no order: a database that is asked for one may walk through the exchanges of all agreements for it.
        Prefetch("exchanges", Exchange.objects.published(language).order_by()),
        "fields",
        "people",
        "wordings",
        "further_parties",
    )
    return with_evidence(parts, language)


def instruments_beside(agreement: Agreement, language: str, besides: list[int]) -> QuerySet:
    """The public agreements that `agreement` follows on, those that follow on it, and some others by key."""
    either = Q(pk__in=[agreement.predecessor_id, *besides]) | Q(predecessor=agreement)
    return Agreement.objects.published(language).select_related("kind").filter(either).order_by("signed_on_sort", "pk")


def exchange_row(exchanges: Any, language: str) -> Any:
    """An exchange in a list, with who took part."""
    return exchanges.prefetch_related(Prefetch("cities", cities_by_name(language)))


def exchange_page(exchanges: QuerySet, language: str) -> QuerySet:
    parts = exchange_row(exchanges, language).prefetch_related(
        public_one("held_in", City, language),
        Prefetch("partnership", Partnership.objects.published(language).with_cities()),
        public_one("agreement", Agreement, language),
        "fields",
    )
    return with_evidence(parts, language)


def honour_page(honours: QuerySet, language: str) -> QuerySet:
    parts = honours.prefetch_related(
        Prefetch("partnership", Partnership.objects.published(language).with_cities()),
        public_one("recipient_city", City, language),
    )
    return with_evidence(parts, language)


def story_row(stories: QuerySet, language: str) -> QuerySet:
    return stories.prefetch_related(public_one("lead_photo", MediaItem, language))


def story_page(stories: QuerySet, language: str) -> QuerySet:
    parts = story_row(stories, language).prefetch_related(Prefetch("cities", cities_by_name(language)))
    return with_evidence(parts, language)


def stories_about(city: City, language: str) -> QuerySet:
    """Without their lead photos: partnerships.city_photos reads those together with all others of the city's page."""
    return Story.objects.published(language).filter(cities=city).newest_first()


def partners_in(language: str) -> QuerySet:
    """Public cities, other than home cities, that a public partnership ties to one."""
    ties = Partnership.objects.published_of_partners(language).filter(partner_city=OuterRef("pk"))
    return City.objects.published(language).filter(Exists(ties), is_home=False)
