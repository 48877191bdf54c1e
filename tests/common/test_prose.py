"""Rich text on its way out."""

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
