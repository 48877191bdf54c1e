"""Fixed vocabularies, worded as foreign-affairs offices word them."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Tier(models.TextChoices):
    """The level of a place in its country."""

    FIRST_LEVEL = "first_level", _("First-level unit (province, state, municipality)")
    CITY = "city", _("City")
    DISTRICT = "district", _("District or county")
    OTHER = "other", _("Other place")


class TieClass(models.TextChoices):
    """How a partnership is counted: decided by staff, never read off the title of a document."""

    SISTER_CITY = "sister_city", _("Sister city")
    FRIENDLY_EXCHANGE = "friendly_exchange", _("Friendly exchange city")
    INSTITUTIONAL = "institutional", _("Sister institutions")
    CONTACT = "contact", _("Contact")


class PartnershipStatus(models.TextChoices):
    IN_PREPARATION = "in_preparation", _("In preparation")
    UNDER_APPROVAL = "under_approval", _("Under approval")
    APPROVED_UNSIGNED = "approved_unsigned", _("Approved, not yet signed")
    IN_FORCE = "in_force", _("In force")
    DORMANT = "dormant", _("Dormant (staff only)")
    SUSPENDED = "suspended", _("Suspended")
    TERMINATED = "terminated", _("Terminated")


class InstrumentCode(models.TextChoices):
    """What the office's own kinds of agreement are counted as."""

    SISTER_CITY = "sister_city", _("Agreement on establishing sister-city relations")
    FRIENDLY_EXCHANGE = "friendly_exchange", _("Agreement of friendly exchange")
    COOPERATION = "cooperation", _("Cooperation agreement")
    MEMORANDUM = "memorandum", _("Memorandum")
    LETTER_OF_INTENT = "letter_of_intent", _("Letter of intent")
    PROTOCOL = "protocol", _("Protocol")
    ANNUAL_PROGRAMME = "annual_programme", _("Annual exchange programme")
    RENEWAL = "renewal", _("Renewal")
    OTHER = "other", _("Other instrument")


class Validity(models.TextChoices):
    """Three different things: an end date, an agreement without end, and nobody knows."""

    DATED = "dated", _("Valid until a date")
    NO_END = "no_end", _("No end date")
    UNKNOWN = "unknown", _("Not known")


class Side(models.TextChoices):
    HOME = "home", _("Home city")
    PARTNER = "partner", _("Partner city")
    OTHER = "other", _("Another party")


class SignatoryRole(models.TextChoices):
    SIGNATORY = "signatory", _("Signatory")
    WITNESS = "witness", _("Witness")


class ExchangeKind(models.TextChoices):
    VISIT = "visit", _("Delegation visit")
    FORUM = "forum", _("Forum or conference")
    TRADE = "trade", _("Trade event")
    TRAINING = "training", _("Training")
    CULTURE = "culture", _("Cultural event")
    EXHIBITION = "exhibition", _("Exhibition")
    SPORTS = "sports", _("Sports event")
    YOUTH = "youth", _("Youth and education")
    AID = "aid", _("Donation and aid")
    LETTERS = "letters", _("Letters")
    PROJECT = "project", _("Project")
    ROUTE = "route", _("Route or link opened")
    SIGNING = "signing", _("Signing")
    OTHER = "other", pgettext_lazy("kind of exchange", "Other")


class Direction(models.TextChoices):
    """Seen from the home city."""

    OUTBOUND = "outbound", _("Outbound visit")
    INBOUND = "inbound", _("Inbound visit")
    BOTH = "both", _("Mutual visits")
    ONLINE = "online", _("Online")
    THIRD_PLACE = "third_place", _("Third place")
    UNKNOWN = "unknown", pgettext_lazy("direction", "Not known")


class PlanStatus(models.TextChoices):
    PLANNED = "planned", _("Planned")
    HELD = "held", _("Held")
    POSTPONED = "postponed", _("Postponed")
    CANCELLED = "cancelled", _("Cancelled")
