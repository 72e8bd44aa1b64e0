"""Elections as Pabulib `.pb` text (pabulib.org/format): read and write."""

from projects.councils.tally.pabulib.errors import PabulibError
from projects.councils.tally.pabulib.reading import read_pabulib
from projects.councils.tally.pabulib.writing import write_pabulib

__all__ = ["PabulibError", "read_pabulib", "write_pabulib"]
