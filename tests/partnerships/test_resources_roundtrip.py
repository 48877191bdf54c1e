"""What is exported and taken in again changes nothing, whatever the texts are."""

from collections.abc import Callable
from pathlib import Path

import pytest
from django.db import models

from media.models import MediaItem
from partnerships.models import Agreement, City, Exchange, Honour, Partnership, Source, Story
from sistercities.common.languages import CONTENT_LANGUAGES, localized
from sistercities.imports.writers import FORMATS
from sistercities.sheet_kinds import KINDS
from tests import factories
from tests.imports.files import read_sheet
from tests.imports.library_run import check_sheet
from tests.partnerships.sheets import outcomes, sentences, taken_in

pytestmark = pytest.mark.django_db
HOSTILE = [
    '=HYPERLINK("https://example.org")',
    "+49 30 1234",
    "-12.5",
    "@SUM(A1:A9)",
    "'=quoted already",
    "a; b | c = d \\ e",
    "two\nlines",
    '"quotes", commas',
    "<script>alert('x')</script> & more",
    "\u202egnirts",
    "曼谷 🏙 กรุงเทพมหานคร",
    "#N/A",
    "TRUE",
    "2011-09",
    "[brackets] (until 1990s)",
    "x" * 110,
]


def texts_of(record: models.Model) -> list[str]:
    """The names of the record's free texts."""
    chosen: set[str] = set()
    for field in record._meta.concrete_fields:
        is_text = isinstance(field, models.CharField | models.TextField) and not field.choices
        kind = type(field).__name__
        if is_text and field.editable and not kind.startswith(("Slug", "URL", "Country", "Derived")) and field.blank:
            chosen.add(field.name)
    translated = {name for name in chosen if localized(name, CONTENT_LANGUAGES[0]) in chosen}
    left_out = {"native_language", "time_zone", "wikidata_id", "text_languages", "language", "profile_en", "body_en"}
    return sorted(chosen - translated - left_out - {"profile_zh_hans", "body_zh_hans", "given_name"})


def with_hostile_texts(record: models.Model, text: str) -> models.Model:
    for name in texts_of(record):
        setattr(record, name, text[: record._meta.get_field(name).max_length])
    record.save()
    return record


def city(text: str) -> City:
    parent = factories.home_city()
    record = factories.home_city(
        native_language="zh-Hans",
        tier="first_level",
        parent=parent,
        latitude=-29.56026,
        longitude=-106.55771,
        area_km2="82400.25",
        population=32054159,
        population_year=2020,
        website="https://www.cq.gov.cn/",
        time_zone="Asia/Shanghai",
        wikidata_id="Q11725",
        geonames_id=1814906,
        profile_en="<p>On the <strong>river</strong> &amp; hills</p>",
        profile_zh_hans="<p>山城</p>",
    )
    record.groups.set(record.groups.model.objects.all())
    record.other_names.create(name=text, language="en", used_until=1997)
    record.other_names.create(name=text)
    record.facts.create(label_en=text[:80], value_en=text, label_zh_hans="简称", value_zh_hans=text, order=0)
    record.facts.create(label_en="", value_en="", label_zh_hans="江", value_zh_hans="长江", order=1)
    return record


def partnership(text: str) -> Partnership:
    return factories.partnership(since="2011-09~", status="dormant")


def agreement(text: str) -> Agreement:
    tie = factories.partnership()
    earlier = factories.agreement(partnership=tie, signed_on="2001")
    record = factories.agreement(
        partnership=tie,
        signed_in=tie.partner_city,
        validity="dated",
        valid_until="2031-09-26",
        renewal_years=5,
        text_languages="zh, th",
        predecessor=earlier,
    )
    record.fields.set([factories.field("culture"), factories.field("tourism")])
    record.wordings.create(text=text, language="en", source=factories.source(title=text))
    record.wordings.create(text="友好城市协议书", language="zh-Hans")
    for order, role in enumerate(("signatory", "signatory", "witness")):
        names = {"name_en": f"{text} {order}"[:200], "name_zh_hans": text, "office_en": text, "office_zh_hans": ""}
        record.people.create(role=role, side="home", order=order, is_name_withheld=order == 1, **names)
    return record


def exchange(text: str) -> Exchange:
    document = factories.agreement()
    return factories.exchange(
        home_city=document.partnership.home_city,
        partnership=document.partnership,
        agreement=document,
        starts_on="2018-05-03",
        ends_on="2018-05-07",
        held_in=document.partnership.partner_city,
        cities=[document.partnership.home_city, document.partnership.partner_city],
        fields=[factories.field("culture")],
        delegations=0,
        persons=12,
        direction="inbound",
        plan_status="postponed",
    )


