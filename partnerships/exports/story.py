"""Stories as files: what is known of each, and where its text is read."""

from typing import Any

from django.db.models import Prefetch, QuerySet
from django.utils.translation import gettext_lazy as _

from partnerships import reading
from partnerships.exports.columns import Column, Export, Kind, listed_names, of, page_of
from partnerships.models import Story


def public_stories(language: str) -> QuerySet:
    return Story.objects.published(language).newest_first()


def with_parts(stories: Any, language: str) -> Any:
    return stories.prefetch_related(Prefetch("cities", reading.cities_by_name(language)))


COLUMNS = (
    of(Story, "slug"),
    of(Story, "title"),
    of(Story, "byline"),
    of(Story, "origin"),
    of(Story, "published_on"),
    Column("cities", _("Cities"), lambda story: listed_names(story.cities.all()), Kind.LIST),
    of(Story, "summary"),
    page_of(_("Page")),
)
STORIES = Export("stories", _("Stories"), public_stories, with_parts, COLUMNS)
