import pytest
from django.core.exceptions import FieldError, ValidationError
from django.db import connection

from core.accounts.models import User
from core.privacy.fields import blind_index, blind_indexes
from core.privacy.keys import KeyringError, UnreadableError, keyring

pytestmark = pytest.mark.django_db


def stored(column, pk):
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {column} FROM accounts_user WHERE id = %s", [pk])
        return cursor.fetchone()[0]


def test_the_database_never_sees_the_value():
    user = User.objects.create(username="a", name="张桂芳", phone="13812345678")
    assert stored("name", user.pk).startswith("demo:")
    assert "张" not in stored("name", user.pk)
    assert "13812345678" not in stored("phone", user.pk)
    fresh = User.objects.get(pk=user.pk)
    assert (fresh.name, fresh.phone) == ("张桂芳", "13812345678")


def test_the_same_value_is_stored_differently_each_time():
    one = User.objects.create(username="a", name="张桂芳")
    two = User.objects.create(username="b", name="张桂芳")
    assert stored("name", one.pk) != stored("name", two.pk)


def test_a_value_moved_to_another_column_cannot_be_read():
    user = User.objects.create(username="a", name="张桂芳")
    with connection.cursor() as cursor:
        cursor.execute("UPDATE accounts_user SET email = name WHERE id = %s", [user.pk])
    with pytest.raises(UnreadableError):
        User.objects.get(pk=user.pk)


def test_an_altered_value_cannot_be_read():
    user = User.objects.create(username="a", name="张桂芳")
    with connection.cursor() as cursor:
        cursor.execute("UPDATE accounts_user SET name = name || 'AAAA' WHERE id = %s", [user.pk])
    with pytest.raises(UnreadableError):
        User.objects.get(pk=user.pk)


@pytest.mark.parametrize("lookup", ["exact", "icontains", "in", "gt", "startswith"])
def test_look_ups_are_refused_with_the_way_to_do_it(lookup):
    value = ["张"] if lookup == "in" else "张"
    with pytest.raises(FieldError, match="blind_index"):
        User.objects.filter(**{f"name__{lookup}": value}).exists()


def test_emptiness_may_be_asked():
    assert not User.objects.filter(name__isnull=True).exists()


def test_very_long_text_and_nul_are_stored_harmlessly():
    user = User.objects.create(username="a", name="张\0三" + "长" * 9000)
    assert User.objects.get(pk=user.pk).name == "张三" + "长" * 9000
    with pytest.raises(ValidationError):
        user.full_clean()


def test_a_phone_is_found_however_it_was_written():
    user = User.objects.create(username="a", phone="+86 138-1234-5678")
    assert User.objects.get(phone_index=blind_index("１３８１２３４５６７８")) == user


def test_nobody_without_a_phone_has_an_index():
    user = User.objects.create(username="a")
    assert user.phone_index is None
    User.objects.create(username="b")


def test_the_index_is_kept_by_bulk_create():
    User.objects.bulk_create([User(username="a", phone="13812345678")])
    assert User.objects.filter(phone_index=blind_index("13812345678")).exists()


def test_half_a_save_is_refused():
    user = User.objects.create(username="a", phone="13812345678")
    user.phone = "13912345678"
    with pytest.raises(ValueError, match="phone_index"):
        user.save(update_fields=["phone"])


def test_purposes_never_collide():
    assert blind_index("12345", "phone") != blind_index("12345", "name")


def test_an_old_pepper_still_finds(settings):
    old = blind_index("13812345678")
    settings.LINLI_PEPPERS = "new:" + "q" * 43 + "=," + settings.LINLI_PEPPERS
    assert blind_index("13812345678") != old
    assert old in blind_indexes("13812345678")


@pytest.mark.parametrize("keys", ["", "a:short", "a", "a:" + "A" * 43 + "=,a:" + "B" * 43 + "="])
def test_bad_keyrings_are_named(settings, keys):
    settings.LINLI_KEYS = keys
    with pytest.raises(KeyringError, match="LINLI_KEYS"):
        keyring()
