"""Hands out files: to everybody exactly while their item is public in some language, to staff who may see it always."""

import logging
from datetime import datetime, time, timedelta

from django.core.files.storage import Storage
from django.http import FileResponse, Http404, HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.views.decorators.http import require_safe

from media.choices import MediaKind
from media.models import MediaItem
from media.office_files import CONTENT_TYPES
from media.pictures import rendition
from media.renditions import path_of
from media.sizes import FORMATS, SIZES
from sistercities.common.people import may
from sistercities.common.responses import NEVER_STORED

logger = logging.getLogger(__name__)

# How long a browser may show a file without asking again: a withdrawn photo disappears from it within that time.
SECONDS_KEPT = 300
# A file that turns out to be something else than it claims can neither run anything nor reach the site's own pages.
POLICY = "default-src 'none'; sandbox"


@require_safe
def show_rendition(request: HttpRequest, slug: str, size: str, version: str, extension: str) -> HttpResponseBase:
    """One smaller version of a photo. An address with an old version is gone, so that a copy of it is never stale."""
    item = get_object_or_404(MediaItem.objects.photos(), slug=slug)
    is_public = _is_public_or_404(request, item)
    found = rendition(item, SIZES[size]) if size in SIZES else None
    if found is None or found.version != version or extension not in FORMATS:
        raise Http404
    unchanged = get_conditional_response(request, etag=f'"{version}"')
    path = path_of(version, size, extension)
    response = unchanged or _file(item.file.storage, path, FORMATS[extension].content_type)
    response.headers["ETag"] = f'"{version}"'
    return _guarded(response, item, is_public)


@require_safe
def download_document(request: HttpRequest, slug: str) -> HttpResponseBase:
    """A document that has been released, to be saved under the name that it came with."""
    item = get_object_or_404(MediaItem.objects.with_file().filter(kind=MediaKind.DOCUMENT), slug=slug)
    is_public = _is_public_or_404(request, item)
    return _guarded(_original(item), item, is_public)


@require_safe
def download_original(request: HttpRequest, slug: str) -> HttpResponseBase:
    """A file as it came in, with everything that a camera wrote into it: for staff only, published or not."""
    item = get_object_or_404(MediaItem.objects.with_file(), slug=slug)
    if not may(request.user, "view", MediaItem):
        raise Http404
    return _guarded(_original(item), item, is_public=False)


def _is_public_or_404(request: HttpRequest, item: MediaItem) -> bool:
    """Whether everybody may have it; False for staff who see more, and nobody else gets past here."""
    # The public is asked about first: an answer to everybody must not depend on the visitor's cookies.
    if MediaItem.objects.filter(pk=item.pk).published_somewhere().exists():
        return True
    if may(request.user, "view", MediaItem):
        return False
    raise Http404


def _original(item: MediaItem) -> FileResponse:
    path = item.file.name or ""
    extension = path.rpartition(".")[2]
    content_type = CONTENT_TYPES.get(extension, "application/octet-stream")
    return _file(item.file.storage, path, content_type, item.given_name or f"{item.slug}.{extension}")


def _file(storage: Storage, path: str, content_type: str, save_as: str = "") -> FileResponse:
    """The file at `path`, to be shown, or to be saved under the name `save_as`."""
    try:
        file = storage.open(path)
    except FileNotFoundError as error:
        logger.error("The file %s is missing; manage.py make_renditions --missing makes smaller versions anew.", path)
        raise Http404 from error
    return FileResponse(file, content_type=content_type, as_attachment=bool(save_as), filename=save_as)


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
    if item.permission_until is None:
        return None
    return timezone.make_aware(datetime.combine(item.permission_until + timedelta(days=1), time.min))
