"""Asking a volunteer, writing the guardian down, and changing a wish without seeing too much."""

from django.urls import reverse

from core.notices.models import Notice
from tests.factories import wishes as make
from volunteers.wishes import consents
from volunteers.wishes.claims import Invitation
from volunteers.wishes.detail_views import TO_HELPERS
from volunteers.wishes.models import MicroWish


def page(name, wish):
    return reverse(f"wishes:{name}", args=[wish.code])


def test_a_helper_is_thanked_and_told_what_comes_next(client, cast):
    wish = make.published(cast.community_clerk, where=cast.community)
    client.force_login(cast.volunteer)
    address = reverse("wishes:transition", args=[wish.code, "claim"])
    shown = client.post(address, {"items": 1}, follow=True)
    assert [str(m) for m in shown.context["messages"]] == [str(TO_HELPERS["claim"])]


def test_a_private_wish_reaches_whom_the_community_asks(client, cast):
    wish = make.published(cast.community_clerk, cast.community, is_private=True)
    client.force_login(cast.volunteer)
    assert client.get(wish.get_absolute_url()).status_code == 404
    client.force_login(cast.community_clerk)
    shown = client.get(page("invite", wish))
    assert shown.status_code == 200
    assert "陈向前" not in shown.content.decode()
    client.post(page("invite", wish), {"volunteer": cast.volunteer.volunteer.pk})
    client.post(page("invite", wish), {"volunteer": cast.volunteer.volunteer.pk})
    assert Invitation.objects.get().invited == cast.volunteer
    assert Notice.objects.filter(kind="wishes.invited", channel="inbox").count() == 1
    client.force_login(cast.volunteer)
    assert client.get(wish.get_absolute_url()).status_code == 200


def test_only_staff_who_verify_may_ask(client, cast):
    wish = make.published(cast.community_clerk, cast.community)
    for name in ("resident", "volunteer", "neighbour_clerk", "subdistrict_officer", "auditor"):
        client.force_login(getattr(cast, name))
        for what in ("invite", "guardian"):
            assert client.get(page(what, wish)).status_code == 404, name
            assert client.post(page(what, wish)).status_code == 404, name
    assert not Invitation.objects.exists()


def test_somebody_who_is_no_volunteer_here_is_not_asked(client, cast):
    wish = make.published(cast.community_clerk, cast.community)
    far = make.volunteer(cast.neighbour_community)
    client.force_login(cast.community_clerk)
    for number in ("", "0", "x", "99999999999999", far.volunteer.pk):
        assert client.post(page("invite", wish), {"volunteer": number}).status_code == 302
    assert not Invitation.objects.exists()


def test_same_queries_for_one_and_thirty_volunteers(client, cast, django_assert_max_num_queries):
    wish = make.published(cast.community_clerk, cast.community)
    client.force_login(cast.community_clerk)
    for _ in range(30):
        make.volunteer(cast.community)
    client.get(page("invite", wish))
    with django_assert_max_num_queries(14):
        client.get(page("invite", wish))


def test_a_wish_that_waits_for_nobody_is_not_offered(client, cast):
    wish = make.wish(cast.community)
    client.force_login(cast.community_clerk)
    assert client.get(page("invite", wish)).status_code == 302


def test_the_guardian_is_put_on_record(client, cast):
    wish = make.wish(
        cast.community,
        age_band="under_14",
        guardian_name="何强",
        guardian_phone="13800001111",
        guardian_consent=True,
    )
    MicroWish.objects.filter(pk=wish.pk).update(guardian_agreed_at=None)
    client.force_login(cast.community_clerk)
    assert "何强" not in client.get(page("guardian", wish)).content.decode()
    assert client.post(page("guardian", wish), {"name": ""}).status_code == 400
    client.post(page("guardian", wish), {"name": "何强", "agreed": "on"})
    wish = MicroWish.objects.get(pk=wish.pk)
    assert wish.guardian_agreed_at
    assert wish.guardian_phone == "13800001111"


def test_a_grown_up_needs_no_guardian(client, cast):
    client.force_login(cast.community_clerk)
    assert client.get(page("guardian", make.wish(cast.community))).status_code == 404


def test_an_amount_reads_alike_on_the_wall_and_at_home(client, cast, clerk):
    make.published(clerk, cast.community, estimated_value=220)
    for language, amount in (("en", "about ¥220"), ("zh-hans", "约 220 元")):
        asked = {"Accept-Language": language}
        assert amount in client.get(reverse("wishes:wall"), headers=asked).content.decode()
        assert amount in client.get(reverse("home:home"), headers=asked).content.decode()


def test_staff_change_a_wish_without_reading_the_phone(client, cast):
    wish = make.wish(cast.community)
    client.force_login(cast.community_clerk)
    shown = client.get(page("edit", wish)).content.decode()
    assert "13800005678" not in shown
    assert "陈桂芳" not in shown
    assert str(consents.DIRECT.text) in shown
    form = {"story": "想听戏", "kind": "goods", "contact_mode": "go_between", "title": "收音机"}
    assert client.post(page("edit", wish), form).status_code == 302
    wish = MicroWish.objects.get(pk=wish.pk)
    assert (wish.title, wish.contact_phone, wish.contact_name) == (
        "收音机",
        "13800005678",
        "陈桂芳",
    )
