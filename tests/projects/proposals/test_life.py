"""A proposal from the first word to the project, and each other way it may end."""

import datetime as dt
from decimal import Decimal

import pytest
import time_machine
from django.core.exceptions import PermissionDenied, ValidationError
from django.test import Client
from django.utils import timezone

from core.counters.board import value
from core.counters.metrics import metric
from core.counters.periods import Period
from core.notices.models import Notice
from core.workflow.engine import advance
from core.workflow.errors import Refused, SamePerson
from core.workflow.models import TransitionRecord
from projects.delivery.following import Follow
from projects.proposals import services
from projects.proposals.kinds import Basis
from projects.proposals.models import Proposal
from projects.proposals.supporters import Supporter
from tests.factories import proposals as make

pytestmark = pytest.mark.django_db
BRINGS = {"resident": "resident", "housekeeper": "housekeeper", "community_clerk": "community"}


def test_without_an_account_it_has_number_code_and_an_author(cast):
    made = make.proposal(cast.community)
    assert made.code.startswith("YL-TA-")
    assert made.title == "榕景花园3号门口的台阶破了"
    assert services.track(made.tracking_code, "5678") == made
    assert services.track(made.tracking_code, "0000") is None
    author = made.supporters.get()
    assert (author.basis, author.counted_in) == (Basis.AUTHOR, made)
    assert Notice.objects.filter(kind="proposals.new", user=cast.community_clerk).exists()
    row = Proposal.objects.filter(pk=made.pk).values_list("contact_phone", flat=True)
    assert "13800005678" not in str(row.query)


def test_without_account_and_phone_nobody_could_answer(cast):
    with pytest.raises(ValidationError) as wrong:
        make.proposal(cast.community, contact_phone="")
    assert set(wrong.value.message_dict) == {"contact_phone"}


def test_shortlisting_founds_a_project_in_public_words_that_its_people_follow(cast):
    made = make.in_public(cast.community_clerk, cast.community, by=cast.resident)
    services.support(made, by=cast.volunteer)
    advance(made, "shortlist", by=cast.community_clerk, **make.SCREENED)
    project = made.project
    assert project.status == "shortlisted"
    assert (project.title, project.kind) == (make.PUBLIC["public_title"], "works")
    assert "老人容易滑倒" not in project.summary
    assert set(Follow.objects.filter(project=project).values_list("user", flat=True)) == {
        cast.resident.pk,
        cast.volunteer.pk,
    }
    told = Notice.objects.filter(kind="proposals.shortlisted_behind", user=cast.volunteer)
    assert make.PUBLIC["public_title"] in told.first().body


def test_the_place_at_the_project_is_worded_for_everybody(cast):
    made = make.screening(cast.community_clerk, cast.community, place="陈桂芳家，302")
    with pytest.raises(Refused) as refused:  # nobody worded it, and it names her
        advance(made, "shortlist", by=cast.community_clerk, **make.SCREENED)
    assert refused.value.field == "place"
    advance(made, "shortlist", by=cast.community_clerk, place="3号门口", **make.SCREENED)
    assert made.project.place == "3号门口"


@pytest.mark.parametrize(
    ("missing", "field"),
    [
        ("cleared", "cleared"),
        ("kind", "kind"),
        ("budget", "budget"),
        ("funded_elsewhere", "funded_elsewhere"),
        ("public_text", "public_text"),
    ],
)
def test_nothing_is_shortlisted_half_screened(cast, missing, field):
    made = make.screening(cast.community_clerk, cast.community)
    given = {k: v for k, v in make.SCREENED.items() if k != missing}
    with pytest.raises(Refused) as refused:
        advance(made, "shortlist", by=cast.community_clerk, **given)
    assert refused.value.field == field
    assert made.project is None


def test_what_is_paid_for_elsewhere_is_not_shortlisted(cast):
    made = make.screening(cast.community_clerk, cast.community)
    with pytest.raises(Refused):
        advance(
            made,
            "shortlist",
            by=cast.community_clerk,
            **{**make.SCREENED, "funded_elsewhere": "yes"},
        )


def test_public_words_name_nobody(cast):
    made = make.screening(cast.community_clerk, cast.community)
    for text in ("陈桂芳说台阶破了。", "台阶破了，电话13800005678。"):
        with pytest.raises(Refused):
            services.write_public_words(made, by=cast.community_clerk, title="台阶", text=text)


def test_the_screener_is_not_the_proposer(cast):
    own = make.proposal(cast.community, by=cast.community_clerk)
    advance(own, "take_up", by=cast.community_clerk)
    with pytest.raises(SamePerson):
        advance(own, "shortlist", by=cast.community_clerk, **make.SCREENED)
    advance(own, "shortlist", by=cast.secretary, **make.SCREENED)
    assert own.project is not None


def test_typing_in_for_somebody_reachable_is_not_proposing_but_for_nobody_it_is(cast):
    reachable = make.proposal(cast.community, by=cast.community_clerk, for_other=True)
    advance(reachable, "take_up", by=cast.community_clerk)
    advance(reachable, "shortlist", by=cast.community_clerk, **make.SCREENED)
    alone = make.proposal(
        cast.community, by=cast.community_clerk, for_other=True, contact_phone="", place="2栋"
    )
    advance(alone, "take_up", by=cast.community_clerk)
    with pytest.raises(SamePerson):
        advance(alone, "shortlist", by=cast.community_clerk, **make.SCREENED)


