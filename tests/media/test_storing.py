"""Originals in the storage: whose they are, what they are called, and that none is left over."""

import re
from collections.abc import Callable
from hashlib import sha256

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.transaction import TransactionManagementError

from media.choices import MediaKind
from media.models import MediaItem
from media.storing import store_original
from tests.factories import photo
from tests.media.conftest import FilesKept
from tests.media.files import PDF, jpeg, stored_photo, uploaded

pytestmark = pytest.mark.django_db


def test_stored_photo_knows_its_file_its_size_and_the_name_it_came_with() -> None:
    item = stored_photo(jpeg((60, 40)))
    stored = MediaItem.objects.get(pk=item.pk)
    assert (stored.given_name, stored.width, stored.height) == ("photo.jpg", 60, 40)
    with stored.file.open() as file:
        content = file.read()
    assert (content, stored.content_hash) == (jpeg((60, 40)), sha256(content).hexdigest())


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ("../../etc/passwd.jpg", "passwd.jpg"),
        ("..\\..\\windows\\system.ini", "system.ini"),
        ("曼谷市政厅.jpg", "曼谷市政厅.jpg"),
        ("🎉 party.jpg", "🎉 party.jpg"),
        ("photo\u202egpj.exe", "photogpj.exe"),
        ("a\x00b\r\nSet-Cookie: x.jpg", "abSet-Cookie: x.jpg"),
        ("n" * 300 + ".jpg", "n" * 251 + ".jpg"),
        ("<script>alert(1)<", "<script>alert(1)<"),
        ("", ""),
        ("..", ".."),
    ],
)
def test_name_of_the_file_is_kept_as_text_and_never_as_a_path(files_kept: FilesKept, given: str, shown: str) -> None:
    item, file = photo(), uploaded(jpeg(), "x.jpg")
    file.name = given
    store_original(item, file)
    item.save()
    assert item.given_name == shown
    assert [bool(re.fullmatch(r"originals/[0-9a-f]{2}/[0-9a-f]{40}\.jpg", name)) for name in files_kept.names()] == [
        True
    ]


def test_extension_in_the_storage_is_that_of_the_content() -> None:
    item = photo(kind=MediaKind.DOCUMENT)
    store_original(item, uploaded(PDF, "page.html"))
    assert item.file.name.endswith(".pdf")
    assert (item.width, item.height) == (None, None)


def test_refused_file_leaves_nothing_behind(files_kept: FilesKept) -> None:
    item = photo()
    with pytest.raises(ValidationError):
        store_original(item, uploaded(b"no photo"))
    assert (files_kept.names(), item.file.name) == ([], "")


@pytest.mark.django_db(transaction=True)
def test_rolled_back_save_leaves_no_file(files_kept: FilesKept) -> None:
    def fail_after_saving() -> None:
        with transaction.atomic():
            stored_photo()
            assert len(files_kept.names()) == 1
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail_after_saving()
    assert files_kept.names() == []


def roll_back_a_block() -> None:
    with transaction.atomic():
        stored_photo()
        transaction.set_rollback(True)


def roll_back_by_hand() -> None:
    mark = transaction.savepoint()
    stored_photo()
    transaction.savepoint_rollback(mark)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("roll_back", [roll_back_a_block, roll_back_by_hand])
def test_rolled_back_part_of_an_act_leaves_no_file_and_takes_no_other(
    files_kept: FilesKept, roll_back: Callable[[], None]
) -> None:
    with transaction.atomic():
        kept = stored_photo()
        roll_back()
    originals = [name for name in files_kept.names() if name.startswith("originals")]
    assert originals == [kept.file.name]


@pytest.mark.django_db(transaction=True)
def test_dry_run_leaves_no_file(files_kept: FilesKept) -> None:
    with transaction.atomic():
        stored_photo()
        transaction.set_rollback(True)
    assert files_kept.names() == []


@pytest.mark.django_db(transaction=True)
def test_storing_outside_a_transaction_is_refused(files_kept: FilesKept) -> None:
    item = photo()
    with pytest.raises(TransactionManagementError):
        store_original(item, uploaded(jpeg()))
    assert files_kept.names() == []


@pytest.mark.django_db(transaction=True)
def test_committed_photo_gets_its_smaller_versions_in_the_background() -> None:
    with transaction.atomic():
        item = stored_photo(jpeg((600, 400)))
        assert MediaItem.objects.get(pk=item.pk).renditions == {}
    assert set(MediaItem.objects.get(pk=item.pk).renditions["sizes"]) == {"whole", "thumb", "card", "content"}


@pytest.mark.django_db(transaction=True)
def test_replaced_file_is_kept_for_history(files_kept: FilesKept) -> None:
    with transaction.atomic():
        item = stored_photo()
    first = item.file.name
    with transaction.atomic():
        store_original(item, uploaded(jpeg((90, 60))))
        item.save()
    assert {first, item.file.name} <= set(files_kept.names())
