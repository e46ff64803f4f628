"""Routes of lists that an office has screened; with the operation of each.

Those that are only read, and those that are sent to.
"""

from creditdelta.accounts.gatekeeper import View
from creditdelta.screening import portal

Row = tuple[str, View, str, str]

READ: tuple[Row, ...] = (
    (
        "desk/screening/<str:screening>/progress/",
        portal.desk_screening_progress,
        "desk_screening_progress",
        "screening.ask",
    ),
)
ACTED: tuple[Row, ...] = (
    ("desk/screening/", portal.desk_screening, "desk_screening", "screening.ask"),
    (
        "desk/screening/<str:screening>/",
        portal.desk_screening_one,
        "desk_screening_one",
        "screening.ask",
    ),
)
