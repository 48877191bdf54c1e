"""Honours as files."""

from typing import Any

from django.db.models import Prefetch, QuerySet
from django.utils.translation import gettext_lazy as _

from partnerships import reading
from partnerships.exports.columns import Column, Export, name_of, of, page_of
from partnerships.models import City, Honour, Partnership


def public_honours(language: str) -> QuerySet:
    return Honour.objects.published(language).newest_first()


def with_parts(honours: Any, language: str) -> Any:
    ties = Partnership.objects.published(language).with_cities()
    return honours.prefetch_related(Prefetch("partnership", ties), reading.public_one("recipient_city", City, language))


def pair_member(name: str) -> Any:
    return lambda honour: name_of(getattr(honour.partnership, name)) if honour.partnership else ""


COLUMNS = (
    of(Honour, "slug"),
    of(Honour, "name"),
    of(Honour, "conferring_body"),
    of(Honour, "given_on"),
    of(Honour, "recipient"),
    of(Honour, "recipient_city", lambda honour: name_of(honour.recipient_city)),
    Column("home_city", _("Home city"), pair_member("home_city")),
    Column("partner_city", _("Partner city"), pair_member("partner_city")),
    of(Honour, "summary"),
    page_of(_("Page")),
)
HONOURS = Export("honours", _("Honours"), public_honours, with_parts, COLUMNS)
