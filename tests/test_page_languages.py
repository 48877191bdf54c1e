"""Pages speak one language: nothing is left over in the other, at the public door or in the admin."""

import re
from typing import Any

import pytest
from django.apps import apps
from django.conf import settings
from django.contrib import admin
from django.contrib.auth.models import Group, User
from django.db import models
from django.test import Client
from django.urls import reverse
from django_tasks_db.models import DBTaskResult

from partnerships.models import City, SiteProfile
from sistercities.common.folding import CJK
from tests import people
from tests.admin.forms import address, save
from tests.page_words import chinese_in, english_in, said_on
from tests.public.secret_words import read_by_people, text_columns, visit
from tests.public.site_of_everything import rows

pytestmark = pytest.mark.django_db

HALF_WIDTH = re.compile(rf"[{CJK}][,;:!?()]|[,;:!?()][{CJK}]")
ACCOUNT_PAGES = ("account_login", "account_change_password", "account_reset_password", "mfa_index", "mfa_activate_totp")


def write_chinese(*, everywhere: bool) -> None:
    write_texts("zh_hans", "汉字", everywhere=everywhere)


def write_texts(language: str, word: str, *, everywhere: bool) -> None:
    """Give records this word in place of their texts in a language; `everywhere`: of those in no language too."""
    for model in [*apps.get_app_config("partnerships").get_models(), *apps.get_app_config("media").get_models()]:
        for number, record in enumerate(model._base_manager.all()):
            fields = {name: record._meta.get_field(name) for name in text_columns(record)}
            columns = [name for name, field in fields.items() if is_text_of(field, language, everywhere)]
            if columns:
                model._base_manager.filter(pk=record.pk).update(**dict.fromkeys(columns, f"{word}{number}"))


def is_text_of(field: models.Field, language: str, everywhere: bool) -> bool:
    if field.name.endswith(f"_{language}"):
        return True
    is_code = (
        field.unique or field.name in ("slug", "supports") or isinstance(field, models.URLField | models.EmailField)
    )
    is_of_another = field.name.endswith(("_en", "_zh_hans"))
    return everywhere and not is_code and not is_of_another


def pages_in(client: Client, code: str) -> dict[str, str]:
    return read_by_people({url: page for url, _answer, page in visit(client, without=".", languages=[code])})


def not_clean(pages: dict[str, str], left_over: Any) -> dict[str, set[str]]:
    return {url: found for url, page in pages.items() if (found := left_over(page))}


def test_public_pages_in_chinese_say_nothing_in_english(client: Client) -> None:
    rows(1)
    write_chinese(everywhere=True)
    pages = pages_in(client, "zh-hans")
    assert len(pages) > 20
    assert not_clean(pages, english_in) == {}
    assert not_clean(pages, lambda page: {text for text in said_on(page) if HALF_WIDTH.search(text)}) == {}


def test_public_pages_in_english_say_nothing_in_chinese(client: Client) -> None:
    rows(1)
    write_chinese(everywhere=False)
    pages = pages_in(client, "en")
    assert len(pages) > 20
    assert not_clean(pages, chinese_in) == {}


@pytest.mark.parametrize("path", ["nothing/", "cities/nothing/", "cities/?q=nothing", "cities/?country=nothing"])
def test_pages_of_nothing_keep_to_their_language(client: Client, path: str) -> None:
    assert english_in(client.get(f"/zh-hans/{path}").content.decode().replace("nothing", "")) == set()
    assert chinese_in(client.get(f"/en/{path}").content.decode()) == set()


def staff_in(language: str) -> Client:
    client = Client()
    client.force_login(User.objects.create_superuser("管理员" if language == "zh-hans" else "root", password="x" * 20))  # noqa: S106
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = language
    return client


def admin_pages(client: Client) -> dict[str, str]:
    """The index, and of each kind of record its list, its forms, its history and the question before it is deleted.

    Not of groups, whose form lists permissions by the English names that Django stores, nor of the worker's tasks,
    whose states their library names in English only.
    """
    urls = [reverse("admin:index")]
    for model in set(admin.site._registry) - {Group, DBTaskResult}:
        urls += [address(model, "changelist"), address(model, "add")]
        record = model._default_manager.first()
        if record is not None:
            urls += [address(record, page) for page in ("change", "history", "delete")]
    answers = {url: client.get(url, follow=True) for url in urls}
    return {url: answer.content.decode() for url, answer in answers.items() if answer.status_code == 200}


@pytest.mark.parametrize(("language", "left_over"), [("zh-hans", english_in), ("en", chinese_in)])
def test_admin_keeps_to_the_language_of_its_reader(language: str, left_over: Any) -> None:
    site = rows(1)
    SiteProfile.objects.create()
    write_chinese(everywhere=language == "zh-hans")
    client = staff_in(language)
    save(client, site["city"], publish_at_0="2026-01-01", publish_at_1="10:00")
    assert not_clean(admin_pages(client), left_over) == {}


@pytest.mark.parametrize(("language", "left_over"), [("zh-hans", english_in), ("en", chinese_in)])
@pytest.mark.parametrize("name", ACCOUNT_PAGES)
def test_account_pages_keep_to_the_language_of_their_reader(name: str, language: str, left_over: Any) -> None:
    client = Client() if name in ("account_login", "account_reset_password") else staff_in(language)
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = language
    answer = client.get(reverse(name), follow=True)
    assert answer.status_code == 200
    assert left_over(answer.content.decode()) == set()


@pytest.mark.parametrize(("language", "left_over"), [("zh-hans", english_in), ("en", chinese_in)])
def test_refusals_keep_to_the_language_of_their_reader(language: str, left_over: Any) -> None:
    client = staff_in(language)
    for url, data in (("/accounts/login/", {}), ("/accounts/password/change/", {"password1": "1", "password2": "2"})):
        assert left_over(client.post(url, data, follow=True).content.decode()) == set()
    page = save(client, City, latitude="x", population="-1", country="").content.decode()
    assert "errornote" in page
    assert left_over(page) == set()


def test_refusal_of_a_page_is_told_in_chinese() -> None:
    client = Client()
    client.force_login(people.person("Viewer"))
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "zh-hans"
    answer = client.get(reverse("admin:partnerships_city_add"))
    assert answer.status_code == 403
    assert english_in(answer.content.decode()) == set()
