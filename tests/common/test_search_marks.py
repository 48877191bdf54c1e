"""Marks in what a search has found."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sistercities.common.search_marks import excerpt, found_spans, marked


@pytest.mark.parametrize(
    ("text", "query", "shown"),
    [
        ("Bangkok", "bang", "<mark>Bang</mark>kok"),
        ("Zürich", "zurich", "<mark>Zürich</mark>"),
        ("Zu\u0308rich", "zu", "<mark>Zu\u0308</mark>rich"),
        ("Straße", "strasse", "<mark>Straße</mark>"),
        ("泰国曼谷市", "曼谷", "泰国<mark>曼谷</mark>市"),
        ("重慶市", "重庆", "<mark>重慶</mark>市"),
        ("重庆市与曼谷市", "重庆市", "<mark>重庆市</mark>与曼谷市"),
        ("曼谷", "谷", "曼<mark>谷</mark>"),
        ("กรุงเทพมหานคร", "กรุงเทพ", "<mark>กรุงเทพ</mark>มหานคร"),
        ("서울특별시", "서울", "<mark>서울</mark>특별시"),
        ("Urbang", "bang", "Urbang"),
        ("2011年签署", "2011", "<mark>2011</mark>年签署"),
        ("Rail & <b>road</b>", "rail road", "<mark>Rail</mark> &amp; &lt;b&gt;<mark>road</mark>&lt;/b&gt;"),
        ("<script>", "script", "&lt;<mark>script</mark>&gt;"),
        ("nothing of it", "!?", "nothing of it"),
        ("Port of Xi'an", "xian", "Port of <mark>Xi&#x27;an</mark>"),
        ("Port of Xi’an", "xi an", "Port of <mark>Xi</mark>’<mark>an</mark>"),
        ("Xian", "Xi'an", "<mark>Xian</mark>"),
        ("Nukuʻalofa", "nukualofa", "<mark>Nukuʻalofa</mark>"),
        ("Düsseldorf", "duesseldorf", "<mark>Düsseldorf</mark>"),
        ("约翰·史密斯访渝", "约翰史密斯", "<mark>约翰·史密斯</mark>访渝"),
        ("القاهرة", "القاهره", "<mark>القاهرة</mark>"),
        ("İstanbul", "istanbul", "<mark>İstanbul</mark>"),
    ],
)
def test_words_are_marked_as_the_search_compares_them(text: str, query: str, shown: str) -> None:
    assert marked(text, query) == shown


def test_excerpt_is_cut_around_what_was_found() -> None:
    text = "One sentence. " * 30 + "The rail route to Bangkok was opened. " + "Another one. " * 30
    cut = excerpt(text, "rail")
    assert cut.startswith("… The <mark>rail</mark> route to Bangkok was opened.")
    assert cut.endswith(" …")
    assert len(cut) < 200


def test_excerpt_of_chinese_is_cut_without_spaces() -> None:
    cut = excerpt("友好往来" * 100 + "曼谷" + "经贸合作" * 100, "曼谷")
    assert "<mark>曼谷</mark>" in cut
    assert len(cut) < 200


def test_excerpt_of_a_text_without_the_word_is_its_beginning() -> None:
    assert excerpt("Nothing of it.", "rail") == "Nothing of it."


@given(st.text(max_size=60), st.text(max_size=20))
def test_marks_leave_the_text_as_it_is(text: str, query: str) -> None:
    spans = found_spans(text, query)
    assert all(0 <= start < end <= len(text) for start, end in spans)
    assert "<mark></mark>" not in marked(text, query)
