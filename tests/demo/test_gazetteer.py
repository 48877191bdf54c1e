"""Places come from the gazetteer, never from a guess."""

import csv

from tests.demo.sheets import DEMO, Row, rows


def gazetteer() -> dict[str, Row]:
    with (DEMO / "gazetteer.csv").open(encoding="utf-8", newline="") as file:
        return {place["city"]: place for place in csv.DictReader(file)}


def test_city_has_the_position_of_its_gazetteer_entry_or_none() -> None:
    places = gazetteer()

    for city in rows("cities"):
        place = places.get(city["slug"], {})
        assert (city["latitude"], city["longitude"]) == (place.get("latitude", ""), place.get("longitude", ""))
        assert city["country"] == place.get("country", city["country"])


def test_city_has_the_number_and_population_of_its_own_entry_only() -> None:
    places = gazetteer()

    for city in rows("cities"):
        place = places.get(city["slug"], {})
        if place.get("stands_for") != "city":
            assert (city["geonames_id"], city["population"]) == ("", "")
        elif city["slug"] != "chongqing":
            assert city["geonames_id"] == place["geonames_id"]
            assert city["population"] in ("", place["population"])
            assert city["population_year"] == ""


def test_position_is_credited_to_geonames() -> None:
    for city in rows("cities"):
        assert ("geonames [latitude, longitude" in city["sources"]) == bool(city["latitude"])
