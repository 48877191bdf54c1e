"""The library on a local folder and on an S3-like store, which runs as a real server of its own."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import timedelta
from http import HTTPStatus
from io import BytesIO, StringIO
from pathlib import Path
from socket import create_server
from typing import Any

import boto3
import pytest
from django.core.exceptions import ValidationError
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command
from django.db import transaction
from django.test import Client
from django.utils import timezone
from PIL import Image
from pytest_django import Settings

from media.models import MediaItem
from media.models.item import ORIGINALS
from media.pictures import rendition
from media.renditions import FOLDER, is_complete, path_of
from media.sizes import CARD, FORMATS
from media.stocktaking import Stock, prune, take_stock
from media.storing import store_original
from media.tasks import heal_later
from sistercities.common.history import Act, change
from tests.factories import photo
from tests.media.files import finished_photo, jpeg, stored_photo, uploaded

pytestmark = pytest.mark.django_db

KEYS = {"AWS_ACCESS_KEY_ID": "test", "AWS_SECRET_ACCESS_KEY": "test"}


def free_port() -> int:
    with create_server(("127.0.0.1", 0)) as server:
        return server.getsockname()[1]


@pytest.fixture(scope="session")
def s3_server() -> Iterator[str]:
    """The address of a store with a bucket called `uploads`."""
    port = free_port()
    os.environ.update(KEYS)
    command = [sys.executable, "-m", "moto.server", "-p", str(port)]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as server:
        address = f"http://127.0.0.1:{port}"
        try:
            client = boto3.client("s3", endpoint_url=address, region_name="us-east-1")
            make_bucket(client, until=time.monotonic() + 60)
            yield address
        finally:
            server.kill()


def make_bucket(client: Any, until: float) -> None:
    while True:
        try:
            client.create_bucket(Bucket="uploads")
        except Exception:
            if time.monotonic() > until:
                raise
            time.sleep(0.2)
        else:
            return


@pytest.fixture(params=["folder", "s3"])
def store(request: pytest.FixtureRequest, settings: Settings, tmp_path: Path) -> None:
    """Each test runs on both kinds of storage, an empty one each."""
    settings.MEDIA_ROOT = str(tmp_path / "uploads")
    if request.param == "s3":
        options = {
            "bucket_name": "uploads",
            "location": tmp_path.name,
            "endpoint_url": request.getfixturevalue("s3_server"),
            "region_name": "us-east-1",
            "default_acl": "private",
            "file_overwrite": False,
        }
        s3 = {"BACKEND": "storages.backends.s3.S3Storage", "OPTIONS": options}
        settings.STORAGES = {**settings.STORAGES, "default": s3}


def names(folder: str = "") -> list[str]:
    """The paths of all files in the storage."""
    if not folder:
        return [*names(ORIGINALS), *names(FOLDER)]
    try:
        folders, files = default_storage.listdir(folder)
    except FileNotFoundError:
        return []
    found = [f"{folder}/{name}" for name in files]
    return sorted(found + [path for inner in folders for path in names(f"{folder}/{inner}")])


def put(path: str, content: bytes = b"x") -> None:
    default_storage.delete(path)
    default_storage.save(path, uploaded(content))


@pytest.mark.usefixtures("store")
def test_photo_is_kept_drawn_and_handed_out() -> None:
    item = finished_photo(jpeg((600, 400)), published=True)
    assert len(names(FOLDER)) == len(item.renditions["sizes"]) * len(FORMATS)
    found = rendition(item, CARD)
    assert found is not None
    for format in FORMATS.values():
        response = Client().get(found.url(format))
        assert (response.status_code, response["Content-Type"]) == (HTTPStatus.OK, format.content_type)
        with Image.open(BytesIO(b"".join(response))) as image:  # type: ignore[arg-type]
            assert (image.format, image.size) == (format.pillow, (480, 320))


@pytest.mark.usefixtures("store")
@pytest.mark.django_db(transaction=True)
def test_nothing_is_left_over_after_a_refusal_or_a_rollback() -> None:
    with pytest.raises(ValidationError), transaction.atomic():
        store_original(photo(), uploaded(b"no photo"))
    with transaction.atomic():
        stored_photo()
        assert len(names()) == 1
        transaction.set_rollback(True)
    assert names() == []


@pytest.mark.usefixtures("store")
def test_lost_version_is_made_anew_and_the_next_best_shown_meanwhile() -> None:
    item = finished_photo(jpeg((600, 400)), published=True)
    default_storage.delete(path_of(item.renditions["version"], "card", "jpg"))
    found = rendition(item, CARD)
    assert found is not None
    response = Client().get(found.url(FORMATS["jpg"]))
    assert (response.status_code, response["Content-Type"]) == (HTTPStatus.OK, "image/webp")
    assert b"".join(response)  # type: ignore[arg-type]
    assert heal_later(item)
    assert is_complete(MediaItem.objects.get(pk=item.pk))


@pytest.mark.usefixtures("store")
def test_stock_lists_exactly_what_does_not_agree() -> None:
    whole, bare = finished_photo(slug="whole"), stored_photo(slug="bare")
    lost, ill, short = (finished_photo(slug=slug) for slug in ("lost", "ill", "short"))
    photo(slug="never-had-a-file")
    assert take_stock() == Stock()
    default_storage.delete(lost.file.name)
    default_storage.delete(path_of(ill.renditions["version"], "thumb", "avif"))
    put(path_of(short.renditions["version"], "whole", "jpg"), b"cut")
    strays = [f"{ORIGINALS}/ab/stray.jpg", f"{FOLDER}/cd/cdef/card.webp"]
    for path in strays:
        put(path)
    assert take_stock() == Stock(["lost"], ["ill", "short"], strays)
    assert {whole.file.name, bare.file.name} <= set(names())


@pytest.mark.usefixtures("store")
def test_pruning_keeps_what_records_have_what_history_shows_and_what_is_new() -> None:
    with change(None, Act.ADD) as changes:
        item = stored_photo()
        changes.added(item)
    first = item.file.name
    with change(None, Act.EDIT) as changes:
        changes.lock(item)
        store_original(item, uploaded(jpeg((90, 60))))
        item.save()
    with change(None, Act.DELETE) as changes:
        gone = MediaItem.objects.get(pk=item.pk)
        changes.lock(gone)
        gone.delete()
    kept = finished_photo()
    stray = f"{ORIGINALS}/ab/stray.jpg"
    put(stray)
    before = names()
    assert prune(timezone.now() - timedelta(hours=1)) == []
    assert prune(timezone.now() + timedelta(hours=1)) == [stray]
    assert names() == [name for name in before if name != stray]
    assert {first, item.file.name, kept.file.name} <= set(names())


def told(command: str, *options: str) -> list[str]:
    out = StringIO()
    call_command(command, *options, stdout=out)
    return out.getvalue().splitlines()


@pytest.mark.usefixtures("store")
def test_commands_tell_what_they_found_and_did() -> None:
    item = finished_photo(slug="wharf")
    assert told("check_media") == ["Records and files agree."]
    stray = f"{FOLDER}/cd/cdef/card.webp"
    put(stray)
    default_storage.delete(item.file.name)
    out = StringIO()
    with pytest.raises(CommandError):
        call_command("check_media", stdout=out)
    assert out.getvalue().splitlines() == ["Original missing: wharf", f"File without a record (prune_media): {stray}"]
    assert told("prune_media") == ["Deleted: 0."]
    assert told("prune_media", "--hours=-1", "--dry-run") == [stray, "To be deleted: 1."]
    assert told("prune_media", "--hours=-1") == [stray, "Deleted: 1."]
    assert not default_storage.exists(stray)
