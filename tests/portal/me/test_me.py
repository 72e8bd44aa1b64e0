import json

import pytest
from allauth.usersessions.models import UserSession
from django.db import connection
from django.test.utils import CaptureQueriesContext

from core.accounts.models import User
from core.accounts.services import NotAllowedError, anonymise
from core.privacy import consents
from core.privacy.models import ConsentRecord
from core.privacy.services import has_consent, record_consent, reveal
from tests.factories.accounts import person
from tests.factories.centres import CentreFactory
from tests.factories.wishes import wish

pytestmark = pytest.mark.django_db
PAGES = ["", "data/", "data/delete/", "looks/", "consents/", "security/"]


@pytest.mark.parametrize("page", [*PAGES, "data/download/"])
def test_visitors_sign_in_first(client, page):
    assert "/account/login/" in client.get(f"/me/{page}").headers["Location"]


@pytest.mark.parametrize("elder", ["", "1"])
def test_everyone_has_their_own_pages(client, cast, elder):
    client.cookies["elder"] = elder
    for who in ("resident", "community_clerk", "auditor", "stranger"):
        client.force_login(getattr(cast, who))
        for page in PAGES:
            answer = client.get(f"/me/{page}")
            assert answer.status_code == 200, f"{who} {page}"
            assert "no-store" in answer.headers["Cache-Control"], f"{who} {page}"


def test_name_and_community_can_be_corrected(client, cast):
    CentreFactory(area=cast.community)
    client.force_login(cast.stranger)
    answer = client.post(
        "/me/data/",
        {"name": "  阿依古丽·买买提 ", "email": "a@x.cn", "community": cast.community.pk},
    )
    assert answer.status_code == 302
    user = User.objects.get(pk=cast.stranger.pk)
    assert (user.name, user.email) == ("阿依古丽·买买提", "a@x.cn")
    assert user.community == cast.community


@pytest.mark.parametrize("name", ["张三", "Mary-Ann O'Neil", "Lê Thị B.", "欧阳 修", ""])
def test_names_of_all_sorts_are_welcome(client, cast, name):
    client.force_login(cast.resident)
    assert client.post("/me/data/", {"name": name}).status_code == 302
    assert User.objects.get(pk=cast.resident.pk).name == name


@pytest.mark.parametrize("name", ["<script>", "=1+1", "张" * 31, "x" * 10_000, "13812345678", "😀"])
def test_what_is_no_name_is_refused_and_nothing_changes(client, cast, name):
    client.force_login(cast.resident)
    answer = client.post("/me/data/", {"name": name})
    assert answer.status_code == 200
    assert 'id="id_name_error"' in answer.content.decode()
    assert User.objects.get(pk=cast.resident.pk).name == cast.resident.name


def test_a_community_without_a_centre_cannot_be_forced_in(client, cast):
    client.force_login(cast.stranger)
    answer = client.post("/me/data/", {"name": "张三", "community": cast.district.pk})
    assert answer.status_code == 200
    assert User.objects.get(pk=cast.stranger.pk).community is None


def test_the_download_holds_what_is_mine_and_nothing_of_others(client, cast):
    reveal(cast.resident, "phone", by=cast.community_clerk, reason="核实")
    client.force_login(cast.resident)
    answer = client.get("/me/data/download/")
    assert answer.headers["Content-Disposition"].startswith("attachment")
    text = answer.content.decode()
    told = json.loads(text)
    assert told["account"]["phone"] == cast.resident.phone
    assert told["reveals"][0]["reason"] == "核实"
    assert told["reveals"][0]["at"].endswith("+08:00")
    assert "+00:00" not in text
    assert cast.volunteer.phone not in text
    assert cast.community_clerk.name not in text


def test_one_reads_who_looked_in_which_role_and_why(client, cast):
    reveal(cast.resident, "phone", by=cast.community_clerk, reason="电话核实")
    client.force_login(cast.resident)
    page = client.get("/me/looks/").content.decode()
    assert "榕树头社区" in page
    assert "电话核实" in page
    assert "何*" in page
    assert cast.community_clerk.name not in page
    client.force_login(cast.volunteer)
    assert "电话核实" not in client.get("/me/looks/").content.decode()


def test_looks_page_by_key_with_the_same_number_of_queries(client, cast, django_assert_num_queries):
    client.force_login(cast.resident)
    reveal(cast.resident, "phone", by=cast.community_clerk, reason="第0次。")
    client.get("/me/looks/")
    with CaptureQueriesContext(connection) as with_one_row:
        client.get("/me/looks/")
    for n in range(1, 45):
        reveal(cast.resident, "phone", by=cast.community_clerk, reason=f"第{n}次。")
    with django_assert_num_queries(len(with_one_row)):
        page = client.get("/me/looks/").content.decode()
    assert "第44次。" in page
    assert "第24次。" not in page
    seen, start = 0, ""
    for _ in range(3):
        page = client.get(f"/me/looks/{start}")
        seen += len(page.context["looks"])
        start = f"?before={page.context['more']}"
    assert seen == 45
    for odd in ("x", "-1", "9" * 40, "١"):
        assert client.get("/me/looks/", {"before": odd}).status_code == 200


