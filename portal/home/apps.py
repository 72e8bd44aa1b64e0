from django.apps import AppConfig


class HomeConfig(AppConfig):
    name = "portal.home"
    label = "home"

    def ready(self) -> None:
        # Abilities and consent texts must be known before the first request; they need the models.
        from portal.home import consents, rules  # noqa: F401
