"""Files go to visitors exactly while their item is public; nothing else of the storage goes out at all."""

from datetime import UTC, datetime, timedelta
from http import HTTPStatus
from io import BytesIO
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.utils import timezone
from PIL import Image
from pytest_django import DjangoAssertNumQueries
from time_machine import travel

from media.choices import MediaKind
from media.models import MediaItem
from media.pictures import rendition
from media.renditions import make_renditions
from media.sizes import AVIF, CARD, FORMATS, JPEG, SIZES, Format
from media.storing import store_original
from sistercities.common.publishing import State
from tests.factories import photo
from tests.media.conftest import FilesKept
from tests.media.files import PDF, PRIVATE_WORDS, finished_photo, jpeg, stored_photo, talkative, uploaded
from tests.people import editor, person, viewer

pytestmark = pytest.mark.django_db


def address(item: MediaItem, format: Format = JPEG) -> str:
    found = rendition(item, CARD)
    assert found is not None
    return found.url(format)


class Reader(Client):
    """Reads an answer to its end, as a browser does; `sent` holds the bytes."""

    def request(self, **request: Any) -> Any:
        response = super().request(**request)
        response.sent = b"".join(response)
        return response


@pytest.fixture
def client() -> Reader:
    return Reader()


def signed_in(user: User) -> Reader:
    client = Reader()
    client.force_login(user)
    return client


def released_document(published: bool = True, name: str = "agreement.pdf") -> MediaItem:
    item = photo(published, kind=MediaKind.DOCUMENT)
    store_original(item, uploaded(PDF, name))
    item.save()
    return item


def hidden(reason: str) -> MediaItem:
    """A photo that was ready for visitors, but for one thing."""
    now = timezone.now()
    given = {
        "withdrawn": {"state_en": State.WITHDRAWN, "state_zh_hans": State.WITHDRAWN},
        "in review": {"state_en": State.IN_REVIEW, "state_zh_hans": State.DRAFT},
        "permission ended": {"permission_until": timezone.localdate() - timedelta(days=1)},
        "not yet": {"publish_at": now + timedelta(hours=1)},
        "no longer": {"withdraw_at": now - timedelta(seconds=1)},
    }
    return finished_photo(jpeg((600, 400)), published=True, **given[reason])


REASONS = ["withdrawn", "in review", "permission ended", "not yet", "no longer"]


@pytest.mark.parametrize("language", ["en", "zh-hans"])
@pytest.mark.parametrize("format", FORMATS.values(), ids=FORMATS)
def test_photo_public_in_one_language_is_handed_out(client: Reader, language: str, format: Format) -> None:
    response = client.get(address(finished_photo(jpeg((600, 400)), published=language), format))
    assert (response.status_code, response["Content-Type"]) == (HTTPStatus.OK, format.content_type)
    with Image.open(BytesIO(response.sent)) as image:
        assert (image.format, image.size) == (format.pillow, (480, 320))


def test_answer_to_everybody_carries_its_guards_and_depends_on_no_cookie(client: Reader) -> None:
    response = client.get(address(finished_photo(jpeg((600, 400)), published=True)))
    assert {
        name: response[name] for name in ("Cache-Control", "X-Content-Type-Options", "Content-Security-Policy")
    } == {
        "Cache-Control": "public, max-age=300",
        "X-Content-Type-Options": "nosniff",
        "Content-Security-Policy": "default-src 'none'; sandbox",
    }
    assert "Cookie" not in response.get("Vary", "")
    assert not response.cookies


def test_copy_that_the_browser_has_is_confirmed_without_sending_it_again(client: Reader) -> None:
    url = address(finished_photo(jpeg((600, 400)), published=True))
    first = client.get(url)
    again = client.get(url, headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, again.sent, again["Cache-Control"]) == (
        HTTPStatus.NOT_MODIFIED,
        b"",
        "public, max-age=300",
    )


@pytest.mark.parametrize("reason", REASONS)
def test_hidden_photo_is_not_handed_out_in_any_size(client: Reader, reason: str) -> None:
    item = hidden(reason)
    made = [found for size in SIZES.values() if (found := rendition(item, size))]
    addresses = [version.url(format) for version in made for format in FORMATS.values()]
    assert len(addresses) == 12
    assert {client.get(url).status_code for url in addresses} == {HTTPStatus.NOT_FOUND}


