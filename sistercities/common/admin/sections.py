"""Under which heading of the admin a kind of record is found, in the order of the work."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Section(models.TextChoices):
    RECORDS = "records", _("Records")
    IMPORTS = "imports", _("Imports")
    VOCABULARY = "vocabulary", _("Vocabulary")
    SITE = "site", _("The site")
    ACCOUNTS = "accounts", _("Accounts")
    TECHNICAL = "technical", _("Technical")
