"""Language tags and page numbers as templates use them."""

import pytest
from django.core.paginator import Paginator

from sistercities.templatetags.languages import language_tag
from sistercities.templatetags.paging import elided_pages


@pytest.mark.parametrize(
    ("code", "tag"),
    [("en", "en"), ("zh-hans", "zh-Hans"), ("pt-br", "pt-BR"), ("sr-latn-rs", "sr-Latn-RS"), ("ZH-HANS", "zh-Hans")],
)
def test_language_code_of_django_becomes_the_recommended_tag(code: str, tag: str) -> None:
    assert language_tag(code) == tag


def test_long_list_offers_first_last_and_neighbouring_pages() -> None:
    paginator = Paginator(range(300), 10)

    assert list(elided_pages(paginator, 15)) == [1, "…", 14, 15, 16, "…", 30]


def test_short_list_offers_every_page() -> None:
    assert list(elided_pages(Paginator(range(30), 10), 2)) == [1, 2, 3]
