import re

import pytest
from django.contrib.admin.sites import site
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.core.management.base import SystemCheckError
from django.urls import NoReverseMatch, reverse

from core.accounts.models import User
from core.accounts.passwords import RoleHolderPasswordValidator
from core.notices.recipients import Recipient

pytestmark = pytest.mark.django_db


def test_no_page_keeps_e_mail_addresses_in_the_clear():
    for name in ("account_email", "account_confirm_email", "account_reset_password_from_key"):
        with pytest.raises(NoReverseMatch):
            reverse(name)


@pytest.mark.parametrize("path", ["/account/login/", "/account/login/code/"])
@pytest.mark.parametrize("elder", ["", "1"])
def test_the_ways_in_speak_chinese_and_keep_what_was_typed(client, path, elder):
    client.cookies["elder"] = elder
    page = client.get(path).content.decode()
    assert "登录" in page
    assert 'lang="zh-Hans"' in page
    field = "login" if path == "/account/login/" else "phone"
    page = client.post(path, {field: "12 <b>"}).content.decode()
    assert "12 &lt;b&gt;" in page


def test_english_is_complete_too(client):
    client.cookies["django_language"] = "en"
    page = client.get("/account/login/code/").content.decode()
    assert "Text me a code" in page
    assert "验证码" not in page


def test_the_language_is_kept_with_the_account(client, cast):
    client.force_login(cast.resident)
    client.get("/ui/language/en/")
    assert User.objects.get(pk=cast.resident.pk).language == "en"


def test_staff_need_a_mixed_password_and_residents_a_long_one(cast):
    check = RoleHolderPasswordValidator()
    plain = "rongshutou"
    check.validate(plain, cast.resident)
    check.validate(plain, None)
    with pytest.raises(ValidationError):
        check.validate(plain, cast.community_clerk)
    check.validate("Rongshutou8", cast.community_clerk)
    check.validate("rongshu-8", cast.community_clerk)


def test_someone_without_password_sets_the_first_one(client, cast):
    client.force_login(cast.resident)
    page = client.post(
        "/account/password/set/", {"password1": "榕树下一家人真好啊", "password2": "x"}
    )
    assert page.status_code == 200
    new = {"password1": "榕树下的一家人真好啊", "password2": "榕树下的一家人真好啊"}
    client.post("/account/password/set/", new)
    assert User.objects.get(pk=cast.resident.pk).check_password("榕树下的一家人真好啊")
    assert client.get("/me/").status_code == 200, "this session stays open"


def test_a_changed_password_closes_other_sessions(client, cast):
    cast.resident.set_password("Rongshu-2026")
    cast.resident.save()
    other = type(client)()
    other.force_login(cast.resident)
    client.force_login(cast.resident)
    answer = client.post(
        "/account/password/change/",
        {"oldpassword": "Rongshu-2026", "password1": "Laobu-2027", "password2": "Laobu-2027"},
    )
    assert answer.status_code == 302
    assert client.get("/me/").status_code == 200
    assert other.get("/me/").status_code == 302


def test_elders_are_asked_for_one_password_a_page(client, cast):
    cast.resident.set_password("Rongshu-2026")
    cast.resident.save()
    client.force_login(cast.resident)
    client.cookies["elder"] = "1"
    change = "/account/password/change/"
    until_now = client.get(change)["Location"]
    assert client.post(until_now, {"password": "Laobu-2027"}).status_code == 200
    assert client.post(until_now, {"password": "Rongshu-2026"})["Location"] == change

    def asked(page):
        return re.findall(r'<input[^>]* name="(\w*password\w*)"', page.content.decode())

    assert asked(client.get(change)) == ["password1"]
    assert asked(client.post(change, {"password1": "1"})) == ["password1"]  # too short
    assert asked(client.post(change, {"password1": "Laobu-2027"})) == ["password2"]
    assert "Laobu-2027" not in str(dict(client.session))
    assert asked(client.post(change, {"password2": "Laobu-2028"})) == ["password2"]
    assert User.objects.get(pk=cast.resident.pk).check_password("Rongshu-2026")
    assert client.post(change, {"password2": "Laobu-2027"}).status_code == 302
    assert User.objects.get(pk=cast.resident.pk).check_password("Laobu-2027")
    assert client.get("/me/").status_code == 200


def test_the_second_page_alone_sets_no_password(client, cast):
    client.force_login(cast.resident)
    client.cookies["elder"] = "1"
    assert client.post("/account/password/set/", {"password2": "Laobu-2027"}).status_code == 200
    assert not User.objects.get(pk=cast.resident.pk).has_usable_password()


def test_a_new_phone_counts_once_its_code_is_typed(client, cast, texts):
    client.force_login(cast.resident)
    before = cast.resident.phone
    client.post("/account/phone/change/", {"phone": "13700000001"})
    assert User.objects.get(pk=cast.resident.pk).phone == before
    client.post("/account/phone/verify/", {"code": texts.code()})
    after = User.objects.get(pk=cast.resident.pk)
    assert (after.phone, after.phone_verified) == ("13700000001", True)


def test_a_phone_of_somebody_else_is_not_taken_over(client, cast, texts):
    client.force_login(cast.resident)
    answer = client.post("/account/phone/change/", {"phone": cast.volunteer.phone})
    assert answer.status_code == 302, "the first step does not tell"
    client.post("/account/phone/verify/", {"code": texts.code()})
    assert User.objects.get(pk=cast.resident.pk).phone == cast.resident.phone


def test_the_ability_table_is_for_those_who_may_see_it(client, cast):
    client.force_login(cast.community_clerk)
    assert client.get("/staff/abilities/").status_code == 404
    client.force_login(cast.auditor)
    page = client.get("/staff/abilities/").content.decode()
    assert "accounts.grant_role" in page
    assert client.post("/staff/abilities/").status_code == 405


def test_the_admin_shows_people_masked(client, cast):
    cast.system_admin.is_staff = cast.system_admin.is_superuser = True
    cast.system_admin.save()
    client.force_login(cast.system_admin)
    resident = cast.resident
    for path in (
        reverse("admin:accounts_user_changelist"),
        reverse("admin:accounts_user_change", args=[resident.pk]),
        reverse("admin:accounts_rolegrant_changelist"),
    ):
        page = client.get(path)
        assert page.status_code == 200
        assert resident.phone not in page.content.decode()
        assert resident.name not in page.content.decode()
    assert not site._registry[User].has_delete_permission(page.wsgi_request)


def test_checks_name_missing_keys_and_the_demo_in_production(settings):
    call_command("check")
    settings.DEMO = False
    with pytest.raises(SystemCheckError, match="E202"):
        call_command("check")
    settings.LINLI_KEYS = ""
    with pytest.raises(SystemCheckError, match="E201"):
        call_command("check")


@pytest.mark.parametrize("asked", ["en", "zh-CN"])
def test_who_never_chose_is_answered_as_the_browser_asks(client, cast, asked):
    user = cast.resident
    assert user.language == ""
    user.set_password("guihua guihua guihua")
    user.save()
    client.defaults["HTTP_ACCEPT_LANGUAGE"] = asked
    form = {"login": user.username, "password": "guihua guihua guihua"}
    answer = client.post("/account/login/", form)
    assert answer.status_code == 302
    assert "django_language" not in answer.cookies
    assert f'lang="{"en" if asked == "en" else "zh"}' in client.get("/me/").content.decode()
    user.refresh_from_db()
    assert user.language == ""
    assert Recipient(user=user).language == ("en" if asked == "en" else "zh-hans")
    user.language = "en"  # what one chooses goes first
    assert Recipient(user=user).language == "en"
