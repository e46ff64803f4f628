"""Doors of the interface for programs: whose they are, put together under /api/v1/.

Clause  S30, S63. A slice with an `api.py` has a row here.
"""

from creditdelta.api.assembled import addresses, assembled
from creditdelta.api.doors import Routes
from creditdelta.archive.api import SUBJECTS
from creditdelta.archive.api_looks import LOOKS
from creditdelta.feed.api import FEED
from creditdelta.handbook.api import CODES, STANDARDS
from creditdelta.handbook.api_instruments import INSTRUMENTS
from creditdelta.handbook.api_sectors import SECTORS
from creditdelta.intake.api import BATCHES
from creditdelta.lists.api import LISTS
from creditdelta.lists.api_office import LISTINGS
from creditdelta.lists.api_steps import STEPS
from creditdelta.quality.api import QUALITY
from creditdelta.repair.api import REPAIR
from creditdelta.representation.api import CONSENTS
from creditdelta.screening.api import SCREENINGS
from creditdelta.search.api import SEARCH
from creditdelta.uploads.api import IMPORTS

PARTS: tuple[Routes, ...] = (
    SEARCH, SUBJECTS, LOOKS, CONSENTS, IMPORTS, BATCHES, FEED, SCREENINGS, QUALITY, CODES, STANDARDS,
    INSTRUMENTS, SECTORS, LISTS, LISTINGS, STEPS, REPAIR,
)  # fmt: skip
API = assembled(PARTS)
ADDRESSES = addresses(API, PARTS)
