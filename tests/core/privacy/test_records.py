import pytest
from django.db import DatabaseError, ProgrammingError, connection, transaction

from core.privacy import consents
from core.privacy.models import ConsentRecord, PurgeReport, Reveal
from core.privacy.services import has_consent, record_consent, reveal, withdraw_consent
from core.workflow.models import TransitionRecord

pytestmark = pytest.mark.django_db


@pytest.fixture
def purpose(monkeypatch):
    monkeypatch.setattr(consents, "_purposes", {})
    return consents.declare(consents.Purpose("photo", "A photo", {"1": "may we?", "2": "we may?"}))


def test_a_look_is_written_with_who_in_which_role_and_why(cast):
    clerk = cast.community_clerk
    assert reveal(cast.resident, "phone", by=clerk, reason="电话核实") == cast.resident.phone
    look = Reveal.objects.get()
    assert (look.viewer, look.subject, look.field) == (clerk, cast.resident, "phone")
    assert look.viewer_role.endswith("榕树头社区")
    assert look.reason == "电话核实"
    assert cast.resident.phone not in look.object_label
    assert cast.resident.name not in look.object_label


def test_looking_at_oneself_is_not_written(cast):
    reveal(cast.resident, "phone", by=cast.resident)
    assert not Reveal.objects.exists()


def test_only_encrypted_fields_are_revealed(cast):
    with pytest.raises(ValueError, match="not an encrypted field"):
        reveal(cast.resident, "username", by=cast.community_clerk)
    assert not Reveal.objects.exists()


def test_the_database_refuses_to_change_the_log(cast):
    reveal(cast.resident, "phone", by=cast.community_clerk, reason="x")
    for change in (
        lambda: Reveal.objects.update(field="name"),
        lambda: Reveal.objects.all().delete(),
    ):
        with pytest.raises(ProgrammingError, match="Cannot update or delete"), transaction.atomic():
            change()
    assert Reveal.objects.get().field == "phone"


@pytest.mark.parametrize("log", [TransitionRecord, Reveal, ConsentRecord, PurgeReport])
def test_the_database_refuses_to_empty_a_log_at_once(db, log):
    guard = next(one for one in log._meta.triggers if one.name == "not_emptied")
    table = log._meta.db_table
    with connection.cursor() as cursor:
        cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER {guard.get_pgid(log)}")
        with pytest.raises(DatabaseError, match="never emptied"), transaction.atomic():
            cursor.execute(f"TRUNCATE {table} CASCADE")


def test_a_consent_holds_until_it_is_withdrawn(cast, purpose):
    resident = cast.resident
    assert not has_consent("photo", given_by=resident)
    record_consent(purpose="photo", text_version="2", given_by=resident, channel="web")
    assert has_consent("photo", given_by=resident)
    assert withdraw_consent(purpose="photo", given_by=resident)
    assert not has_consent("photo", given_by=resident)
    assert withdraw_consent(purpose="photo", given_by=resident) is None
    assert ConsentRecord.objects.count() == 2


def test_consent_about_one_object_says_nothing_of_another(cast, purpose):
    record_consent(
        purpose="photo",
        text_version="1",
        channel="counter",
        by=cast.community_clerk,
        obj=cast.community,
        basis="当面同意",
    )
    assert has_consent("photo", obj=cast.community)
    assert not has_consent("photo", obj=cast.neighbour_community)
    assert not has_consent("photo", given_by=cast.resident)


@pytest.mark.parametrize(("name", "version"), [("photo", "3"), ("unknown", "1")])
def test_only_declared_texts_can_be_agreed_to(cast, purpose, name, version):
    with pytest.raises(ValueError, match="no text"):
        record_consent(purpose=name, text_version=version, given_by=cast.resident, channel="web")


def test_a_consent_of_nobody_is_refused(purpose, db):
    with pytest.raises(ValueError, match="belongs to"):
        record_consent(purpose="photo", text_version="1", channel="web")


def test_the_database_refuses_to_change_a_consent(cast, purpose):
    record_consent(purpose="photo", text_version="1", given_by=cast.resident, channel="web")
    with pytest.raises(ProgrammingError, match="Cannot update or delete"), transaction.atomic():
        ConsentRecord.objects.update(decision="withdrawn")
