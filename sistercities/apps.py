"""The site as an application: its checks, its commands, its templates."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from sistercities import checks

__all__ = ["SisterCitiesConfig", "checks"]


class SisterCitiesConfig(AppConfig):
    name = "sistercities"
    verbose_name = _("Sister cities")
