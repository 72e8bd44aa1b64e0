import pytest

pytestmark = pytest.mark.django_db
RIGHT, WRONG = "Quiet-Harbour-7", "Loud-Harbour-7"


@pytest.fixture
def ask(client, cast):
    cast.volunteer.username = "harbour"
    cast.volunteer.set_password(RIGHT)
    cast.volunteer.save()

    def asking(password):
        body = {"username": "harbour", "password": password}
        return client.post("/api/v1/tokens/", body, "application/json").status_code

    return asking


def test_whoever_knows_the_password_may_come_as_often_as_she_likes(ask):
    assert [ask(RIGHT) for _ in range(8)] == [201] * 8


def test_five_wrong_ones_close_the_name_here_and_on_the_page(ask, client):
    assert [ask(WRONG) for _ in range(6)] == [401] * 5 + [429]
    assert ask(RIGHT) == 429
    page = client.post("/account/login/", {"login": "harbour", "password": RIGHT})
    assert page.status_code == 200
    assert page.context["form"].errors


def test_a_right_one_in_between_forgives_the_wrong_ones(ask):
    assert [ask(WRONG) for _ in range(4)] == [401] * 4
    assert ask(RIGHT) == 201
    assert ask(WRONG) == 401
