"""Routes of what waits at an office; with the operation of each.

Those that are only read, and those that are sent to.
"""

from creditdelta.accounts.gatekeeper import View
from creditdelta.accounts.portal.single_keys import desk_keys
from creditdelta.inbox.portal import inbox

Row = tuple[str, View, str, str]

READ: tuple[Row, ...] = (("desk/", inbox.desk_inbox, "desk_inbox", "inbox.read"),)
ACTED: tuple[Row, ...] = (
    ("desk/act/", inbox.desk_inbox_act, "desk_inbox_act", "inbox.act"),
    ("desk/keys/", desk_keys, "desk_keys", "account.own"),
)
