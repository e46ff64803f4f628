"""Routes of red and black lists: for everybody, for offices, for organisations; with the operation of each.

Those that are only read, and those that are sent to.
"""

from creditdelta.accounts.gatekeeper import View
from creditdelta.lists.portal import desk, entry, own, public, release

Row = tuple[str, View, str, str]

READ: tuple[Row, ...] = (
    ("lists/", public.lists, "lists", "list.read"),
    ("lists/entry/<str:entry>/", public.list_entry, "list_entry", "list.read"),
    ("lists/<slug:name>/", public.list_, "list", "list.read"),
    ("lists/<slug:name>/changes/", public.list_changes, "list_changes", "list.read"),
    ("lists/<slug:name>/changes.atom", public.list_atom, "list_atom", "list.read"),
    ("desk/lists/", desk.desk_lists, "desk_lists", "listing.read"),
    (
        "desk/lists/candidates/<slug:name>/",
        desk.desk_candidates,
        "desk_candidates",
        "listing.read",
    ),
    ("desk/lists/entry/<str:entry>/", entry.desk_entry, "desk_entry", "listing.read"),
    ("mine/lists/", own.mine_lists, "mine_lists", "listing.own"),
)
ACTED: tuple[Row, ...] = (
    ("desk/lists/new/", desk.desk_listing_new, "desk_listing_new", "listing.prepare"),
    ("desk/lists/release/", release.desk_release, "desk_release", "listing.release"),
    (
        "desk/lists/entry/<str:entry>/prepare/",
        entry.desk_entry_prepare,
        "desk_entry_prepare",
        "listing.prepare",
    ),
    (
        "desk/lists/entry/<str:entry>/decide/",
        entry.desk_entry_decide,
        "desk_entry_decide",
        "listing.decide",
    ),
    (
        "desk/lists/entry/<str:entry>/confirm/",
        entry.desk_entry_confirm,
        "desk_entry_confirm",
        "listing.confirm",
    ),
    ("mine/lists/<str:entry>/", own.mine_entry, "mine_entry", "listing.answer"),
)
