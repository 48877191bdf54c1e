"""Stories: what the office writes about its cities."""

from collections.abc import Iterable
from typing import ClassVar

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from media.models import MediaItem
from partnerships.models.city import City
from partnerships.querysets import StoryManager
from sistercities.common.date_fields import PartialDateField, PartialDateSortField
from sistercities.common.prose import plain_prose
from sistercities.common.publishing import moment_indexes, newest_indexes
from sistercities.common.records import RECORD_PERMISSIONS, Record

# What lists ask of a story besides: found in the index of their order, without reading the story itself.
ASKED_IN_LISTS = ("id", "publish_at", "withdraw_at")


class Story(Record):
    """An article with its byline and where it comes from."""

    title_field = "title"
    required_to_publish = ("title", "body")
    searched_texts = ("body", "title", "summary", "byline", "origin")
    searched_dates = ("published_on",)
    history_rows = ("citations", "attachments")

    title = models.CharField(_("title"), max_length=300, blank=True)
    byline = models.CharField(_("byline"), max_length=200, blank=True)
    origin = models.CharField(_("where it first appeared"), max_length=200, blank=True)
    editor = models.CharField(_("responsible editor"), max_length=200, blank=True)
    published_on = PartialDateField(_("date of the story"), blank=True)
    published_on_sort = PartialDateSortField("published_on")
    summary = models.TextField(_("summary"), blank=True)
    body = models.TextField(_("text"), blank=True)
    cities = models.ManyToManyField(City, blank=True, related_name="stories", verbose_name=_("cities"))
    lead_photo = models.ForeignKey(
        MediaItem, models.PROTECT, null=True, blank=True, related_name="stories", verbose_name=_("lead photo")
    )

    objects = StoryManager()

    class Meta:
        verbose_name = _("story")
        verbose_name_plural = _("stories")
        default_permissions = RECORD_PERMISSIONS
        ordering: ClassVar = ["-published_on_sort", "-pk"]
        indexes: ClassVar = [
            models.Index(fields=["state_en", "published_on_sort", *ASKED_IN_LISTS], name="story_list_en"),
            models.Index(fields=["state_zh_hans", "published_on_sort", *ASKED_IN_LISTS], name="story_list_zh_hans"),
            *moment_indexes("story"),
            *newest_indexes("story"),
        ]

    def search_words(self, language: str) -> Iterable[str | None]:
        body, *texts = super().search_words(language)
        return [*texts, self.editor, plain_prose(body)]

    def get_absolute_url(self) -> str:
        return reverse("partnerships:story", args=[self.slug])
