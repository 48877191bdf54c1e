"""Settings of the files that staff upload: where they are kept, and how large they may be."""

from pathlib import Path
from typing import Any

from sistercities.env import Environment

FOLDER: dict[str, Any] = {"BACKEND": "django.core.files.storage.FileSystemStorage"}
STATIC_FILES: dict[str, Any] = {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"}


def upload_settings(env: Environment, var: Path) -> dict[str, Any]:
    """Uploads are handed out by a view that asks whether the file is public, never by a plain address."""
    return {
        "MEDIA_ROOT": env.folder("UPLOADS_DIR", var / "media", "Folder for uploaded files.", "`var/media`"),
        "MEDIA_URL": "/files/",
        "FILE_UPLOAD_PERMISSIONS": 0o640,
        "FILE_UPLOAD_HANDLERS": [
            "sistercities.uploads.NothingFromStrangers",
            "django.core.files.uploadhandler.MemoryFileUploadHandler",
            "django.core.files.uploadhandler.TemporaryFileUploadHandler",
        ],
        "UPLOAD_MAX_MEGABYTES": env.number("UPLOAD_MAX_MEGABYTES", 30, "Largest photo or document that is taken."),
        "UPLOAD_MAX_MEGAPIXELS": env.number(
            "UPLOAD_MAX_MEGAPIXELS", 50, "Most pixels of a photo, in millions; of a WebP or AVIF half as many."
        ),
        "UPLOAD_MAX_SIDE": env.number("UPLOAD_MAX_SIDE", 20000, "Most pixels along one side of a photo."),
        "UPLOAD_MAX_FRAMES": env.number(
            "UPLOAD_MAX_FRAMES", 1, "Most frames of a photo; only the first is ever shown."
        ),
        "STORAGES": {"default": _bucket(env) or FOLDER, "staticfiles": STATIC_FILES},
    }


def _bucket(env: Environment) -> dict[str, Any]:
    """A bucket in place of the folder, if one is named."""
    bucket = env.text("S3_BUCKET", "", "Keep uploads in this bucket instead of a folder.")
    endpoint = env.text("S3_ENDPOINT_URL", "", "Address of an S3-like store other than Amazon's.")
    region = env.text("S3_REGION", "", "Region of the bucket.")
    # The keys are read from AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY by the library itself.
    options = {
        "bucket_name": bucket,
        "endpoint_url": endpoint or None,
        "region_name": region or None,
        "default_acl": "private",
        "file_overwrite": False,
    }
    return {"BACKEND": "storages.backends.s3.S3Storage", "OPTIONS": options} if bucket else {}
