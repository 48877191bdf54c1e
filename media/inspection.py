"""What may come into the library, judged by content and never by name.

Everything that can be known from a file's header is checked before a pixel is decoded, so that a small file that
claims to be a huge picture costs nothing.
"""

import hashlib
from dataclasses import dataclass

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files import File
from PIL import Image

from media.choices import MediaKind
from media.decoders import DECODERS, EXTENSIONS, HUNGRY, WITH_COMPANIONS
from media.office_files import DOCUMENT_STARTS, document_extension
from media.orientation import upright_size
from sistercities.common.told import told as _


@dataclass(frozen=True)
class Findings:
    """What a file turned out to be; a photo has its upright width and height."""

    extension: str
    content_hash: str
    width: int | None = None
    height: int | None = None


def inspect(file: File, kind: str) -> Findings:
    """Raises ValidationError, with a sentence for whoever offers it, if `file` cannot be kept as `kind`."""
    if not file.size:
        raise ValidationError(_("This file is empty."), code="empty")
    if file.size > settings.UPLOAD_MAX_MEGABYTES * 1_000_000:
        message = _("This file is larger than %(limit)s megabytes.") % {"limit": settings.UPLOAD_MAX_MEGABYTES}
        raise ValidationError(message, code="too_large")
    if kind == MediaKind.PHOTO:
        return _inspect_photo(file)
    if kind == MediaKind.DOCUMENT:
        return Findings(document_extension(file), hash_of(file))
    raise ValidationError(_("A video is kept by its address and not as a file."), code="no_file")


def likely_kind(file: File) -> MediaKind:
    """What `file` seems to be by its first bytes; whether it really is, and may come in, says `inspect`."""
    file.seek(0)
    return MediaKind.DOCUMENT if file.read(8).startswith(DOCUMENT_STARTS) else MediaKind.PHOTO


def hash_of(file: File) -> str:
    digest = hashlib.sha256()
    file.seek(0)
    for chunk in file.chunks():
        digest.update(chunk)
    file.seek(0)
    return digest.hexdigest()


def _inspect_photo(file: File) -> Findings:
    unreadable = ValidationError(
        _("This is not a photo that can be read. Photos are kept as JPEG, PNG, WebP or AVIF."), code="unreadable"
    )
    file.seek(0)
    try:
        with Image.open(file, formats=DECODERS) as image:
            _check_header(image)
            image.load()
            width, height = upright_size(image)
            extension = EXTENSIONS[image.format or ""]
    except ValidationError:
        raise
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise _too_many_pixels(settings.UPLOAD_MAX_MEGAPIXELS) from error
    except Exception as error:  # a file made to confuse a decoder can make it raise anything
        raise unreadable from error
    return Findings(extension, hash_of(file), width, height)


def _check_header(image: Image.Image) -> None:
    width, height = image.size
    megapixels = settings.UPLOAD_MAX_MEGAPIXELS // (2 if image.format in HUNGRY else 1)
    if width * height > megapixels * 1_000_000:
        raise _too_many_pixels(megapixels)
    if max(width, height) > settings.UPLOAD_MAX_SIDE:
        message = _("This photo is wider or higher than %(limit)s pixels.") % {"limit": settings.UPLOAD_MAX_SIDE}
        raise ValidationError(message, code="too_long")
    if image.format not in WITH_COMPANIONS and getattr(image, "n_frames", 1) > settings.UPLOAD_MAX_FRAMES:
        raise ValidationError(_("This picture moves. Choose one that stands still."), code="moving")


def _too_many_pixels(megapixels: int) -> ValidationError:
    message = _("This photo has more than %(limit)s million pixels.") % {"limit": megapixels}
    return ValidationError(message, code="too_many_pixels")
