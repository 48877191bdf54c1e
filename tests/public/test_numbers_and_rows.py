"""Every number of a page that leads to a list leads to exactly so many rows, in a register of odd cases."""

import re
from html import unescape
from typing import Any
from urllib.parse import urljoin

import pytest
from django.test import Client
from django.utils import timezone

from tests import factories

pytestmark = pytest.mark.django_db

LINK = re.compile(r'<a [^>]*?href="([^"]+)"[^>]*>(.*?)</a>', re.DOTALL)
# “1,234 exchanges held”, “2024: 3 exchanges”, “Sister city: 5”, “12 person-visits” and the like: one number.
COUNTED = re.compile(r"^(?:\d{4}年?[:：]\s*)?\D*?([\d,]+)(?!\d|年|[-–])\D*$")
SUMS = ("person-visits", "人次")
PAGES = (
    *("", "countries/", "countries/th/", "countries/tw/", "countries/fr/"),
    *("fields/", "fields/culture/", "fields/health/", "years/", "years/2018/", "years/2021/", "years/{year}/"),
    *("cities/chongqing/", "cities/bangkok/", "cities/taipei/", "cities/yubei/", "cities/paris/"),
)


def register() -> None:
    """Two homes that share partners, a region, ended ties, exchanges of several fields and cities and of no date."""
    this_year = str(timezone.localdate().year)
    home = factories.home_city(True, name="Chongqing", slug="chongqing")
    district = factories.home_city(True, name="Yubei", slug="yubei", parent=home, tier="district")
    bangkok = factories.city(True, name="Bangkok", slug="bangkok", country="TH")
    taipei = factories.city(True, name="Taipei", slug="taipei", country="TW")
    paris = factories.city(True, name="Paris", slug="paris", country="FR", tier="first_level")
    factories.city(True, name="Nan", country="TH")
    factories.city("zh-hans", name="Hidden", country="TH")
    tie = factories.partnership(True, home_city=home, partner_city=bangkok, since="2018")
    factories.partnership(True, home_city=district, partner_city=bangkok, since="1999~")
    factories.partnership(True, home_city=home, partner_city=taipei, tie_class="contact", since="")
    ended = factories.partnership(True, home_city=home, partner_city=paris, status="terminated", since="2018-05-04")
    ended.events.create(status="terminated", happened_on=this_year, is_public=True)
    factories.partnership("zh-hans", home_city=district, partner_city=paris, since="2018")
    culture, health = factories.field("culture"), factories.field("health")
    given: list[dict[str, Any]] = [
        {"starts_on": "2018-05~", "fields": [culture, health], "cities": [bangkok, taipei], "persons": 12},
        {"starts_on": f"{this_year}-01", "fields": [culture], "cities": [bangkok], "persons": 1500, "partnership": tie},
        {"starts_on": this_year, "cities": [bangkok, paris], "held_in": bangkok},
        {"starts_on": f"{this_year}-12-31", "cities": [bangkok], "plan_status": "planned", "persons": 3},
        {"starts_on": f"{this_year}-02", "cities": [bangkok], "plan_status": "cancelled", "fields": [health]},
        {"starts_on": f"{this_year}-03", "cities": [bangkok], "plan_status": "postponed"},
        {"starts_on": "", "cities": [bangkok, taipei], "fields": [health]},
        {"starts_on": "2021", "ends_on": this_year, "held_in": taipei},
        {"starts_on": this_year, "home_city": district, "cities": [bangkok], "persons": 0},
    ]
    for each in given:
        factories.exchange(True, **({"home_city": home} | each))
    factories.exchange("zh-hans", home_city=home, starts_on=this_year, cities=[bangkok], fields=[culture])
    agreement = factories.agreement(True, partnership=tie, signed_on=f"{this_year}-01-05")
    agreement.fields.add(culture)
    factories.agreement(True, partnership=ended, signed_on="2018")
    factories.honour(True, partnership=tie, given_on=this_year)
    factories.story(True, cities=[bangkok], published_on=this_year)


def counted(page: str) -> list[tuple[str, str]]:
    """Address and words of the links that tell a number and lead to a list of this site."""
    main = page[page.index("<main") : page.index("</main>")]
    found = []
    for address, words in LINK.findall(main):
        text = " ".join(unescape(re.sub(r"<[^>]+>", "", words)).split())
        if "?" in address and not address.startswith(("http", "mailto:")) and COUNTED.match(text):
            found.append((unescape(address), text))
    return found


def number_in(words: str) -> int:
    found = COUNTED.match(words)
    assert found
    return int(found.group(1).replace(",", ""))


def rows_behind(client: Client, address: str) -> list[Any]:
    response = client.get(address)
    assert response.status_code == 200, address
    context: Any = response.context
    if "timeline" in context:
        return [*context["timeline"].dated, *context["timeline"].undated]
    assert context["page_obj"].is_alone if "rows" in context else True
    return list(context["page_obj"] if "chronicle" in context else context.get("rows") or context["object_list"])


def told_by(rows: list[Any], words: str) -> int:
    """What the rows come to: of person-visits their sum as far as it is known."""
    if not any(unit in words for unit in SUMS):
        return len(rows)
    return sum(row.record.persons or 0 for row in rows)


@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_every_number_with_a_list_is_that_of_its_rows(client: Client, language: str) -> None:
    register()
    found = []
    for path in PAGES:
        base = f"/{language}/{path.format(year=timezone.localdate().year)}"
        response = client.get(base)
        assert response.status_code == 200, base
        for address, words in counted(response.content.decode()):
            rows = rows_behind(client, urljoin(base, address.partition("#")[0]))
            found.append((base, address, words, number_in(words), told_by(rows, words)))
    assert [each for each in found if each[-1] != each[-2]] == []
    assert len(found) > 40
