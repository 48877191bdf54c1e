"""Atom feeds (RFC 4287): what was published last on the site, of a city, in a field of cooperation."""

from collections import Counter
from collections.abc import Callable, Sequence
from datetime import datetime, time
from functools import wraps
from typing import Any
from urllib.parse import urlsplit

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import escape
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_safe

from partnerships import newest
from partnerships.models import City, Exchange, SiteProfile
from partnerships.open_answers import open_to_all
from partnerships.titles import dated_title, title_of
from sistercities.common.characters import without_controls
from sistercities.common.former_slugs import formerly_called
from sistercities.common.languages import current_language
from sistercities.common.responses import base_of, moved, public


def writable(told: dict[str, Any]) -> dict[str, Any]:
    return {name: without_controls(value) if isinstance(value, str) else value for name, value in told.items()}


class StableAtom(Atom1Feed):
    """Its time is that of its newest entry, or today's beginning while it has none: that of the last act would tell of
    work on what nobody may see.

    It leaves out what XML cannot write: a feed with one such character cannot be read, or even written, at all.
    """

    def __init__(self, **told: Any) -> None:
        super().__init__(**writable(told))

    def add_item(self, **told: Any) -> None:
        super().add_item(**writable(told))

    def latest_post_date(self) -> datetime:
        updated = [item["updateddate"] for item in self.items]
        return max(updated, default=timezone.make_aware(datetime.combine(timezone.localdate(), time.min)))


def in_language_of_texts(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A feed says of itself in which language it is: its own words are in that of its entries."""

    @wraps(view)
    def told(*args: Any, **kwargs: Any) -> HttpResponse:
        with override(current_language()):
            return view(*args, **kwargs)

    return told


@require_safe
@in_language_of_texts
def site_feed(request: HttpRequest) -> HttpResponse:
    language = current_language()
    return atom(request, "site", _("Newest records"), reverse("home"), newest.of_site(language))


@require_safe
@in_language_of_texts
def city_feed(request: HttpRequest, slug: str) -> HttpResponse:
    cities = City.objects.published()
    city = cities.filter(slug=slug).first()
    if city is None:
        renamed = get_object_or_404(formerly_called(cities, slug))
        return moved(request, reverse("open:city_feed", args=[renamed.slug]))
    records = newest.of_city(city, current_language())
    title = _("Newest records of %(place)s") % {"place": city.name}
    return atom(request, f"city/{city.pk}", title, city.get_absolute_url(), records)


@require_safe
@in_language_of_texts
def field_feed(request: HttpRequest, slug: str) -> HttpResponse:
    language = current_language()
    field = newest.fields_in_use(language).filter(slug=slug).first()
    if field is None:
        raise Http404
    title = _("Newest records: %(subject)s") % {"subject": field.name or field.slug}
    page = reverse("partnerships:field", args=[slug])
    return atom(request, f"field/{field.pk}", title, page, newest.of_field(field, language))


def atom(request: HttpRequest, name: str, title: str, page: str, records: Sequence[Any]) -> HttpResponse:
    """The feed of these records; its `name` is its own for ever, `page` the path of the page that it stands for."""
    language, base = current_language(), base_of(request)
    profile = SiteProfile.objects.current().first()
    site = (profile and profile.site_name) or _("Sister cities")
    feed = StableAtom(
        title=f"{title} · {site}",
        link=base + page,
        description="",
        subtitle=(profile and profile.tagline) or None,
        language=language,
        author_name=(profile and profile.office) or site,
        feed_url=base + request.path,
        feed_guid=f"tag:{authority(base)},2026:feed/{name}/{language}",
    )
    repeated = Counter(title_of(record) for record in records)
    for record in records:
        told = dated_title if repeated[title_of(record)] > 1 else title_of
        feed.add_item(**entry(record, base, language) | {"title": told(record)})
    response = HttpResponse(feed.writeString("utf-8"), content_type="application/atom+xml; charset=utf-8")
    return open_to_all(public(request, response))


def authority(base: str) -> str:
    """The host without its port, which the scheme of tags (RFC 4151) does not know."""
    return urlsplit(base).hostname or ""


def entry(record: Any, base: str, language: str) -> dict[str, Any]:
    """`unique_id` stays the same whatever becomes of the record's address."""
    kind = str(record._meta.model_name)
    made_on = timezone.localtime(record.created_at).date().isoformat()
    return {
        "link": base + record.get_absolute_url(),
        # Django says of it that it is HTML.
        "description": escape(record.summary or ""),
        "unique_id": f"tag:{authority(base)},{made_on}:{kind}/{record.pk}/{language}",
        "pubdate": newest.public_since(record, language),
        "updateddate": newest.updated_at(record, language),
        "categories": [str(record.get_kind_display())] if isinstance(record, Exchange) else [],
    }
