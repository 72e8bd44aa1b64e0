"""Prices on the pages of ballots."""

from django import template

from projects.councils.prices import price

register = template.Library()
register.filter(price)
