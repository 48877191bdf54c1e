"""What the sheets of each record type look like; the key is the kind of sheet in commands and file names."""

from partnerships.resources.agreement import AgreementResource
from partnerships.resources.city import CityResource
from partnerships.resources.exchange import ExchangeResource
from partnerships.resources.honour import HonourResource
from partnerships.resources.partnership import PartnershipResource
from partnerships.resources.source import SourceResource
from partnerships.resources.story import StoryResource
from sistercities.imports.resources import RecordResource

RESOURCES: dict[str, type[RecordResource]] = {
    "sources": SourceResource,
    "cities": CityResource,
    "partnerships": PartnershipResource,
    "agreements": AgreementResource,
    "exchanges": ExchangeResource,
    "honours": HonourResource,
    "stories": StoryResource,
}

__all__ = [
    "RESOURCES",
    "AgreementResource",
    "CityResource",
    "ExchangeResource",
    "HonourResource",
    "PartnershipResource",
    "SourceResource",
    "StoryResource",
]
