import pytest
from django.core.exceptions import ValidationError

from core.privacy.phones import is_phone, normalise_phone, validate_mobile, validate_phone


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("138 1234 5678", "13812345678"),
        ("+86-138-1234-5678", "13812345678"),
        ("008613812345678", "13812345678"),
        ("１３８－１２３４－５６７８", "13812345678"),
        ("138–1234–5678", "13812345678"),
        ("0760 8888 1234", "0760-88881234"),
        ("+86 760 88881234", "0760-88881234"),
        ("010-12345678-12", "010-12345678-12"),
        ("+852 6123 4567", "+85261234567"),
        ("00853 6612 3456", "+85366123456"),
        ("400-800-1234", "4008001234"),
    ],
)
def test_one_spelling_per_number(typed, kept):
    assert normalise_phone(typed) == kept
    assert is_phone(typed)
    assert normalise_phone(kept) == kept


@pytest.mark.parametrize(
    "typed", ["", "12", "110", "123", "23812345678", "1381234567", "abc", "1" * 200]
)
def test_what_is_no_number_is_refused(typed):
    with pytest.raises(ValidationError):
        validate_phone(typed)


@pytest.mark.parametrize("typed", ["0760-88881234", "12345", "4008001234"])
def test_codes_only_go_to_mobiles(typed):
    validate_phone(typed)
    with pytest.raises(ValidationError):
        validate_mobile(typed)
