"""A proposal that is rather a small wish becomes one, with the proposer's word and not before."""

import pytest
from django.utils import timezone

from core.counters.board import value
from core.counters.metrics import metric
from core.counters.periods import Period
from core.notices.models import Notice
from core.privacy.models import ConsentRecord
from core.workflow.engine import advance
from core.workflow.errors import NotAllowed, Refused
from projects.proposals import referring
from tests.factories import proposals as make
from tests.factories.centres import CentreFactory
from volunteers.wishes.models import MicroWish

pytestmark = pytest.mark.django_db
TO_WISH = {"next_door": "wish", "agreed": "phone", "wish_kind": "service"}


@pytest.fixture
def screening(cast):
    return make.screening(cast.community_clerk, cast.community)


def referred(proposal, by, **data):
    advance(proposal, "refer", by=by, note="这更像一个人的小心愿。", **data)
    proposal.refresh_from_db()


def test_with_her_word_a_wish_is_made_and_she_hears_its_number(cast, screening):
    referred(screening, cast.community_clerk, **TO_WISH)
    wish = MicroWish.objects.get()
    assert screening.referred_to == wish.code
    assert (wish.story, wish.contact_phone) == (screening.text, screening.contact_phone)
    assert (wish.kind, wish.consent_basis, wish.spoken_for) == ("service", "phone_call", "staff")
    agreed = ConsentRecord.objects.get(purpose="proposals.referral")
    assert (agreed.channel, agreed.recorded_by) == ("phone", cast.community_clerk)
    told = Notice.objects.filter(kind="proposals.referred").first()
    assert wish.code in told.body
    with pytest.raises(Refused):
        referring.complete(screening, by=cast.community_clerk, agreed="phone", wish_kind="goods")


def test_her_account_has_the_wish(cast):
    made = make.proposal(cast.community, by=cast.resident)
    advance(made, "take_up", by=cast.community_clerk)
    referred(made, cast.community_clerk, **TO_WISH)
    assert MicroWish.objects.get().wisher == cast.resident


def test_what_was_ticked_on_the_form_needs_no_call(cast):
    made = make.proposal(cast.community, may_go_on=True)
    advance(made, "take_up", by=cast.community_clerk)
    referred(made, cast.community_clerk, **{**TO_WISH, "agreed": "web"})
    assert MicroWish.objects.get().code == made.referred_to
    assert ConsentRecord.objects.filter(purpose="proposals.referral").count() == 1


def test_nobody_says_it_was_ticked_when_it_was_not(cast, screening):
    with pytest.raises(Refused):
        referred(screening, cast.community_clerk, **{**TO_WISH, "agreed": "web"})


def test_without_her_word_nothing_is_handed_over_until_the_call(client, cast, screening):
    referred(screening, cast.community_clerk, next_door="wish", wish_kind="service")
    assert not MicroWish.objects.exists()
    assert not ConsentRecord.objects.filter(purpose="proposals.referral").exists()
    assert referring.waits_for_a_call(screening)

    client.force_login(cast.community_clerk)
    address = f"/proposals/{screening.code}/refer-on/"
    assert address in client.get(screening.get_absolute_url()).content.decode()
    assert client.post(address, {"wish_kind": "service"}).status_code == 400
    assert not MicroWish.objects.exists()
    done = client.post(address, {"agreed": "counter", "wish_kind": "service"})
    wish = MicroWish.objects.get()
    assert done.url == wish.get_absolute_url()
    assert client.get(address).status_code == 404
    assert wish.code in client.get(screening.get_absolute_url()).content.decode()
    client.force_login(cast.neighbour_clerk)
    assert client.get(address).status_code == 404


def test_a_case_is_only_a_note_and_says_so(client, cast, screening):
    client.force_login(cast.community_clerk)
    page = client.get(f"/proposals/{screening.code}/refer/").content.decode()
    assert "目前还没有诉求工单" in page
    referred(screening, cast.community_clerk, next_door="case", agreed="phone")
    assert screening.referred_to == ""
    assert "目前还没有诉求工单" in client.get(screening.get_absolute_url()).content.decode()


def test_whoever_is_referred_to_a_case_knows_whom_to_call(client, cast, screening):
    """On the page behind the tracking code, in the notice, and in the figures."""
    CentreFactory(area=cast.community, phone="0760-5550199")
    referred(screening, cast.community_clerk, next_door="case")
    told = Notice.objects.filter(kind="proposals.passed_on").first()
    assert "0760-5550199" in told.body
    digits = {"code": screening.tracking_code, "last4": screening.contact_phone[-4:]}
    page = client.post("/proposals/track/", digits, follow=True).content.decode()
    assert "tel:0760-5550199" in page
    assert "由社区人工转办" in page
    today = timezone.localdate()
    assert value(metric("proposals.elsewhere"), cast.community, Period(today, today)) == 1


def test_who_may_not_take_wishes_in_hands_nothing_over(cast, screening):
    screening.next_door, screening.status = "wish", "referred"
    door = referring.door_of(screening)
    with pytest.raises(NotAllowed):
        referring.hand_over(screening, door, by=cast.resident, agreed="phone", data=TO_WISH)
