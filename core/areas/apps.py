from django.apps import AppConfig


class AreasConfig(AppConfig):
    name = "core.areas"
    label = "areas"
