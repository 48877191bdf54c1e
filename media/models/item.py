"""One photo, document or video link with its rights."""

import secrets
from collections.abc import Iterable
from datetime import datetime
from pathlib import PurePosixPath
from typing import ClassVar

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from media.choices import Licence, MediaKind
from media.querysets import MediaItemManager
from sistercities.common.date_fields import PartialDateField, PartialDateSortField
from sistercities.common.languages import localized
from sistercities.common.publishing import moment_indexes
from sistercities.common.records import RECORD_PERMISSIONS, Record
from sistercities.common.told import told as gettext

ORIGINALS = "originals"
# What the gallery asks of a photo besides: found in the index of its order, without reading the photo itself.
ASKED_IN_LISTS = ("id", "kind", "publish_at", "withdraw_at", "permission_until", "licence")


def random_path(item: "MediaItem", name: str) -> str:
    """Where an original is kept: a name of 160 random bits, so that no address can be guessed from it."""
    token = secrets.token_hex(20)
    return f"{ORIGINALS}/{token[:2]}/{token}{PurePosixPath(name).suffix.lower()[:10]}"


class MediaItem(Record):
    """Its file is readable to the public exactly while the item is public."""

    title_field = "caption"
    required_to_publish = ("credit",)
    searched_texts = ("caption", "alt", "credit")
    searched_dates = ("taken_on",)
    history_excluded = Record.history_excluded | {"renditions"}

    kind = models.CharField(_("kind"), max_length=10, choices=MediaKind.choices, default=MediaKind.PHOTO)
    file = models.FileField(_("file"), upload_to=random_path, blank=True, max_length=200)
    video_url = models.URLField(_("video address"), blank=True)
    given_name = models.CharField(_("name of the file as given"), max_length=255, blank=True, editable=False)
    alt = models.CharField(
        _("text for people who cannot see it"),
        max_length=500,
        blank=True,
        help_text=_("Say what the photo shows."),
    )
    caption = models.CharField(_("caption"), max_length=500, blank=True)
    credit = models.CharField(_("credit"), max_length=200, blank=True, help_text=_("Printed below the photo."))
    licence = models.CharField(_("licence or permission"), max_length=20, choices=Licence.choices, blank=True)
    permission_until = models.DateField(
        _("permission ends on"),
        null=True,
        blank=True,
        help_text=_("After this day visitors no longer see it."),
    )
    people = models.TextField(
        _("people shown"), blank=True, help_text=_("For the office alone: never shown to visitors.")
    )
    place = models.CharField(
        _("place"), max_length=200, blank=True, help_text=_("Where it was taken, for the office alone.")
    )
    consent_note = models.TextField(
        _("consent"), blank=True, help_text=_("Who agreed to be shown, when and to what; never shown to visitors.")
    )
    taken_on = PartialDateField(_("taken on"), blank=True)
    taken_on_sort = PartialDateSortField("taken_on")
    focal_x = models.PositiveSmallIntegerField(
        # xgettext:no-python-format
        _("point of interest, % from the left"),
        default=50,
        validators=[MaxValueValidator(100)],
    )
    focal_y = models.PositiveSmallIntegerField(
        # xgettext:no-python-format
        _("point of interest, % from the top"),
        default=50,
        validators=[MaxValueValidator(100)],
    )
    content_hash = models.CharField(_("SHA-256 of the file"), max_length=64, blank=True, editable=False, db_index=True)
    width = models.PositiveIntegerField(_("width"), null=True, editable=False)
    height = models.PositiveIntegerField(_("height"), null=True, editable=False)
    # What `media.renditions` has made of the file; kept here so that pages need not look into the storage.
    renditions = models.JSONField(_("smaller versions"), default=dict, blank=True, editable=False)

    objects = MediaItemManager()

    class Meta:
        verbose_name = _("photo or document")
        verbose_name_plural = _("photos and documents")
        default_permissions = RECORD_PERMISSIONS
        ordering: ClassVar = ["-id"]
        indexes: ClassVar = [
            models.Index(fields=["state_en", "taken_on_sort", *ASKED_IN_LISTS], name="mediaitem_list_en"),
            models.Index(fields=["state_zh_hans", "taken_on_sort", *ASKED_IN_LISTS], name="mediaitem_list_zh_hans"),
            *moment_indexes("mediaitem"),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(focal_x__lte=100, focal_y__lte=100), name="focal_point_inside_the_picture"
            ),
        ]

    @classmethod
    def own_public_condition(cls, language: str, at: datetime, prefix: str = "") -> Q:
        today = timezone.localdate(at)
        permitted = Q(**{prefix + "permission_until": None}) | Q(**{prefix + "permission_until__gte": today})
        return super().own_public_condition(language, at, prefix) & permitted

    def publishing_problems(self, language: str) -> list[str]:
        problems = super().publishing_problems(language)
        if self.kind == MediaKind.PHOTO and not getattr(self, localized("alt", language)):
            problems.append(gettext("A photo needs a text for people who cannot see it, in this language."))
        if not self.licence:
            problems.append(gettext("Say under which licence or permission it is used."))
        return problems

    def clean(self) -> None:
        super().clean()
        if self.kind == MediaKind.VIDEO and not self.video_url:
            raise ValidationError({"video_url": _("A video is kept by its address. Fill it in.")})

    def staff_label(self) -> str:
        return super().staff_label() or self.given_name

    def slug_words(self) -> Iterable[str | None]:
        return [*super().slug_words(), PurePosixPath(self.given_name).stem]

    def get_absolute_url(self) -> str:
        return reverse("media:photo", args=[self.slug])
