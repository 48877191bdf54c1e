"""The tables of the library."""

from media.models.attachment import Attachment
from media.models.item import MediaItem

__all__ = ["Attachment", "MediaItem"]
