"""Give the first administrator a role; there are no accounts to begin with."""

import datetime as dt
import getpass
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError

from core.accounts.abilities import Role
from core.accounts.models import User
from core.accounts.services import grant_role
from core.areas.models import Area


class Command(BaseCommand):
    help = "Give a person a role in an area; --create makes the account and asks for a password."

    def add_arguments(self, parser: Any) -> None:
        parser.add_argument("username")
        parser.add_argument("role", choices=Role.values)
        parser.add_argument("area", help="division code")
        parser.add_argument("--until", type=dt.date.fromisoformat, help="last day, YYYY-MM-DD")
        parser.add_argument("--create", action="store_true", help="make the account if missing")
        parser.add_argument("--admin", action="store_true", help="may enter the Django admin")

    def handle(self, *args: Any, **options: Any) -> None:
        area = Area.objects.filter(code=options["area"]).first()
        if area is None:
            raise CommandError(f"No area has the code {options['area']}.")
        user = User.objects.filter(username=options["username"]).first()
        if user is None:
            if not options["create"]:
                raise CommandError(f"Nobody is called {options['username']}; add --create.")
            user = User.objects.create_user(options["username"], password=None)
        try:
            grant = grant_role(user, options["role"], area, by=None, until=options["until"])
        except ValidationError as fault:
            raise CommandError("; ".join(fault.messages)) from fault
        if options["admin"]:
            user.is_staff = user.is_superuser = True
            user.save(update_fields=["is_staff", "is_superuser"])
        if not user.has_usable_password() and options["create"]:
            user.set_password(getpass.getpass(f"Password for {user.username}: "))
            user.save(update_fields=["password"])
        self.stdout.write(f"{grant} ({grant.since}…{grant.until or ''})")
