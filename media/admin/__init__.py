"""The library in the admin, and the rows by which records show it."""

from media.admin.attachment import AttachmentInline
from media.admin.item import MediaItemAdmin

__all__ = ["AttachmentInline", "MediaItemAdmin"]
