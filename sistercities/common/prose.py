"""Rich text on its way out: whatever is stored, only harmless structure reaches a page."""

import nh3
from django.utils.html import linebreaks
from django.utils.safestring import SafeString, mark_safe

TAGS = {"a", "blockquote", "br", "em", "h2", "h3", "h4", "li", "ol", "p", "strong", "sub", "sup", "ul"}
ATTRIBUTES = {"a": {"href"}}
SCHEMES = {"http", "https", "mailto"}


def clean_prose(text: str | None) -> SafeString:
    """HTML with paragraphs, headings, lists, quotations, emphasis and plain links; all else is dropped.

    A text without any markup, as a sheet may bring it, is given its paragraphs.
    """
    cleaned = nh3.clean(text or "", tags=TAGS, attributes=ATTRIBUTES, url_schemes=SCHEMES, link_rel="noopener")
    if cleaned and "<" not in cleaned:
        cleaned = linebreaks(cleaned)
    return mark_safe(cleaned)  # noqa: S308 (cleaned one line above)
