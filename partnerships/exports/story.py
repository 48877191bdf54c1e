"""Stories as files: what is known of each, and where its text is read."""

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from partnerships.exports.beside import CitiesOf, listed
from partnerships.exports.columns import Column, Export, Kind, of, page_of
from partnerships.models import Story


def public_stories(language: str) -> QuerySet:
    return Story.objects.published(language).newest_first()


COLUMNS = (
    of(Story, "slug"),
    of(Story, "title"),
    of(Story, "byline"),
    of(Story, "origin"),
    of(Story, "published_on"),
    Column("cities", _("Cities"), listed(CitiesOf(Story)), Kind.LIST),
    of(Story, "summary"),
    page_of(_("Page"), Story),
)
STORIES = Export("stories", _("Stories"), public_stories, COLUMNS)
