from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PrivacyConfig(AppConfig):
    name = "core.privacy"
    label = "privacy"
    verbose_name = _("Personal data")

    def ready(self) -> None:
        # Registers checks; kept out of the module because settings must be complete.
        from core.privacy import checks, own_data  # noqa: F401
