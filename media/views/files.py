"""Hands out files: to everybody exactly while their item is public in some language, to staff who may see it always."""

import logging
from datetime import date, datetime, time, timedelta

from django.http import FileResponse, Http404, HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.views.decorators.http import require_safe

from media.choices import MediaKind
from media.models import MediaItem
from media.office_files import CONTENT_TYPES
from media.pictures import rendition, substitutes
from media.querysets import MediaItemQuerySet
from media.renditions import files_of, path_of
from media.sizes import FORMATS, SIZES, Size
from sistercities.common.former_slugs import formerly_called
from sistercities.common.people import may
from sistercities.common.responses import NEVER_STORED, has_session

logger = logging.getLogger(__name__)

# How long a browser may show a file without asking again: a withdrawn photo disappears from it within that time.
SECONDS_KEPT = 300
# A file that turns out to be something else than it claims can neither run anything nor reach the site's own pages.
POLICY = "default-src 'none'; sandbox"


@require_safe
def show_rendition(request: HttpRequest, slug: str, size: str, version: str, extension: str) -> HttpResponseBase:
    """One smaller version of a photo. An address with an old version is gone, so that a copy of it is never stale."""
    item, is_public = _item_or_404(request, MediaItem.objects.photos(), slug)
    found = rendition(item, SIZES[size]) if size in SIZES else None
    if found is None or found.version != version or FORMATS.get(extension) not in found.formats:
        raise Http404
    unchanged = get_conditional_response(request, etag=f'"{version}"')
    response = unchanged or _whole_file(item, path_of(version, size, extension))
    if response is None:
        return _guarded(_next_best(item, SIZES[size]), item, is_public=False)
    response.headers["ETag"] = f'"{version}"'
    return _guarded(response, item, is_public)


@require_safe
def download_document(request: HttpRequest, slug: str) -> HttpResponseBase:
    """A document that has been released, to be saved under the name that it came with."""
    documents = MediaItem.objects.with_file().filter(kind=MediaKind.DOCUMENT)
    item, is_public = _item_or_404(request, documents, slug)
    return _guarded(_original(item), item, is_public)


@require_safe
def download_original(request: HttpRequest, slug: str) -> HttpResponseBase:
    """A file as it came in, with everything that a camera wrote into it: for staff only, published or not."""
    item = _any_item_or_404(request, MediaItem.objects.with_file(), slug)
    return _guarded(_original(item), item, is_public=False)


def _item_or_404(request: HttpRequest, items: MediaItemQuerySet, slug: str) -> tuple[MediaItem, bool]:
    """The item, and whether everybody may have it; staff get hidden ones too."""
    # The public is asked about first: an answer to everybody must not depend on the visitor's cookies.
    public = items.published_somewhere()
    item = public.filter(slug=slug).first() or formerly_called(public, slug).first()
    return (item, True) if item is not None else (_any_item_or_404(request, items, slug), False)


def _any_item_or_404(request: HttpRequest, items: MediaItemQuerySet, slug: str) -> MediaItem:
    """The item, hidden or not, for staff alone.

    Who asks is found out before the item is looked for: otherwise the header that says so would tell strangers,
    to whom both are not found, a hidden item from one that does not exist.
    """
    if has_session(request) and may(request.user, "view", MediaItem):
        return get_object_or_404(items, slug=slug)
    raise Http404


def _whole_file(item: MediaItem, path: str) -> FileResponse | None:
    """One of the smaller versions; None if it is missing or damaged, which is for a command or the admin to heal."""
    try:
        file = item.file.storage.open(path)
    except FileNotFoundError:
        file = None
    if file is not None and file.size == files_of(item).get(path, file.size):
        return FileResponse(file, content_type=FORMATS[path.rpartition(".")[2]].content_type)
    logger.error("The file %s is missing or damaged: run manage.py make_renditions --missing.", path)
    if file is not None:
        file.close()
    return None


def _next_best(item: MediaItem, wanted: Size) -> FileResponse:
    for found, format in substitutes(item, wanted):
        response = _whole_file(item, path_of(found.version, found.size, format.extension))
        if response is not None:
            return response
    raise Http404


def _original(item: MediaItem) -> FileResponse:
    path = item.file.name or ""
    extension = path.rpartition(".")[2]
    content_type = CONTENT_TYPES.get(extension, "application/octet-stream")
    try:
        file = item.file.storage.open(path)
    except FileNotFoundError as error:
        logger.error("The file %s is missing: manage.py check_media lists all that are.", path)
        raise Http404 from error
    name = item.given_name or f"{item.slug}.{extension}"
    return FileResponse(file, content_type=content_type, as_attachment=True, filename=name)


def _guarded(response: HttpResponseBase, item: MediaItem, is_public: bool) -> HttpResponseBase:
    response.headers["Content-Security-Policy"] = POLICY
    response.headers["X-Content-Type-Options"] = "nosniff"
    kept = f"public, max-age={_seconds_left(item)}" if is_public else NEVER_STORED
    response.headers["Cache-Control"] = kept
    return response


def _seconds_left(item: MediaItem) -> int:
    """How long a copy may be kept: no longer than the item is public."""
    ends = [moment for moment in (item.withdraw_at, _end_of_permission(item)) if moment]
    left = min((int((end - timezone.now()).total_seconds()) for end in ends), default=SECONDS_KEPT)
    return max(0, min(SECONDS_KEPT, left))


def _end_of_permission(item: MediaItem) -> datetime | None:
    if item.permission_until in (None, date.max):
        # After the last day that a calendar has there is no midnight.
        return None
    return timezone.make_aware(datetime.combine(item.permission_until + timedelta(days=1), time.min))
