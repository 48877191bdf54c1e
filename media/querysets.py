"""Questions about the library, in the words of the business. All start from `published()` for visitors."""

from datetime import date
from typing import Self

from django.db import models
from django.db.models import Count, Q
from django.utils import timezone

from media.choices import MediaKind
from sistercities.common.languages import CONTENT_LANGUAGES, localized
from sistercities.common.search import SearchQuerySet


def _empty(name: str, language: str) -> Q:
    column = localized(name, language)
    return Q(**{column: None}) | Q(**{column: ""})


class MediaItemQuerySet(SearchQuerySet):
    def published_somewhere(self) -> Self:
        """Public in some language now: the condition on which files are handed out, for a file has no language."""
        now = timezone.now()
        public = Q()
        for language in CONTENT_LANGUAGES:
            public |= self.model.public_condition(language, now)
        return self.filter(public)

    def photos(self) -> Self:
        return self.filter(kind=MediaKind.PHOTO)

    def ready_photos(self) -> Self:
        """Photos of which there are smaller versions to be seen."""
        return self.photos().exclude(renditions={})

    def with_file(self) -> Self:
        return self.exclude(file="")

    def lacking(self, name: str) -> Self:
        """Items whose translated text `name` is missing in one of the languages at least."""
        lacking = Q()
        for language in CONTENT_LANGUAGES:
            lacking |= _empty(name, language)
        return self.filter(lacking)

    def with_twins(self) -> Self:
        """Items whose file is, byte for byte, that of another one too."""
        hashes = self.model._default_manager.exclude(content_hash="").order_by().values("content_hash")
        return self.filter(
            content_hash__in=hashes.annotate(number=Count("pk")).filter(number__gt=1).values("content_hash")
        )

    def permission_ending(self, until: date) -> Self:
        """Items whose permission ends on `until` or before, ended ones included."""
        return self.filter(permission_until__lte=until)


MediaItemManager = models.Manager.from_queryset(MediaItemQuerySet)
