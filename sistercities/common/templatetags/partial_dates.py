"""Partial dates in templates, in the words of the page's language."""

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from sistercities.common.dates import PartialDate, range_words

register = template.Library()


@register.filter
def partial_time(value: PartialDate | None) -> SafeString | str:
    """A ``<time>`` whose datetime is exactly as precise as the date; "about" is said in the words only."""
    if not value:
        return ""
    return format_html('<time datetime="{}">{}</time>', value.sort_text, value.words())


@register.simple_tag
def time_span(start: PartialDate, end: PartialDate) -> SafeString | str:
    """`<time>` of the beginning, as precise as it is known, with the whole span in words; a long one may break."""
    if not end or end == start:
        return partial_time(start)
    if not start:
        return ""
    words = range_words(start, end)
    return format_html('<time class="time-span" datetime="{}">{}</time>', start.sort_text, words)
