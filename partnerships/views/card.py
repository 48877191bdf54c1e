"""The card of a city as a picture, drawn when it is first asked for."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from partnerships.cards import card_of, path_of
from partnerships.models import City, Partnership
from sistercities.common.responses import public


@require_safe
def card(request: HttpRequest, slug: str, version: str) -> HttpResponse:
    """A former version leads to the present one: addresses are kept by whoever has passed them on."""
    city = get_object_or_404(City.objects.published(), slug=slug)
    ties = Partnership.objects.published().filter(partner_city=city).with_cities().oldest_first()[:1]
    found = card_of(city, ties)
    if found is None:
        raise Http404
    if version != found.version:
        return public(request, HttpResponseRedirect(path_of(city, found)))
    return public(request, HttpResponse(found.drawn(), content_type="image/png"))
