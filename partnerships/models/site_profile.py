"""Who keeps this site, and what its footer says. One row."""

from typing import ClassVar, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from partnerships.models.city import City


class SiteProfileQuerySet(models.QuerySet):
    def current(self) -> Self:
        """The one row, with its home city; empty before the office has filled it in."""
        return self.select_related("home_city").filter(pk=SiteProfile.ONLY)


class SiteProfile(models.Model):
    """Everything here is public."""

    ONLY: ClassVar[int] = 1

    id = models.PositiveSmallIntegerField(primary_key=True, default=1, editable=False)
    site_name = models.CharField(_("name of the site"), max_length=120, blank=True)
    tagline = models.CharField(_("one line about it"), max_length=200, blank=True)
    office = models.CharField(_("office"), max_length=200, blank=True)
    contact = models.TextField(_("how to reach the office"), blank=True)
    email = models.EmailField(_("mail address"), blank=True)
    hotline = models.CharField(_("hotline"), max_length=60, blank=True)
    organiser = models.CharField(_("organiser"), max_length=200, blank=True)
    registration_number = models.CharField(_("registration number"), max_length=100, blank=True)
    registration_url = models.URLField(_("address behind the registration number"), blank=True)
    filing_number = models.CharField(_("filing number"), max_length=100, blank=True)
    filing_url = models.URLField(_("address behind the filing number"), blank=True)
    map_licence_number = models.CharField(_("map licence number"), max_length=100, blank=True)
    is_map_shown = models.BooleanField(_("show the map"), default=True)
    privacy_text = models.TextField(_("privacy text"), blank=True)
    about_text = models.TextField(_("about this site"), blank=True)
    home_city = models.ForeignKey(
        City, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("home city")
    )

    objects = models.Manager.from_queryset(SiteProfileQuerySet)()

    class Meta:
        verbose_name = _("site profile")
        verbose_name_plural = _("site profile")
        constraints: ClassVar = [models.CheckConstraint(condition=Q(id=1), name="only_one_site_profile")]

    def __str__(self) -> str:
        return self.site_name or ""
