from django.apps import AppConfig


class NumbersConfig(AppConfig):
    name = "core.numbers"
    label = "numbers"
