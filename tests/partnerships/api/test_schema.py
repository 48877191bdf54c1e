"""What the schema says of the API is so: it is valid, and answers to anything that it allows are as it says."""

import json
from io import StringIO
from typing import Any

import hypothesis
import pytest
import schemathesis
from django.core.management import call_command
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from django.test import Client
from hypothesis import HealthCheck
from schemathesis import GenerationMode

from sistercities.wsgi import application
from tests.public.site_of_everything import rows

pytestmark = pytest.mark.django_db
ADDRESS = "/api/v1/en/schema.json"


@pytest.fixture
def described(settings: Any) -> Any:
    """The schema as it is served, of a site with one of everything."""
    settings.API_REQUESTS_PER_MINUTE = 0
    rows(1)
    # The test's transaction ends with its connection: that stays open between requests, as with Django's own client.
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield schemathesis.openapi.from_wsgi(ADDRESS, application)
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


def test_schema_is_valid_and_made_without_a_warning() -> None:
    out = StringIO()
    call_command("spectacular", validate=True, fail_on_warn=True, format="openapi-json", stdout=out)
    paths = json.loads(out.getvalue())["paths"]
    assert len(paths) == 17
    assert all(list(operations) == ["get"] for operations in paths.values())


@pytest.mark.parametrize(("language", "words"), [("en", "A parameter is unknown"), ("zh-hans", "参数不存在")])
def test_errors_are_described_in_the_language_of_the_address(client: Client, language: str, words: str) -> None:
    schema = client.get(f"/api/v1/{language}/schema.json").json()
    responses = schema["paths"]["/api/v1/{language}/cities/"]["get"]["responses"]
    assert responses["400"]["description"].startswith(words)


def test_schema_says_nothing_of_staff_or_sessions(client: Client) -> None:
    schema = client.get(ADDRESS).content.decode()
    for word in ("internal", "archive_number", "officer", "cookieAuth", "securitySchemes", "state_en"):
        assert word not in schema


@pytest.mark.parametrize("mode", GenerationMode)
def test_answers_are_as_the_schema_says(described: Any, mode: GenerationMode) -> None:
    """To what it allows, and to what it does not."""
    for found in described.get_all_operations():

        @hypothesis.settings(max_examples=6, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
        @hypothesis.given(case=found.ok().as_strategy(generation_mode=mode))
        def answer_is_as_described(case: schemathesis.Case) -> None:
            case.call_and_validate()

        answer_is_as_described()
