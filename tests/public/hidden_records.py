"""Records that are not public, hung on everything that is, so that they could leak."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.db import models
from django.utils import timezone

from sistercities.common.languages import CONTENT_LANGUAGES, localized
from tests import factories
from tests.public.secret_words import secret_word
from tests.public.site_of_everything import pictured

Site = dict[str, Any]
Hide = Callable[[Site], list[models.Model]]
RECORDS = ["city", "home", "partnership", "agreement", "exchange", "honour", "story", "district"]


def hidden_city(site: Site) -> list[models.Model]:
    city = factories.city(parent=site["home"], tier="district")
    factories.agreement(
        published=True, partnership=factories.partnership(True, home_city=site["home"], partner_city=city)
    )
    site["exchange"].cities.add(city)
    site["story"].cities.add(city)
    site["honour"].recipient_city = city
    site["agreement"].signed_in = city
    site["exchange"].held_in = city
    site["district"].parent = city
    for name in ("honour", "agreement", "exchange", "district"):
        site[name].save()
    factories.honour(published=True, recipient_city=city)
    return [city]


def hidden_partnership(site: Site) -> list[models.Model]:
    tie = factories.partnership(
        home_city=site["home"], partner_city=site["district"], since="1987", tie_class="contact"
    )
    tie.events.create(status="suspended", is_public=True)
    site["exchange"].partnership = tie
    site["exchange"].save()
    agreement = factories.agreement(published=True, partnership=tie)
    site["agreement"].predecessor = agreement
    site["agreement"].save()
    return [tie, agreement, factories.honour(published=True, partnership=tie, recipient_city=site["city"])]


def hidden_home_city(site: Site) -> list[models.Model]:
    home = factories.home_city()
    tie = factories.partnership(published=True, home_city=home, partner_city=site["city"])
    exchange = factories.exchange(
        published=True, home_city=home, cities=[site["city"]], partnership=site["partnership"]
    )
    return [home, tie, exchange, factories.agreement(published=True, partnership=tie)]


def hidden_agreement(site: Site) -> list[models.Model]:
    agreement = factories.agreement(partnership=site["partnership"], wording="hidden", predecessor=site["agreement"])
    site["exchange"].agreement = agreement
    site["exchange"].save()
    return [agreement]


def hidden_exchange(site: Site) -> list[models.Model]:
    given = {"cities": [site["city"]], "partnership": site["partnership"], "agreement": site["agreement"]}
    planned = factories.exchange(home_city=site["home"], plan_status="planned", starts_on="2999-01", **given)
    return [planned, factories.exchange(home_city=site["home"], starts_on="2998", held_in=site["city"], **given)]


def hidden_honour(site: Site) -> list[models.Model]:
    return [factories.honour(partnership=site["partnership"], recipient_city=site["city"])]


def hidden_story(site: Site) -> list[models.Model]:
    return [factories.story(cities=[site["city"], site["home"]], published_on="2998")]


def hidden_photo(site: Site) -> list[models.Model]:
    photo = pictured()
    photo.state_en = photo.state_zh_hans = "draft"
    for name in RECORDS:
        factories.attach(site[name], photo, caption_en=secret_word())
    site["story"].lead_photo = photo
    site["story"].save()
    return [photo, *(site[name].attachments.last() for name in RECORDS)]


def hidden_source(site: Site) -> list[models.Model]:
    source = factories.source(is_public=False)
    cited = [factories.cite(site[name], source, supports="name, title") for name in RECORDS]
    site["agreement"].wordings.update(source=source)
    return [source, *cited]


def hidden_rows(site: Site) -> list[models.Model]:
    """What is never public, on a partnership and an agreement that are."""
    tie, agreement = site["partnership"], site["agreement"]
    return [
        tie.counterparts.create(name="Somebody"),
        tie.promises.create(text="Something"),
        tie.events.create(status="dormant"),
        tie.events.create(status="under_approval", happened_on="2001-02-03"),
        agreement.approvals.create(body="A body"),
    ]


HIDDEN: list[Hide] = [
    hidden_city,
    hidden_partnership,
    hidden_home_city,
    hidden_agreement,
    hidden_exchange,
    hidden_honour,
    hidden_story,
    hidden_photo,
    hidden_source,
    hidden_rows,
]


def hide(record: Any, state: str) -> None:
    hour = timedelta(hours=1)
    if state == "too_early":
        record.publish_at = timezone.now() + hour
    elif state == "too_late":
        record.withdraw_at = timezone.now() - hour
    else:
        for code in CONTENT_LANGUAGES:
            setattr(record, localized("state", code), state)
    record.save()
