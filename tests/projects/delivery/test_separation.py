"""Proposer, screener, approver, acceptor and payer are five persons (DOMAIN 1.6)."""

import pytest

from core.accounts.abilities import Role
from core.accounts.models import RoleGrant
from core.workflow.engine import advance, available
from core.workflow.errors import SamePerson
from projects.delivery.workflow import PROJECT
from tests.factories.funding import money
from tests.factories.projects import crew, pay_all, project, to_state, with_other

pytestmark = pytest.mark.django_db
ROLES = (Role.COMMUNITY_CLERK, Role.STREET_LEADER, Role.STREET_CLERK, Role.STREET_FINANCE)


@pytest.fixture
def all_in_one(cast):
    """Somebody who holds every office of the way at once (一肩挑)."""
    user = cast.stranger
    for role in ROLES:
        area = cast.community if role == Role.COMMUNITY_CLERK else cast.subdistrict
        RoleGrant.objects.create(user=user, role=role, area=area)
    return user


def test_whoever_screened_cannot_approve_and_is_told_why(cast, all_in_one):
    who = with_other(crew(cast.community), screener=all_in_one)
    made = project(cast.community, state="street_review", crew=who)
    book = money(cast.community, 100_000)
    with pytest.raises(SamePerson, match=str(PROJECT.by_state["shortlisted"].label)):
        advance(made, "approve", by=all_in_one, book=book.code)
    assert "approve" not in {a.name for a in available(made, all_in_one)}
    advance(made, "approve", by=who.leader, book=book.code)
    assert made.status == "approved"


def test_with_the_same_offices_and_clean_hands_it_goes(cast, all_in_one):
    """The negative control: it is the earlier act that bars, not the offices."""
    made = project(cast.community, state="street_review")
    advance(made, "approve", by=all_in_one, book=money(cast.community, 100_000).code)
    assert made.status == "approved"


@pytest.mark.parametrize("earlier", ["screener", "leader"])
def test_neither_screener_nor_approver_accepts(cast, all_in_one, earlier):
    who = with_other(crew(cast.community), **{earlier: all_in_one})
    made = project(cast.community, state="acceptance_pending", crew=who)
    arrow = PROJECT.by_name["accept"]
    assert arrow.permit(all_in_one, made)
    with pytest.raises(SamePerson):
        advance(made, "accept", by=all_in_one)
    assert made.status == "acceptance_pending"


@pytest.mark.parametrize("earlier", ["screener", "leader", "officer"])
def test_none_of_them_pays(cast, all_in_one, earlier):
    who = with_other(crew(cast.community), **{earlier: all_in_one})
    made = project(cast.community, state="settled", crew=who)
    with pytest.raises(SamePerson):
        advance(made, "pay", by=all_in_one, amount=made.contract.amount, voucher="PZ-1")
    assert not made.payments.exists()
    pay_all(made, who)
    assert made.payments.count() == 1


def test_whoever_paid_early_does_not_accept(cast, all_in_one):
    who = crew(cast.community)
    made = project(cast.community, state="in_progress", crew=who)
    advance(made, "pay", by=all_in_one, amount=1000, voucher="PZ-1", purpose="advance")
    to_state(made, "acceptance_pending", who)
    with pytest.raises(SamePerson):
        advance(made, "accept", by=all_in_one)
