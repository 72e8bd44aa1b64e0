from django.apps import AppConfig


class ReportsConfig(AppConfig):
    name = "portal.reports"
    label = "reports"

    def ready(self) -> None:
        # the desk and the dashboard own no tables, so they are no apps of their own
        from portal.dashboard import rules as dashboard  # noqa: F401
        from portal.desk import rules as desk  # noqa: F401
        from portal.reports import rules  # noqa: F401
