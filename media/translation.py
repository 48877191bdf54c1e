"""Which texts of the library are kept in each language."""

from modeltranslation.translator import TranslationOptions, register

from media.models import MediaItem


@register(MediaItem)
class MediaItemTranslation(TranslationOptions):
    fields = ("alt", "caption", "credit")
