"""What the world map shows of public records, and how it is written into a page."""

import re
from typing import Any

import pytest
from django.conf import settings
from django.db import connection
from django.template import Context, Template
from django.test.utils import CaptureQueriesContext
from django.utils import translation
from django_countries.fields import Country

from partnerships.map_markers import SIZES, Link
from partnerships.map_projection import HEIGHT, WIDTH
from partnerships.models import City, Partnership, SiteProfile
from partnerships.world_map import ZOOMS, WorldMap, build_map
from tests import factories

MOST_BYTES = 66_000


def city(name: str, latitude: float | None, longitude: float | None, country: str = "TH", **given: Any) -> City:
    slug = given.pop("slug", re.sub(r"\W+", "-", name.lower(), flags=re.ASCII).strip("-") or "city")
    texts = {"name_en": name, "name_zh_hans": name}
    return City(slug=slug, country=Country(country), latitude=latitude, longitude=longitude, **{**texts, **given})


CHONGQING = city("Chongqing", 29.56, 106.56, "CN", name_zh_hans="重庆")
BANGKOK = city("Bangkok", 13.75, 100.5, name_zh_hans="曼谷")
BRISBANE = city("Brisbane", -27.47, 153.03, "AU", name_zh_hans="布里斯班")


def tie(partner: City, tie_class: str = "sister_city") -> Partnership:
    return Partnership(home_city=CHONGQING, partner_city=partner, tie_class=tie_class)


def links(world_map: WorldMap, size: str = "wide") -> list[Link]:
    (found,) = [found for found in world_map.sizes if found.name == size]
    return [marker.link for marker in found.markers]


def written(home: City | None, partnerships: list[Partnership], language: str = "en", **context: Any) -> str:
    template = Template("{% load world_map %}{% world_map home partnerships %}")
    with translation.override(language):
        return template.render(Context({"home": home, "partnerships": partnerships, **context}))


def test_home_city_comes_first_and_each_partner_leads_to_its_page() -> None:
    found = links(build_map(CHONGQING, [tie(BRISBANE), tie(BANGKOK, "friendly_exchange")], "en"))
    assert [(link.shape, link.url, link.title) for link in found] == [
        ("home", "/en/cities/chongqing/", "Chongqing"),
        ("sister_city", "/en/cities/brisbane/", "Brisbane, Australia: Sister city"),
        ("friendly_exchange", "/en/cities/bangkok/", "Bangkok, Thailand: Friendly exchange city"),
    ]


def test_names_are_those_of_the_language_asked_for() -> None:
    assert [link.name for link in links(build_map(CHONGQING, [tie(BANGKOK)], "zh-hans"))] == ["重庆", "曼谷"]


def test_partner_without_a_name_in_the_language_is_left_out() -> None:
    unapproved = city("Secret", 10, 10, name_en="")
    assert [link.name for link in links(build_map(CHONGQING, [tie(unapproved)], "en"))] == ["Chongqing"]


def test_partner_without_coordinates_is_listed_and_never_placed() -> None:
    mpumalanga = city("Mpumalanga", None, None, "ZA")
    world_map = build_map(CHONGQING, [tie(mpumalanga), tie(BANGKOK)], "en")
    assert world_map.unplaced == 1
    assert [link.name for link in links(world_map)] == ["Chongqing", "Bangkok"]


def test_place_on_the_equator_and_the_prime_meridian_counts_as_known() -> None:
    assert build_map(CHONGQING, [tie(city("Null Island", 0.0, 0.0))], "en").unplaced == 0


def test_city_with_two_partnerships_stands_once_by_its_strongest_tie() -> None:
    found = links(build_map(CHONGQING, [tie(BANGKOK, "contact"), tie(BANGKOK, "sister_city")], "en"))
    assert [link.shape for link in found] == ["home", "sister_city"]


