"""The library in the admin, and the rows by which records show it."""

from media.admin.attachment import AttachmentInline

__all__ = ["AttachmentInline"]
