import pytest

from core.notices.checks import ALIYUN, messages_can_leave

GOOD = {
    "access_key_id": "a",
    "access_key_secret": "b",
    "sign_name": "c",
    "templates": {"default": "SMS_1"},
}


@pytest.fixture
def production(settings):
    settings.SMS_SENDER, settings.SMS_ALIYUN = ALIYUN, dict(GOOD)
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    return settings


def ids():
    return [message.id for message in messages_can_leave()]


def test_a_complete_setting_is_silent(production):
    assert ids() == []


@pytest.mark.parametrize("missing", GOOD)
def test_an_incomplete_provider_is_named(production, missing):
    production.SMS_ALIYUN[missing] = {} if missing == "templates" else ""
    assert ids() == ["linli.E021"]


def test_mail_on_the_terminal_is_named(production):
    production.EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"
    assert ids() == ["linli.E022"]
