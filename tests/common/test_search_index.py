"""The search index follows every way in which rows change, and is proven and made anew by a command."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder
from django.db.models import Q

from partnerships.models import City
from sistercities.common.folding import query_tokens
from sistercities.common.search_index import having_words
from sistercities.common.search_upkeep import index_faults, install, searchable_models, write_anew
from sistercities.management.commands.migrate import WORDS, word_changes, write_words
from tests import factories

pytestmark = pytest.mark.django_db


def held(query: str, language: str = "en") -> list[str]:
    """Slugs of the cities that the index itself knows by these words."""
    having = having_words(City, query_tokens(query), language)
    return sorted(City.objects.filter(having).values_list("slug", flat=True))


def checked(*options: str) -> str:
    # PostgreSQL makes no index while references made in the same transaction are unchecked.
    connection.check_constraints()
    told = StringIO()
    call_command("check_search", *options, stdout=told)
    return told.getvalue()


def drop_upkeep() -> None:
    """What happens when a table is made anew: on SQLite its triggers are gone."""
    connection.check_constraints()
    upkeep = (
        "TRIGGER partnerships_city_words_update"
        if connection.vendor == "sqlite"
        else "INDEX partnerships_city_words_en"
    )
    with connection.cursor() as cursor:
        cursor.execute(f"DROP {upkeep}")


def test_index_is_kept_for_every_kind_of_record_with_search_words() -> None:
    assert {model._meta.model_name for model in searchable_models()} >= {
        "city",
        "partnership",
        "agreement",
        "exchange",
        "honour",
        "story",
        "mediaitem",
    }
    assert index_faults() == []


def test_drafts_and_unapproved_languages_are_not_in_the_index() -> None:
    factories.city(name="Draftville", slug="draft")
    factories.city(published="en", name_en="Bangkok", name_zh_hans="曼谷", slug="bangkok")
    assert held("Draftville") == held("曼谷", "zh-hans") == []
    assert held("Bangkok") == ["bangkok"]


def test_rows_changed_in_bulk_are_followed() -> None:
    City.objects.bulk_create([City(slug=name, name_en=name, country="TH") for name in ("aba", "abb")])
    assert held("ab") == []
    City.objects.filter(slug="aba").update(state_en="published")
    assert held("ab") == ["aba"]
    City.objects.update(state_en="published", search_en=" changed ")
    assert held("ab") == []
    assert held("changed") == ["aba", "abb"]
    City.objects.update(state_en="withdrawn")
    assert held("changed") == []


def test_rows_moved_by_statements_of_their_own_are_followed() -> None:
    factories.city(published=True, slug="one", name="Moved")
    names = [field.column for field in City._meta.concrete_fields if field.column not in ("id", "slug")]
    columns = ", ".join(f'"{name}"' for name in names)
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO partnerships_city (slug, {columns}) SELECT 'two', {columns} FROM partnerships_city"  # noqa: S608
        )
        assert held("moved") == ["one", "two"]
        cursor.execute("DELETE FROM partnerships_city WHERE slug = 'one'")
    assert held("moved") == ["two"]
    assert index_faults() == []


def test_index_lost_with_its_table_is_put_back_and_filled() -> None:
    factories.city(published=True, slug="bangkok", name="Bangkok")
    drop_upkeep()
    City.objects.update(search_en=" rayong ")
    install()
    assert held("rayong") == ["bangkok"]
    assert index_faults() == []


def test_index_that_lacks_words_is_told_and_mended() -> None:
    factories.city(published=True, slug="bangkok", name="Bangkok")
    drop_upkeep()
    City.objects.update(search_en=City.objects.get().search_en + "more ")
    assert index_faults() == [("partnerships.City", 1)]
    with pytest.raises(CommandError):
        checked()
    assert "is what the records say" in checked("--rebuild")
    assert index_faults() == []


def test_columns_that_are_not_what_the_texts_say_are_told_and_mended() -> None:
    factories.city(published=True, slug="bangkok", name="Bangkok")
    City.objects.update(search_en=" wrong ")
    with pytest.raises(CommandError):
        checked()
    assert held("wrong") == ["bangkok"]
    checked("--rebuild")
    assert held("wrong") == []
    assert held("bangkok") == ["bangkok"]
    assert "is what the records say" in checked()


@pytest.mark.parametrize(
    ("query", "name"),
    [("重慶", "重庆"), ("重庆", "重慶"), ("广岛", "広島市"), ("臺北", "台北"), ("横滨", "橫濱")],
)
def test_forms_of_chinese_characters_find_each_other(query: str, name: str) -> None:
    factories.city(published=True, slug="it", name=name)
    assert held(query, "zh-hans") == ["it"]


@pytest.mark.parametrize(
    ("query", "name"),
    [
        *[("Xian", "Xi'an"), ("Xi'an", "Xian"), ("xi an", "Xi’an"), ("Xī'ān", "Xi'an"), ("西安", "Xī’ān 西安")],
        *[("Nukualofa", "Nukuʻalofa"), ("Nuku'alofa", "Nukuʻalofa"), ("cote d ivoire", "Côte d’Ivoire")],
        *[("ivoire", "Côte d'Ivoire"), ("Bangkok's", "Bangkok’s sister"), ("bangkok", "Bangkok's sister")],
        *[("Duesseldorf", "Düsseldorf"), ("Dusseldorf", "Düsseldorf"), ("Aarhus", "Århus"), ("Malmoe", "Malmø")],
        *[
            ("约翰史密斯", "约翰·史密斯"),
            ("约翰·史密斯", "约翰史密斯"),
            ("史密斯", "约翰・史密斯"),
            ("翰史", "约翰·史密斯"),
        ],
        *[("القاهره", "القاهرة"), ("الإسكندرية", "الاسكندريه"), ("مكة", "مَكّة"), ("یزد", "يزد")],
        *[("ＢＡＮＧＫＯＫ", "Bangkok"), ("strasse", "Straße"), ("diyarbakir", "Diyarbakır"), ("москва", "МОСКВА")],
        *[("елец", "Ёлец"), ("ho chi minh", "Hồ Chí Minh"), ("Beijing", "Běijīng"), ("lushun", "Lǚshùn")],
    ],
)
def test_spellings_of_a_name_find_each_other(query: str, name: str) -> None:
    factories.city(published=True, slug="it", name=name)
    assert held(query) == ["it"]


def test_text_longer_than_any_index_takes_is_stored_and_found_by_its_beginning() -> None:
    words = " ".join(f"word{number}" for number in range(60_000))
    factories.story(published=True, title="Endless", body="x" * 30_000 + " " + words)
    story = searchable_models()[[model.__name__ for model in searchable_models()].index("Story")]
    assert story.objects.found_by_public("word17").exists()
    assert story.objects.found_by_public("x" * 30_000).exists()


@pytest.mark.parametrize(
    "query", ['"', "a OR b", "NEAR(a b)", "en : a", "*", "-a", "'); DROP", "a:*", "^a", "a\\", "& |"]
)
def test_operators_of_the_engines_are_nothing_but_words(query: str) -> None:
    factories.city(published=True)
    assert City.objects.found_by_public(query).count() == 0


def test_record_published_without_any_word_can_be_deleted() -> None:
    tie = factories.partnership(published=True)
    type(tie).objects.filter(pk=tie.pk).update(search_en="", search_zh_hans="")
    tie.delete()
    assert index_faults() == []


def test_words_of_the_records_that_a_migration_names_are_written_anew() -> None:
    """Each once, however many rows let it be named."""
    agreement, other = factories.agreement(True), factories.agreement(True)
    for name in ("Ferry", "Boat"):
        agreement.people.create(side="home", name_en=name)
        agreement.wordings.create(text=name, language="en")
    type(agreement).objects.update(search_en="")
    City.objects.update(words_en="")
    write_anew({"partnerships.Agreement": Q(people__isnull=False) | Q(wordings__isnull=False)})
    agreement.refresh_from_db()
    other.refresh_from_db()
    assert " ferry boat " in agreement.search_en
    assert other.search_en == ""
    assert not City.objects.exclude(words_en="").exists()


def test_migrations_that_change_what_is_searched_name_kinds_of_records_with_words() -> None:
    labels = {model._meta.label for model in searchable_models()}
    assert all(set(among) <= labels for among in word_changes().values())
    assert ("partnerships", "0010_texts_and_sources_searched") in word_changes()


def test_words_that_an_update_was_kept_from_writing_are_written_by_the_next() -> None:
    """Each migration is recorded when it is done; the words come after all of them, and are recorded by themselves."""
    city = factories.city(True)
    City.objects.update(words_en="")
    write_words()
    assert not City.objects.exclude(words_en="").exists()
    MigrationRecorder(connection).record_unapplied(f"{WORDS}partnerships", "0010_texts_and_sources_searched")
    write_words()
    assert City.objects.exclude(words_en="").get() == city


def test_words_are_written_again_after_their_migration_was_taken_back() -> None:
    recorder = MigrationRecorder(connection)
    recorder.record_applied(f"{WORDS}partnerships", "0001_taken_back")
    write_words()
    assert (f"{WORDS}partnerships", "0001_taken_back") not in recorder.applied_migrations()
