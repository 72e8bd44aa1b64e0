"""Nothing public says who or where a wisher is, and contact data opens to few."""

import datetime as dt

import pytest
import time_machine
from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

from core.accounts.abilities import Role
from core.privacy import registry, retention
from core.workflow.errors import Refused
from tests.factories import wishes as make
from volunteers.wishes import queries, rules, services
from volunteers.wishes.dignity import leaks
from volunteers.wishes.models import MicroWish


@pytest.mark.parametrize(
    "words",
    [
        "陈桂芳想听戏",
        "陈 桂 芳想听戏",
        "桂芳阿姨想听戏",
        "电话１３８-0000-5678",
        "致电 13800005678",
        "另一个号码 0756-8123456",
        "住在榕景花园的长者",
        "住在3栋的长者",
        "３栋 502 的长者",
    ],
)
def test_words_that_name_her_are_refused(clerk, words):
    wish = make.verifying(clerk)
    with pytest.raises(Refused) as refusal:
        services.publish(wish, by=clerk, public_title="收音机", public_text=words)
    assert refusal.value.field == "public_text"
    with pytest.raises(Refused) as refusal:
        services.publish(wish, by=clerk, public_title=words, public_text="一位长者想听戏。")
    assert refusal.value.field == "public_title"
    assert wish.status == "verifying"


@pytest.mark.parametrize(
    "words",
    ["榕树头社区一位70岁以上的长者想听粤剧。", "预算约 150 元，2026 年春节前。", "想要 3 个灯泡"],
)
def test_neutral_words_pass(clerk, words):
    assert leaks(words, make.wish()) == []


def test_names_of_other_shapes(community):
    wish = MicroWish(contact_name="John Wong 王约翰", area=community)
    assert leaks("Mr Wong wants a radio", wish)
    assert leaks("王约翰想要", wish)
    assert not leaks("a radio", wish)


def test_who_sees_what(clerk, helper, community, wisher):
    neighbour = make.clerk(make.community(make.NEIGHBOUR, "老埠社区"))
    officer = make.official(Role.STREET_CLERK, community.subdistrict)
    auditor = make.official(Role.AUDITOR, community.district)
    everybody = [AnonymousUser(), wisher, helper, clerk, neighbour, officer, auditor]

    def seen_by(wish):
        rows = MicroWish.objects.filter(pk=wish.pk)
        return [wish in rows.visible_to(user) for user in everybody]

    submitted = make.wish(by=wisher)
    assert seen_by(submitted) == [False, True, False, True, False, True, True]
    on_wall = make.published(clerk)
    assert seen_by(on_wall) == [True] * 7
    private = make.published(clerk, is_private=True, by=wisher)
    assert seen_by(private) == [False, True, False, True, False, True, True]
    services.invite(private, helper, by=clerk)
    assert seen_by(private)[2]
    services.claim(private, by=helper)
    assert not private.is_on_wall


def test_contact_opens_to_staff_and_in_direct_mode_to_the_claimer(
    clerk, helper, another, community
):
    auditor = make.official(Role.AUDITOR, community.district)
    go_between = make.claimed(clerk, helper)
    direct = make.claimed(clerk, helper, contact_mode="direct")
    assert rules.may_see_contact(clerk, go_between)
    assert not rules.may_see_contact(helper, go_between)
    assert rules.may_see_contact(helper, direct)
    for stranger in (another, auditor, AnonymousUser()):
        assert not rules.may_see_contact(stranger, direct)
    services.give_up(direct, by=helper)
    assert not rules.may_see_contact(helper, direct)


def test_the_wall_never_loads_own_words(clerk):
    make.published(clerk)
    row = queries.wall().get()
    private = {"title", "story", "contact_name", "contact_phone", "contact_address"}
    assert private <= row.get_deferred_fields()


def test_the_wall_is_searched_in_public_words_only(clerk):
    make.published(clerk, title="一台听戏收音机给桂芳", story="粤剧")
    assert queries.wall(queries.Filters(q="收音")).count() == 1
    assert queries.wall(queries.Filters(q="听戏")).count() == 1  # in the public text
    assert queries.wall(queries.Filters(q="桂芳")).count() == 0
    assert queries.staff_list(clerk, queries.Filters(q="桂芳")).count() == 1
    assert queries.wall(queries.Filters(q="\x00%_' OR 1")).count() == 0


def test_contact_data_goes_thirty_days_after_the_end(clerk, helper):
    wish = make.closed(clerk, helper)
    open_one = make.published(clerk)
    with time_machine.travel(timezone.now() + dt.timedelta(days=29)):
        retention.purge()
    wish.refresh_from_db()
    assert wish.contact_name == "陈桂芳"
    with time_machine.travel(timezone.now() + dt.timedelta(days=30, minutes=1)):
        retention.purge()
    wish.refresh_from_db()
    open_one.refresh_from_db()
    assert (wish.contact_name, wish.contact_phone, wish.phone_index, wish.story) == ("",) * 4
    assert open_one.contact_phone
    assert not rules.may_see_contact(clerk, wish)


def test_a_public_thank_you_names_nobody(clerk, helper):
    wish = make.closed(clerk, helper)
    with pytest.raises(Refused):
        services.thank(wish, by=clerk, text="桂芳谢谢大家", public=True)
    services.thank(wish, by=clerk, text="谢谢大家", public=True)
    wish.refresh_from_db()
    assert wish.public_thank_you == "谢谢大家"


def test_a_deleted_account_leaves_no_promise_and_no_contact(clerk, helper, wisher):
    wish = make.claimed(clerk, helper, by=wisher)
    registry.erase(helper)
    wish.refresh_from_db()
    assert wish.status == "published"
    assert registry.collect(wisher)["wishes"]["made"][0]["code"] == wish.code
    registry.erase(wisher)
    wish.refresh_from_db()
    assert (wish.status, wish.contact_phone, wish.title) == ("withdrawn", "", wish.public_title)
    assert not helper.volunteer.__class__.objects.active().filter(user=helper).exists()
