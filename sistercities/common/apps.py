"""The kernel: what every record shares, whatever it is about."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CommonConfig(AppConfig):
    name = "sistercities.common"
    label = "common"
    verbose_name = _("History")
