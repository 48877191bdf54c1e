"""What goes with every file that is taken away: where it comes from, when, and on which terms it may be used."""

from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _

LICENCES = {
    "CC0-1.0": "https://creativecommons.org/publicdomain/zero/1.0/",
    "CC-BY-4.0": "https://creativecommons.org/licenses/by/4.0/",
    "CC-BY-SA-4.0": "https://creativecommons.org/licenses/by-sa/4.0/",
    "ODbL-1.0": "https://opendatacommons.org/licenses/odbl/1-0/",
}


@dataclass(frozen=True)
class Terms:
    """`source` is the page that shows the same; `licence` is empty where the office has not chosen one."""

    title: str
    source: str
    as_of: date
    licence: str = ""

    @classmethod
    def of(cls, title: str, source: str) -> "Terms":
        """Of a file made now."""
        chosen = settings.DATA_LICENCE
        return cls(title, source, timezone.localdate(), chosen if chosen in LICENCES else "")

    @property
    def licence_url(self) -> str:
        return LICENCES.get(self.licence, "")

    @property
    def licence_words(self) -> str:
        return self.licence or _("not stated: ask the office")

    def rows(self) -> list[tuple[str, str]]:
        """For people: label and value."""
        return [
            (_("List"), self.title),
            (_("Page"), self.source),
            (_("As of"), self.as_of.isoformat()),
            (_("Licence"), self.licence_words),
            (_("Text of the licence"), self.licence_url),
        ]

    def facts(self) -> dict[str, str]:
        """For machines."""
        licence = {"licence": self.licence, "licence_url": self.licence_url}
        return {"title": self.title, "source": self.source, "as_of": self.as_of.isoformat(), **licence}
