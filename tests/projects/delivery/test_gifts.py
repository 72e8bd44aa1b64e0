"""What others give: promised, received, withdrawn on the pages of the file; no money is taken."""

from decimal import Decimal

import pytest
from django.test import Client

from projects.funding.queries import gifts_of, of_project, outstanding
from tests.factories.projects import project

pytestmark = pytest.mark.django_db
PLEDGE = {"donor_kind": "enterprise", "form": "cash", "amount": "500", "on": "2026-01-05"}


@pytest.fixture
def made(cast, who):
    return project(cast.community, crew=who)


@pytest.fixture
def clerk(who):
    client = Client()
    client.force_login(who.clerk)
    return client


def test_a_promise_comes_in_part_and_the_rest_is_withdrawn(made, clerk):
    url = f"/projects/manage/{made.code}/gifts/"
    assert clerk.post(f"{url}new/", {**PLEDGE, "donor": "云澜商会"}).status_code == 302
    gift = made.contributions.get()
    assert clerk.post(f"{url}{gift.pk}/", {"amount": "600", "on": "2026-01-06"}).status_code == 400
    assert clerk.post(f"{url}{gift.pk}/", {"amount": "300", "on": "2026-01-06"}).status_code == 302
    page = clerk.get(made.get_staff_url()).content.decode()
    assert f"{url}{gift.pk}/cancel/" in page
    assert clerk.post(f"{url}{gift.pk}/cancel/", {"memo": ""}).status_code == 400
    assert clerk.post(f"{url}{gift.pk}/cancel/", {"memo": "商会改期"}).status_code == 302
    now = of_project(made)
    assert (now.pledged, now.received) == (300, 300)
    row = gifts_of(made).get()
    assert (row.received, row.withdrawn, row.left) == (300, 200, outstanding(gift)) == (300, 200, 0)
    assert f"{url}{gift.pk}/cancel/" not in clerk.get(made.get_staff_url()).content.decode()
    assert clerk.post(f"{url}{gift.pk}/cancel/", {"memo": "再一次"}).status_code == 400


def test_nobody_is_named_who_does_not_want_to_be(made, clerk):
    url = f"/projects/manage/{made.code}/gifts/new/"
    assert (
        clerk.post(url, {**PLEDGE, "donor_kind": "residents", "donor": "张桂芳"}).status_code == 302
    )
    assert clerk.post(url, {**PLEDGE, "form": "in_kind"}).status_code == 400
    assert clerk.post(url, {**PLEDGE, "form": "in_kind", "what": "台灯 20 盏"}).status_code == 302
    assert set(made.contributions.values_list("donor", flat=True)) == {""}
    assert "张桂芳" not in Client().get(made.get_absolute_url()).content.decode()
    assert of_project(made).pledged == Decimal(1000)


def test_everybody_reads_what_of_a_promise_will_not_come(made, clerk):
    url = f"/projects/manage/{made.code}/gifts/"
    clerk.post(f"{url}new/", PLEDGE)
    gift = made.contributions.get()
    clerk.post(f"{url}{gift.pk}/", {"amount": "300", "on": "2026-01-06"})
    clerk.post(f"{url}{gift.pk}/cancel/", {"memo": "商会改期"})
    page = Client().get(made.get_absolute_url()).content.decode()
    assert "200.00 元不再到账" in page
