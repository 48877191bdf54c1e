"""The pages shown when something is missing, forbidden or broken."""

import re

import pytest
from django.template.loader import render_to_string
from django.test import override_settings
from django.utils import translation

ERROR_PAGES = ["400.html", "403.html", "403_csrf.html", "404.html", "429.html", "500.html"]
MANIFEST_STORAGE = "django.contrib.staticfiles.storage.ManifestStaticFilesStorage"


@pytest.mark.parametrize("page", ERROR_PAGES)
@pytest.mark.parametrize(("language", "tag"), [("en", "en"), ("zh-hans", "zh-Hans")])
def test_error_page_without_context_or_database_has_one_heading_in_its_language(
    page: str, language: str, tag: str
) -> None:
    with translation.override(language):
        html = render_to_string(page)

    assert f'<html lang="{tag}"' in html
    assert len(re.findall("<h1", html)) == 1


@override_settings(STORAGES={"staticfiles": {"BACKEND": MANIFEST_STORAGE}}, DEBUG=False)
def test_broken_page_with_lost_static_manifest_still_renders() -> None:
    with pytest.raises(ValueError, match="Missing staticfiles manifest entry"):
        render_to_string("404.html")

    assert "/static/sistercities/tokens.css" in render_to_string("500.html")


@pytest.mark.parametrize("page", ERROR_PAGES)
def test_error_page_has_no_inline_style_script_or_other_host(page: str) -> None:
    html = render_to_string(page)

    assert not re.search(r"<style|<script(?! src=\"/static/)|\sstyle=|\son\w+=|(?:src|href)=\"(?:https?:)?//", html)
