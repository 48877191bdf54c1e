"""Rich text on its way out: whatever is stored, only harmless structure reaches a page."""

import re
from html import unescape

import nh3
from django.utils.html import linebreaks
from django.utils.safestring import SafeString, mark_safe

TAGS = {"a", "blockquote", "br", "em", "h2", "h3", "h4", "li", "ol", "p", "strong", "sub", "sup", "ul"}
ATTRIBUTES = {"a": {"href"}}
SCHEMES = {"http", "https", "mailto"}

# Elements inside one another cost the parser the square of their number. How deep they lie cannot be told without
# parsing, so they are counted; those that end where the next of their kind begins do not lie in one another.
NESTING = re.compile(r"<(?!(?:p|li|br)[ \t\n\f\r/>])[a-z]", re.IGNORECASE)
MOST_NESTING = 3_000
TAG = re.compile(r"</?[a-z][^<>]*>?", re.IGNORECASE)
# Words on both sides of these are apart.
BLOCK = re.compile(r"</?(?:blockquote|br|h2|h3|h4|li|ol|p|ul)\b[^<>]*>")


def clean_prose(text: str | None) -> SafeString:
    """HTML with paragraphs, headings, lists, quotations, emphasis and plain links; all else is dropped.

    A text without any markup, as a sheet may bring it, is given its paragraphs. One with more than MOST_NESTING
    elements that can lie in one another, which only an attacker writes, loses its markup.
    """
    text = text or ""
    if len(NESTING.findall(text)) > MOST_NESTING:
        text = TAG.sub("", text)
    cleaned = nh3.clean(text, tags=TAGS, attributes=ATTRIBUTES, url_schemes=SCHEMES, link_rel="noopener")
    if cleaned and "<" not in cleaned:
        cleaned = linebreaks(cleaned)
    return mark_safe(cleaned)  # noqa: S308 (cleaned one line above)


def plain_prose(text: str | None) -> str:
    """What a reader of `clean_prose` reads, in one line, without markup."""
    return " ".join(unescape(TAG.sub("", BLOCK.sub(" ", clean_prose(text)))).split())
