"""Routes of what market reporters give and what it earns them; with the operation of each.

Those that are only read, and those that are sent to.
"""

from creditdelta.accounts.gatekeeper import View
from creditdelta.contributions.portal import earned, ledger, members

Row = tuple[str, View, str, str]

READ: tuple[Row, ...] = (
    ("desk/contributions/", ledger.desk_contributions, "desk_contributions", "contribution.read"),
    ("desk/earned/<str:look>/", earned.earned_look, "earned_look", "contribution.look"),
    ("desk/members/", members.desk_members, "desk_members", "member.read"),
)
ACTED: tuple[Row, ...] = (("desk/earned/", earned.desk_earned, "desk_earned", "contribution.look"),)
