"""The same limits for the API: subclass with a name and a rate."""

from typing import Any

from rest_framework.request import Request
from rest_framework.throttling import BaseThrottle

from core.operations.addresses import limit_key
from core.operations.limits import retry_after, throttle


class AddressThrottle(BaseThrottle):
    """Tries per client address; reading is not limited unless `methods` says so."""

    name = "api"
    rate = "120/minute"
    methods: tuple[str, ...] = ("POST", "PUT", "PATCH", "DELETE")

    def allow_request(self, request: Request, view: Any) -> bool:
        self.key = limit_key(request._request)
        if request.method not in self.methods:
            return True
        return throttle(self.name, self.key, rate=self.rate)

    def wait(self) -> float:
        """Seconds, for the answer's Retry-After."""
        return float(retry_after(self.name, self.key, rate=self.rate))
