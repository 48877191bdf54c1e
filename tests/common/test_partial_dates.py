"""Partial dates in templates."""

import pytest
from django.template import Context, Template
from django.utils.translation import override

from sistercities.common.dates import PartialDate


def rendered(source: str, **context: PartialDate | None) -> str:
    return Template("{% load partial_dates %}" + source).render(Context(context))


def test_date_filter_shows_words_in_the_language_of_the_page() -> None:
    with override("zh-hans"):
        assert rendered("{{ day|partial_date }}", day=PartialDate("2014-11")) == "2014年11月"
    assert rendered("{{ day|partial_date }}", day=PartialDate("2014-11")) == "November 2014"
    assert rendered("{{ day|partial_date:'zh-hans' }}", day=PartialDate("2014-11")) == "2014年11月"


@pytest.mark.parametrize("nothing", [None, PartialDate()])
def test_unknown_date_shows_nothing(nothing: PartialDate | None) -> None:
    assert rendered("[{{ day|partial_date }}{{ day|partial_time }}]", day=nothing) == "[]"


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("2011", '<time datetime="2011">2011</time>'),
        ("2011-09", '<time datetime="2011-09">September 2011</time>'),
        ("2011-09-26", '<time datetime="2011-09-26">26 September 2011</time>'),
        ("1998~", '<time datetime="1998">about 1998</time>'),
    ],
)
def test_time_element_is_exactly_as_precise_as_the_date(text: str, html: str) -> None:
    assert rendered("{{ day|partial_time }}", day=PartialDate(text)) == html


def test_range_tag_says_what_both_ends_share_once() -> None:
    span = {"start": PartialDate("2018-05-03"), "end": PartialDate("2018-05-07")}
    assert rendered("{% partial_date_range start end %}", **span) == "3–7 May 2018"
    assert rendered("{% partial_date_range start end 'zh-hans' %}", **span) == "2018年5月3日至7日"
