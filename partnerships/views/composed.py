"""A public page that is composed of many records, with the way to it."""

from typing import Any, ClassVar

from django.urls import reverse
from django.utils.translation import gettext as _

from sistercities.common.public_page import PublicPage


class ComposedPage(PublicPage):
    # The page above this one.
    list_name: ClassVar[str] = ""
    list_label: ClassVar[Any] = ""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"breadcrumbs": self.breadcrumbs()}

    def breadcrumbs(self) -> list[tuple[str, str]]:
        trail = [(_("Home page"), reverse("home"))]
        return [*trail, (self.list_label, reverse(self.list_name))] if self.list_name else trail
