"""What an account itself knows about a person, handed over and erased; what is erased nightly."""

from typing import Any

from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from allauth.usersessions.models import UserSession
from django.utils.translation import gettext_lazy as _

from core.accounts import attempts
from core.privacy import registry, retention


def account_of(user: Any) -> dict[str, Any]:
    return {
        "username": user.username,
        "name": user.name,
        "phone": user.phone,
        "phone_verified": user.phone_verified,
        "email": user.email,
        "community": user.community.name if user.community else "",
        "language": user.language,
        "seen_language": user.seen_language,
        "joined": user.date_joined,
        "roles": [
            {
                "role": grant.get_role_display(),
                "area": grant.area.name,
                "since": grant.since.isoformat(),
                "until": grant.until.isoformat() if grant.until else "",
            }
            for grant in user.grants.select_related("area").order_by("since")
        ],
        "devices": [
            {"since": s.created_at, "address": s.ip, "browser": s.user_agent}
            for s in UserSession.objects.filter(user=user)
        ],
    }


def erase_ways_in(user: Any) -> None:
    """Sessions, second factors, WeChat: nothing that could bring anyone back in."""
    for session in UserSession.objects.filter(user=user):
        session.end()
    Authenticator.objects.filter(user=user).delete()
    SocialAccount.objects.filter(user=user).delete()


registry.declare(registry.PersonalData("account", _("Account"), account_of, erase_ways_in))
retention.declare(
    retention.Rule(
        "sign_in_attempts", "accounts.Attempt", 1, attempts.purge, _("Only limits look at them.")
    )
)
