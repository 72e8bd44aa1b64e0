"""Who a notice is for: a person with an account, or only a phone number."""

from dataclasses import dataclass, field

from django.conf import settings

from core.accounts.models import User
from core.notices.kinds import EMAIL, INBOX, SMS, Channel
from core.privacy.phones import is_mobile
from core.privacy.services import blind_index


@dataclass(frozen=True)
class Recipient:
    """A user, or someone without account who left a phone number. Both empty: nobody."""

    user: User | None = None
    phone: str = field(default="", repr=False)
    name: str = field(default="", repr=False)

    @property
    def exists(self) -> bool:
        return bool(self.phone or (self.user and self.user.pk and self.user.is_active))

    @property
    def token(self) -> str:
        """Stands for the person in keys, without saying who it is."""
        if self.user and self.user.pk:
            return f"u{self.user.pk}"
        return f"p{blind_index(self.phone, 'phone')[:24]}"

    @property
    def takes_texts(self) -> bool:
        """Whether a text message reaches this person: a landline cannot show one."""
        return is_mobile(self.phone or (self.user.phone if self.user else ""))

    @property
    def language(self) -> str:
        """The chosen one, or that of the last sign-in, or the portal's."""
        known = (self.user.language or self.user.seen_language) if self.user else ""
        return known or settings.LANGUAGE_CODE

    def reachable_by(self, wanted: tuple[Channel, ...]) -> list[Channel]:
        """The wanted channels this person has; e-mail stands in for a missing phone."""
        has_phone = self.takes_texts
        has_email = bool(self.user and self.user.email)
        chosen: list[Channel] = []
        for channel in wanted:
            if channel == INBOX and self.user:
                chosen.append(INBOX)
            elif channel == SMS and has_phone:
                chosen.append(SMS)
            elif channel in (SMS, EMAIL) and has_email and EMAIL not in chosen:
                chosen.append(EMAIL)
        if not chosen and self.phone and not self.user:
            chosen.append(SMS)  # without an account there is no other way to reach them
        return chosen
