"""Sheets with one row for each tie: the form in which most lists of sister cities are kept."""

from sistercities.imports.expansions import Expansion, Part

HOME_CITY = Part(
    role="home",
    kind="cities",
    names=("home_city",),
    fields={
        "home_country": "country",
        "home_latitude": "latitude",
        "home_longitude": "longitude",
        "home_population": "population",
    },
    fixed={"is_home": "yes"},
)
PARTNER_CITY = Part(
    role="partner",
    kind="cities",
    names=("partner_city", "partner_city_zh_hans", "partner_city_en"),
    fields={
        "partner_city_en": "name_en",
        "partner_city_zh_hans": "name_zh_hans",
        **{
            name: name
            for name in (
                *("country", "native_name", "tier", "latitude", "longitude", "population", "population_year"),
                *("area_km2", "website", "wikidata_id", "geonames_id", "summary_en", "summary_zh_hans"),
            )
        },
    },
)
TIE = Part(
    role="tie",
    kind="partnerships",
    links={"home_city": "home", "partner_city": "partner"},
    fields={
        name: name
        for name in (
            *("tie_class", "status", "motive_en", "motive_zh_hans", "internal_remarks", "archive_number"),
            "responsible_officer",
        )
    },
    earliest={"since": "signed_on"},
)
# Nothing is made of a date alone: what kind of document it is must be said.
DOCUMENT = Part(
    role="document",
    kind="agreements",
    links={"partnership": "tie"},
    fields={
        name: name
        for name in (
            *("kind", "signed_on", "title_en", "title_zh_hans", "wording", "valid_until", "signed_in", "venue_en"),
            *("venue_zh_hans", "signatories", "witnesses", "fields"),
        )
    },
    needs=("kind",),
    named_after={"title": "kind"},
)
TIES = Expansion(
    parts=(HOME_CITY, PARTNER_CITY, TIE, DOCUMENT),
    required=("home_city", "partner_city", "tie_class"),
    words=(
        *("ties", "twinnings", "twin towns", "sister cities", "sister cities list", "partner cities"),
        *("友城", "友好城市", "结好情况", "友城一览表", "友好城市一览表", "国际友好城市", "姊妹市", "姊妹城市"),
        *("姉妹都市", "友好都市", "姉妹都市一覧", "자매도시", "자매결연", "Städtepartnerschaften", "Partnerstädte"),
        *("jumelages", "villes jumelées", "gemellaggi", "città gemellate", "hermanamientos", "ciudades hermanas"),
    ),
)
