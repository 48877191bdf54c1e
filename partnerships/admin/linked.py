"""Lists of other records on a record's form, each a link to its own."""

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

SHOWN = 30


def linked_list(records: QuerySet) -> SafeString | str:
    """Up to SHOWN of `records`, one query; a dash when there is none."""
    found = list(records[: SHOWN + 1])
    if not found:
        return "–"
    options = records.model._meta
    address = f"admin:{options.app_label}_{options.model_name}_change"
    rows = ((reverse(address, args=[record.pk]), str(record)) for record in found[:SHOWN])
    more = format_html("<li>{}</li>", _("… and more: see the list.")) if len(found) > SHOWN else ""
    return format_html(
        '<ul class="linked-list">{}{}</ul>', format_html_join("", '<li><a href="{}">{}</a></li>', rows), more
    )
