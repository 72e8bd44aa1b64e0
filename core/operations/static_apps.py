from django.contrib.staticfiles.apps import StaticFilesConfig


class OwnStaticFilesConfig(StaticFilesConfig):
    """Leaves out django-htmx's own copies: we serve the HTMX that our asset lock names."""

    ignore_patterns = [*StaticFilesConfig.ignore_patterns, "django_htmx"]
