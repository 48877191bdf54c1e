"""The library in the admin: uploads, lists, where an item is used, deleting."""

from datetime import timedelta
from http import HTTPStatus
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries, DjangoCaptureOnCommitCallbacks

from media.choices import MediaKind
from media.models import MediaItem
from sistercities.common.history import Act, history_of
from tests.factories import attach, city, photo, story
from tests.media.conftest import FilesKept
from tests.media.files import PDF, finished_photo, jpeg, png_claiming, stored_photo
from tests.people import administrator, editor, publisher, viewer

pytestmark = pytest.mark.django_db

LIST = "/admin/media/mediaitem/"
ADD = f"{LIST}add/"


def signed_in(user: Any) -> Client:
    client = Client()
    client.force_login(user)
    return client


def filled_in(content: bytes | None = None, name: str = "photo.jpg", **given: Any) -> dict[str, Any]:
    """What a browser sends for a new photo."""
    values = {"kind": "photo", "alt_en": "Two people sign", "credit_en": "The office", "focal_x": 50, "focal_y": 50}
    if content is not None:
        values["file"] = SimpleUploadedFile(name, content)
    return values | given


def change_address(item: MediaItem) -> str:
    return reverse("admin:media_mediaitem_change", args=[item.pk])


def test_uploaded_photo_is_kept_with_its_history(files_kept: FilesKept) -> None:
    user = editor()
    response = signed_in(user).post(ADD, filled_in(jpeg((60, 40)), "签约.jpg", caption_zh_hans="签约"))
    assert response.status_code == HTTPStatus.FOUND
    item = MediaItem.objects.get()
    assert (item.given_name, item.width, item.height, item.slug) == ("签约.jpg", 60, 40, "qian-yue")
    assert files_kept.names() == [item.file.name]
    [revision] = history_of(item)
    assert (revision.change_set.act, revision.change_set.made_by) == (Act.ADD, user)
    assert revision.after["fields"]["file"] == item.file.name


def test_uploaded_photo_is_made_ready_after_the_commit(
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        signed_in(editor()).post(ADD, filled_in(jpeg((60, 40))))
    assert MediaItem.objects.get().renditions["sizes"] == {"whole": [60, 40], "thumb": [60, 40]}


def test_uploaded_document_is_kept_as_one() -> None:
    signed_in(editor()).post(ADD, filled_in(PDF, "协议.pdf", kind="document"))
    item = MediaItem.objects.get()
    assert (item.kind, item.width, item.file.name.endswith(".pdf")) == (MediaKind.DOCUMENT, None, True)


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "This is not a photo that can be read."),
        (jpeg()[:300], "This is not a photo that can be read."),
        (png_claiming(12_000, 12_000), "This photo has more than 50 million pixels."),
        (PDF, "This is not a photo that can be read."),
        (b"", "The submitted file is empty."),
        (None, "Choose a file."),
    ],
    ids=["svg", "truncated", "bomb", "pdf", "empty", "none"],
)
def test_bad_upload_is_refused_with_a_sentence_beside_the_field(
    files_kept: FilesKept, content: bytes | None, sentence: str
) -> None:
    response = signed_in(editor()).post(ADD, filled_in(content))
    assert response.status_code == HTTPStatus.OK
    assert sentence in response.context["adminform"].form.errors["file"][0]
    assert (MediaItem.objects.count(), files_kept.names()) == (0, [])


def test_good_upload_beside_another_mistake_leaves_no_file(files_kept: FilesKept) -> None:
    response = signed_in(editor()).post(ADD, filled_in(jpeg(), focal_x=101))
    assert "focal_x" in response.context["adminform"].form.errors
    assert (MediaItem.objects.count(), files_kept.names()) == (0, [])


@pytest.mark.parametrize(
    "name", ["../../etc/passwd.jpg", "n" * 300 + ".jpg", "🎉.jpg", "<img src=x onerror=alert(1)>.jpg"]
)
def test_hostile_name_does_no_harm(name: str) -> None:
    client = signed_in(editor())
    assert client.post(ADD, filled_in(jpeg(), name)).status_code == HTTPStatus.FOUND
    page = client.get(change_address(MediaItem.objects.get()))
    assert (page.status_code, b"<img src=x" in page.content) == (HTTPStatus.OK, False)


