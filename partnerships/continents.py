"""Continents, and which codes of ISO 3166 are countries and which are regions of one.

Continents are those of the UN's standard M49, with the Caribbean and Central America in North America: Turkey, Cyprus
and the Caucasus are in Asia, Russia is in Europe. Countries are the members and observers of the United Nations, the
Cook Islands and Niue; every other code stands for a region and is never counted as a country.
"""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Continent(models.TextChoices):
    ASIA = "asia", _("Asia")
    EUROPE = "europe", _("Europe")
    AFRICA = "africa", _("Africa")
    NORTH_AMERICA = "north_america", _("North America")
    SOUTH_AMERICA = "south_america", _("South America")
    OCEANIA = "oceania", _("Oceania")
    ANTARCTICA = "antarctica", _("Antarctica")


def _codes(text: str) -> frozenset[str]:
    return frozenset(text.split())


COUNTRIES_ON: dict[Continent, frozenset[str]] = {
    Continent.ASIA: _codes(
        "AE AF AM AZ BD BH BN BT CN CY GE HK ID IL IN IQ IR JO JP KG KH KP KR KW KZ LA LB LK MM MN MO MV MY "
        "NP OM PH PK PS QA SA SG SY TH TJ TL TM TR TW UZ VN YE"
    ),
    Continent.EUROPE: _codes(
        "AD AL AT AX BA BE BG BY CH CZ DE DK EE ES FI FO FR GB GG GI GR HR HU IE IM IS IT JE LI LT LU LV MC "
        "MD ME MK MT NL NO PL PT RO RS RU SE SI SJ SK SM UA VA"
    ),
    Continent.AFRICA: _codes(
        "AO BF BI BJ BW CD CF CG CI CM CV DJ DZ EG EH ER ET GA GH GM GN GQ GW IO KE KM LR LS LY MA MG ML MR "
        "MU MW MZ NA NE NG RE RW SC SD SH SL SN SO SS ST SZ TD TF TG TN TZ UG YT ZA ZM ZW"
    ),
    Continent.NORTH_AMERICA: _codes(
        "AG AI AW BB BL BM BQ BS BZ CA CR CU CW DM DO GD GL GP GT HN HT JM KN KY LC MF MQ MS MX NI PA PM PR "
        "SV SX TC TT US VC VG VI"
    ),
    Continent.SOUTH_AMERICA: _codes("AR BO BR BV CL CO EC FK GF GS GY PE PY SR UY VE"),
    Continent.OCEANIA: _codes("AS AU CC CK CX FJ FM GU HM KI MH MP NC NF NR NU NZ PF PG PN PW SB TK TO TV UM VU WF WS"),
    Continent.ANTARCTICA: _codes("AQ"),
}
REGIONS = _codes(
    "AI AQ AS AW AX BL BM BQ BV CC CW CX EH FK FO GF GG GI GL GP GS GU HK HM IM IO JE KY MF MO MP MQ MS "
    "NC NF PF PM PN PR RE SH SJ SX TC TF TK TW UM VG VI WF YT"
)
_CONTINENT_OF = {code: continent for continent, codes in COUNTRIES_ON.items() for code in codes}


def continent_of(code: str) -> str:
    """The continent of a country or region; empty for a code that the standard does not know."""
    return _CONTINENT_OF.get(code, "")


def is_country(code: str) -> bool:
    return bool(continent_of(code)) and code not in REGIONS
