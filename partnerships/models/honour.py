"""Honours and awards given for a partnership."""

from collections.abc import Iterable
from typing import ClassVar

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from partnerships.models.city import City
from partnerships.models.partnership import Partnership
from partnerships.querysets import HonourManager
from sistercities.common.date_fields import PartialDateField, PartialDateSortField
from sistercities.common.publishing import moment_indexes
from sistercities.common.records import RECORD_PERMISSIONS, Record


class Honour(Record):
    """An award to a city or a person."""

    required_to_publish = ("name",)
    public_through = ("partnership",)
    searched_texts = ("name", "conferring_body", "recipient", "summary")
    searched_dates = ("given_on",)
    history_rows = ("citations", "attachments")

    name = models.CharField(_("name"), max_length=300, blank=True)
    conferring_body = models.CharField(_("conferring body"), max_length=300, blank=True)
    given_on = PartialDateField(_("given on"), blank=True)
    given_on_sort = PartialDateSortField("given_on")
    recipient = models.CharField(_("recipient"), max_length=300, blank=True)
    recipient_city = models.ForeignKey(
        City,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="honours",
        verbose_name=_("recipient, if a city"),
    )
    partnership = models.ForeignKey(
        Partnership,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="honours",
        verbose_name=_("partnership"),
    )
    summary = models.TextField(_("summary"), blank=True)

    objects = HonourManager()

    class Meta:
        verbose_name = _("honour")
        verbose_name_plural = _("honours")
        default_permissions = RECORD_PERMISSIONS
        ordering: ClassVar = ["-given_on_sort", "-pk"]
        indexes: ClassVar = moment_indexes("honour")

    def slug_words(self) -> Iterable[str | None]:
        year = f" {self.given_on.year}" if self.given_on else ""
        return [name and name + year for name in (self.name_en, self.name_zh_hans)]

    def get_absolute_url(self) -> str:
        return reverse("partnerships:honour", args=[self.slug])
