"""What volunteers may be glad to help with: a short list to tick, and free words beside it."""

from typing import Any

from django.db import models
from django.utils.translation import pgettext_lazy


class Interest(models.TextChoices):
    """Words are stored as the value; words typed freely are stored as they are."""

    COMPANY = "company", pgettext_lazy("interest", "Keeping somebody company")
    ESCORT = "escort", pgettext_lazy("interest", "Going along to the doctor")
    ERRANDS = "errands", pgettext_lazy("interest", "Shopping and errands")
    REPAIRS = "repairs", pgettext_lazy("interest", "Small repairs")
    CARRYING = "carrying", pgettext_lazy("interest", "Carrying and moving")
    PHONES = "phones", pgettext_lazy("interest", "Help with phones")
    TUTORING = "tutoring", pgettext_lazy("interest", "Learning with children")
    HAIRCUTS = "haircuts", pgettext_lazy("interest", "Haircuts")
    LAW = "law", pgettext_lazy("interest", "Advice on law and papers")
    GREEN = "green", pgettext_lazy("interest", "Tidying and greenery")
    CULTURE = "culture", pgettext_lazy("interest", "Music, writing, culture")
    EVENTS = "events", pgettext_lazy("interest", "Hands at events")


def words_for(interest: str) -> list[str]:
    """How an interest may stand in a row: its value, or its label typed or imported as a word."""
    return [interest, str(label_of(interest))]


def label_of(word: str) -> Any:
    """The label of a word of the list; a word typed freely is its own."""
    return dict(Interest.choices).get(word, word)
