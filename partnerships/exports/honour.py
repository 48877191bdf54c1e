"""Honours as files."""

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from partnerships.exports.beside import PublicOne
from partnerships.exports.columns import Column, Export, of, page_of
from partnerships.models import City, Honour, Partnership

RECIPIENT = PublicOne("recipient_city", City, ("name",))
TIE = PublicOne("partnership", Partnership, ("home_city__name", "partner_city__name"))


def public_honours(language: str) -> QuerySet:
    return Honour.objects.published(language).newest_first()


COLUMNS = (
    of(Honour, "slug"),
    of(Honour, "name"),
    of(Honour, "conferring_body"),
    of(Honour, "given_on"),
    of(Honour, "recipient"),
    of(Honour, "recipient_city", RECIPIENT.texts("name"), (RECIPIENT.column,)),
    Column("home_city", _("Home city"), TIE.texts("home_city__name"), reads=(TIE.column,)),
    Column("partner_city", _("Partner city"), TIE.texts("partner_city__name"), reads=(TIE.column,)),
    of(Honour, "summary"),
    page_of(_("Page"), Honour),
)
HONOURS = Export("honours", _("Honours"), public_honours, COLUMNS)
