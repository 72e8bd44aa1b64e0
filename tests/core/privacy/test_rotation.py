from io import StringIO

import pytest
from allauth.mfa.totp.internal.auth import TOTP
from django.core.management import call_command
from django.db import connection

from core.accounts.models import User
from core.privacy import rotation
from core.privacy.fields import blind_index
from core.privacy.models import Reveal
from core.privacy.services import reveal
from tests.factories.accounts import person

pytestmark = pytest.mark.django_db
NEW = "new:" + "q" * 43 + "="


def written_with(table, column):
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT DISTINCT split_part({column}, ':', 1) FROM {table}")
        return {row[0] for row in cursor.fetchall()}


def test_everything_is_rewritten_and_reads_the_same(settings, cast):
    reveal(cast.resident, "phone", by=cast.community_clerk, reason="核实")
    totp = TOTP.activate(cast.community_clerk, "JBSWY3DPEHPK3PXP")
    phone = cast.resident.phone
    settings.LINLI_KEYS = f"{NEW},{settings.LINLI_KEYS}"
    call_command("rotate_keys", stdout=StringIO())
    assert written_with("accounts_user", "name") == {"new"}
    assert written_with("privacy_reveal", "reason") == {"new"}
    settings.LINLI_KEYS = NEW
    assert User.objects.get(pk=cast.resident.pk).phone == phone
    assert Reveal.objects.get().reason == "核实"
    totp.instance.refresh_from_db()
    assert totp.instance.data["secret"].startswith("new:")


def test_a_stopped_run_goes_on_where_it_was(settings, monkeypatch):
    monkeypatch.setattr(rotation, "BATCH", 2)
    for n in range(5):
        person(f"人{n}")
    settings.LINLI_KEYS = f"{NEW},{settings.LINLI_KEYS}"
    (table,) = [t for t in rotation.tables() if t[0] is User]
    run = rotation.rotate(*table)
    assert next(run) == 2
    run.close()
    assert sum(rotation.rotate(*table)) == 3
    assert sum(rotation.rotate(*table)) == 0


def test_a_new_pepper_is_taken_into_use(settings):
    user = person("张三", phone="13812345678")
    settings.LINLI_PEPPERS = f"{NEW},{settings.LINLI_PEPPERS}"
    call_command("rotate_keys", stdout=StringIO())
    settings.LINLI_PEPPERS = NEW
    assert User.objects.get(phone_index=blind_index("13812345678")) == user


def test_every_encrypted_column_is_in_the_walk():
    labels = {model._meta.label for model, _, _ in rotation.tables()}
    assert {"accounts.User", "privacy.Reveal", "privacy.ConsentRecord"} <= labels
