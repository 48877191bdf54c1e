"""The maps of the site as XML, and the index of them that robots.txt names."""

from collections.abc import Iterable
from datetime import datetime
from xml.sax.saxutils import escape

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from partnerships import sitemaps, topic_maps
from partnerships.counted import SITEMAPS
from sistercities.common.languages import CONTENT_LANGUAGES
from sistercities.common.responses import base_of, public
from sistercities.templatetags.languages import language_tag

HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"
XHTML = "http://www.w3.org/1999/xhtml"
# Larger than the number of any file; a key times this still is one.
LARGEST_NUMBER = 10**9


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    base = escape(base_of(request))
    lines = [
        f"<sitemap><loc>{base}{reverse('sitemap', args=[each.language, each.kind, each.number])}</loc>"
        f"{lastmod(each.changed_at)}</sitemap>"
        for each in (*sitemaps.files(SITEMAPS.value), *topic_maps.files())
    ]
    return xml(request, f'<sitemapindex xmlns="{SITEMAP}">', lines, "</sitemapindex>")


@require_safe
def sitemap(request: HttpRequest, language: str, kind: str, number: int) -> HttpResponse:
    if language not in CONTENT_LANGUAGES or number > LARGEST_NUMBER:
        raise Http404
    base = escape(base_of(request))
    lines = [url(entry, base) for entry in entries(kind, language, number)]
    if not lines:
        raise Http404
    return xml(request, f'<urlset xmlns="{SITEMAP}" xmlns:xhtml="{XHTML}">', lines, "</urlset>")


def entries(kind: str, language: str, number: int) -> Iterable[sitemaps.Entry]:
    if kind in topic_maps.TOPICS:
        return topic_maps.entries(kind, language) if number == 0 else ()
    return sitemaps.entries(kind, language, number) if kind in ("pages", *sitemaps.MODELS) else ()


def url(entry: sitemaps.Entry, base: str) -> str:
    links = "".join(
        f'<xhtml:link rel="alternate" hreflang="{language_tag(code)}" href="{base}{path}"/>'
        for code, path in entry.others.items()
        if len(entry.others) > 1
    )
    return f"<url><loc>{base}{entry.path}</loc>{lastmod(entry.changed_at)}{links}</url>"


def lastmod(moment: datetime | None) -> str:
    return f"<lastmod>{moment.isoformat(timespec='seconds')}</lastmod>" if moment else ""


def xml(request: HttpRequest, start: str, lines: Iterable[str], end: str) -> HttpResponse:
    body = "\n".join([start, *lines, end])
    return public(request, HttpResponse(HEAD + body, content_type="application/xml; charset=utf-8"))
