import pytest
from allauth.mfa.totp.internal import auth as totp
from django.core.cache import cache

from core.accounts.backends import DEMO_PASSWORD
from tests.factories.accounts import person

pytestmark = pytest.mark.django_db
LOGIN, SECOND = "/account/login/", "/account/2fa/authenticate/"
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


@pytest.fixture
def someone(db):
    return person("何文静", username="hewenjing", phone="13812345678", password="Rongshu-2026")


def sign_in(client, login="hewenjing", password="Rongshu-2026"):
    return client.post(LOGIN, {"login": login, "password": password})


def summary(page):
    """What the page says went wrong."""
    start = page.index("error-summary")
    return page[start : page.index("</ul>", start)]


def signed_in(client):
    return "_auth_user_id" in client.session


@pytest.mark.parametrize("login", ["hewenjing", "13812345678", "+86 138 1234 5678"])
def test_user_name_or_phone_opens(client, someone, login):
    sign_in(client, login)
    assert signed_in(client)


@pytest.mark.parametrize("known", ["hewenjing", "13812345678"])
def test_a_wrong_password_and_an_unknown_name_get_the_same_answer(client, someone, known):
    unknown = known.replace("e", "x").replace("8", "9")
    pages = [sign_in(client, login, "wrong").content.decode() for login in (known, unknown)]
    assert summary(pages[0]) == summary(pages[1])


def test_five_failures_close_the_name_for_a_quarter_of_an_hour(client, someone, later):
    for _ in range(5):
        sign_in(client, password="wrong")
    sign_in(client)
    assert not signed_in(client)
    later(16)
    sign_in(client)
    assert signed_in(client)


def test_the_lock_looks_the_same_for_a_name_nobody_has(client, someone):
    def sixth(login):
        for _ in range(5):
            sign_in(client, login, "wrong")
        return summary(sign_in(client, login, "wrong").content.decode())

    assert sixth("hewenjing") == sixth("nobodyhere")


def test_the_lock_needs_no_cache(client, someone, monkeypatch):
    def away(*args, **kwargs):
        raise ConnectionError

    for name in ("get", "set", "add", "incr"):
        monkeypatch.setattr(cache._connections["default"], name, away, raising=False)
    for _ in range(5):
        sign_in(client, password="wrong")
    sign_in(client)
    assert not signed_in(client)


def test_the_right_password_wipes_earlier_failures(client, someone):
    for _ in range(4):
        sign_in(client, password="wrong")
    sign_in(client)
    client.logout()
    for _ in range(4):
        sign_in(client, password="wrong")
    sign_in(client)
    assert signed_in(client)


def test_the_second_factor_is_asked_and_its_secret_is_encrypted(client, someone):
    made = totp.TOTP.activate(someone, SECRET)
    assert made.instance.data["secret"] != SECRET
    sign_in(client)
    assert not signed_in(client)
    assert client.get("/me/").status_code == 302
    client.post(SECOND, {"code": code_now()})
    assert signed_in(client)


def test_five_wrong_codes_close_the_second_factor(client, someone):
    totp.TOTP.activate(someone, SECRET)
    sign_in(client)
    for _ in range(5):
        client.post(SECOND, {"code": "000000"})
    client.post(SECOND, {"code": code_now()})
    assert not signed_in(client)


def code_now():
    counter = next(totp.yield_hotp_counters_from_time())
    return totp.format_hotp_value(totp.hotp_value(SECRET, counter))


@pytest.mark.parametrize(
    "where", ["https://evil.example/", "//evil.example", "javascript:alert(1)", "/\\evil.example"]
)
def test_nobody_is_led_away_after_sign_in(client, someone, where):
    response = client.post(
        f"{LOGIN}?next={where}", {"login": "hewenjing", "password": "Rongshu-2026", "next": where}
    )
    assert "evil" not in response.headers["Location"]
    assert "javascript" not in response.headers["Location"]


@pytest.mark.parametrize("login", ["x" * 10_000, "张三", "' OR 1=1 --", "\u202e"])
def test_odd_names_are_only_wrong(client, login):
    assert sign_in(client, login, "wrong").status_code == 200


def test_in_elder_mode_the_name_comes_first_and_then_the_password(client, someone):
    client.cookies["elder"] = "1"
    assert 'name="password"' not in client.get(LOGIN).content.decode()
    page = client.post(LOGIN, {"login": "hewenjing", "next": "/me/"}).content.decode()
    assert 'name="password"' in page
    assert 'type="hidden" name="login" value="hewenjing"' in page
    assert not signed_in(client)
    page = sign_in(client, password="wrong").content.decode()
    assert "error-summary" in page
    assert 'name="password"' in page
    sign_in(client)
    assert signed_in(client)


def test_in_elder_mode_an_unknown_name_is_asked_for_its_password_too(client, someone):
    client.cookies["elder"] = "1"
    known, unknown = (
        client.post(LOGIN, {"login": login}).content.decode() for login in ("hewenjing", "nobody")
    )
    assert 'name="password"' in unknown
    assert "error-summary" not in known + unknown
    empty = client.post(LOGIN, {"login": ""}).content.decode()
    assert "error-summary" in empty
    assert 'name="password"' not in empty


def test_the_demos_password_opens_nothing_outside_the_demo(client, someone, settings):
    someone.set_password(DEMO_PASSWORD)
    someone.save()
    settings.DEMO = False
    sign_in(client, password=DEMO_PASSWORD)
    assert not signed_in(client)
    settings.DEMO = True
    sign_in(client, password=DEMO_PASSWORD)
    assert signed_in(client)
