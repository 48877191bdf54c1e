"""Whole addresses of records: of their pages, and of themselves in the API."""

from typing import Any

from django.urls import reverse

from sistercities.common.languages import current_language
from sistercities.common.records import Record
from sistercities.common.responses import base_of

# The name of each record type in addresses.
NAMES = {
    "city": "cities",
    "partnership": "partnerships",
    "agreement": "agreements",
    "exchange": "exchanges",
    "honour": "honours",
    "story": "stories",
    "mediaitem": "photos",
}


def page_of(request: Any, record: Record) -> str:
    return base_of(request) + record.get_absolute_url()  # type: ignore[attr-defined]


def api_of(request: Any, record: Record) -> str:
    name = NAMES[str(record._meta.model_name)]
    return base_of(request) + reverse(f"api:{name}-one", args=[current_language(), record.slug])