def test_video_needs_its_address() -> None:
    client = signed_in(editor())
    assert "video_url" in client.post(ADD, filled_in(kind="video")).context["adminform"].form.errors
    client.post(ADD, filled_in(kind="video", video_url="https://example.org/film"))
    assert MediaItem.objects.get().kind == MediaKind.VIDEO


def changed(item: MediaItem, content: bytes | None = None, **given: Any) -> dict[str, Any]:
    return filled_in(content, seen_version=item.version, **given)


def test_saving_without_a_new_file_keeps_the_file() -> None:
    item = stored_photo()
    signed_in(editor()).post(change_address(item), changed(item, alt_en="Other words"))
    stored = MediaItem.objects.get()
    assert (stored.alt_en, stored.file.name, stored.content_hash) == ("Other words", item.file.name, item.content_hash)


def test_replaced_file_is_hidden_at_once_and_kept_for_history(files_kept: FilesKept) -> None:
    item = finished_photo(jpeg((600, 400)))
    client = signed_in(editor())
    client.post(change_address(item), changed(item, jpeg((660, 440))))
    stored = MediaItem.objects.get()
    assert (stored.width, stored.file.name != item.file.name) == (660, True)
    assert item.file.name in files_kept.names()
    assert item.renditions["version"].encode() not in client.get(LIST).content


