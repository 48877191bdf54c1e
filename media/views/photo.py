"""The page of a photo, a document or a video link."""

from typing import Any

from media.choices import Licence
from media.models import MediaItem
from media.usage import shown_with
from sistercities.common.languages import current_language
from sistercities.common.record_page import RecordPage


class PhotoPage(RecordPage):
    """Caption, credit and licence, and the records that visitors find it with."""

    model = MediaItem
    template_name = "media/photo.html"
    context_object_name = "item"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        records = shown_with(self.object, current_language())
        return super().get_context_data(**kwargs) | {
            "licence": Licence(self.object.licence) if self.object.licence else None,
            "shown_with": [(getattr(record, record.title_field), record.get_absolute_url()) for record in records],
        }
