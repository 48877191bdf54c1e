"""Lists of other records on a record's form, each a link to its own."""

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

SHOWN = 10


def linked_list(records: QuerySet, query: str) -> SafeString | str:
    """The first of `records`, and a link to all: to their list with `query`. A dash when there is none."""
    found = list(records[: SHOWN + 1])
    if not found:
        return "–"
    admin_page = f"admin:{records.model._meta.app_label}_{records.model._meta.model_name}"
    rows = ((reverse(f"{admin_page}_change", args=[record.pk]), str(record)) for record in found[:SHOWN])
    items = format_html_join("", '<li><a href="{}">{}</a></li>', rows)
    if len(found) > SHOWN:
        words = _("All %(number)s") % {"number": records.count()}
        items += format_html('<li><a href="{}?{}">{}</a></li>', reverse(f"{admin_page}_changelist"), query, words)
    return format_html('<ul class="linked-list">{}</ul>', items)
