"""Many files at once: each is taken in or refused by itself, with or without script; and rights set together."""

from datetime import date
from http import HTTPStatus
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from media.choices import Licence, MediaKind
from media.models import MediaItem
from media.rights import set_rights
from sistercities.common.history import Act, ChangeSet, history_of
from tests.factories import photo
from tests.media.conftest import FilesKept
from tests.media.files import PDF, jpeg, png_claiming, stored_photo
from tests.people import editor, publisher, viewer

pytestmark = pytest.mark.django_db

UPLOAD = "/admin/media/mediaitem/upload/"
LIST = "/admin/media/mediaitem/"


def signed_in(user: Any) -> Client:
    client = Client()
    client.force_login(user)
    return client


def sent(*files: tuple[str, bytes], **given: Any) -> dict[str, Any]:
    uploads = [SimpleUploadedFile(name, content) for name, content in files]
    return {"files": uploads, "credit_en": "The office", "licence": "own"} | given


def test_each_file_is_taken_in_or_refused_by_itself(files_kept: FilesKept) -> None:
    twin = stored_photo(jpeg((90, 60)), caption_en="The first one")
    response = signed_in(editor()).post(
        UPLOAD,
        sent(
            ("good.jpg", jpeg((60, 40))),
            ("bomb.png", png_claiming(12_000, 12_000)),
            ("page.jpg", b"<html></html>"),
            ("twin.jpg", jpeg((90, 60))),
            ("协议.pdf", PDF),
        ),
    )
    told = [(upload["name"], upload["is_new"], upload["problems"]) for upload in response.context["uploads"]]
    unreadable = "This is not a photo that can be read. Photos are kept as JPEG, PNG, WebP or AVIF."
    assert told == [
        ("good.jpg", True, []),
        ("bomb.png", False, ["This photo has more than 50 million pixels."]),
        ("page.jpg", False, [unreadable]),
        ("twin.jpg", False, ["The library already has this file."]),
        ("协议.pdf", True, []),
    ]
    assert response.context["uploads"][3]["address"] == f"{LIST}{twin.pk}/change/"
    kept = (
        MediaItem.objects.exclude(pk=twin.pk).order_by("pk").values_list("given_name", "kind", "credit_en", "licence")
    )
    assert list(kept) == [
        ("good.jpg", MediaKind.PHOTO, "The office", Licence.OWN),
        ("协议.pdf", MediaKind.DOCUMENT, "The office", Licence.OWN),
    ]
    assert len([name for name in files_kept.names() if name.startswith("originals")]) == 3


def test_taken_in_files_are_drafts_with_their_history() -> None:
    user = editor()
    signed_in(user).post(UPLOAD, sent(("good.jpg", jpeg())))
    item = MediaItem.objects.get()
    [revision] = history_of(item)
    assert (revision.change_set.act, revision.change_set.made_by, item.is_live) == (Act.ADD, user, False)


def test_script_sends_one_file_and_gets_its_answer_as_data() -> None:
    client = signed_in(editor())
    answer = client.post(UPLOAD, sent(("good.jpg", jpeg())), headers={"Accept": "application/json"}).json()
    item = MediaItem.objects.get()
    assert answer == {
        "name": "good.jpg",
        "is_new": True,
        "problems": [],
        "address": f"{LIST}{item.pk}/change/",
        "label": "good.jpg",
    }
    nothing = client.post(UPLOAD, {"credit_en": "The office"}, headers={"Accept": "application/json"}).json()
    assert nothing == {"problems": ["This field is required."]}


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        ({"credit_en": "The office"}, "This field is required."),
        (sent(("good.jpg", jpeg()), credit_en=""), "Give the credit in one language at least; each file gets it."),
    ],
    ids=["no file", "no credit"],
)
def test_form_without_what_it_needs_takes_nothing_in(data: dict[str, Any], sentence: str) -> None:
    response = signed_in(editor()).post(UPLOAD, data)
    assert sentence in str(response.context["form"].errors)
    assert MediaItem.objects.count() == 0


def test_only_whoever_may_add_uploads() -> None:
    assert signed_in(viewer()).post(UPLOAD, sent(("good.jpg", jpeg()))).status_code == HTTPStatus.FORBIDDEN
    assert Client().post(UPLOAD, sent(("good.jpg", jpeg()))).status_code == HTTPStatus.FOUND
    assert MediaItem.objects.count() == 0


@pytest.mark.parametrize("name", ["../../etc/passwd.jpg", "n" * 300 + ".jpg", "🎉 曼谷.jpg", "<img src=x>.jpg"])
def test_hostile_name_does_no_harm(name: str) -> None:
    response = signed_in(editor()).post(UPLOAD, sent((name, jpeg())))
    assert (response.status_code, b"<img src=x>" in response.content) == (HTTPStatus.OK, False)
    assert MediaItem.objects.count() == 1


def chosen(*items: MediaItem, **given: Any) -> dict[str, Any]:
    return {"action": "set_rights_of_chosen", "_selected_action": [item.pk for item in items], **given}


def rights(item: MediaItem) -> tuple[str | None, str | None, str, date | None]:
    item.refresh_from_db()
    return item.credit_en, item.credit_zh_hans, item.licence, item.permission_until


def test_credit_and_licence_of_chosen_items_are_set_in_one_act() -> None:
    first, second, other = (photo(credit_en="Old", credit_zh_hans="旧") for _number in range(3))
    client = signed_in(editor())
    assert b'name="apply"' in client.post(LIST, chosen(first, second)).content
    filled_in = {"credit_en": "Li Na", "licence": "permission", "permission_until": "2030-01-31", "apply": "1"}
    client.post(LIST, chosen(first, second, **filled_in))
    new = ("Li Na", "旧", "permission", date(2030, 1, 31))
    assert [rights(item) for item in (first, second, other)] == [new, new, ("Old", "旧", "own", None)]
    [act] = ChangeSet.objects.filter(act=Act.EDIT)
    assert act.revisions.count() == 2


def test_setting_nothing_asks_what_is_to_be_set() -> None:
    item = photo(credit_en="Old")
    page = signed_in(editor()).post(LIST, chosen(item, apply="1", credit_en=""))
    assert b"Fill in what is to be set." in page.content
    assert ChangeSet.objects.count() == 0


def test_rights_of_a_published_item_are_set_by_publishers_only() -> None:
    live, draft = photo(True, credit="Old"), photo(credit="Old")
    outcome = set_rights([live, draft], {"credit_en": "New"}, editor())
    assert ([*outcome.changed], [*outcome.refused]) == ([draft], [live])
    set_rights([live], {"credit_en": "New"}, publisher())
    assert rights(live)[0] == "New"


def test_viewer_is_not_offered_to_set_rights() -> None:
    item = photo(credit_en="Old")
    signed_in(viewer()).post(LIST, chosen(item, apply="1", credit_en="New"))
    assert rights(item)[0] == "Old"
