import re

import pytest
from django.contrib.sessions.models import Session

from core.accounts.models import Attempt, User
from core.privacy.fields import blind_index
from tests.factories.accounts import person

pytestmark = pytest.mark.django_db
PHONE, CODE = "/account/login/code/", "/account/login/code/confirm/"
KNOWN, UNKNOWN = "13812345678", "13987654321"


def without_tokens(response):
    return re.sub(r'value="[\w-]{60,}"|"X-CSRFToken": "\w+"', "", response.content.decode())


def ask(client, phone):
    return client.post(PHONE, {"phone": phone})


def test_a_known_phone_signs_in(client, texts):
    user = person("张桂芳", phone=KNOWN)
    assert ask(client, "+86 138-1234-5678").headers["Location"] == CODE
    response = client.post(CODE, {"code": texts.code()})
    assert response.status_code == 302
    assert client.session["_auth_user_id"] == str(user.pk)
    user.refresh_from_db()
    assert user.phone_verified


def test_an_unknown_phone_joins_with_the_same_steps(client, texts):
    ask(client, UNKNOWN)
    assert not User.objects.exists(), "no account before the phone is proved"
    client.post(CODE, {"code": texts.code()})
    user = User.objects.get()
    assert (user.phone, user.phone_verified) == (UNKNOWN, True)
    assert not user.has_usable_password()
    assert UNKNOWN not in user.username
    assert client.session["_auth_user_id"] == str(user.pk)


def test_no_answer_tells_whether_an_account_exists(client, texts):
    person(phone=KNOWN)
    answers = []
    for phone in (KNOWN, UNKNOWN):
        client.cookies.clear()
        first = ask(client, phone)
        second = client.get(CODE)
        third = client.post(CODE, {"code": "nonsense"})
        shown = without_tokens(second).replace("138****5678", "X").replace("139****4321", "X")
        wrong = without_tokens(third).replace("138****5678", "X").replace("139****4321", "X")
        answers.append((first.status_code, first.headers["Location"], shown, wrong))
    assert answers[0] == answers[1]
    assert len(texts.texts) == 2


def test_the_phone_is_nowhere_in_the_clear(client, texts):
    ask(client, KNOWN)
    (session,) = Session.objects.all()
    assert session.get_decoded()["account_login"]["state"]
    assert KNOWN not in session.session_data
    assert KNOWN not in client.get(CODE).content.decode()
    assert not Attempt.objects.filter(key__contains=KNOWN).exists()


def test_the_code_is_closed_after_five_wrong_ones(client, texts):
    person(phone=KNOWN)
    ask(client, KNOWN)
    right = texts.code()
    for _ in range(5):
        client.post(CODE, {"code": "000000" if right != "000000" else "000001"})
    client.post(CODE, {"code": right})
    assert "_auth_user_id" not in client.session


def test_a_new_code_waits_a_minute_for_everyone_alike(client, texts, later):
    person(phone=KNOWN)
    pages = []
    for phone in (KNOWN, UNKNOWN):
        ask(client, phone)
        client.cookies.clear()
        pages.append(without_tokens(ask(client, phone)).replace(phone, "X"))
    assert len(texts.texts) == 2
    assert pages[0] == pages[1]
    later(2)
    assert ask(client, KNOWN).status_code == 302


def test_one_phone_gets_six_codes_an_hour(client, texts, later):
    for _ in range(7):
        client.cookies.clear()
        ask(client, KNOWN)
        later(2)
    assert len(texts.texts) == 6


def test_a_text_that_was_not_taken_may_be_asked_again_at_once(client, texts):
    type(texts).refuse = True
    assert ask(client, KNOWN).status_code == 200
    type(texts).refuse = False
    assert ask(client, KNOWN).status_code == 302


@pytest.mark.parametrize("phone", ["", "123", "0760-88881234", "1" * 300, "１２３", "<b>"])
def test_what_is_no_mobile_is_said_beside_the_field(client, texts, phone):
    response = ask(client, phone)
    assert response.status_code == 200
    assert 'id="id_phone_error"' in response.content.decode()
    assert not texts.texts


def test_a_closed_account_gets_a_code_and_no_entry(client, texts):
    person(phone=KNOWN, is_active=False)
    ask(client, KNOWN)
    client.post(CODE, {"code": texts.code()})
    assert "_auth_user_id" not in client.session


def test_the_session_key_changes_at_sign_in(client, texts):
    person(phone=KNOWN)
    ask(client, KNOWN)
    before = client.session.session_key
    client.post(CODE, {"code": texts.code()})
    assert client.session.session_key != before


def test_joining_twice_at_once_makes_one_account(texts, client):
    ask(client, UNKNOWN)
    person(phone=UNKNOWN)
    client.post(CODE, {"code": texts.code()})
    assert User.objects.filter(phone_index=blind_index(UNKNOWN)).count() == 1


def test_sign_up_is_the_same_page(client):
    assert client.get("/account/signup/").headers["Location"] == PHONE
