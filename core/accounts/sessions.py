"""Sessions in the database, read by hand: every page of everybody signed in begins with it."""

from django.contrib.sessions.backends import db
from django.contrib.sessions.models import Session
from django.db import connection
from django.utils import timezone

_LOAD = "SELECT session_data, expire_date FROM django_session WHERE session_key = %s"


class SessionStore(db.SessionStore):
    """What `SESSION_ENGINE` names; only the look-up differs from Django's own."""

    def _validate_session_key(self, key: str | None) -> bool:
        """Only what we give out is looked up; a made-up cookie may hold anything, NUL too."""
        return bool(super()._validate_session_key(key)) and str(key).isalnum()

    def _get_session_from_db(self) -> Session | None:
        with connection.cursor() as cursor:
            cursor.execute(_LOAD, [self.session_key])
            row = cursor.fetchone()
        if row is None or row[1] <= timezone.now():
            self._session_key = None
            return None
        return Session(self.session_key, *row)