def test_a_consent_is_taken_back_by_oneself_only(client, cast, monkeypatch):
    monkeypatch.setattr(consents, "_purposes", {})
    consents.declare(consents.Purpose("photo", "照片", {"1": "可以发布吗？"}))
    consents.declare(consents.Purpose("duty", "法定", {"1": "依法"}, withdrawable=False))
    for who in (cast.resident, cast.volunteer):
        record_consent(purpose="photo", text_version="1", given_by=who, channel="web")
    client.force_login(cast.resident)
    assert "可以发布吗？" in client.get("/me/consents/").content.decode()
    assert client.get("/me/consents/photo/withdraw/").status_code == 405
    assert client.post("/me/consents/photo/withdraw/").status_code == 302
    assert not has_consent("photo", given_by=cast.resident)
    assert has_consent("photo", given_by=cast.volunteer)
    for name in ("duty", "unknown"):
        assert client.post(f"/me/consents/{name}/withdraw/").status_code == 404
    assert ConsentRecord.objects.count() == 3


def test_my_wishes_stand_on_my_page_and_on_nobody_elses(client, cast):
    mine = wish(cast.community, by=cast.resident)
    client.force_login(cast.resident)
    assert mine.get_absolute_url() in client.get("/me/").content.decode()
    client.force_login(cast.stranger)
    assert mine.get_absolute_url() not in client.get("/me/").content.decode()


def leave(client, **data):
    return client.post("/me/data/delete/", {"understood": "on", **data})


def test_leaving_by_password_erases_the_person_and_every_way_in(client, cast):
    user = person("王秀兰", phone="13700000009", password="Rongshu-2026", email="w@x.cn")
    other = type(client)()
    other.force_login(user)
    client.post("/account/login/", {"login": user.username, "password": "Rongshu-2026"})
    assert leave(client, proof="wrong").status_code == 200
    assert User.objects.get(pk=user.pk).is_active
    assert client.post("/me/data/delete/", {"proof": "Rongshu-2026"}).status_code == 200
    assert leave(client, proof="Rongshu-2026").status_code == 302
    gone = User.objects.get(pk=user.pk)
    assert (gone.name, gone.phone, gone.email, gone.phone_index) == ("", "", "", None)
    assert not gone.is_active
    assert gone.username != user.username
    assert gone.anonymised_at
    assert not UserSession.objects.filter(user=user).exists()
    assert client.get("/me/").status_code == 302
    assert other.get("/me/").status_code == 302


def test_leaving_by_code_needs_a_fresh_one(client, cast, settings):
    sent = []

    class Sender:
        def send(self, phone, text, *, key, template, params):
            sent.append(params["code"])
            return type("Result", (), {"outcome": "accepted"})()

    settings.SMS_SENDER = "tests.portal.me.test_me.Sender"
    globals()["Sender"] = Sender
    client.force_login(cast.resident)
    assert leave(client, proof="000000").status_code == 200
    client.post("/me/data/delete/", {"action": "send"})
    assert leave(client, proof="000000").status_code == 200
    assert User.objects.get(pk=cast.resident.pk).is_active
    assert leave(client, proof=sent[0]).status_code == 302
    assert not User.objects.get(pk=cast.resident.pk).is_active


def test_guessing_the_code_ends_after_ten_tries(client, cast):
    client.force_login(cast.resident)
    session = client.session
    session["code-farewell"] = {"phone": cast.resident.phone, "code": "123456", "at": 9e12}
    session.save()
    for _ in range(10):
        leave(client, proof="000000")
    assert leave(client, proof="123456").status_code == 200
    assert User.objects.get(pk=cast.resident.pk).is_active


def test_whoever_holds_a_role_hands_it_over_first(client, cast):
    cast.community_clerk.set_password("Rongshu-2026")
    cast.community_clerk.save()
    client.force_login(cast.community_clerk)
    assert leave(client, proof="Rongshu-2026").status_code == 200
    assert User.objects.get(pk=cast.community_clerk.pk).is_active


def test_only_the_person_or_an_administrator_makes_anonymous(cast):
    with pytest.raises(NotAllowedError):
        anonymise(cast.resident, by=cast.community_clerk)
    anonymise(cast.neighbour_clerk, by=cast.district_admin)
    gone = User.objects.get(pk=cast.neighbour_clerk.pk)
    assert not gone.holds_role
    assert gone.name == ""


def test_a_phone_is_free_again_after_leaving(cast):
    phone = cast.resident.phone
    anonymise(cast.resident, by=cast.resident)
    assert person(phone=phone).pk
