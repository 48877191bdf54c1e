"""Words of libraries that their own Chinese catalogues leave out or get wrong.

Named here so that they enter our catalogue, which is asked before those of the libraries.
"""

from django.utils.translation import gettext_noop as _
from django.utils.translation import ngettext_lazy

# Django: forms and the admin.
ADMIN = (
    _(":"),
    _("Model name"),
    _("Add link"),
    _("Change or view list link"),
    _("Error:"),
    _("%(model)s instance with %(field)s %(value)r is not a valid choice."),
    ngettext_lazy(
        "This password is too short. It must contain at least %d character.",
        "This password is too short. It must contain at least %d characters.",
    ),
)

# django-admin-sortable2: rows that are dragged into order.
SORTING = (_("Move to first position"), _("Move to last position"))

# django-tasks-db: the entry in the admin's index.
TASKS = (_("Task Result"), _("Task Results"))

# django-countries: names as the foreign ministry writes them.
COUNTRIES = (
    *(_("American Samoa"), _("Aruba"), _("Bahamas (The)"), _("Bosnia and Herzegovina"), _("Cocos (Keeling) Islands")),
    *(_("Comoros"), _("Congo"), _("Democratic Republic of the Congo"), _("Dominica"), _("Dominican Republic")),
    *(_("French Guiana"), _("Guadeloupe"), _("Kyrgyzstan"), _("Liberia"), _("Mali"), _("Mongolia"), _("Nepal")),
    *(_("North Macedonia"), _("Pitcairn"), _("Samoa"), _("Suriname"), _("Svalbard and Jan Mayen"), _("Tajikistan")),
    *(_("Trinidad and Tobago"), _("United Arab Emirates"), _("Wallis and Futuna")),
)
