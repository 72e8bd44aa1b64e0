import pytest
from django.template.loader import render_to_string
from django.urls import reverse

from core.accounts.models import User
from core.privacy import access
from core.privacy.models import Reveal
from core.privacy.views import MOST_AN_HOUR

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _registered(monkeypatch, cast):
    """Clerks may see the phones of people of their own community."""
    monkeypatch.setattr(access, "_registered", {})

    def may(user, obj):
        return any(g.area_id == obj.community_id for g in user.grants_today())

    access.register(User, ["phone"], may_reveal=may)


def url(obj, field="phone"):
    return reverse("privacy:reveal", args=["accounts.user", str(obj.pk), field])


def ask(client, obj, reason="核实地址", **headers):
    return client.post(url(obj), {"reason": reason}, headers=headers)


def test_a_look_needs_a_reason_and_is_recorded(client, cast):
    client.force_login(cast.community_clerk)
    assert cast.resident.phone not in client.get(url(cast.resident)).content.decode()
    answer = ask(client, cast.resident, reason="")
    assert answer.status_code == 400
    assert cast.resident.phone not in answer.content.decode()
    assert not Reveal.objects.exists()
    assert cast.resident.phone in ask(client, cast.resident).content.decode()
    look = Reveal.objects.get()
    assert (look.viewer, look.subject, look.reason) == (
        cast.community_clerk,
        cast.resident,
        "核实地址",
    )


@pytest.mark.parametrize("who", ["neighbour_clerk", "auditor", "resident", "stranger"])
def test_out_of_scope_is_not_found_and_leaves_no_look(client, cast, who):
    client.force_login(getattr(cast, who))
    answer = ask(client, cast.volunteer)
    assert answer.status_code == 404
    assert cast.volunteer.phone not in answer.content.decode()
    assert not Reveal.objects.exists()


@pytest.mark.parametrize(
    "path",
    [
        "/privacy/reveal/accounts.user/1/name/",
        "/privacy/reveal/accounts.user/x'--/phone/",
        "/privacy/reveal/accounts.user/99999999999999999999999/phone/",
        "/privacy/reveal/no.model/1/phone/",
        "/privacy/reveal/accounts.user/1/password/",
    ],
)
def test_what_is_not_registered_is_not_found(client, cast, path):
    client.force_login(cast.community_clerk)
    assert client.get(path).status_code == 404
    assert client.post(path, {"reason": "核实"}).status_code == 404


def test_visitors_sign_in_first(client, cast):
    assert "/account/login/" in ask(client, cast.resident).headers["Location"]


def test_htmx_gets_a_fragment_and_the_api_json(client, cast):
    client.force_login(cast.community_clerk)
    fragment = ask(client, cast.resident, **{"HX-Request": "true"}).content.decode()
    assert fragment.startswith('<span class="masked">')
    assert cast.resident.phone in fragment
    asked = ask(client, cast.resident, reason="", **{"HX-Request": "true"})
    assert asked.status_code == 200, "HTMX shows the question in place"
    assert 'name="reason"' in asked.content.decode()
    answer = ask(client, cast.resident, **{"Accept": "application/json"})
    assert answer.json() == {"value": cast.resident.phone}
    refused = ask(client, cast.resident, reason="", **{"Accept": "application/json"})
    assert refused.status_code == 400
    assert "reason" in refused.json()["error"]["fields"]


def test_curiosity_has_an_end(client, cast):
    client.force_login(cast.community_clerk)
    Reveal.objects.bulk_create(
        Reveal(viewer=cast.community_clerk, object_type="a.b", object_label="x", field="phone")
        for _ in range(MOST_AN_HOUR)
    )
    answer = ask(client, cast.resident)
    assert answer.status_code == 429
    assert cast.resident.phone not in answer.content.decode()


def test_the_way_back_stays_in_the_house(client, cast):
    client.force_login(cast.community_clerk)
    page = client.get(url(cast.resident) + "?next=//evil.example").content.decode()
    # the address of the page itself, which the language switch repeats, is no way out
    assert 'href="//evil' not in page
    assert 'value="//evil' not in page
    assert (
        'href="/me/"'
        in client.post(url(cast.resident), {"reason": "核实", "next": "/me/"}).content.decode()
    )


def test_a_value_shown_is_never_cached(client, cast):
    client.force_login(cast.community_clerk)
    assert "no-store" in ask(client, cast.resident).headers["Cache-Control"]


def test_the_button_asks_for_the_reason_before_it_blames_for_one(client, cast):
    client.force_login(cast.community_clerk)
    button = render_to_string("ui/masked.html", {"value": "199****0001", "url": url(cast.resident)})
    assert 'method="get"' in button
    assert f'hx-get="{url(cast.resident)}"' in button
    asked = client.get(url(cast.resident), headers={"HX-Request": "true"}).content.decode()
    assert 'name="reason"' in asked
    assert "field-error" not in asked
