"""Django's admin with our own site in its place.

Apart from `apps`, where a second configuration would be taken for ours.
"""

from django.contrib.admin.apps import AdminConfig


class OfficeAdminConfig(AdminConfig):
    default_site = "sistercities.common.admin.site.OfficeAdminSite"
