"""Whose request is it: the client's address, believing only our own proxies."""

import ipaddress

from django.conf import settings
from django.http import HttpRequest


def client_address(request: HttpRequest) -> str:
    """The address to limit by. With `TRUSTED_PROXIES = n` the n-th from the right counts.

    What stands further left in X-Forwarded-For was written by the client and proves nothing.
    """
    hops = [request.META.get("REMOTE_ADDR", "")]
    if settings.TRUSTED_PROXIES:
        forwarded = request.META.get("HTTP_X_FORWARDED_FOR", "")
        hops = [h.strip() for h in forwarded.split(",") if h.strip()] + hops
    nearest = hops[max(len(hops) - 1 - settings.TRUSTED_PROXIES, 0)]
    try:
        return str(ipaddress.ip_address(nearest))
    except ValueError:
        return request.META.get("REMOTE_ADDR", "") or "unknown"


def limit_key(request: HttpRequest) -> str:
    """The address, or for IPv6 its /64: one household has millions of addresses there."""
    address = client_address(request)
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return address
    if parsed.version == 6:
        return str(ipaddress.ip_network((parsed, 64), strict=False).network_address)
    return address
