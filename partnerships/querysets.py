"""Questions about records, in the words of the business. All start from `published()` for visitors."""

from typing import Self

from django.db import models
from django.db.models import Exists, OuterRef, Q, Value
from django.db.models.functions import NullIf
from django.utils import timezone

from partnerships.choices import PartnershipStatus, PlanStatus
from sistercities.common.dates import PartialDate
from sistercities.common.search import SearchQuerySet

# What visitors are told is in force: dormancy is the office's own judgement.
PUBLICLY_IN_FORCE = (PartnershipStatus.IN_FORCE, PartnershipStatus.DORMANT)


class CityQuerySet(SearchQuerySet):
    def home(self) -> Self:
        return self.filter(is_home=True)


class PartnershipQuerySet(SearchQuerySet):
    def published_of_partners(self, language: str) -> Self:
        """Those of public partner cities: `published` for a query in which the partner is known to be public."""
        now, home = timezone.now(), self.model._meta.get_field("home_city").related_model
        homes = home._default_manager.published(language, now).filter(pk=OuterRef("home_city")).order_by()
        # Looked up at each, as in `published_one_by_one`.
        return self.filter(self.model.own_public_condition(language, now), Exists(homes))

    def with_cities(self) -> Self:
        return self.select_related("home_city", "partner_city")

    def oldest_first(self) -> Self:
        """By since when; unknown dates at the end."""
        return self.order_by(NullIf("since_sort", Value("")).asc(nulls_last=True), "pk")


class PartnershipEventQuerySet(models.QuerySet):
    def published(self) -> Self:
        """The changes of status that staff chose to show."""
        return self.filter(is_public=True)


class CitationQuerySet(models.QuerySet):
    def published(self) -> Self:
        """Those whose source visitors may see."""
        return self.filter(source__is_public=True)


class AgreementQuerySet(SearchQuerySet):
    def with_partnership(self) -> Self:
        return self.select_related("kind", "partnership__home_city", "partnership__partner_city")

    def newest_first(self) -> Self:
        return self.order_by("-signed_on_sort", "-pk")


class ExchangeQuerySet(SearchQuerySet):
    def newest_first(self) -> Self:
        return self.order_by("-starts_on_sort", "-pk")

    def coming(self, today: PartialDate) -> Self:
        """Planned or postponed exchanges that may still begin on or after `today`, soonest first."""
        day = today.sort_text
        # The bound says nothing new, but lets an index be entered where the year begins.
        not_over = Q(starts_on_sort__gte=day) | Q(starts_on_sort__in=[day[:4], day[:7]])
        not_over &= Q(starts_on_sort__gte=day[:4])
        open_plans = Q(plan_status__in=[PlanStatus.PLANNED, PlanStatus.POSTPONED])
        return self.filter(not_over & open_plans).order_by("starts_on_sort", "pk")

    def held(self) -> Self:
        return self.filter(plan_status=PlanStatus.HELD)


class HonourQuerySet(SearchQuerySet):
    def newest_first(self) -> Self:
        return self.order_by("-given_on_sort", "-pk")


class StoryQuerySet(SearchQuerySet):
    def newest_first(self) -> Self:
        return self.order_by("-published_on_sort", "-pk")


CityManager = models.Manager.from_queryset(CityQuerySet)
PartnershipManager = models.Manager.from_queryset(PartnershipQuerySet)
PartnershipEventManager = models.Manager.from_queryset(PartnershipEventQuerySet)
CitationManager = models.Manager.from_queryset(CitationQuerySet)
AgreementManager = models.Manager.from_queryset(AgreementQuerySet)
ExchangeManager = models.Manager.from_queryset(ExchangeQuerySet)
HonourManager = models.Manager.from_queryset(HonourQuerySet)
StoryManager = models.Manager.from_queryset(StoryQuerySet)
