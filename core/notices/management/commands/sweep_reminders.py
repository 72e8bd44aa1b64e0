from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone

from core.notices.kinds import kind_named
from core.notices.models import ReminderMark
from core.notices.recipients import Recipient
from core.notices.reminders import reminders
from core.notices.sweep import plan, sweep
from core.privacy.masking import mask_name, mask_phone


class Command(BaseCommand):
    help = "Send the reminders that are due; with --dry-run only say who would get what."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--dry-run", action="store_true", help="change nothing, print masked")

    def handle(self, *args: Any, **options: Any) -> None:
        if not options["dry_run"]:
            self.stdout.write(f"reminded: {sweep()}")
            return
        now = timezone.now()
        count = 0
        for reminder in reminders():
            for planned in plan(now, reminder):
                count += 1
                due = planned.due
                word = "send" if planned.outcome == ReminderMark.Outcome.SENT else "missed"
                whom = ", ".join(_masked(r, due.kind) for r in due.recipients) or "-"
                self.stdout.write(
                    f"{word:6}  {reminder.name}  {due.obj._meta.label_lower} {due.obj.pk}"
                    f"  {due.key}  {timezone.localtime(due.at):%Y-%m-%d %H:%M}"
                    f"  {due.kind}  → {whom}"
                )
        self.stdout.write(f"{count} due")


def _masked(to: Recipient, kind: str) -> str:
    channels = "+".join(to.reachable_by(kind_named(kind).channels)) or "unreachable"
    if to.user:
        return f"{mask_name(to.user.name) or to.user.pk} ({channels})"
    return f"{mask_name(to.name)} {mask_phone(to.phone)} ({channels})".strip()
