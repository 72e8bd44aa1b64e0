"""What a real portal must not start without."""

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register


@register(Tags.security, deploy=True)
def second_factor_is_required(**kwargs: Any) -> list[CheckMessage]:
    """`check --deploy`: role holders need a second factor outside the demo."""
    if settings.DEMO or settings.LINLI_REQUIRE_MFA:
        return []
    hint = "Leave LINLI_REQUIRE_MFA unset, or set it to true."
    return [Error("Role holders sign in without a second factor.", hint=hint, id="linli.E211")]
