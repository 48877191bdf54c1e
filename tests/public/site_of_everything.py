"""One of every public record, each with everything that can hang on it."""

from typing import Any

from media.models import MediaItem
from partnerships.models import City, Partnership
from tests import factories


def pictured() -> MediaItem:
    """A public photo that pages do show."""
    made = {"of": "0" * 64, "version": "1", "sizes": {"content": [960, 640], "whole": [960, 720]}}
    return factories.photo(published=True, content_hash="0" * 64, renditions=made)


def proof(record: Any, photo: MediaItem) -> None:
    """A photo and a source."""
    factories.attach(record, photo)
    factories.cite(record, factories.source(), quote="As it was said")


def rows(number: int) -> dict[str, Any]:
    """A pair of cities in which everything that repeats is there `number` times, all of it published."""
    home = factories.home_city(published=True, name="Chongqing", slug="chongqing")
    partner = factories.city(
        published=True,
        name="Bangkok",
        slug="bangkok",
        parent=factories.city(published=True),
        native_name="กรุงเทพมหานคร",
    )
    tie = factories.partnership(published=True, home_city=home, partner_city=partner, since="2011-09-26")
    first = {"city": partner, "partnership": tie, "home": home}
    for _turn in range(number):
        first |= one_more(home, partner, tie)
    return first


def one_more(home: City, partner: City, tie: Partnership) -> dict[str, Any]:
    """One more of everything that repeats."""
    number = tie.agreements.count() + 1
    tie.events.create(status="in_force", happened_on="2011", reason_en="Signed", reason_zh_hans="已签", is_public=True)
    other = factories.partnership(published=True, home_city=home)
    agreement = factories.agreement(
        published=True, partnership=tie, wording=f"No. {number}", signed_in=home, predecessor=tie.agreements.first()
    )
    agreement.fields.add(factories.field())
    agreement.people.create(side="home", name_en="Mayor", name_zh_hans="市长")
    agreement.wordings.create(text="Agreement", language="en")
    agreement.further_parties.create(name_en="A university", name_zh_hans="一所大学")
    exchange = factories.exchange(
        published=True,
        home_city=home,
        held_in=home,
        cities=[home, partner, other.partner_city],
        fields=[factories.field()],
        partnership=tie,
        agreement=agreement,
    )
    honour = factories.honour(published=True, partnership=tie, recipient_city=partner)
    story = factories.story(published=True, cities=[partner, home], lead_photo=pictured())
    district = factories.city(published=True, parent=partner, tier="district")
    partner.facts.create(label_en="Mayor", label_zh_hans="市长", value_en="Somebody", value_zh_hans="某人")
    records = {"agreement": agreement, "exchange": exchange, "honour": honour, "story": story, "district": district}
    for record in [partner, tie, *records.values()]:
        proof(record, story.lead_photo)
    return records
