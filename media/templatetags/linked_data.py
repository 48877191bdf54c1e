"""Facts for machines in the page; data that no browser runs."""

import json
from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

register = template.Library()
# Nothing in a text may end the element or begin another.
ESCAPES = {ord(mark): f"\\u{ord(mark):04X}" for mark in "<>&"}


@register.simple_tag
def linked_data(facts: dict[str, Any]) -> SafeString | str:
    """`facts` as JSON-LD; nothing for none."""
    if not facts:
        return ""
    data = json.dumps(facts, ensure_ascii=False).translate(ESCAPES)
    return format_html('<script type="application/ld+json">{}</script>', mark_safe(data))  # noqa: S308 (escaped above)
