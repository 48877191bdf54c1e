"""Which source supports which record, and which of its fields. Two sources may disagree; both stay."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from partnerships.models.agreement import Agreement
from partnerships.models.city import City
from partnerships.models.exchange import Exchange
from partnerships.models.honour import Honour
from partnerships.models.partnership import Partnership
from partnerships.models.source import Source
from partnerships.models.story import Story
from partnerships.querysets import CitationManager


class Citation(models.Model):
    """A concrete model adds the foreign key `record`, with related name `citations`."""

    source = models.ForeignKey(Source, models.PROTECT, related_name="%(class)ss", verbose_name=_("source"))
    supports = models.CharField(
        _("facts it supports"),
        max_length=300,
        blank=True,
        help_text=_("Names of fields with commas between, such as signed_on. Empty: the whole record."),
    )
    quote = models.TextField(_("quoted passage"), blank=True)
    order = models.PositiveIntegerField(_("order"), default=0)

    objects = CitationManager()

    class Meta:
        abstract = True
        verbose_name = _("source")
        verbose_name_plural = _("sources")
        ordering: ClassVar = ["order", "id"]

    def __str__(self) -> str:
        return str(self.source)

    @property
    def supported_fields(self) -> list[str]:
        return [name.strip() for name in self.supports.split(",") if name.strip()]


class CityCitation(Citation):
    record = models.ForeignKey(City, models.CASCADE, related_name="citations", verbose_name=_("city"))


class PartnershipCitation(Citation):
    record = models.ForeignKey(Partnership, models.CASCADE, related_name="citations", verbose_name=_("partnership"))


class AgreementCitation(Citation):
    record = models.ForeignKey(Agreement, models.CASCADE, related_name="citations", verbose_name=_("agreement"))


class ExchangeCitation(Citation):
    record = models.ForeignKey(Exchange, models.CASCADE, related_name="citations", verbose_name=_("exchange"))


class HonourCitation(Citation):
    record = models.ForeignKey(Honour, models.CASCADE, related_name="citations", verbose_name=_("honour"))


class StoryCitation(Citation):
    record = models.ForeignKey(Story, models.CASCADE, related_name="citations", verbose_name=_("story"))
