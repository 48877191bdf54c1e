"""The card of a city as a picture, drawn when it is first asked for."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from partnerships.cards import card_of, path_of
from partnerships.models import City, Partnership
from sistercities.common.former_slugs import formerly_called
from sistercities.common.responses import public


@require_safe
def card(request: HttpRequest, slug: str, version: str) -> HttpResponse:
    """A former version, or a former name, leads to the present one: addresses are kept by whoever passed them on."""
    cities = City.objects.published()
    city = cities.filter(slug=slug).first() or get_object_or_404(formerly_called(cities, slug))
    ties = Partnership.objects.published().filter(partner_city=city).with_cities().oldest_first()[:1]
    found = card_of(city, ties)
    if found is None:
        raise Http404
    if (city.slug, version) != (slug, found.version):
        return public(request, HttpResponseRedirect(path_of(city, found)))
    return public(request, HttpResponse(found.drawn(), content_type="image/png"))
