"""What a volunteer agrees to (志愿服务条例: voluntary, unpaid; PIPL 13, 14)."""

from django.utils.translation import gettext_lazy as _

from core.privacy.consents import Purpose, declare

VOLUNTEERING = declare(
    Purpose(
        "volunteers.register",
        _("Being a volunteer"),
        {
            "2026-11": _(
                "I take part of my own free will and without pay. I am 18 or older, or my guardian"
                " agrees. My community sees that I am a volunteer, what I am glad to help with,"
                " and, when something is to be arranged, my name and phone. I may leave at any"
                " time, without a reason."
            )
        },
    )
)
