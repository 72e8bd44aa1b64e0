"""The scene of all tests of promises."""

from typing import Any

import pytest
from django.http import HttpResponse

from core.operations import faults
from tests.promises.scene import scene

__all__ = ["scene"]


@pytest.fixture
def plain_refusals(monkeypatch: Any) -> None:
    """Where thousands are refused, and only the status is looked at, no page is drawn for each.

    A page for a fault that faults itself does not change the status: nothing is missed.
    """

    def plain(_request: Any, status: int, _context: Any) -> HttpResponse:
        return HttpResponse(status=status)

    monkeypatch.setattr(faults, "_page", plain)
