"""The links on the world map: one for each partner city, or one for several that would lie on top of each other."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _
from django_countries.fields import Country

from partnerships.choices import TieClass
from partnerships.map_clusters import Cluster, gathered, reaches
from partnerships.map_names import Room, Wish, placed, shortened
from partnerships.map_projection import HEIGHT, WIDTH, Place, Point
from partnerships.models import City, Partnership
from sistercities.common.enumerations import listed
from sistercities.common.languages import localized

# The map is laid out for three sizes, the last for when it is enlarged; from each of these widths in pixels on more
# names may appear (see map.css).
SIZES = {"narrow": (280, 420), "wide": (640, 760, 900, 1020, 1120), "close": (1300, 1800, 2600)}
CLOSEST = {"narrow": 15.0, "wide": 7.0, "close": 7.0}  # pixels between two places that get a marker each
MOST_MARKERS = {"narrow": 30, "wide": 30, "close": 50}
LONGEST_NAME = {"narrow": 10.0, "wide": 20.0, "close": 20.0}  # ems, under half the map: a name fits beside any dot
LONGEST_LIST = 50.0  # ems of the names of several cities
MOST_NAMES = 50  # so many are longer than that in any language
HOME, SEVERAL = "home", "several"
DOTS = {HOME: 5.5, SEVERAL: 8.0}  # pixels; the signs of classes are all of one size

_RANKS = {value: rank for rank, value in enumerate(TieClass.values)}


@dataclass(frozen=True)
class Partner:
    """A partner city by its strongest tie.

    Where it stands for cities around it, `number` is how many they are, and without `is_of_one_country` they lie in
    several.
    """

    slug: str
    name: str
    country: Country
    tie_class: str
    place: Place | None
    number: int = 1
    is_of_one_country: bool = True


def position(city: City) -> Place | None:
    """Latitude and longitude, where both are known."""
    if city.latitude is None or city.longitude is None:
        return None
    return Place(city.latitude, city.longitude)


@dataclass(frozen=True)
class Link:
    """What a marker says and leads to."""

    spot: Point
    url: str
    title: str
    shape: str
    name: str
    number: int = 1


@dataclass(frozen=True)
class Marker:
    """A link with its room on the map: `reach` is how far around its middle it can be clicked, in pixels."""

    link: Link
    room: Room
    reach: str

    @property
    def x(self) -> str:
        """In percent of the map's width, as text that no language writes with a comma."""
        return f"{self.link.spot.x / WIDTH:.2%}"

    @property
    def y(self) -> str:
        return f"{self.link.spot.y / HEIGHT:.2%}"


@dataclass(frozen=True)
class Size:
    """The markers of the map in one range of widths; the home city's comes first where its position is known."""

    name: str
    markers: tuple[Marker, ...]

    @property
    def has_several(self) -> bool:
        return any(marker.link.shape == SEVERAL for marker in self.markers)


def partners_of(partnerships: Iterable[Partnership], language: str) -> list[Partner]:
    """Each partner city once, in the order given; those without a name in `language` are left out."""
    name = localized("name", language)
    ties: list[Any] = [tie for tie in partnerships if tie.partner_city]
    return each_once(
        Partner(city.slug, getattr(city, name), city.country, tie.tie_class, position(city))
        for tie, city in ((tie, tie.partner_city) for tie in ties)
    )


def each_once(partners: Iterable[Partner]) -> list[Partner]:
    """By the strongest tie, and only those that have a name."""
    found: dict[str, Partner] = {}
    for partner in partners:
        known = found.get(partner.slug)
        if partner.name and (known is None or _RANKS[partner.tie_class] < _RANKS[known.tie_class]):
            found[partner.slug] = partner
    return list(found.values())


def strongest(classes: Iterable[tuple[int, str]]) -> dict[int, str]:
    """Of pairs of a city and the class of a tie, the strongest of each city."""
    found: dict[int, str] = {}
    for key, tie_class in classes:
        found[key] = min(found.get(key, tie_class), tie_class, key=lambda each: _RANKS[each])
    return found


def clusters_for(size: str, partners: Sequence[tuple[Point, Partner]]) -> list[Cluster]:
    return gathered(partners, CLOSEST[size] * WIDTH / SIZES[size][0], MOST_MARKERS[size])


def sized(size: str, home: Link | None, clusters: Sequence[Cluster]) -> Size:
    """Markers for one range of widths: `clusters` hold partners."""
    widths, longest = SIZES[size], LONGEST_NAME[size]
    links = ([home] if home else []) + [link_to(cluster) for cluster in clusters]
    links = [replace(link, name=shortened(link.name, longest)) for link in links]
    rooms = placed(tuple(wish_of(link, links[0]) for link in links), widths)
    radii = reaches([link.spot for link in links], widths[0])
    return Size(size, tuple(map(Marker, links, rooms, [f"{radius:.0f}" for radius in radii])))


def wish_of(link: Link, first: Link) -> Wish:
    """The name, away from the home city (the first link), where the arcs do not run through it."""
    toward = "start" if link.spot.x < first.spot.x else "end"
    return Wish(link.spot, link.name, DOTS.get(link.shape, 4.0), toward, is_needed=link.shape == HOME)


def link_to(cluster: Cluster) -> Link:
    """To the city's page; for several to the list, narrowed to their country if they share it."""
    partner, number = cluster.members[0], sum(member.number for member in cluster.members)
    if number == 1:
        title = _("%(city)s, %(country)s: %(class)s") % {
            "city": partner.name,
            "country": partner.country.name,
            "class": TieClass(partner.tie_class).label,
        }
        return Link(
            cluster.spot, reverse("partnerships:city", args=[partner.slug]), title, partner.tie_class, partner.name
        )
    countries = {member.country.code for member in cluster.members}
    is_one = len(countries) == 1 and all(member.is_of_one_country for member in cluster.members)
    country = partner.country if is_one else None
    query = f"?{urlencode({'country': country.code})}" if country else ""
    return Link(
        cluster.spot,
        reverse("partnerships:city_list") + query,
        title_of_several(cluster.members, number),
        SEVERAL,
        country.name if country else "",
        number,
    )


def title_of_several(partners: Sequence[Partner], number: int) -> str:
    """How many, and the first of their names."""
    names = listed(partner.name for partner in partners[:MOST_NAMES])
    if number > len(partners):
        names += "…"
    return _("%(number)s cities: %(names)s") % {"number": number, "names": shortened(names, LONGEST_LIST)}