def test_only_classes_on_the_map_are_explained() -> None:
    partnerships = [tie(BANGKOK, "contact"), tie(city("Nowhere", None, None), "institutional")]
    assert build_map(CHONGQING, partnerships, "en").classes == (("contact", "Contact"),)


def test_neighbours_in_one_country_become_a_count_that_leads_to_the_list_of_that_country() -> None:
    neighbours = [tie(city(name, 34.4, 132.4 + x, "JP")) for name, x in (("Hiroshima", 0), ("Kure", 0.2))]
    several = links(build_map(CHONGQING, neighbours, "en"))[1]
    assert (several.number, several.url, several.name) == (2, "/en/cities/?country=JP", "Japan")
    assert several.title == "2 cities: Hiroshima, Kure"


def test_neighbours_in_several_countries_become_a_count_that_leads_to_the_whole_list() -> None:
    neighbours = [tie(city("Strasbourg", 48.58, 7.75, "FR")), tie(city("Kehl", 48.57, 7.82, "DE"))]
    several = links(build_map(CHONGQING, neighbours, "en"))[1]
    assert (several.number, several.url, several.name) == (2, "/en/cities/", "")


def test_narrow_map_gathers_what_the_wide_one_keeps_apart() -> None:
    pair = [tie(city("Antwerp", 51.2, 4.4, "BE")), tie(city("Toulouse", 43.6, 1.4, "FR"))]
    world_map = build_map(CHONGQING, pair, "en")
    assert [len(links(world_map, size)) for size in ("narrow", "wide")] == [2, 3]


def test_each_partner_is_tied_to_the_home_city_by_two_strands() -> None:
    world_map = build_map(CHONGQING, [tie(BANGKOK), tie(BRISBANE)], "en")
    assert len(world_map.arcs) == 2
    assert all(arc.home_strand != arc.partner_strand for arc in world_map.arcs)


@pytest.mark.parametrize("home", [None, city("Unplaced", None, None)])
def test_map_without_a_placed_home_city_shows_the_partners_without_arcs(home: City | None) -> None:
    world_map = build_map(home, [tie(BANGKOK)], "en")
    assert [link.name for link in links(world_map)] == ["Bangkok"]
    assert world_map.arcs == ()


def test_map_is_centred_by_its_home_city() -> None:
    paris = city("Paris", 48.9, 2.35, "FR")
    from_paris, from_chongqing = (build_map(home, [], "en") for home in (paris, CHONGQING))
    assert from_paris.land != from_chongqing.land


@pytest.mark.django_db
def test_map_of_records_already_fetched_asks_the_database_nothing() -> None:
    home = factories.home_city(published=True, latitude=29.56, longitude=106.56)
    for longitude in (100.5, 0.1, -70.0):
        partner = factories.city(published=True, latitude=13.75, longitude=longitude)
        factories.partnership(published=True, home_city=home, partner_city=partner)
    partnerships = list(Partnership.objects.published("en").with_cities())
    with CaptureQueriesContext(connection) as queries:
        text = written(home, partnerships, site_profile=SiteProfile())
    assert len(queries) == 0
    assert text.count("<a ") == len(SIZES) * (len(partnerships) + 1)


def test_style_sheet_knows_the_shape_and_the_widths_of_the_map() -> None:
    css = (settings.BASE_DIR / "sistercities/static/sistercities/map.css").read_text(encoding="utf-8")
    assert f"aspect-ratio: {WIDTH} / {HEIGHT};" in css
    for first, *later in SIZES.values():
        assert re.search(rf"\.map-name--{first},", css)
        assert all(f"@container (min-width: {width}px)" in css and f".map-name--{width} {{" in css for width in later)


def test_style_sheet_knows_how_much_the_map_is_enlarged() -> None:
    css = (settings.BASE_DIR / "sistercities/static/sistercities/map-zoom.css").read_text(encoding="utf-8")
    enlarged = re.findall(r'\[value="(\d+)"\]:checked\) \.map-canvas {\s+inline-size: (\d+)00cqi', css)
    assert enlarged == [(str(zoom), str(zoom)) for zoom in ZOOMS[1:]]


