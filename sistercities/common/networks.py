"""Whom an address on the net belongs to, as far as that can be told: for counting how often somebody asks."""

from ipaddress import ip_address

# One household or office has this many bits of an IPv6 address to itself.
IPV6_NETWORK = 64


def network_of(address: str) -> str:
    """An IPv4 address, or the network of an IPv6 one; what is none at all counts as one and the same."""
    try:
        parsed = ip_address(address)
    except ValueError:
        return "unknown"
    if parsed.version == 4 or parsed.ipv4_mapped:
        return str(parsed.ipv4_mapped or parsed if parsed.version == 6 else parsed)
    return f"{int(parsed) >> (128 - IPV6_NETWORK):x}"
