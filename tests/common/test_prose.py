"""Rich text on its way out."""

import time

import pytest

from sistercities.common.prose import clean_prose


@pytest.mark.parametrize(
    ("stored", "shown"),
    [
        (None, ""),
        ("", ""),
        ("One\n\nTwo", "<p>One</p>\n\n<p>Two</p>"),
        ("Two & three < four", "<p>Two &amp; three &lt; four</p>"),
        ("<p>Kept <strong>so</strong></p>", "<p>Kept <strong>so</strong></p>"),
        ("<p><a href='https://example.org/'>A</a></p>", '<p><a href="https://example.org/" rel="noopener">A</a></p>'),
        ("<p><a href='javascript:alert(1)'>A</a></p>", '<p><a rel="noopener">A</a></p>'),
        ("<script>alert(1)</script><p>Text</p>", "<p>Text</p>"),
        ("<p style='color:red' class='x' onclick='y'>Text</p>", "<p>Text</p>"),
    ],
)
def test_prose_keeps_harmless_structure_only(stored: str | None, shown: str) -> None:
    assert clean_prose(stored) == shown


@pytest.mark.parametrize(
    "opening",
    [
        "<blockquote>",
        "<ul><li>",
        "<div>",
        "<x-y>",
        "<BLOCKQUOTE class='a'>",
        "<ul/>",
        "<pre>",
        "<p-x>",
        "<p\u00a0x>",
        # Seems to be ended, and is not.
        "<blockquote></x>",
        "<blockquote><p title='</blockquote>'>",
        "<blockquote><object></blockquote></object>",
    ],
)
def test_prose_with_more_levels_than_anybody_writes_loses_its_markup_and_takes_no_time(opening: str) -> None:
    began = time.process_time()
    assert "Word" in clean_prose(opening * 20_000 + "Word")
    assert time.process_time() - began < 1


def test_prose_that_is_long_keeps_its_markup() -> None:
    quotes = "<blockquote><p>Word</p></blockquote><ul><li>One</li></ul>" * 1_000
    assert clean_prose(quotes) == quotes


def test_prose_with_paragraphs_that_are_never_ended_keeps_them() -> None:
    assert clean_prose("<p>Word" * 300) == "<p>Word</p>" * 300


@pytest.mark.parametrize("hostile", ["<", "<a ", "<a", "</", "<!--", "&#", "<p><", "<a href='"])
def test_prose_of_unfinished_tags_takes_no_time(hostile: str) -> None:
    began = time.process_time()
    clean_prose(hostile * 50_000)
    assert time.process_time() - began < 2