def test_enlarged_map_keeps_apart_what_the_page_wide_one_gathers() -> None:
    near = [tie(city(name, 48.0, longitude, "FR")) for name, longitude in (("Here", 2.0), ("There", 5.2))]
    number = {size.name: len(size.markers) for size in build_map(CHONGQING, near, "en").sizes}
    assert number == {"narrow": 2, "wide": 2, "close": 3}


HOSTILE = [
    '<script>alert("x")</script>',
    "\"><img src=x onerror='1'>",
    "\u202eevil",
    "W" * 120,
    "😀" * 60,
    "&amp;</title>",
]


@pytest.mark.parametrize("name", HOSTILE)
@pytest.mark.parametrize("size", ["home", "partner"])
def test_hostile_name_stays_text(name: str, size: str) -> None:
    hostile = city(name, 48.0, 2.0, "FR", slug="hostile")
    text = written(hostile if size == "home" else CHONGQING, [tie(BANGKOK if size == "home" else hostile)])
    assert "<script" not in text
    assert "<img" not in text
    assert text.count("<title>") == text.count("</title>") == text.count("<a ")


def test_longest_name_is_shortened_on_the_map_and_whole_in_its_title() -> None:
    name = "Llanfair" * 15
    text = written(CHONGQING, [tie(city(name, 53.2, -4.2, "GB"))])
    assert f"<title>{name}, United Kingdom: Sister city</title>" in text
    assert f">{name}</text>" not in text


def test_map_of_thousands_stays_small() -> None:
    places = ((f"A rather long name of place {i}", 37 * i % 120 - 55, 47 * i % 360 - 180) for i in range(3000))
    many = [tie(city(name, latitude, longitude)) for name, latitude, longitude in places]
    assert len(written(CHONGQING, many).encode()) <= MOST_BYTES


def test_several_cities_are_named_as_far_as_a_title_goes() -> None:
    near = [tie(city(f"Village {i}", 48.0, 2.0 + i / 100, "FR")) for i in range(60)]
    several = links(build_map(CHONGQING, near, "en"))[1]
    assert several.title.startswith("60 cities: Village 0, Village 1, ")
    assert several.title.endswith("…")
    assert len(several.title) < 110


def test_numbers_are_written_for_machines_in_every_language() -> None:
    with translation.override("de"):
        text = written(CHONGQING, [tie(BANGKOK)], language="de")
    assert re.findall(r'<svg x="([^"]+)" y="([^"]+)"', text)
    assert not re.search(r'"\d+,\d+%"', text)


def test_switched_off_map_leaves_nothing_on_the_page() -> None:
    assert written(CHONGQING, [tie(BANGKOK)], site_profile=SiteProfile(is_map_shown=False)).strip() == ""


def test_licence_number_is_printed_below_the_map_with_the_credit() -> None:
    text = written(CHONGQING, [tie(BANGKOK)], site_profile=lambda: SiteProfile(map_licence_number="GS(2026)1234"))
    assert "GS(2026)1234" in text
    assert "Natural Earth" in text


def test_licence_is_not_mentioned_where_there_is_no_number() -> None:
    assert "licence" not in written(CHONGQING, [tie(BANGKOK)], site_profile=SiteProfile())


def test_number_of_places_without_position_is_said() -> None:
    text = written(CHONGQING, [tie(city("Gers", None, None, "FR")), tie(city("Pest", None, None, "HU"))])
    assert "2 places without a known position are not on the map." in text
    assert "without a known position" not in written(CHONGQING, [tie(BANGKOK)])


def test_map_needs_no_script_and_no_inline_style() -> None:
    text = written(CHONGQING, [tie(BANGKOK)])
    assert not re.search(r"<script|<style|\sstyle=|\son\w+=|https?://", text)
