"""Widgets written by hand are what Django's templates would have written."""

import datetime as dt

import pytest
from django import forms
from django.forms.renderers import DjangoTemplates
from django.utils.translation import gettext_lazy

from core.ui.rendering import Renderer

PLACES = [
    ("", "Everywhere"),
    ("1", "a < b & \"c\" 'd'"),
    (2026, 2026),
    ("Old & new", [("3", gettext_lazy("Search")), (None, "nobody")]),
]


@pytest.mark.parametrize(
    ("widget", "value"),
    [
        (forms.Select(choices=PLACES), "3"),
        (forms.Select(choices=PLACES, attrs={"class": '"><b>', "required": True}), "1"),
        (forms.Select(choices=[]), None),
        (forms.SelectMultiple(choices=PLACES), ["1", "3"]),
        (forms.NullBooleanSelect(), True),
        (forms.TextInput(attrs={"autofocus": True, "disabled": False}), "<script> & \"'"),
        (forms.TextInput(), None),
        (forms.NumberInput(attrs={"min": 1}), 1234567),
        (forms.HiddenInput(), "x"),
        (forms.DateInput(), dt.date(2026, 3, 1)),
        (forms.RadioSelect(choices=PLACES), "1"),
    ],
)
def test_widget_reads_as_django_writes_it(widget: forms.Widget, value: object) -> None:
    attrs = {"id": "id_place"}
    ours = widget.render("place", value, attrs, renderer=Renderer())
    assert ours == widget.render("place", value, attrs, renderer=DjangoTemplates())
    assert hasattr(ours, "__html__")
