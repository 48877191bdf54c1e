"""All public photos, narrowed by filters; from each the way to its own page, and from there on to the next."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from media.filters import GalleryFilterSet
from media.models import MediaItem
from sistercities.common.counting import Count
from sistercities.common.listing import Listing, address


class Gallery(Listing):
    heading = _("Photos")
    lead = _("Every published photo, with its credit and its licence.")
    model = MediaItem
    filterset_class = GalleryFilterSet
    template_name = "media/gallery.html"
    context_object_name = "photos"
    paginate_by = 60
    kept_names = ("viewer_query",)

    def count_words(self, count: Count) -> str:
        words = ngettext("%(figure)s photo", "%(figure)s photos", count.number)
        return words % {"figure": count.words}

    def public_records(self, language: str) -> Any:
        return MediaItem.objects.published(language).ready_photos()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        # A photo's page leads on to the next of the same choice.
        return context | {"viewer_query": address(self.choice()).removeprefix("?")}