def honour(text: str) -> Honour:
    tie = factories.partnership()
    return factories.honour(partnership=tie, recipient_city=tie.partner_city)


def story(text: str) -> Story:
    return factories.story(
        cities=[factories.city(), factories.city()],
        lead_photo=factories.photo(),
        body_en="<h2>Then</h2><p>a &lt; b</p>",
        body_zh_hans="<ul><li>一</li></ul>",
    )


def source(text: str) -> Source:
    return factories.source(
        title=text,
        publisher=text,
        byline=text,
        url="https://example.org/?a=1&b=2",
        language="en",
        published_on="2024-04",
    )


def media_item(text: str) -> MediaItem:
    return factories.photo(
        permission_until="2030-12-31", taken_on="2018-05", focal_x=0, focal_y=100, given_name="a.jpg"
    )


MAKERS: dict[str, Callable[[str], models.Model]] = {
    "media": media_item,
    "sources": source,
    "cities": city,
    "partnerships": partnership,
    "agreements": agreement,
    "exchanges": exchange,
    "honours": honour,
    "stories": story,
}


def full_record(kind: str, text: str) -> models.Model:
    record = with_hostile_texts(MAKERS[kind](text), text)
    if hasattr(record, "citations"):
        factories.cite(record, factories.source(), supports="since, venue", quote="“kept”", order=0)
        factories.cite(record, factories.source(), order=1)
    if isinstance(record, MediaItem):
        factories.attach(factories.city(), record, order=3)
        factories.attach(factories.honour(), record, order=1)
    if hasattr(record, "attachments"):
        factories.attach(record, factories.photo(), order=0, caption_en="Its own caption")
        factories.attach(record, factories.photo(), order=1)
    return record


@pytest.mark.parametrize("kind", KINDS)
def test_exported_records_taken_in_again_change_nothing(kind: str) -> None:
    records = [full_record(kind, text) for text in HOSTILE]
    for file_format, (write, _content_type) in FORMATS.items():
        content = write(KINDS[kind]().export(type(records[0])._default_manager.order_by("pk")))
        report = check_sheet(KINDS[kind](), read_sheet(f"export.{file_format}", content))
        assert sentences(report) == []
        assert [(row.label, row.changes) for row in report.rows if row.outcome != "unchanged"] == []


@pytest.mark.parametrize("kind", KINDS)
def test_every_column_of_a_full_record_is_exported_filled(kind: str) -> None:
    """Otherwise the test above proves nothing about the column."""
    record = full_record(kind, "text")
    dataset = KINDS[kind]().export(type(record)._default_manager.filter(pk=record.pk))
    empty = {header for header, cell in zip(dataset.headers, dataset[0], strict=True) if cell in ("", None)}
    assert empty <= {"facts_en", "video_url", "document"}


def test_row_that_stays_keeps_what_the_sheet_does_not_show() -> None:
    record = agreement("text")
    factories.attach(record, factories.photo(slug="one"), order=0, caption_en="Its own caption")
    factories.attach(record, factories.photo(slug="two"), order=1)
    withheld = record.people.get(is_name_withheld=True)
    signatories = f"partner | {withheld.name_en} | {withheld.name_zh_hans} | Mayor"
    taken_in("agreements", ("slug", "photos", "signatories"), [record.slug, "two;one", signatories])
    assert [(each.item.slug, each.caption_en) for each in record.attachments.all()] == [
        ("two", None),
        ("one", "Its own caption"),
    ]
    assert [(each.pk, each.is_name_withheld, each.office_en) for each in record.people.filter(role="signatory")] == [
        (withheld.pk, True, "Mayor")
    ]
    assert record.people.filter(role="witness").count() == 1


def test_export_of_more_records_needs_no_more_queries(django_assert_max_num_queries: Callable) -> None:
    for _number in range(3):
        full_record("agreements", "text")
    with django_assert_max_num_queries(12):
        KINDS["agreements"]().export(Agreement.objects.all())


def test_demo_sheets_are_where_the_round_trip_starts() -> None:
    """The columns of the sheets in the repository are the columns that are exported."""
    folder = Path(__file__).parent.parent.parent / "sistercities" / "demo" / "sheets"
    for kind, resource in KINDS.items():
        headers = read_sheet(f"{kind}.csv", (folder / f"{kind}.csv").read_bytes()).headers
        assert set(headers) <= set(resource().get_export_headers()), kind


def test_facts_in_two_languages_must_have_as_many_lines() -> None:
    report = taken_in(
        "cities",
        ("slug", "name_en", "country", "facts_en", "facts_zh_hans"),
        ["hue", "Huế", "VN", "a = b\nc = d", "甲 = 乙"],
    )
    assert outcomes(report) == ["error"]
    assert "as many lines" in sentences(report)[0]