def test_moved_point_of_interest_has_the_photo_cropped_anew(
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    item = finished_photo()
    with django_capture_on_commit_callbacks(execute=True):
        signed_in(editor()).post(change_address(item), changed(item, focal_x=10))
    assert MediaItem.objects.get().renditions["focal"] == [10, 50]


def test_change_taken_back_brings_the_earlier_photo_back(
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    item = finished_photo(jpeg((600, 400)))
    client = signed_in(editor())
    with django_capture_on_commit_callbacks(execute=True):
        client.post(change_address(item), changed(item, jpeg((660, 440))))
    replaced = MediaItem.objects.get()
    revision = history_of(item)[0]
    with django_capture_on_commit_callbacks(execute=True):
        take_back = reverse("admin:media_mediaitem_take_back", args=[item.pk, revision.pk])
        client.post(take_back, {"seen_version": replaced.version})
    stored = MediaItem.objects.get()
    assert (stored.file.name, stored.renditions["of"]) == (item.file.name, item.content_hash)


def test_same_file_uploaded_twice_is_pointed_out() -> None:
    twin = stored_photo(jpeg((60, 40)), caption_en="The first one")
    response = signed_in(editor()).post(ADD, filled_in(jpeg((60, 40))), follow=True)
    assert [change_address(twin) in str(message) for message in response.context["messages"]] == [True, False]


def test_kind_of_an_item_is_not_changed_later() -> None:
    item = stored_photo()
    signed_in(editor()).post(change_address(item), changed(item, kind="document"))
    assert MediaItem.objects.get().kind == MediaKind.PHOTO


def listed(query: str = "") -> set[str]:
    response = signed_in(viewer()).get(LIST + query)
    assert response.status_code == HTTPStatus.OK
    return {item.caption_en for item in response.context["cl"].result_list}


def test_list_is_narrowed_to_what_needs_work() -> None:
    today = timezone.localdate()
    photo(caption="whole")
    photo(caption="no alt", alt_en="Words", alt_zh_hans="")
    photo(caption="no credit", credit_en="", credit_zh_hans="某人")
    photo(caption="film", kind=MediaKind.VIDEO, video_url="https://example.org/", alt_en="", alt_zh_hans="")
    photo(caption="ended", permission_until=today - timedelta(days=1))
    photo(caption="ending", permission_until=today + timedelta(days=20))
    attach(city(), MediaItem.objects.get(caption_en="whole"))
    story(lead_photo=MediaItem.objects.get(caption_en="ending"))
    assert listed("?missing=alt") == {"no alt"}
    assert listed("?missing=credit") == {"no credit"}
    assert listed("?permission=ended") == {"ended"}
    assert listed("?permission=30") == {"ended", "ending"}
    assert listed("?kind__exact=video") == {"film"}
    assert listed("?use=none") == {"no alt", "no credit", "film", "ended"}


def test_files_that_are_there_more_than_once_are_listed() -> None:
    stored_photo(jpeg((60, 40)), caption="first")
    stored_photo(jpeg((60, 40)), caption="second")
    stored_photo(jpeg((90, 60)), caption="single")
    photo(caption="without file")
    photo(caption="without file either")
    assert listed("?use=twins") == {"first", "second"}


@pytest.mark.parametrize("query", ["?missing=%27", "?permission=x", "?use=0", "?missing=file", "?p=99999999999"])
def test_nonsense_in_the_address_of_the_list_is_no_error(query: str) -> None:
    photo()
    assert signed_in(viewer()).get(LIST + query, follow=True).status_code == HTTPStatus.OK


def test_search_finds_words_of_either_language() -> None:
    photo(caption_en="Signing", caption_zh_hans="签署友好交流协议")
    photo(caption_en="Dinner", caption_zh_hans="晚宴")
    assert listed("?q=友好交流") == {"Signing"}
    assert listed("?q=dinner") == {"Dinner"}


def test_list_takes_as_many_queries_for_many_photos_as_for_one(
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    client = signed_in(viewer())
    finished_photo()
    client.get(LIST)
    for _number in range(5):
        finished_photo()
    with django_assert_max_num_queries(12):
        page = client.get(LIST)
    assert page.content.count(b'.jpg" width=') == 6


def test_form_says_where_the_photo_is_used() -> None:
    item = photo()
    place = city(name_en="Bangkok")
    attach(place, item)
    page = signed_in(viewer()).get(change_address(item)).content.decode()
    assert "Bangkok" in page
    assert "Not used anywhere" in signed_in(viewer()).get(change_address(photo())).content.decode()


def test_photo_in_use_is_not_deleted_and_the_page_says_why() -> None:
    item = stored_photo()
    attach(city(name_en="Bangkok"), item)
    client = signed_in(administrator())
    page = client.get(reverse("admin:media_mediaitem_delete", args=[item.pk]))
    assert page.context["protected"]
    client.post(reverse("admin:media_mediaitem_delete", args=[item.pk]), {"post": "yes"})
    assert MediaItem.objects.filter(pk=item.pk).exists()


@pytest.mark.parametrize("by_action", [True, False])
def test_deleted_photo_loses_its_smaller_versions_and_keeps_its_original(
    files_kept: FilesKept, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks, by_action: bool
) -> None:
    item = finished_photo()
    client = signed_in(administrator())
    with django_capture_on_commit_callbacks(execute=True):
        if by_action:
            client.post(LIST, {"action": "delete_selected", "_selected_action": [item.pk], "post": "yes"})
        else:
            client.post(reverse("admin:media_mediaitem_delete", args=[item.pk]), {"post": "yes"})
    assert (MediaItem.objects.count(), files_kept.names()) == (0, [item.file.name])


def test_publisher_publishes_what_is_complete_and_is_told_what_is_not() -> None:
    whole, bare = stored_photo(), stored_photo(alt_en="", alt_zh_hans="")
    client = signed_in(publisher())
    data = {"action": "publish_in_en", "_selected_action": [whole.pk, bare.pk]}
    response = client.post(LIST, data, follow=True)
    assert [item.is_public("en") for item in (whole, bare)] == [True, False]
    told = " ".join(str(message) for message in response.context["messages"])
    assert "A photo needs a text for people who cannot see it" in told


def test_viewer_cannot_upload() -> None:
    assert signed_in(viewer()).post(ADD, filled_in(jpeg())).status_code == HTTPStatus.FORBIDDEN
    assert MediaItem.objects.count() == 0