def test_copy_in_the_browser_is_not_confirmed_once_the_photo_is_withdrawn(client: Reader) -> None:
    item = finished_photo(jpeg((600, 400)), published=True)
    tag = client.get(address(item))["ETag"]
    MediaItem.objects.update(state_en=State.WITHDRAWN, state_zh_hans=State.WITHDRAWN)
    assert client.get(address(item), headers={"If-None-Match": tag}).status_code == HTTPStatus.NOT_FOUND


@pytest.mark.parametrize("reason", REASONS)
def test_staff_who_may_see_it_get_a_hidden_photo_that_is_not_kept(reason: str) -> None:
    response = signed_in(viewer()).get(address(hidden(reason)))
    assert (response.status_code, response["Cache-Control"]) == (HTTPStatus.OK, "no-store, private")


@pytest.mark.parametrize("is_staff", [True, False])
def test_account_without_the_right_gets_no_hidden_photo(is_staff: bool) -> None:
    user = person("Viewer" if not is_staff else "", is_staff=is_staff)
    assert signed_in(user).get(address(hidden("withdrawn"))).status_code == HTTPStatus.NOT_FOUND


@pytest.mark.parametrize(
    ("moment", "status", "kept"),
    [
        ("2026-11-24T12:00:00+08:00", HTTPStatus.OK, "public, max-age=300"),
        ("2026-11-24T23:59:00+08:00", HTTPStatus.OK, "public, max-age=60"),
        ("2026-11-25T00:00:00+08:00", HTTPStatus.NOT_FOUND, None),
    ],
)
def test_permission_ends_at_the_offices_midnight_and_no_copy_outlives_it(
    client: Reader, moment: str, status: int, kept: str | None
) -> None:
    item = finished_photo(jpeg((600, 400)), published=True, permission_until="2026-11-24")
    with travel(datetime.fromisoformat(moment), tick=False):
        response = client.get(address(item))
    assert (response.status_code, response.get("Cache-Control")) == (status, kept)


def test_no_copy_outlives_the_end_of_the_period(client: Reader) -> None:
    item = finished_photo(jpeg((600, 400)), published=True, withdraw_at=datetime(2026, 11, 24, 12, 1, tzinfo=UTC))
    with travel(datetime(2026, 11, 24, 12, 0, tzinfo=UTC), tick=False):
        assert client.get(address(item))["Cache-Control"] == "public, max-age=60"


def test_earlier_version_is_gone_once_the_file_is_replaced(client: Reader) -> None:
    item = finished_photo(jpeg((600, 400)), published=True)
    before = address(item)
    store_original(item, uploaded(jpeg((660, 440))))
    item.save()
    assert client.get(before).status_code == HTTPStatus.NOT_FOUND


@pytest.mark.parametrize(
    "ending",
    ["card-{version}.gif", "huge-{version}.jpg", "card-0000.jpg", "card-{version}", "content-{version}.jpg/..", ""],
)
def test_address_of_nothing_is_not_found(client: Reader, ending: str) -> None:
    item = finished_photo(jpeg((600, 400)), published=True)
    url = f"/files/{item.slug}/" + ending.format(version=item.renditions["version"])
    assert client.get(url).status_code == HTTPStatus.NOT_FOUND


def test_address_in_the_storage_leads_nowhere(client: Reader, files_kept: FilesKept) -> None:
    finished_photo(published=True)
    released_document()
    names = files_kept.names()
    assert len(names) > 4
    assert {client.get(f"/files/{name}").status_code for name in names} == {HTTPStatus.NOT_FOUND}


def sent_size(response: Any) -> tuple[str, tuple[int, int]]:
    with Image.open(BytesIO(response.sent)) as image:
        return response["Content-Type"], image.size


