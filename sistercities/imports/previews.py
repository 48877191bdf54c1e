"""Uploaded sheets between their preview and the decision: private files, each bound to its owner."""

import json
import os
import re
import secrets
import time
from dataclasses import asdict, dataclass
from pathlib import Path

from django.conf import settings

TOKEN = re.compile(r"[A-Za-z0-9_-]{20,60}")
KEPT_SECONDS = 24 * 60 * 60


@dataclass(frozen=True)
class Preview:
    """`fingerprint` says what the sheet would have done when it was shown."""

    owner: str
    kind: str
    name: str
    fingerprint: str


def keep(preview: Preview, data: bytes) -> str:
    """Keep the very bytes that were shown; the token by which `take` gives them back."""
    _remove_old()
    token = secrets.token_urlsafe(24)
    _write(_path(token, "json"), json.dumps(asdict(preview)).encode())
    _write(_path(token, "sheet"), data)
    return token


def take(token: str, owner: str, kind: str) -> tuple[Preview, bytes] | None:
    """What `owner` was shown, once: it is removed. None for another's, for a used token and for an old one."""
    if not TOKEN.fullmatch(token):
        return None
    try:
        preview = Preview(**json.loads(_path(token, "json").read_bytes()))
        data = _path(token, "sheet").read_bytes()
    except (OSError, ValueError, TypeError):
        return None
    if (preview.owner, preview.kind) != (owner, kind):
        return None
    for ending in ("json", "sheet"):
        _path(token, ending).unlink(missing_ok=True)
    return preview, data


def _folder() -> Path:
    folder = Path(settings.VAR_DIR) / "previews"
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    return folder


def _path(token: str, ending: str) -> Path:
    return _folder() / f"{token}.{ending}"


def _write(path: Path, data: bytes) -> None:
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(data)


def _remove_old() -> None:
    """Whoever looked at a preview and went home left a file behind."""
    limit = time.time() - KEPT_SECONDS
    for path in _folder().iterdir():
        if path.stat().st_mtime < limit:
            path.unlink(missing_ok=True)
