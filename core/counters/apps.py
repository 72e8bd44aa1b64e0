from django.apps import AppConfig


class CountersConfig(AppConfig):
    name = "core.counters"
    label = "counters"
