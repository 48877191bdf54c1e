"""Partial dates in templates, in the words of the page's language."""

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from sistercities.common.dates import PartialDate, range_words

register = template.Library()


@register.filter
def partial_date(value: PartialDate | None, language: str | None = None) -> str:
    """``{{ agreement.signed_on|partial_date }}``: the date in words; an unknown one is empty."""
    return value.words(language) if value else ""


@register.filter
def partial_time(value: PartialDate | None, language: str | None = None) -> SafeString | str:
    """A ``<time>`` whose datetime is exactly as precise as the date; "about" is said in the words only."""
    if not value:
        return ""
    return format_html('<time datetime="{}">{}</time>', value.sort_text, value.words(language))


@register.simple_tag
def partial_date_range(start: PartialDate, end: PartialDate, language: str | None = None) -> str:
    """``{% partial_date_range visit.starts_on visit.ends_on %}``: the span, what is shared said once."""
    return range_words(start, end, language)
