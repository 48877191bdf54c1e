"""How often one address may ask: counted in the cache that all processes share."""

from ipaddress import ip_address

from django.conf import settings
from rest_framework.throttling import SimpleRateThrottle

# One household or office has this many bits of an IPv6 address to itself.
IPV6_NETWORK = 64


class PerAddress(SimpleRateThrottle):
    """`API_REQUESTS_PER_MINUTE` a minute; 0 is without a limit. Behind proxies TRUSTED_PROXY_COUNT tells who asks."""

    scope = "api"

    def get_rate(self) -> str | None:
        number = settings.API_REQUESTS_PER_MINUTE
        return f"{number}/min" if number else None

    def get_cache_key(self, request: object, view: object) -> str:
        return self.cache_format % {"scope": self.scope, "ident": network_of(self.get_ident(request))}


def network_of(address: str) -> str:
    """An IPv4 address, or the network of an IPv6 one; what is none at all counts as one and the same."""
    try:
        parsed = ip_address(address)
    except ValueError:
        return "unknown"
    if parsed.version == 4 or parsed.ipv4_mapped:
        return str(parsed.ipv4_mapped or parsed if parsed.version == 6 else parsed)
    return f"{int(parsed) >> (128 - IPV6_NETWORK):x}"
