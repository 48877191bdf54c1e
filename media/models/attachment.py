"""The tie between a record and a media item; each record type that has photos declares its own."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from media.models.item import MediaItem


class Attachment(models.Model):
    """An item attached to a record, in an order, with a caption of its own where the item's does not fit.

    A concrete model adds the foreign key `record`, with related name `attachments`.
    """

    item = models.ForeignKey(MediaItem, models.PROTECT, related_name="%(class)ss", verbose_name=_("photo or document"))
    caption = models.CharField(_("caption here"), max_length=500, blank=True)
    order = models.PositiveIntegerField(_("order"), default=0)

    class Meta:
        abstract = True
        ordering: ClassVar = ["order", "id"]

    def __str__(self) -> str:
        return str(self.item)
