"""An office in a process of its own, with its own database and folder of uploads: `python -m tests.media.office`.

`offer` uploads each file of a folder through the admin, as `offers.json` there lists them, and prints a line of JSON
for each. `stop` uploads one photo and halts at that moment, to be killed there.
"""

import json
import os
import re
import sys
import time
from pathlib import Path
from typing import Any
from unittest.mock import patch

MOMENTS = {
    "the file is being written": "django.core.files.storage.FileSystemStorage.save",
    "the file is stored": "media.storing.make_later",
    "the record is saved": "sistercities.common.history.Changes.finish",
    "everything is committed": "media.tasks._enqueue",
    "a smaller version is stored": "media.renditions._noted",
}


def set_up(folder: Path) -> Any:
    """A signed-in editor's client."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
    import django

    django.setup()
    from django.contrib.auth.models import User
    from django.test import Client, override_settings

    override_settings(MEDIA_ROOT=str(folder / "uploads"), ALLOWED_HOSTS=["testserver"]).enable()
    client = Client(raise_request_exception=False)
    client.force_login(User.objects.create_superuser("editor"))
    return client


def upload(client: Any, name: str, content: bytes, kind: str) -> int:
    from django.core.files.uploadedfile import SimpleUploadedFile

    file = SimpleUploadedFile("x", content)
    # Past what a polite client would do to the name.
    file.__dict__["_name"] = name
    data = {"kind": kind, "credit_en": "The office", "focal_x": 50, "focal_y": 50, "file": file}
    return client.post("/admin/media/mediaitem/add/", data).status_code


def offer(folder: Path) -> None:
    client = set_up(folder)
    for entry in json.loads((folder / "offers.json").read_text(encoding="utf-8")):
        content = (folder / entry["stored_as"]).read_bytes()
        began = time.monotonic()
        status = upload(client, entry["name"], content, entry["kind"])
        found = re.search(r"VmHWM:\s+(\d+) kB", Path("/proc/self/status").read_text(encoding="ascii"))
        told = {
            "status": status,
            "seconds": time.monotonic() - began,
            "megabytes": int(found[1]) / 1024 if found else 0,
        }
        originals = sorted(path.name for path in (folder / "uploads").glob("originals/*/*"))
        print(json.dumps({"name": entry["name"], **told, "originals": originals}), flush=True)


def stop(folder: Path, moment: str) -> None:
    client = set_up(folder)

    def halt(*arguments: Any, **options: Any) -> None:
        print("halted", flush=True)
        time.sleep(60)

    with patch(MOMENTS[moment], halt):
        upload(client, "photo.jpg", (folder / "photo.jpg").read_bytes(), "photo")


if __name__ == "__main__":
    if sys.argv[1] == "offer":
        offer(Path(sys.argv[2]))
    else:
        stop(Path(sys.argv[2]), sys.argv[3])
