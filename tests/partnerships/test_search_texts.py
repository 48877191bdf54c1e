"""Every text that a public page shows finds its record, in its language and while it is public, and is marked."""

from typing import Any

import pytest
from django.utils import timezone

from partnerships import source_actions
from partnerships.search import Query, find
from partnerships.search_kinds import BY_NAME
from partnerships.search_results import group_of, hits_of, overview
from sistercities.common.derived import refresh_derived
from sistercities.common.languages import CONTENT_LANGUAGES
from sistercities.common.search_upkeep import index_faults, stale_records
from tests import factories

pytestmark = pytest.mark.django_db
OTHER = {"en": "zh-hans", "zh-hans": "en"}

# Kind, and the text that stands on its page; {} is the ending of a language.
OWN = [
    ("city", "summary_{}"),
    ("city", "profile_{}"),
    ("city", "tier_term_{}"),
    ("partnership", "motive_{}"),
    ("agreement", "venue_{}"),
    ("exchange", "outcome_{}"),
    ("exchange", "venue_{}"),
    ("exchange", "head_of_delegation_{}"),
    ("honour", "conferring_body_{}"),
    ("honour", "recipient_{}"),
    ("story", "body_{}"),
    ("story", "byline_{}"),
    ("story", "origin_{}"),
    ("photo", "alt_{}"),
    ("photo", "credit_{}"),
]
ROWS: list[tuple[str, str, dict[str, Any]]] = [
    ("city", "facts", {"label_{}": "Port", "value_{}": "Ferry"}),
    ("partnership", "events", {"status": "in_force", "reason_{}": "Ferry", "is_public": True}),
    ("agreement", "people", {"side": "home", "name_{}": "Ferry"}),
    ("agreement", "people", {"side": "home", "office_{}": "Ferry"}),
    ("agreement", "further_parties", {"name_{}": "Ferry"}),
]


def found(text: str, language: str = "en") -> list[str]:
    hits = find(Query.of(text, language, timezone.now()))
    return [f"{hit.kind} {hit.slug}" for group in hits.values() for hit in group]


def lines(text: str, language: str = "en") -> list[str]:
    groups = overview(Query.of(text, language, timezone.now()), 5)
    return [line.text for group in groups for result in group.results for line in result.lines]


def made(kind: str, **given: Any) -> Any:
    return getattr(factories, kind)(True, slug="it", **given)


def in_language(given: dict[str, Any], language: str) -> dict[str, Any]:
    return {name.format(language.replace("-", "_")): value for name, value in given.items()}


@pytest.mark.parametrize("language", CONTENT_LANGUAGES)
@pytest.mark.parametrize(("kind", "name"), OWN)
def test_text_finds_its_record_and_is_marked(kind: str, name: str, language: str) -> None:
    made(kind, **in_language({name: "By ferry"}, language))
    assert found("ferry", language) == [f"{kind} it"]
    assert lines("ferry", language) == ["By <mark>ferry</mark>"]


@pytest.mark.parametrize(("kind", "accessor", "given"), ROWS)
def test_text_of_a_row_finds_its_record_in_the_languages_in_which_that_is_public(
    kind: str, accessor: str, given: dict[str, Any]
) -> None:
    record = made(kind)
    getattr(record, accessor).create(**in_language(given, "zh-hans"))
    refresh_derived(type(record), [record.pk])
    assert found("ferry") == found("ferry", "zh-hans") == [f"{kind} it"]
    assert "<mark>Ferry</mark>" in "".join(lines("ferry"))
    record.refresh_from_db()
    record.state_zh_hans = "draft"
    record.save()
    assert found("ferry") == found("ferry", "zh-hans") == []


def test_wording_as_written_is_found_in_any_language() -> None:
    agreement = made("agreement")
    agreement.wordings.create(text="ความตกลง", language="th")
    refresh_derived(type(agreement), [agreement.pk])
    (group,) = overview(Query.of("ความตกลง", "en", timezone.now()), 5)
    assert [(line.text, line.language) for line in group.results[0].lines] == [("<mark>ความตกลง</mark>", "th")]


