"""How templates say what a record holds."""

from decimal import Decimal

import pytest
from django.utils.translation import override

from partnerships.templatetags.records import in_figures, told_as
from tests import factories


@pytest.mark.parametrize("language", ["en", "zh-hans"])
@pytest.mark.parametrize(
    ("number", "figures"), [(0, "0"), (5104476, "5,104,476"), (Decimal("82400.00"), "82,400"), (Decimal("7.5"), "7.5")]
)
def test_number_has_its_digits_in_groups_of_three_in_either_language(
    language: str, number: int | Decimal, figures: str
) -> None:
    with override(language):
        assert in_figures(number) == figures


@pytest.mark.django_db
def test_link_to_a_record_is_called_by_title_and_date_or_what_the_partner_is() -> None:
    home = factories.home_city(name="Chongqing")
    tie = factories.partnership(home_city=home)
    records = [factories.exchange(title="Forum"), factories.honour(name="Award"), tie]
    told = [told_as(record) for record in records]
    assert told == ["Forum (May 2018)", "Award (November 2014)", "Sister city of Chongqing"]
