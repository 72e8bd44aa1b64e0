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


def test_nul_bytes_in_a_path_answer_400(client):
    assert client.get("/wishes/%00/").status_code == 400


def test_a_search_goes_on_without_its_nul_bytes(client, db):
    answer = client.get("/wishes/?q=%E6%94%B6%00%E9%9F%B3&%00kind=goods")
    assert answer.status_code == 200
    assert 'value="收音"' in answer.content.decode()


def test_nul_bytes_in_a_form_are_told_beside_the_field_and_the_rest_stays(client, db):
    answer = client.post("/help/", {"name": "王\0兰", "phone": "13800000000", "about": "other"})
    page = answer.content.decode()
    assert answer.status_code == 400
    assert "一个存不下的字符" in page
    assert "王\0兰" in page
    assert "13800000000" in page


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
