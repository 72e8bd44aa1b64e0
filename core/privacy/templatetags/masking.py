"""`{% load masking %}` — personal values as they are shown by default."""

from django import template

from core.privacy import masking

register = template.Library()
for mask in (masking.mask_name, masking.mask_phone, masking.mask_email, masking.mask_address):
    register.filter(mask.__name__, mask)
