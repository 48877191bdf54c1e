"""Partial dates in templates."""

import pytest
from django.template import Context, Template
from django.utils.translation import override

from sistercities.common.dates import PartialDate


def rendered(source: str, **context: PartialDate | None) -> str:
    return Template("{% load partial_dates %}" + source).render(Context(context))


def test_date_is_said_in_the_language_of_the_page() -> None:
    with override("zh-hans"):
        assert "2014年11月" in rendered("{{ day|partial_time }}", day=PartialDate("2014-11"))
    with override("en"):
        assert "November 2014" in rendered("{{ day|partial_time }}", day=PartialDate("2014-11"))


@pytest.mark.parametrize("nothing", [None, PartialDate()])
def test_unknown_date_shows_nothing(nothing: PartialDate | None) -> None:
    assert rendered("[{{ day|partial_time }}{% time_span day day %}]", day=nothing) == "[]"


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


def test_span_is_dated_by_its_beginning_and_says_what_both_ends_share_once() -> None:
    span = {"start": PartialDate("2018-05-03"), "end": PartialDate("2018-05-07")}
    told = rendered("{% time_span start end %}", **span)
    assert told == '<time class="time-span" datetime="2018-05-03">3–7 May 2018</time>'
    with override("zh-hans"):
        assert "2018年5月3日至7日" in rendered("{% time_span start end %}", **span)