def test_a_clerk_whose_own_phone_was_typed_in_does_not_decide_about_it(cast):
    cast.secretary.phone = "13900001111"
    cast.secretary.save()
    made = make.proposal(
        cast.community, by=cast.community_clerk, for_other=True, contact_phone="13900001111"
    )
    assert made.proposer == cast.secretary
    advance(made, "take_up", by=cast.secretary)
    with pytest.raises(SamePerson):
        advance(made, "shortlist", by=cast.secretary, **make.SCREENED)


def test_a_question_and_its_answer_without_an_account(cast):
    made = make.screening(cast.community_clerk, cast.community)
    advance(made, "send_back", by=cast.community_clerk, note="哪一级台阶？")
    services.act_by_tracking(made, "resubmit", note="最下面一级")
    assert made.status == "submitted"
    services.act_by_tracking(made, "withdraw")
    assert made.status == "withdrawn"


def test_no_silent_end(cast):
    made = make.screening(cast.community_clerk, cast.community)
    with pytest.raises(Refused):
        advance(made, "decline", by=cast.community_clerk)
    advance(made, "decline", by=cast.community_clerk, note="物业负责", next_door="property")
    assert made.next_door == "property"
    sent = Notice.objects.filter(kind="proposals.elsewhere").first()
    assert "物业" in sent.body


def test_merging_keeps_authors_and_supporters_and_counts_nobody_twice(cast):
    one = make.in_public(cast.community_clerk, cast.community, by=cast.resident)
    other = make.in_public(cast.community_clerk, cast.community, contact_phone="13800009999")
    for proposal in (one, other):
        services.support(proposal, by=cast.volunteer)
    services.support(one, by=cast.housekeeper)
    services.support(one, by=cast.stranger)
    # at the counter, with the phone of somebody who supports the other by account
    services.write_down(other, by=cast.community_clerk, phone=cast.housekeeper.phone)
    advance(one, "merge", by=cast.community_clerk, into=other.code)
    behind = Supporter.objects.filter(counted_in=other)
    # two authors, volunteer, housekeeper, stranger
    assert behind.count() == 5
    assert behind.filter(basis=Basis.AUTHOR).count() == 2
    assert one.lead == other
    assert TransitionRecord.objects.filter(kind="proposal", object_id=other.pk, name="absorb")
    # whoever kept its address is led to where it went on
    assert Client().get(one.get_absolute_url()).url == other.get_absolute_url()
    # whoever supports the merged one supports where it went on
    _row, new = services.support(one, by=cast.community_clerk)
    assert new
    assert Supporter.objects.filter(counted_in=other).count() == 6


def test_who_proposed_a_merged_one_does_not_shortlist_the_other(cast):
    mine = make.proposal(cast.community, by=cast.secretary)
    other = make.screening(cast.community_clerk, cast.community)
    advance(mine, "merge", by=cast.community_clerk, into=other.code)
    with pytest.raises(Refused):
        advance(other, "shortlist", by=cast.secretary, **make.SCREENED)
    advance(other, "shortlist", by=cast.community_clerk, **make.SCREENED)
    mine.refresh_from_db()
    assert mine.project == other.project


def test_merging_into_itself_or_into_what_has_ended_is_refused(cast):
    made = make.screening(cast.community_clerk, cast.community)
    ended = make.proposal(cast.community)
    advance(ended, "withdraw", by=cast.community_clerk)
    for code in (made.code, ended.code, "YL-TA-1999-0001"):
        with pytest.raises(Refused):
            advance(made, "merge", by=cast.community_clerk, into=code)


def test_a_call_is_open_by_its_dates_alone(cast):
    street = make.call(cast.subdistrict_officer, cast.subdistrict)
    assert street.phase == "open"
    made = make.proposal(cast.community, call=street)
    assert made.call == street
    services.end_call(street, by=cast.subdistrict_officer)
    with pytest.raises(ValidationError):
        make.proposal(cast.community, call=street)
    with pytest.raises(PermissionDenied):
        make.call(cast.neighbour_clerk, cast.community)
    with pytest.raises(ValidationError):
        services.edit_call(street, by=cast.subdistrict_officer, voting="binding")


def test_the_source_is_told_by_who_proposes(cast):
    by = {who: make.proposal(cast.community, by=getattr(cast, who)).source for who in BRINGS}
    assert by == BRINGS


def test_no_more_became_projects_than_were_collected(cast):
    """A proposal counts on the day it was made, though its project came on another one."""
    now, figure = timezone.localdate(), metric("proposals.success")
    then = now + dt.timedelta(days=3)
    early, late = Period(now, now), Period(then, then)
    made = [make.screening(cast.community_clerk, cast.community) for _n in range(3)]
    with time_machine.travel(dt.datetime.now(dt.UTC) + dt.timedelta(days=3)):
        shortlist = {"by": cast.community_clerk, **make.SCREENED}
        advance(made[0], "shortlist", **shortlist)
        advance(made[1], "merge", by=cast.community_clerk, into=made[0].code)
        make.proposal(cast.community)
        assert value(metric("proposals.shortlisted"), cast.community, late) == 1
        assert value(figure, cast.community, late) == 0
        assert value(figure, cast.district, early) == Decimal("66.7")
        rows = figure.rows(cast.district, early.since, early.until, cast.district_admin)
        assert {row.pk for row in rows} == {made[0].pk, made[1].pk}
