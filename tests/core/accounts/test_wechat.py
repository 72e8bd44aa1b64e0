"""Signing in with WeChat is there once it is configured, and leaves no trace before."""

import re
import runpy
from urllib.parse import parse_qs, urlsplit

import pytest
from allauth.socialaccount.providers import registry
from allauth.socialaccount.providers.weixin.provider import WeixinProvider
from django.conf import settings
from django.urls import include, path

from portal import urls

pytestmark = pytest.mark.django_db
urlpatterns = [
    path("account/", include("allauth.socialaccount.providers.weixin.urls")),
    *urls.urlpatterns,
]
FORM = re.compile(r'<form method="post" action="(/account/weixin/login/)"')


@pytest.fixture
def configured(settings, monkeypatch):
    monkeypatch.setenv("WEIXIN_APP_ID", "wx123")
    monkeypatch.setenv("WEIXIN_APP_SECRET", "secret")
    settings.SOCIALACCOUNT_PROVIDERS = settings_of("accounts")["SOCIALACCOUNT_PROVIDERS"]
    settings.CONTENT_SECURITY_POLICY = settings_of("security")["CONTENT_SECURITY_POLICY"]
    registry.get_class_list()  # what is installed comes first
    monkeypatch.setitem(registry.provider_map, WeixinProvider.id, WeixinProvider)


def settings_of(part):
    """As they come out of this environment, beside those the process has loaded."""
    return runpy.run_path(str(settings.BASE_DIR / f"portal/settings/parts/{part}.py"))


@pytest.mark.urls(__name__)
@pytest.mark.parametrize("page", ["/account/login/", "/account/login/code/"])
def test_the_button_leads_to_the_official_address(client, configured, page):
    (target,) = FORM.findall(client.get(page).content.decode())
    official = urlsplit(client.post(target)["Location"])
    assert official[:3] == ("https", "open.weixin.qq.com", "/connect/qrconnect")
    asked = parse_qs(official.query)
    assert asked["appid"] == ["wx123"]
    assert asked["redirect_uri"] == ["http://testserver/account/weixin/login/callback/"]


@pytest.mark.urls(__name__)
def test_a_browser_may_follow_the_form_there(client, configured):
    """Chromium asks `form-action` about every redirect of a form, too."""
    policy = client.get("/account/login/")["Content-Security-Policy"]
    assert "form-action 'self' https://open.weixin.qq.com;" in f"{policy};"


def test_without_it_nothing_shows(client):
    page = client.get("/account/login/")
    assert not FORM.search(page.content.decode())
    assert "form-action 'self';" in f"{page['Content-Security-Policy']};"
