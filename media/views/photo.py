"""The page of a photo, a document or a video link."""

from typing import Any, ClassVar

from django.utils.translation import gettext_lazy as _

from media.choices import Licence, MediaKind
from media.filters import GalleryFilterSet
from media.linked_data import image_object
from media.models import MediaItem
from media.usage import shown_with
from media.viewing import way_from
from sistercities.common.languages import current_language
from sistercities.common.record_page import RecordPage


class PhotoPage(RecordPage):
    """Caption, credit and licence, and the records that visitors find it with."""

    model = MediaItem
    template_name = "media/photo.html"
    context_object_name = "item"
    # What may narrow the gallery from which one comes.
    filterset_class: ClassVar[type[GalleryFilterSet]] = GalleryFilterSet
    list_name = "media:gallery"
    list_label = _("Photos")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        language = current_language()
        records = shown_with(self.object, language)
        context = super().get_context_data(**kwargs)
        page = context["canonical_url"]
        is_photo = self.object.kind == MediaKind.PHOTO
        photos = MediaItem.objects.published(language).ready_photos()
        return context | {
            "way": way_from(self.object, photos, self.request, self.filterset_class) if is_photo else None,
            "facts": image_object(self.object, page, page.removesuffix(self.request.path)) if is_photo else {},
            "licence": Licence(self.object.licence) if self.object.licence else None,
            "shown_with": [(getattr(record, record.title_field), record.get_absolute_url()) for record in records],
        }
