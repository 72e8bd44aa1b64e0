import time

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value
from django.core.management import CommandError, call_command

from core.api.tokens import issue
from core.operations.cache import PatientRedisCache

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _required(settings):
    settings.LINLI_REQUIRE_MFA = True


def test_role_holders_are_sent_to_set_it_up(client, cast):
    client.force_login(cast.community_clerk)
    assert client.get("/me/").headers["Location"] == "/account/2fa/totp/activate/"
    assert client.get("/account/logout/").status_code == 200


def test_the_api_and_fragments_get_a_plain_refusal(client, cast):
    client.force_login(cast.community_clerk)
    answer = client.get("/api/v1/nothing/")
    assert answer.status_code == 403
    assert answer.json()["error"]["code"] == "second_factor_missing"
    assert client.get("/me/", headers={"HX-Request": "true"}).status_code == 403


def test_residents_are_left_alone(client, cast):
    client.force_login(cast.resident)
    assert client.get("/me/").status_code == 200


def _sign_in(client, person):
    person.set_password("Quiet-Harbour-7")
    person.save()
    data = {"login": person.username, "password": "Quiet-Harbour-7"}
    assert client.post("/account/login/", data).status_code == 302


def test_right_after_sign_in_nobody_is_asked_again(client, cast):
    _sign_in(client, cast.community_clerk)
    page = client.get("/account/2fa/totp/activate/")
    assert page.status_code == 200
    code = _app_code(page.context["form"].secret)
    done = client.post("/account/2fa/totp/activate/", {"code": code})
    assert done.headers["Location"] == "/account/2fa/recovery-codes/"
    codes = client.get(done.headers["Location"])
    assert 'btn-primary" href="/desk/"' in codes.text


def test_some_minutes_later_the_password_is_asked_for_again(client, cast, settings):
    _sign_in(client, cast.community_clerk)
    settings.ACCOUNT_REAUTHENTICATION_TIMEOUT = 0
    asked = client.get("/account/2fa/totp/activate/")
    assert asked.headers["Location"].startswith("/account/reauthenticate/")


def test_with_a_second_factor_all_is_open(client, cast):
    TOTP.activate(cast.community_clerk, "JBSWY3DPEHPK3PXP")
    client.force_login(cast.community_clerk)
    assert client.get("/me/").status_code == 200


def test_switching_it_off_closes_the_door_again(client, cast):
    made = TOTP.activate(cast.community_clerk, "JBSWY3DPEHPK3PXP")
    client.force_login(cast.community_clerk)
    assert client.get("/me/").status_code == 200
    made.instance.delete()
    assert client.get("/me/").status_code == 302


def test_phone_and_recovery_codes_lost_an_operator_opens_the_way(client, cast, capsys):
    TOTP.activate(cast.community_clerk, "JBSWY3DPEHPK3PXP")
    RecoveryCodes.activate(cast.community_clerk)
    call_command("reset_second_factor", cast.community_clerk.username)
    assert not Authenticator.objects.exists()
    client.force_login(cast.community_clerk)
    assert client.get("/me/").headers["Location"] == "/account/2fa/totp/activate/"
    for name in (cast.community_clerk.username, "nobody"):
        with pytest.raises(CommandError):
            call_command("reset_second_factor", name)


def _app_code(secret):
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30))


def test_a_code_of_the_app_opens_once_also_while_redis_is_away(client, cast, settings, monkeypatch):
    away = {
        "BACKEND": "core.operations.cache.PatientRedisCache",
        "LOCATION": "redis://127.0.0.1:1/0",
    }
    settings.CACHES = settings.CACHES | {"default": away}
    monkeypatch.setattr(PatientRedisCache, "_away_until", 0.0)
    secret = "JBSWY3DPEHPK3PXP"
    TOTP.activate(cast.community_clerk, secret)
    code = _app_code(secret)
    for spelt, opened in ((code, True), (f" {code[:3]} {code[3:]}", False)):
        client.logout()
        _sign_in(client, cast.community_clerk)
        client.post("/account/2fa/authenticate/", {"code": spelt})
        assert ("_auth_user_id" in client.session) is opened


def test_the_admin_counts_as_a_role(client, cast):
    cast.resident.is_staff = cast.resident.is_superuser = True
    cast.resident.save()
    client.force_login(cast.resident)
    assert client.get("/admin/").status_code == 302


def test_tokens_demand_it_too(client, cast):
    held = {"HTTP_AUTHORIZATION": f"Bearer {issue(cast.community_clerk)[0]}"}
    credentials = {"username": "no-factor", "password": "Quiet-Harbour-7"}
    cast.community_clerk.username = credentials["username"]
    cast.community_clerk.set_password(credentials["password"])
    cast.community_clerk.save()
    asked = client.post("/api/v1/tokens/", credentials, "application/json")
    for answer in (asked, client.get("/api/v1/wishes/", **held)):
        assert answer.status_code == 403
        assert answer.json()["error"]["code"] == "second_factor_missing"
    TOTP.activate(cast.community_clerk, "JBSWY3DPEHPK3PXP")
    assert client.get("/api/v1/wishes/", **held).status_code == 200
