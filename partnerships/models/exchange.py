"""Exchanges: visits, forums, projects, routes: what a partnership is filled with."""

from collections.abc import Iterable
from typing import ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Left
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from partnerships.choices import Direction, ExchangeKind, PlanStatus
from partnerships.models.agreement import Agreement
from partnerships.models.city import City
from partnerships.models.partnership import Partnership
from partnerships.models.vocabulary import Field
from partnerships.querysets import ExchangeManager
from partnerships.validators import end_precedes_start
from sistercities.common.date_fields import PartialDateField, PartialDateSortField
from sistercities.common.derived import DerivedKeyField
from sistercities.common.folding import fold
from sistercities.common.publishing import moment_indexes, newest_indexes
from sistercities.common.records import RECORD_PERMISSIONS, Record

# What lists ask of an exchange besides: found in the index of their order, without reading the exchange itself.
ASKED_IN_LISTS = ("id", "publish_at", "withdraw_at", "home_city", "kind", "direction")


def _title_key_constraint(suffix: str) -> models.UniqueConstraint:
    """One exchange per home city, beginning and folded title, in each language that has a title."""
    return models.UniqueConstraint(
        fields=["home_city", "starts_on", f"title_key_{suffix}"],
        condition=~Q(**{f"title_key_{suffix}": ""}),
        name=f"exchange_once_per_title_{suffix}",
        violation_error_message=_("An exchange with this title and date is recorded already."),
    )


class Exchange(Record):
    """Counts of delegations and persons are unknown when empty, which is not zero."""

    title_field = "title"
    required_to_publish = ("title",)
    public_through = ("home_city",)
    searched_texts = ("title", "summary", "outcome", "venue", "head_of_delegation")
    searched_dates = ("starts_on", "ends_on")
    history_rows = ("citations", "attachments")

    home_city = models.ForeignKey(City, models.PROTECT, related_name="home_exchanges", verbose_name=_("home city"))
    title = models.CharField(_("title"), max_length=300, blank=True)
    title_key_en = DerivedKeyField("folded_title_en", verbose_name=_("folded title, English"))
    title_key_zh_hans = DerivedKeyField("folded_title_zh_hans", verbose_name=_("folded title, Chinese"))
    kind = models.CharField(_("kind"), max_length=12, choices=ExchangeKind.choices)
    direction = models.CharField(_("direction"), max_length=12, choices=Direction.choices, default=Direction.UNKNOWN)
    starts_on = PartialDateField(
        _("begins on"), blank=True, help_text=_("As precisely as it is known: 2011, 2011-09 or 2011-09-26.")
    )
    starts_on_sort = PartialDateSortField("starts_on")
    ends_on = PartialDateField(_("ends on"), blank=True)
    ends_on_sort = PartialDateSortField("ends_on")
    held_in = models.ForeignKey(
        City,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="hosted_exchanges",
        verbose_name=_("held in"),
    )
    venue = models.CharField(_("venue"), max_length=200, blank=True)
    cities = models.ManyToManyField(City, blank=True, related_name="exchanges", verbose_name=_("cities taking part"))
    fields = models.ManyToManyField(
        Field, blank=True, related_name="exchanges", verbose_name=_("fields of cooperation")
    )
    partnership = models.ForeignKey(
        Partnership,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="exchanges",
        verbose_name=_("partnership"),
    )
    agreement = models.ForeignKey(
        Agreement,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="exchanges",
        verbose_name=_("agreement"),
    )
    delegations = models.PositiveIntegerField(
        _("delegations"), null=True, blank=True, help_text=_("Unknown: leave empty.")
    )
    persons = models.PositiveIntegerField(
        _("person-visits"), null=True, blank=True, help_text=_("Unknown: leave empty.")
    )
    head_of_delegation = models.CharField(_("head of delegation"), max_length=200, blank=True)
    summary = models.TextField(_("summary"), blank=True)
    outcome = models.TextField(_("outcome"), blank=True)
    plan_status = models.CharField(_("plan"), max_length=10, choices=PlanStatus.choices, default=PlanStatus.HELD)

    objects = ExchangeManager()

    class Meta:
        verbose_name = _("exchange")
        verbose_name_plural = _("exchanges")
        default_permissions = RECORD_PERMISSIONS
        ordering: ClassVar = ["-starts_on_sort", "-pk"]
        indexes: ClassVar = [
            models.Index(fields=["state_en", "starts_on_sort", *ASKED_IN_LISTS], name="exchange_list_en"),
            models.Index(fields=["state_zh_hans", "starts_on_sort", *ASKED_IN_LISTS], name="exchange_list_zh_hans"),
            *moment_indexes("exchange"),
            *newest_indexes("exchange"),
        ]
        constraints: ClassVar = [
            _title_key_constraint("en"),
            _title_key_constraint("zh_hans"),
            models.CheckConstraint(
                condition=Q(ends_on="") | ~Q(starts_on=""),
                name="exchange_with_an_end_has_a_beginning",
                violation_error_message=_("Give the beginning too, or leave the end empty."),
            ),
            models.CheckConstraint(
                condition=Q(ends_on="") | Q(ends_on_sort__gte=Left(F("starts_on_sort"), 4)),
                name="exchange_ends_no_year_before_it_begins",
                violation_error_message=_("It cannot end before it begins."),
            ),
        ]

    def clean(self) -> None:
        super().clean()
        if end_precedes_start(self.starts_on, self.ends_on):
            raise ValidationError({"ends_on": _("It cannot end before it begins.")})

    def folded_title_en(self) -> str:
        return fold(self.title_en)

    def folded_title_zh_hans(self) -> str:
        return fold(self.title_zh_hans)

    def slug_words(self) -> Iterable[str | None]:
        year = f" {self.starts_on.year}" if self.starts_on else ""
        return [title and title + year for title in (self.title_en, self.title_zh_hans)]

    def get_absolute_url(self) -> str:
        return reverse("partnerships:exchange", args=[self.slug])
