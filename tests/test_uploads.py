"""Files that are sent to a form which never asked for any."""

from io import BytesIO

import pytest
from django.core.files.uploadhandler import MemoryFileUploadHandler, TemporaryFileUploadHandler
from django.test import Client
from django.urls import reverse

from tests.people import viewer

pytestmark = pytest.mark.django_db
SIZES = {"small": 1_000, "large": 3_000_000}


@pytest.fixture
def kept(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The bytes that were written anywhere."""
    written: list[int] = []
    for handler in (MemoryFileUploadHandler, TemporaryFileUploadHandler):
        receive = handler.receive_data_chunk

        def noted(self: object, raw_data: bytes, start: int, receive: object = receive) -> bytes | None:
            rest = receive(self, raw_data, start)  # type: ignore[operator]
            if rest is None:
                written.append(len(raw_data))
            return rest

        monkeypatch.setattr(handler, "receive_data_chunk", noted)
    return written


def send(client: Client, size: int) -> int:
    form = {"login": "somebody", "password": "guess", "file": BytesIO(b"x" * size)}
    return client.post(reverse("account_login"), form).status_code


@pytest.mark.parametrize("size", SIZES.values(), ids=SIZES)
@pytest.mark.parametrize("cookie", ["", "made-up-by-a-stranger"])
def test_file_from_a_stranger_is_kept_nowhere_and_the_form_is_answered(
    client: Client, kept: list[int], size: int, cookie: str
) -> None:
    if cookie:
        client.cookies["sessionid"] = cookie
    assert send(client, size) == 200
    assert kept == []


@pytest.mark.parametrize("size", SIZES.values(), ids=SIZES)
def test_file_from_somebody_signed_in_is_taken_in(client: Client, kept: list[int], size: int) -> None:
    client.force_login(viewer())
    client.post(reverse("set_language"), {"language": "en", "file": BytesIO(b"x" * size)})
    assert sum(kept) == size
