"""Slugs made from the names of many languages."""

import pytest

from sistercities.common.slugs import readable_slug


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("Łódź", "lodz"),
        ("Bełchatów", "belchatow"),
        ("Sønderborg", "sonderborg"),
        ("Gießen", "giessen"),
        ("重庆", "chong-qing"),
    ],
)
def test_a_letter_with_a_stroke_is_spelled_and_not_left_out(name: str, slug: str) -> None:
    assert readable_slug([name]) == slug
