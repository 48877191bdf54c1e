"""To strangers a hidden file and none at all are the same, whatever they send along."""

from datetime import date

import pytest
from django.conf import settings
from django.test import Client

from media.choices import MediaKind
from media.models import MediaItem
from media.pictures import rendition
from media.sizes import CARD, JPEG
from media.storing import store_original
from tests.factories import photo
from tests.media.files import PDF, finished_photo, jpeg, uploaded

pytestmark = pytest.mark.django_db
MISSING = "no-such-item"
COOKIES = ["", f"{settings.SESSION_COOKIE_NAME}=made-up-by-a-stranger"]


def document(published: bool = False) -> MediaItem:
    item = photo(published, kind=MediaKind.DOCUMENT)
    store_original(item, uploaded(PDF, "agreement.pdf"))
    item.save()
    return item


def hidden_addresses() -> list[tuple[str, str]]:
    """Addresses at which something lies hidden, each with the slug in it."""
    hidden_photo, hidden_document, public_document = finished_photo(jpeg((600, 400))), document(), document(True)
    found = rendition(hidden_photo, CARD)
    assert found is not None
    addresses = [
        (found.url(JPEG), hidden_photo.slug),
        (f"/files/{hidden_document.slug}/document", hidden_document.slug),
    ]
    items = (hidden_photo, hidden_document, public_document)
    return [*addresses, *((f"/files/{item.slug}/original", item.slug) for item in items)]


@pytest.mark.parametrize("cookie", COOKIES, ids=["no cookie", "made-up cookie"])
def test_answer_about_a_hidden_file_is_that_about_none(cookie: str) -> None:
    headers = {"Cookie": cookie} if cookie else {}
    for address, slug in hidden_addresses():
        hidden = Client().get(address, headers=headers)
        missing = Client().get(address.replace(slug, MISSING), headers=headers)
        assert (hidden.status_code, dict(hidden.headers)) == (missing.status_code, dict(missing.headers)), address
        assert hidden.content.decode().replace(slug, MISSING) == missing.content.decode()
        assert str(hidden.cookies) == str(missing.cookies)


def test_document_permitted_until_the_last_day_of_all_calendars_is_handed_out() -> None:
    item = document(published=True)
    MediaItem.objects.update(permission_until=date.max)
    response = Client().get(f"/files/{item.slug}/document")
    assert (response.status_code, response["Cache-Control"]) == (200, "public, max-age=300")
    b"".join(response)  # a file is closed when it has been read
