"""What volunteers may be glad to help with: a short list to tick, and free words beside it."""

from typing import Any

from django.db import models
from django.utils.translation import pgettext_lazy


class Interest(models.TextChoices):
    """Words are stored as the value; words typed freely are stored as they are."""

    COMPANY = "company", pgettext_lazy("interest", "Keeping somebody company")
    ERRANDS = "errands", pgettext_lazy("interest", "Shopping and errands")
    REPAIRS = "repairs", pgettext_lazy("interest", "Small repairs")
    CARRYING = "carrying", pgettext_lazy("interest", "Carrying and moving")
    PHONES = "phones", pgettext_lazy("interest", "Help with phones and computers")
    TUTORING = "tutoring", pgettext_lazy("interest", "Learning with children")
    HEALTH = "health", pgettext_lazy("interest", "Haircuts and health talks")
    LAW = "law", pgettext_lazy("interest", "Advice on law and papers")
    GREEN = "green", pgettext_lazy("interest", "Tidying and greenery")
    CULTURE = "culture", pgettext_lazy("interest", "Music, writing, culture")
    EVENTS = "events", pgettext_lazy("interest", "Hands at events")


def label_of(word: str) -> Any:
    """The label of a word of the list; a word typed freely is its own."""
    return dict(Interest.choices).get(word, word)
