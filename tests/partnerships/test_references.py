"""Sources numbered for a page."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from media.models import MediaItem
from partnerships.models import City, Partnership
from partnerships.reading import public_citations
from partnerships.references import References
from tests import factories

pytestmark = pytest.mark.django_db


def read(model: Any, record: Any) -> Any:
    return model.objects.prefetch_related(public_citations(model, "en")).get(pk=record.pk)


def test_source_cited_by_several_records_has_one_number_and_all_its_quotes() -> None:
    tie, shared = factories.partnership(), factories.source()
    factories.cite(tie.partner_city, factories.source(), supports="name")
    factories.cite(tie.partner_city, shared, quote="Of the city")
    factories.cite(tie, shared, supports="since, status", quote="Of the tie")
    city, partnership = read(City, tie.partner_city), read(Partnership, tie)
    references = References([city, partnership])
    assert [(each.number, each.quotes) for each in references] == [(1, []), (2, ["Of the city", "Of the tie"])]
    assert references.numbers(city, "name") == [1]
    assert references.numbers(city) == [2]
    assert references.numbers(partnership, "since") == references.numbers(partnership, "status") == [2]
    assert references.numbers(partnership, "motive") == []
    assert references.number_of(shared.pk) == 2


def test_source_that_is_not_public_has_no_number_and_leaves_no_gap() -> None:
    city, hidden = factories.city(), factories.source(is_public=False)
    factories.cite(city, hidden, supports="name", order=0)
    factories.cite(city, factories.source(), supports="name", order=1)
    read_city = read(City, city)
    references = References([read_city])
    assert references.numbers(read_city, "name") == [1]
    assert references.number_of(hidden.pk) is None


def cited_document(**given: Any) -> tuple[MediaItem, list[str]]:
    """A document that is the source of an agreement, and the addresses of what tells its sources."""
    document = factories.photo(True, kind="document", slug="protocol", caption_en="Protocol", caption_zh_hans="议定书")
    MediaItem.objects.filter(pk=document.pk).update(**given)
    tie = factories.partnership(True)
    agreement = factories.agreement(True, partnership=tie)
    factories.cite(agreement, factories.source(document=document))
    pages = [agreement.get_absolute_url(), tie.partner_city.get_absolute_url()]
    return document, [*pages, f"/api/v1/en/agreements/{agreement.slug}/"]


def test_source_leads_to_its_document_on_every_page_that_tells_the_source(client: Client) -> None:
    _document, pages = cited_document()
    for page in pages:
        assert "/en/photos/protocol/" in client.get(page).content.decode(), page
    assert ">Protocol</a>" in client.get(pages[0]).content.decode()
    chinese = client.get(pages[0].replace("/en/", "/zh-hans/")).content.decode()
    assert '<a href="/zh-hans/photos/protocol/">议定书</a>' in chinese


@pytest.mark.parametrize(
    "given",
    [
        {"state_en": "draft"},
        {"state_en": "withdrawn"},
        {"publish_at": timezone.now() + timedelta(days=300)},
        {"permission_until": timezone.now().date() - timedelta(days=2)},
    ],
)
def test_document_that_is_not_public_is_not_named(client: Client, given: dict[str, Any]) -> None:
    _document, pages = cited_document(**given)
    for page in pages:
        body = client.get(page).content.decode()
        assert "protocol" not in body.lower(), page
        assert "Source" in body
