"""The tie between a record and a media item; each record type that has photos declares its own."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from media.models.item import MediaItem
from sistercities.common.derived import DerivedTextField
from sistercities.common.folding import index_text
from sistercities.common.languages import localized
from sistercities.common.search_index import INDEXED_LANGUAGES, Indexed


class Attachment(Indexed):
    """An item attached to a record, in an order, with a caption of its own where the item's does not fit.

    A concrete model adds the foreign key `record`, with related name `attachments`. The search columns hold that
    caption's words; it is public in a language exactly if both the record and the item are.
    """

    item = models.ForeignKey(MediaItem, models.PROTECT, related_name="%(class)ss", verbose_name=_("photo or document"))
    caption = models.CharField(_("caption here"), max_length=500, blank=True)
    order = models.PositiveIntegerField(_("order"), default=0)
    search_en = DerivedTextField("search_text_en", verbose_name=_("search words, English"))
    search_zh_hans = DerivedTextField("search_text_zh_hans", verbose_name=_("search words, Chinese"))

    class Meta:
        abstract = True
        ordering: ClassVar = ["order", "id"]

    def __str__(self) -> str:
        return str(self.item)

    @classmethod
    def indexed_columns(cls) -> dict[str, str]:
        names = (localized("search", language) for language in INDEXED_LANGUAGES)
        return {name: f"{{row}}{name} <> ''" for name in names}

    def search_text_en(self) -> str:
        return self._words_of_caption("en")

    def search_text_zh_hans(self) -> str:
        return self._words_of_caption("zh-hans")

    def _words_of_caption(self, language: str) -> str:
        return index_text([getattr(self, localized("caption", language))])
