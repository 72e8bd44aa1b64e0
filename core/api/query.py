"""Reading the query of a list."""

from django.utils.translation import gettext as _
from rest_framework.exceptions import ValidationError


def number(text: str, *, least: int, most: int, default: int, field: str) -> int:
    """A whole number of the query within bounds. Raises ValidationError naming the field."""
    if not text:
        return default
    if not (text.isascii() and text.isdigit() and len(text) < 9 and least <= int(text) <= most):
        message = _("Please give a number from %(least)d to %(most)d.")
        raise ValidationError({field: [message % {"least": least, "most": most}]})
    return int(text)
