from typing import Any

from django.apps import AppConfig
from django.db.models.signals import post_delete, post_save
from django.utils.translation import gettext_lazy as _


class AreasConfig(AppConfig):
    name = "core.areas"
    label = "areas"
    verbose_name = _("Areas and calendar")

    def ready(self) -> None:
        """The one use of signals: a day changed in the admin, too, must move due dates."""
        from core.areas.calendar import changed
        from core.areas.calendar_services import announce
        from core.areas.models import CalendarDay

        def day_changed(**kwargs: Any) -> None:
            changed(announce)

        for signal in (post_save, post_delete):
            signal.connect(day_changed, sender=CalendarDay, weak=False, dispatch_uid="calendar")
