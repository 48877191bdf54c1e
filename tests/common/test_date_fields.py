"""Partial dates in models, forms and queries."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import connection, models
from django.db.migrations.writer import MigrationWriter
from django.utils.translation import override

from partnerships.models import Agreement
from sistercities.common.date_fields import (
    PartialDateField,
    PartialDateFormField,
    PartialDateInput,
    PartialDateSortField,
    SortTextField,
    date_words,
)
from sistercities.common.dates import InvalidPartialDate, PartialDate


@pytest.mark.parametrize(
    ("assigned", "text"),
    [("2011-09", "2011-09"), (PartialDate("1998~"), "1998~"), (date(2011, 9, 6), "2011-09-06"), (None, "")],
)
def test_assigned_value_becomes_a_partial_date_at_once(assigned: Any, text: str) -> None:
    agreement = Agreement()
    agreement.signed_on = assigned
    assert agreement.signed_on == PartialDate(text)


@pytest.mark.parametrize("assigned", ["26 September 2011", "2011-13", 2011.5, datetime(2011, 9, 26, tzinfo=UTC)])
def test_assigning_what_is_no_partial_date_is_refused(assigned: Any) -> None:
    with pytest.raises(InvalidPartialDate):
        Agreement(signed_on=assigned)


def test_date_is_unknown_until_it_is_given() -> None:
    assert Agreement().signed_on == PartialDate()


def test_sort_text_follows_the_date_before_it_is_saved() -> None:
    agreement = Agreement(signed_on="2011-09~")
    assert agreement.signed_on_sort == "2011-09"
    agreement.signed_on = "1998"
    assert agreement.signed_on_sort == "1998"


def test_clean_refuses_bad_text_as_a_form_error() -> None:
    field = Agreement._meta.get_field("signed_on")
    with pytest.raises(ValidationError, match="Write 2011, 2011-09 or 2011-09-26"):
        field.clean("Monday", Agreement())


def test_unknown_date_is_blank_to_validation() -> None:
    assert PartialDateField(blank=True).clean(PartialDate(), Agreement()) == PartialDate()
    with pytest.raises(ValidationError, match="cannot be blank"):
        PartialDateField().clean(PartialDate(), Agreement())


def test_field_that_allows_null_fails_the_check() -> None:
    field = PartialDateField(null=True)  # type: ignore[misc]
    field.set_attributes_from_name("signed_on")
    field.model = Agreement
    assert [error.id for error in field.check()] == ["dates.E001"]


@pytest.mark.parametrize("value", ["2011-09~", PartialDate("2011-09~")])
def test_column_holds_the_text(value: object) -> None:
    assert PartialDateField().get_prep_value(value) == "2011-09~"
    assert PartialDateField().get_prep_value(None) == ""


def test_sort_column_is_asked_for_without_about() -> None:
    assert SortTextField(max_length=10).get_prep_value(PartialDate("2011-09~")) == "2011-09"


def test_serialised_value_is_the_text() -> None:
    agreement = Agreement(signed_on="2011-09~")
    assert Agreement._meta.get_field("signed_on").value_to_string(agreement) == "2011-09~"


def test_migration_writes_the_fields_shortly() -> None:
    assert MigrationWriter.serialize(PartialDateField(blank=True))[0] == (
        "sistercities.common.date_fields.PartialDateField(blank=True)"
    )
    assert MigrationWriter.serialize(PartialDateSortField("signed_on"))[0] == (
        "sistercities.common.date_fields.PartialDateSortField(source='signed_on')"
    )


@pytest.mark.parametrize("field", [PartialDateField(), PartialDateSortField("signed_on")])
def test_columns_sort_by_bytes(field: models.Field) -> None:
    collation = {"postgresql": "C"}.get(connection.vendor)
    assert field.db_parameters(connection)["collation"] == collation


@pytest.mark.parametrize(
    ("written", "text"), [("", ""), ("Sept. 2011", "2011-09"), ("2011年9月26日", "2011-09-26"), ("ca. 1998", "1998~")]
)
def test_form_reads_what_people_write(written: str, text: str) -> None:
    assert PartialDateFormField(required=False).clean(written) == PartialDate(text)


def test_form_field_that_is_required_refuses_nothing() -> None:
    with pytest.raises(ValidationError, match="required"):
        PartialDateFormField().clean(" ")


def test_form_says_what_to_write_instead() -> None:
    field = PartialDateFormField()
    with pytest.raises(ValidationError, match="Write 2014-04-03 or 2014-03-04"):
        field.clean("03/04/2014")
    with override("zh-hans"), pytest.raises(ValidationError, match="请填写2011、2011-09或2011-09-26"):
        field.clean("<script>alert(1)</script>")


def test_form_shows_the_canonical_text_and_keeps_what_was_typed_wrong() -> None:
    field = PartialDateFormField()
    assert field.prepare_value(PartialDate("1998~")) == "1998~"
    assert field.prepare_value("03/04/2014") == "03/04/2014"
    assert 'placeholder="2011, 2011-09 or 2011-09-26"' in PartialDateInput().render("day", "1998~")


@pytest.mark.parametrize(
    ("typed", "changed"), [("2011-09", False), ("September 2011", False), ("2011", True), ("rubbish", True)]
)
def test_form_field_counts_as_changed_when_the_date_differs(typed: str, changed: bool) -> None:
    assert PartialDateFormField().has_changed(PartialDate("2011-09"), typed) is changed


def test_model_field_is_edited_with_the_form_field() -> None:
    form_field = Agreement._meta.get_field("signed_on").formfield()
    assert isinstance(form_field, PartialDateFormField)
    assert form_field.required is False


def test_admin_column_shows_words_and_sorts_by_time() -> None:
    column = date_words("signed_on", "signed")
    assert column(Agreement(signed_on="2011-09~")) == "about September 2011"
    assert vars(column)["admin_order_field"] == "signed_on_sort"
    assert vars(column)["short_description"] == "signed"
