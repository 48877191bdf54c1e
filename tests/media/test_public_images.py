"""Everything that a visitor's browser can load for a picture: nothing of a camera or a person is in it."""

import re
from collections.abc import Iterable
from http import HTTPStatus
from io import BytesIO
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from PIL import Image
from pytest_django import DjangoCaptureOnCommitCallbacks

from media.models import MediaItem
from media.sizes import FORMATS
from tests.factories import attach, city, home_city, partnership, story
from tests.media.files import PRIVATE_WORDS, finished_photo, jpeg, talkative
from tests.people import publisher

pytestmark = pytest.mark.django_db

PAGES = ("/{}/", "/{}/photos/", "/{}/photos/jpeg/", "/{}/cities/bangkok/", "/{}/stories/", "/{}/stories/told/")
IMAGE = re.compile(r"/files/[\w-]+/[\w-]+\.(?:avif|webp|jpg)")


@pytest.fixture
def shown_everywhere() -> list[MediaItem]:
    """A photo of each format that may come in, on every kind of page."""
    items = [
        finished_photo(talkative(format), published=True, slug=format.lower())
        for format in ("JPEG", "PNG", "WEBP", "AVIF", "HEIF")
    ]
    place = city(True, name="Bangkok", slug="bangkok")
    told = story(True, title="Told", slug="told", lead_photo=items[0], cities=[place])
    partnership(True, home_city=home_city(True), partner_city=place)
    for item in items:
        attach(place, item)
        attach(told, item)
    return items


def images_on(client: Client, pages: Iterable[str]) -> set[str]:
    found: set[str] = set()
    for page in pages:
        response = client.get(page)
        assert response.status_code == HTTPStatus.OK, page
        found |= set(IMAGE.findall(response.content.decode()))
    return found


def sent(client: Client, address: str) -> bytes:
    response: Any = client.get(address)
    assert response.status_code == HTTPStatus.OK, address
    return b"".join(response)


@pytest.mark.usefixtures("shown_everywhere")
def test_every_public_image_holds_no_byte_that_a_camera_or_a_person_wrote(client: Client) -> None:
    addresses = images_on(client, [page.format(language) for page in PAGES for language in ("en", "zh-hans")])
    # Five photos, all five sizes of the one whose page was read and the cropped ones of the others, in all formats.
    assert len(addresses) == (4 * 4 + 5) * len(FORMATS)
    for address in addresses:
        content = sent(client, address)
        assert [word for word in PRIVATE_WORDS if word in content] == [], address
        with Image.open(BytesIO(content)) as image:
            image.load()
            assert len(image.getexif()) == 0, address
            assert {"exif", "xmp", "icc_profile", "comment", "photoshop"} & set(image.info) == set(), address


def test_replaced_file_is_shown_in_every_place_at_once(
    client: Client,
    shown_everywhere: list[MediaItem],
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    item = shown_everywhere[0]
    before = item.renditions["version"]
    pages = [page.format("en") for page in PAGES]
    assert sum(before in client.get(page).content.decode() for page in pages) >= 5
    staff = Client()
    staff.force_login(publisher())
    data = {"kind": "photo", "alt_en": "New", "credit_en": "New", "licence": "own", "focal_x": 50, "focal_y": 50}
    new = BytesIO(jpeg((900, 600)))
    new.name = "new.jpg"
    with django_capture_on_commit_callbacks(execute=True):
        staff.post(
            reverse("admin:media_mediaitem_change", args=[item.pk]),
            data | {"file": new, "seen_version": item.version, "slug": item.slug},
        )
    after = MediaItem.objects.get(pk=item.pk).renditions["version"]
    texts = [client.get(page).content.decode() for page in pages]
    assert [before in text for text in texts] == [False] * len(pages)
    assert sum(after in text for text in texts) >= 5
