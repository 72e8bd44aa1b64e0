"""Where to go back to, never to somebody else's host."""

from django.http import HttpRequest
from django.utils.http import url_has_allowed_host_and_scheme


def next_or(request: HttpRequest, fallback: str = "/") -> str:
    """The `next` of the request when it is an address of this host, else `fallback`."""
    target = request.POST.get("next") or request.GET.get("next") or fallback
    safe = url_has_allowed_host_and_scheme(
        target, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return target if safe else fallback


def query_without(request: HttpRequest, *names: str, **values: str) -> str:
    """What follows the `?` of this address, without `names` and with `values` in place."""
    query = request.GET.copy()
    for name in names:
        query.pop(name, None)
    for name, value in values.items():
        query[name] = value
    return query.urlencode()
