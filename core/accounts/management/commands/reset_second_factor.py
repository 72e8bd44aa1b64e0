"""For whoever lost the phone and the recovery codes as well."""

from typing import Any

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from core.accounts.models import User


class Command(BaseCommand):
    help = "Take away a person's authenticator app and recovery codes, and sign them out."

    def add_arguments(self, parser: Any) -> None:
        parser.add_argument("username")

    def handle(self, *args: Any, **options: Any) -> None:
        user = User.objects.filter(username=options["username"]).first()
        if user is None:
            raise CommandError(f"Nobody is called {options['username']}.")
        with transaction.atomic():
            factors, _rows = Authenticator.objects.filter(user=user).delete()
            if not factors:
                raise CommandError(f"{user.username} has no second factor.")
            for session in UserSession.objects.filter(user=user):
                session.end()
        self.stdout.write(
            f"{user.username} has no second factor and is signed out. Whoever holds a role must "
            "set up a new one at the next sign-in."
        )
