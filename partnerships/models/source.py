"""Where facts come from."""

from typing import ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from media.models import MediaItem
from sistercities.common.date_fields import PartialDateField, PartialDateSortField
from sistercities.common.derived import DerivedTextField
from sistercities.common.folding import index_text
from sistercities.common.records import RECORD_PERMISSIONS
from sistercities.common.search_index import Indexed
from sistercities.common.slugs import free_slug, readable_slug


class Source(Indexed):
    """An article, a file or a register. It has a language of its own and is not translated.

    The records that cite it are found by the words of its title while it is shown to visitors.
    """

    has_stored_slug: bool = False

    slug = models.SlugField(_("short name"), max_length=120, unique=True, blank=True)
    title = models.CharField(_("title"), max_length=300)
    publisher = models.CharField(_("publisher"), max_length=200, blank=True)
    byline = models.CharField(_("byline"), max_length=200, blank=True)
    language = models.CharField(_("language"), max_length=20, blank=True)
    url = models.URLField(_("web address"), blank=True, max_length=500)
    document = models.ForeignKey(
        MediaItem, models.PROTECT, null=True, blank=True, related_name="sources", verbose_name=_("document")
    )
    published_on = PartialDateField(_("published on"), blank=True)
    published_on_sort = PartialDateSortField("published_on")
    is_public = models.BooleanField(
        _("show to visitors"),
        default=False,
        help_text=_("Beside the records that cite it. Leave off for internal files."),
    )
    internal_remarks = models.TextField(_("internal remarks"), blank=True, help_text=_("Never shown to visitors."))
    search = DerivedTextField("search_text", verbose_name=_("search words"))

    class Meta:
        verbose_name = _("source")
        verbose_name_plural = _("sources")
        default_permissions = RECORD_PERMISSIONS
        ordering: ClassVar = ["title", "id"]

    def __str__(self) -> str:
        return self.title

    @classmethod
    def indexed_columns(cls) -> dict[str, str]:
        return {"search": "{row}is_public"}

    def search_text(self) -> str:
        return index_text([self.title, self.publisher, self.byline])

    def slug_words(self) -> list[str]:
        return [self.title]

    def clean(self) -> None:
        super().clean()
        if not self.slug:
            self.slug = free_slug(type(self), readable_slug(self.slug_words()))
        elif self.pk and not self.has_stored_slug:
            self._check_slug_kept()

    def _check_slug_kept(self) -> None:
        if not type(self)._base_manager.filter(pk=self.pk, slug=self.slug).exists():
            raise ValidationError({"slug": _("The short name is kept for ever.")})
