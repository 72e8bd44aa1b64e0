import pytest
from django.test import Client
from django.urls import reverse

FORM = "application/x-www-form-urlencoded"


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_a_hundred_megabytes_are_refused_before_they_are_read(client, language):
    answer = client.post(
        "/",
        "a=b",
        content_type=FORM,
        CONTENT_LENGTH=str(100 * 2**20),
        HTTP_ACCEPT_LANGUAGE=language,
    )
    assert answer.status_code == 413
    assert ("太大" if language == "zh-hans" else "too large") in answer.content.decode()


@pytest.mark.parametrize("address", ["/?q=a%00b", "/?a%00=1", "/wishes/%00/"])
def test_nul_bytes_in_an_address_answer_400(client, address):
    assert client.get(address).status_code == 400


def test_nul_bytes_in_a_form_answer_400(client):
    assert client.post("/", {"title": "a\0b"}).status_code == 400
    assert client.post("/", "title=a%00b", content_type=FORM).status_code == 400


def test_a_program_gets_the_shape_of_the_api(client):
    answer = client.get("/api/v1/?q=%00")
    assert answer.status_code == 400
    assert set(answer.json()["error"]) == {"code", "message", "fields"}


def test_too_many_fields_answer_400_not_500(client):
    fields = "&".join(f"f{n}=1" for n in range(3000))
    assert client.post("/", fields, content_type=FORM).status_code == 400


@pytest.mark.parametrize("body", [b"title=%ff%fe", b"\xff\xfe=1", b"--x\r\nbroken"])
def test_wrong_encodings_and_broken_forms_are_never_our_fault(db, body):
    client = Client(raise_request_exception=False)
    address = reverse("account_login")
    for content_type in (FORM, "multipart/form-data; boundary=x", f"{FORM}; charset=nonsense"):
        assert client.generic("POST", address, body, content_type=content_type).status_code < 500
