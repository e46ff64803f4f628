"""Routes of looks at what is not public, with the operation of each."""

from creditdelta.accounts.gatekeeper import View
from creditdelta.archive.portal.looking import ask_to_look, looked_at, looked_at_record
from creditdelta.lookups.portal.audit import audit_lookups
from creditdelta.lookups.portal.desk import desk_lookups

Row = tuple[str, View, str, str]

READ: tuple[Row, ...] = (
    ("desk/look/<str:look>/", looked_at, "look", "archive.look"),
    ("desk/look/<str:look>/record/<str:record>/", looked_at_record, "look_record", "archive.look"),
)
ACTED: tuple[Row, ...] = (
    ("subject/<str:code>/look/", ask_to_look, "ask_to_look", "archive.look"),
    ("desk/lookups/", desk_lookups, "desk_lookups", "lookup.read"),
    ("audit/lookups/", audit_lookups, "audit_lookups", "lookup.review"),
)
