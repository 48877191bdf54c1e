"""Photos and documents of each record type, with a real foreign key each."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from media.models import Attachment
from partnerships.models.agreement import Agreement
from partnerships.models.city import City
from partnerships.models.exchange import Exchange
from partnerships.models.honour import Honour
from partnerships.models.partnership import Partnership
from partnerships.models.story import Story


class RecordAttachment(Attachment):
    class Meta(Attachment.Meta):
        abstract = True
        verbose_name = _("photo or document")
        verbose_name_plural = _("photos and documents")


class CityAttachment(RecordAttachment):
    record = models.ForeignKey(City, models.CASCADE, related_name="attachments", verbose_name=_("city"))


class PartnershipAttachment(RecordAttachment):
    record = models.ForeignKey(Partnership, models.CASCADE, related_name="attachments", verbose_name=_("partnership"))


class AgreementAttachment(RecordAttachment):
    record = models.ForeignKey(Agreement, models.CASCADE, related_name="attachments", verbose_name=_("agreement"))


class ExchangeAttachment(RecordAttachment):
    record = models.ForeignKey(Exchange, models.CASCADE, related_name="attachments", verbose_name=_("exchange"))


class HonourAttachment(RecordAttachment):
    record = models.ForeignKey(Honour, models.CASCADE, related_name="attachments", verbose_name=_("honour"))


class StoryAttachment(RecordAttachment):
    record = models.ForeignKey(Story, models.CASCADE, related_name="attachments", verbose_name=_("story"))
