from django.apps import AppConfig


class CountersConfig(AppConfig):
    name = "core.counters"
    label = "counters"

    def ready(self) -> None:
        from core.areas.rescoping import on_rescope
        from core.counters.services import after_move

        on_rescope(after_move)
