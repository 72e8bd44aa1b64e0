"""Which shape an input takes: decided by its widget, in one place."""

from enum import Enum

from django import forms
from django.forms import BoundField


class Shape(Enum):
    """How a field is laid out, and the class its input gets."""

    INPUT = "form-control"
    SELECT = "form-select"
    CHOICES = ""  # radio buttons or check boxes, each a box of its own
    CHECK = " "  # one check box with its label beside it
    HIDDEN = "  "

    @property
    def css(self) -> str:
        return self.value.strip()


def shape_of(bound: BoundField) -> Shape:
    widget = bound.field.widget
    if bound.is_hidden:
        return Shape.HIDDEN
    if isinstance(widget, forms.RadioSelect | forms.CheckboxSelectMultiple):
        return Shape.CHOICES
    if isinstance(widget, forms.CheckboxInput):
        return Shape.CHECK
    if isinstance(widget, forms.Select):
        return Shape.SELECT
    return Shape.INPUT