def test_next_best_version_stands_in_for_one_that_is_missing_or_damaged(client: Reader, files_kept: FilesKept) -> None:
    item = finished_photo(jpeg((600, 400)), published=True)
    files = {path.name: path for path in (files_kept.folder / "renditions").rglob("*.*")}
    files["card.jpg"].write_bytes(b"")
    response = client.get(address(item))
    assert (sent_size(response), response["Cache-Control"], "ETag" in response) == (
        ("image/webp", (480, 320)),
        "no-store, private",
        False,
    )
    for format in FORMATS:
        files[f"card.{format}"].unlink(missing_ok=True)
    assert sent_size(client.get(address(item))) == ("image/jpeg", (600, 400))
    assert MediaItem.objects.get().renditions == item.renditions


def test_photo_without_any_version_left_is_not_found(client: Reader, files_kept: FilesKept) -> None:
    item = finished_photo(jpeg((600, 400)), published=True)
    for path in (files_kept.folder / "renditions").rglob("*.*"):
        path.unlink()
    assert client.get(address(item)).status_code == HTTPStatus.NOT_FOUND


def test_format_that_is_not_made_yet_is_not_found(client: Reader) -> None:
    item = stored_photo(jpeg((600, 400)), published=True)
    make_renditions(item)
    assert client.get(address(item, AVIF)).status_code == HTTPStatus.NOT_FOUND
    assert client.get(address(item, JPEG)).status_code == HTTPStatus.OK


@pytest.mark.parametrize("kind", [MediaKind.PHOTO, MediaKind.DOCUMENT])
def test_original_is_for_staff_who_may_see_it_and_never_for_visitors(client: Reader, kind: str) -> None:
    item = stored_photo(talkative("JPEG"), published=True) if kind == MediaKind.PHOTO else released_document()
    url = f"/files/{item.slug}/original"
    assert client.get(url).status_code == HTTPStatus.NOT_FOUND
    assert signed_in(person("")).get(url).status_code == HTTPStatus.NOT_FOUND
    response = signed_in(editor()).get(url)
    assert (response["Cache-Control"], response["Content-Disposition"].partition(";")[0]) == (
        "no-store, private",
        "attachment",
    )
    assert len(response.sent) == item.file.size


def test_photo_is_not_handed_out_as_a_document(client: Reader) -> None:
    item = stored_photo(published=True)
    assert client.get(f"/files/{item.slug}/document").status_code == HTTPStatus.NOT_FOUND


def test_released_document_is_saved_under_the_name_it_came_with(client: Reader) -> None:
    item = released_document(name="友好交流协议.pdf")
    response = client.get(f"/files/{item.slug}/document")
    assert response.sent == PDF
    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert response["Content-Disposition"].startswith("attachment; filename*=utf-8''%E5%8F%8B")


def test_document_with_a_hostile_name_is_saved_and_adds_no_header(client: Reader) -> None:
    item = released_document(name='a"; filename="b.html\r\nX-Evil: 1')
    response = client.get(f"/files/{item.slug}/document")
    assert response.status_code == HTTPStatus.OK
    assert "X-Evil" not in response.headers


def test_internal_document_is_for_staff_only(client: Reader) -> None:
    item = released_document(published=False)
    assert client.get(f"/files/{item.slug}/document").status_code == HTTPStatus.NOT_FOUND
    assert signed_in(viewer()).get(f"/files/{item.slug}/document")["Cache-Control"] == "no-store, private"


@pytest.mark.parametrize("format", ["JPEG", "PNG", "WEBP", "AVIF"])
def test_nothing_that_a_camera_wrote_reaches_visitors(client: Reader, format: str) -> None:
    item = finished_photo(talkative(format), published=True)
    made = [found for size in SIZES.values() if (found := rendition(item, size))]
    for version in made:
        for way in FORMATS.values():
            sent = client.get(version.url(way)).sent
            assert [word for word in PRIVATE_WORDS if word in sent] == []


def test_only_reading_is_allowed(client: Reader) -> None:
    url = address(finished_photo(jpeg((600, 400)), published=True))
    assert client.post(url).status_code == HTTPStatus.METHOD_NOT_ALLOWED


def test_handing_out_a_photo_takes_one_query(client: Reader, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    url = address(finished_photo(jpeg((600, 400)), published=True))
    with django_assert_num_queries(1):
        client.get(url)
