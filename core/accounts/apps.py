from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AccountsConfig(AppConfig):
    name = "core.accounts"
    label = "accounts"
    verbose_name = _("People and roles")

    def ready(self) -> None:
        # Declares abilities, checks, retention and portable data; they need the models.
        from core.accounts import checks, personal_data, rules  # noqa: F401
