"""How often one address may ask: counted in the cache that all processes share."""

from django.conf import settings
from rest_framework.throttling import SimpleRateThrottle

from sistercities.common.networks import network_of


class PerAddress(SimpleRateThrottle):
    """`API_REQUESTS_PER_MINUTE` a minute; 0 is without a limit. Behind proxies TRUSTED_PROXY_COUNT tells who asks."""

    scope = "api"

    def get_rate(self) -> str | None:
        number = settings.API_REQUESTS_PER_MINUTE
        return f"{number}/min" if number else None

    def get_cache_key(self, request: object, view: object) -> str:
        return self.cache_format % {"scope": self.scope, "ident": network_of(self.get_ident(request))}
