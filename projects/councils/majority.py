"""Quorum and majority in whole numbers: no share is ever rounded (DOMAIN 1.4)."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Share:
    """A part of a number of people: at least `numerator/denominator` of them, or more than that.

    Raises ValueError for what is no share between none and all.
    """

    numerator: int
    denominator: int
    more_than: bool = False

    def __post_init__(self) -> None:
        if not 0 <= self.numerator <= self.denominator or self.denominator < 1:
            raise ValueError("a share lies between none and all")
        if self.more_than and self.numerator == self.denominator:
            raise ValueError("nobody is more than all")

    def reached(self, count: int, of: int) -> bool:
        """Whether `count` people are this share `of` that many; of nobody it never is."""
        if of < 1:
            return False
        have, need = count * self.denominator, of * self.numerator
        return have > need if self.more_than else have >= need

    def least(self, of: int) -> int:
        """The fewest people who are this share of that many; one at least."""
        need = of * self.numerator
        whole = need // self.denominator + 1 if self.more_than else -(-need // self.denominator)
        return max(whole, 1)


QUORUM = Share(2, 3)  # of the members must be there
MAJORITY = Share(1, 2, more_than=True)  # of those present say yes
