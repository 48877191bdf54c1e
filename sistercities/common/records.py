"""What every public record has besides what it is about."""

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import ClassVar

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from sistercities.common.former_slugs import former_owner
from sistercities.common.languages import CONTENT_LANGUAGES, current_language, localized
from sistercities.common.publishing import Publishable
from sistercities.common.search import Searchable
from sistercities.common.slugs import free_slug, readable_slug
from sistercities.common.translatable import Translatable

# Rights that each record type has; importing, exporting and publishing are rights of their own.
RECORD_PERMISSIONS = ("add", "change", "delete", "view", "publish", "import", "export")

# Moments that every time zone and database can hold.
CALENDAR = (MinValueValidator(datetime(1900, 1, 1, tzinfo=UTC)), MaxValueValidator(datetime(2200, 1, 1, tzinfo=UTC)))


def _person_field(label: Translatable) -> models.ForeignKey:
    return models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name=label,
    )


class Record(Publishable, Searchable):
    """Slug, publishing, search, history, internal notes and a version that reveals two editors at once."""

    # The translated field that names the record in lists and labels.
    title_field: ClassVar[str] = "name"
    # Relations that `__str__` needs.
    label_relations: ClassVar[tuple[str, ...]] = ()
    history_rows: ClassVar[tuple[str, ...]] = ()
    history_excluded: ClassVar[frozenset[str]] = frozenset(
        {"version", "created_at", "created_by", "changed_at", "changed_by"}
    )

    # Set by whoever knows that no other record has or had this slug: `clean` need not ask the database then.
    has_stored_slug: bool = False

    slug = models.SlugField(
        _("short name in addresses"),
        max_length=120,
        unique=True,
        blank=True,
        help_text=_(
            "Part of the page’s address, so visitors see it in either language, and the key of its row in sheets. "
            "Left empty, it is made from the name."
        ),
    )
    internal_remarks = models.TextField(_("internal remarks"), blank=True, help_text=_("Never shown to visitors."))
    archive_number = models.CharField(_("archive number"), max_length=100, blank=True)
    responsible_officer = models.CharField(_("responsible officer"), max_length=200, blank=True)
    created_at = models.DateTimeField(_("created at"), default=timezone.now, editable=False)
    created_by = _person_field(_("created by"))
    changed_at = models.DateTimeField(_("changed at"), default=timezone.now, editable=False, db_index=True)
    changed_by = _person_field(_("changed by"))
    version = models.PositiveIntegerField(_("version"), default=1, editable=False)

    class Meta:
        abstract = True
        default_permissions = RECORD_PERMISSIONS

    def __str__(self) -> str:
        """The label for staff, in whichever language there is one: public pages print fields, never this."""
        return self.staff_label() or self.slug

    def staff_label(self) -> str:
        active = current_language()
        texts = [getattr(self, localized(self.title_field, language)) for language in (active, *CONTENT_LANGUAGES)]
        return next((text for text in texts if text), "")

    def slug_words(self) -> Iterable[str | None]:
        """Texts from which the slug may be made, the best one first."""
        return [getattr(self, localized(self.title_field, language)) for language in CONTENT_LANGUAGES]

    def clean(self) -> None:
        super().clean()
        self._check_named()
        if not self.slug:
            self.slug = self._stored_slug() or free_slug(type(self), readable_slug(self.slug_words()))
        elif not self.has_stored_slug:
            self._check_slug_free()
        self._check_moments()
        if self.publish_at and self.withdraw_at and self.publish_at >= self.withdraw_at:
            raise ValidationError({"withdraw_at": _("“Public until” must be later than “public from”.")})

    def _check_moments(self) -> None:
        for name in ("publish_at", "withdraw_at"):
            moment = getattr(self, name)
            for check in CALENDAR if moment else ():
                try:
                    check(moment)
                except ValidationError as error:
                    raise ValidationError({name: error}) from error

    def _check_named(self) -> None:
        columns = [localized(name, language) for name in self.required_to_publish[:1] for language in CONTENT_LANGUAGES]
        if columns and not any(getattr(self, column) for column in columns):
            first = self._meta.get_field(self.required_to_publish[0])
            message = _("Fill in “%(field)s” in one of the languages at least.")
            raise ValidationError(message, params={"field": first.verbose_name})

    def _stored_slug(self) -> str:
        """The one that it has: a record is not renamed by leaving the field empty."""
        stored = type(self)._base_manager.filter(pk=self.pk).values_list("slug", flat=True)
        return "" if self._state.adding else stored.first() or ""

    def _check_slug_free(self) -> None:
        """No record takes over an address that led to another one."""
        owner = former_owner(type(self), self.slug, besides=self.pk)
        if owner is None:
            return
        record = type(self)._base_manager.filter(pk=owner).first()
        what = {"slug": self.slug, "record": record or _("a record that has been deleted")}
        message = _("“%(slug)s” was the short name of “%(record)s”, to which its old address leads. Choose another.")
        raise ValidationError({"slug": ValidationError(message, params=what)})
