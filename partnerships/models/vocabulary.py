"""Small vocabularies that the office keeps itself."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from partnerships.choices import InstrumentCode
from sistercities.common.languages import CONTENT_LANGUAGES, localized


class Term(models.Model):
    """A word of a vocabulary: a key for sheets and addresses, and a name in each language."""

    slug = models.SlugField(_("short name"), max_length=60, unique=True)
    name = models.CharField(_("name"), max_length=120, blank=True)
    order = models.PositiveIntegerField(_("order"), default=0)

    class Meta:
        abstract = True
        ordering: ClassVar = ["order", "slug"]

    def __str__(self) -> str:
        names = (self.name, *(getattr(self, localized("name", language)) for language in CONTENT_LANGUAGES))
        return next((name for name in names if name), self.slug)


class Field(Term):
    """A field of cooperation."""

    class Meta(Term.Meta):
        verbose_name = _("field of cooperation")
        verbose_name_plural = _("fields of cooperation")


class CityGroup(Term):
    """A grouping of countries or cities that the office counts by, such as ASEAN."""

    class Meta(Term.Meta):
        verbose_name = _("group of cities")
        verbose_name_plural = _("groups of cities")


class AgreementKind(Term):
    """A kind of instrument in the office's words, with the code it is counted under."""

    code = models.CharField(_("counted as"), max_length=20, choices=InstrumentCode.choices)

    class Meta(Term.Meta):
        verbose_name = _("kind of agreement")
        verbose_name_plural = _("kinds of agreement")
