"""Sources numbered for a page."""

from typing import Any

import pytest

from partnerships.models import City, Partnership
from partnerships.reading import public_citations
from partnerships.references import References
from tests import factories

pytestmark = pytest.mark.django_db


def read(model: Any, record: Any) -> Any:
    return model.objects.prefetch_related(public_citations(model)).get(pk=record.pk)


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
