"""The world map of partner cities, with everything its template needs."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from partnerships.choices import TieClass
from partnerships.land_outlines import edge_path, land_path
from partnerships.map_arcs import Arc, arc
from partnerships.map_clusters import Cluster
from partnerships.map_markers import HOME, SIZES, Link, Partner, Size, clusters_for, partners_of, position, sized
from partnerships.map_projection import CENTRES, HEIGHT, WIDTH, Place, centre_for, place
from partnerships.models import City, Partnership
from sistercities.common.languages import localized

ZOOMS = (1, 3, 6)  # how many times as wide as the page; see map-zoom.css


@dataclass(frozen=True)
class WorldMap:
    """Paths are in units of a canvas of `width` × `height`; `classes`, with labels, are those on it, and `unplaced`
    tells how many partners are not.
    """

    home_name: str
    edge: str
    land: str
    arcs: tuple[Arc, ...]
    sizes: tuple[Size, ...]
    classes: tuple[tuple[str, str], ...]
    unplaced: int
    zooms: tuple[int, ...] = ZOOMS
    width: int = WIDTH
    height: int = HEIGHT


def build_map(home: City | None, partnerships: Iterable[Partnership], language: str) -> WorldMap:
    """The map around `home` of public partnerships, each with its partner city fetched. Makes no query of its own.

    The order of the partnerships is the order in which names get their places. A partner without a name in `language`
    is left out; one without coordinates is counted as `unplaced`.
    """
    return map_of(home, partners_of(partnerships, language), language)


def map_of(home: City | None, partners: Sequence[Partner], language: str) -> WorldMap:
    """The same of partners, some of whom may stand for others (partnerships.map_cells)."""
    located = [(partner.place, partner) for partner in partners if partner.place]
    start = position(home) if home else None
    centre = centre_for(start.longitude) if start else CENTRES[0]
    spots = [(place(where, centre), partner) for where, partner in located]
    clusters = {size: clusters_for(size, spots) for size in SIZES}
    link = home_link(home, start, centre, language) if home and start else None
    classes = {partner.tie_class for _, partner in located}
    return WorldMap(
        home_name=link.name if link else "",
        edge=edge_path(),
        land=land_path(centre),
        arcs=arcs_from(start, clusters["close"], centre) if start else (),
        sizes=tuple(sized(size, link, clusters[size]) for size in SIZES),
        classes=tuple((value, str(label)) for value, label in TieClass.choices if value in classes),
        unplaced=sum(partner.number for partner in partners if not partner.place),
    )


def home_link(home: City, start: Place, centre: float, language: str) -> Link | None:
    name = getattr(home, localized("name", language))
    return Link(place(start, centre), home.get_absolute_url(), name, HOME, name) if name else None


def arcs_from(start: Place, clusters: Sequence[Cluster], centre: float) -> tuple[Arc, ...]:
    """One for each marker of the enlarged map, so that thousands of partners do not make thousands of lines."""
    ends = (cluster.members[0].place for cluster in clusters)
    arcs = (arc(start, end, centre) for end in ends if end)
    return tuple(found for found in arcs if found)
