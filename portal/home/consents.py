"""What people are told before they leave a name and a number (PIPL article 17)."""

from django.utils.translation import gettext_lazy as _

from core.privacy.consents import Purpose, declare

CALL_BACK = declare(
    Purpose(
        name="call_back",
        title=_("A call from the community"),
        texts={
            "2026-11": _(
                "Your community's staff use your name and number only to call you back, and keep "
                "them for 90 days after the matter is settled. Others do not see them. You can "
                "have them shown, corrected or deleted: ask your centre."
            )
        },
    )
)
FEEDBACK = declare(
    Purpose(
        name="feedback",
        title=_("An answer to your complaint or suggestion"),
        texts={
            "2026-11": _(
                "Name and number are optional. The district uses them only to answer you, and "
                "keeps them for 90 days after the answer."
            )
        },
    )
)
