"""Settings of open data and of what stands for pages elsewhere, and of the libraries that these are made with."""

from typing import Any

from sistercities.env import Environment

# Nothing of the library's own pages, sign-ins or formats: what the API does say its views.
REST_FRAMEWORK: dict[str, Any] = {
    "DEFAULT_AUTHENTICATION_CLASSES": [],
    "DEFAULT_PERMISSION_CLASSES": [],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": [],
    "DEFAULT_SCHEMA_CLASS": "partnerships.api.schema.OpenSchema",
    "URL_FORMAT_OVERRIDE": None,
    "UNAUTHENTICATED_USER": None,
}
SPECTACULAR_SETTINGS: dict[str, Any] = {
    "TITLE": "Sister cities",
    "DESCRIPTION": "The public register, to be read: what is published in the language of the address.",
    "VERSION": "1",
    "SERVE_INCLUDE_SCHEMA": False,
    "SCHEMA_PATH_PREFIX": r"/api/v1/{language}",
    "SERVE_AUTHENTICATION": [],
    "SERVE_PERMISSIONS": [],
    "ENUM_GENERATE_CHOICE_DESCRIPTION": False,
    "DISABLE_ERRORS_AND_WARNINGS": False,
}


def open_data_settings(env: Environment, proxies: int) -> dict[str, Any]:
    """What the operator decides, and what follows from the number of proxies in front of the site."""
    return {
        "API_REQUESTS_PER_MINUTE": env.number(
            "API_REQUESTS_PER_MINUTE", 120, "Requests to the API that one address may make in a minute; 0: no limit."
        ),
        "DATA_LICENCE": env.choice(
            "DATA_LICENCE",
            ["none", "CC0-1.0", "CC-BY-4.0", "CC-BY-SA-4.0", "ODbL-1.0"],
            "Licence under which what is downloaded may be used; `none` tells people to ask the office.",
        ),
        "CARD_FONTS": env.words(
            "CARD_FONTS",
            "",
            "Font files, or folders of them, for the pictures that stand for cities where pages are shared.",
            "the system’s",
        ),
        "REST_FRAMEWORK": {**REST_FRAMEWORK, "NUM_PROXIES": proxies},
        "SPECTACULAR_SETTINGS": SPECTACULAR_SETTINGS,
    }
