"""The tables of the register. The partnership is the centre: it groups instruments, exchanges and honours."""

from partnerships.models.agreement import Agreement, AgreementWording, Approval, FurtherParty, Signatory
from partnerships.models.attachments import (
    AgreementAttachment,
    CityAttachment,
    ExchangeAttachment,
    HonourAttachment,
    PartnershipAttachment,
    StoryAttachment,
)
from partnerships.models.citations import (
    AgreementCitation,
    CityCitation,
    ExchangeCitation,
    HonourCitation,
    PartnershipCitation,
    StoryCitation,
)
from partnerships.models.city import City, CityFact, CityName
from partnerships.models.exchange import Exchange
from partnerships.models.honour import Honour
from partnerships.models.message import Message
from partnerships.models.partnership import Counterpart, Partnership, PartnershipEvent, Promise
from partnerships.models.site_profile import SiteProfile
from partnerships.models.source import Source
from partnerships.models.story import Story
from partnerships.models.vocabulary import AgreementKind, CityGroup, Field

__all__ = [
    "Agreement",
    "AgreementAttachment",
    "AgreementCitation",
    "AgreementKind",
    "AgreementWording",
    "Approval",
    "City",
    "CityAttachment",
    "CityCitation",
    "CityFact",
    "CityGroup",
    "CityName",
    "Counterpart",
    "Exchange",
    "ExchangeAttachment",
    "ExchangeCitation",
    "Field",
    "FurtherParty",
    "Honour",
    "HonourAttachment",
    "HonourCitation",
    "Message",
    "Partnership",
    "PartnershipAttachment",
    "PartnershipCitation",
    "PartnershipEvent",
    "Promise",
    "Signatory",
    "SiteProfile",
    "Source",
    "Story",
    "StoryAttachment",
    "StoryCitation",
]
