"""What a follower without an account is told before leaving a number (PIPL 14, 17)."""

from django.utils.translation import gettext_lazy as _

from core.privacy.consents import Purpose, declare

FOLLOW = declare(
    Purpose(
        "projects.follow",
        _("Following a project"),
        {
            "2026-11": _(
                "We use this number only to tell you of the steps of this project. Nobody sees it"
                " in public. It is erased when you no longer follow, or 90 days after the project"
                " has ended."
            )
        },
    )
)