@pytest.mark.parametrize(
    ("kind", "accessor", "given"),
    [
        ("agreement", "people", {"side": "home", "name_{}": "Ferry", "is_name_withheld": True}),
        ("agreement", "approvals", {"body": "Ferry"}),
        ("partnership", "events", {"status": "in_force", "reason_{}": "Ferry"}),
        ("partnership", "promises", {"text": "Ferry"}),
        ("partnership", "counterparts", {"name": "Ferry"}),
        ("city", "facts", {"value_{}": "Ferry"}),
    ],
)
def test_row_that_no_page_shows_finds_nothing(kind: str, accessor: str, given: dict[str, Any]) -> None:
    record = made(kind)
    getattr(record, accessor).create(**in_language(given, "en"))
    refresh_derived(type(record), [record.pk])
    assert found("ferry") == []


@pytest.mark.parametrize(
    ("kind", "given"),
    [
        ("agreement", {"wording": "Ferry"}),
        ("photo", {"people": "Ferry", "place": "Ferry", "consent_note": "Ferry"}),
        ("city", {"internal_remarks": "Ferry", "archive_number": "Ferry", "responsible_officer": "Ferry"}),
        ("story", {"body_en": "<p title='ferry'>Boat</p><script>ferry</script><!-- ferry -->"}),
    ],
)
def test_text_that_no_page_shows_finds_nothing(kind: str, given: dict[str, Any]) -> None:
    made(kind, **given)
    assert found("ferry") == []


def test_words_of_neighbouring_paragraphs_are_apart_and_entities_are_letters() -> None:
    made("story", body_en="<p>A <em>rail</em>way</p><p>Caf&eacute; &amp; ferry</p>")
    assert found("railway") == found("café") == found("ferry") == ["story it"]
    assert found("wayca") == found("eacute") == found("amp") == []


@pytest.mark.parametrize("kind", ["city", "partnership", "agreement", "exchange", "honour", "story"])
def test_title_of_a_public_source_finds_what_cites_it_until_it_is_hidden(kind: str) -> None:
    source = factories.source(title="渡轮日报", language="zh-hans")
    factories.cite(made(kind), source)
    assert found("渡轮") == [f"{kind} it"]
    assert lines("渡轮")[-1:] == ["<mark>渡轮</mark>日报"]
    source_actions.hide([source], None)
    assert found("渡轮") == lines("渡轮") == []
    assert index_faults() == []


def test_source_of_a_hidden_record_finds_nothing() -> None:
    factories.cite(factories.exchange(title="Boat"), factories.source(title="Ferry news"))
    assert found("ferry") == []


def test_words_in_the_texts_of_a_city_do_not_name_it_for_other_records() -> None:
    city = factories.city(True, slug="it", profile_en="A ferry")
    factories.exchange(True, title="Visit", cities=[city])
    assert found("ferry") == ["city it"]


def test_names_come_before_texts_and_texts_before_sources() -> None:
    factories.city(True, slug="text", name="Aachen", summary_en="By ferry")
    cited = factories.city(True, slug="cited", name="Abingdon")
    factories.cite(cited, factories.source(title="Ferry news"))
    named = factories.city(True, slug="other-name", name="Zug")
    named.other_names.create(name="Old Ferry")
    refresh_derived(type(named), [named.pk])
    factories.city(True, slug="title", name="Ferry")
    assert found("ferry") == ["city title", "city other-name", "city text", "city cited"]


def test_cities_called_so_stand_before_very_many_that_say_so(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in ("search", "search_results"):
        monkeypatch.setattr(f"partnerships.{module}.MOST_RANKED", 2)
    monkeypatch.setattr("partnerships.search.find.__defaults__", (*find.__defaults__[:1], 2))
    for name in ("Aachen", "Bonn", "Cork", "Dover"):
        factories.city(True, name=name, summary_en="By ferry")
    factories.city(True, name="Zug an der Ferry")
    query, kind = Query.of("ferry", "en", timezone.now()), BY_NAME["city"]
    hits = hits_of(kind, query)
    pages = [[str(each.title)[:3] for each in group_of(kind, hits, query, start, 2).results] for start in (0, 2, 4)]
    assert pages == [["Zug", "Aac"], ["Bon", "Cor"], ["Dov"]]


def test_columns_are_what_is_computed_from_the_rows() -> None:
    agreement = made("agreement")
    agreement.wordings.create(text="Ferry", language="en")
    assert [model.__name__ for model, _records in stale_records()] == ["Agreement"]
