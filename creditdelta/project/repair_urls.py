"""Routes of credit repair: for everybody, for offices, for organisations; with the operation of each.

Those that are only read, and those that are sent to.
"""

from creditdelta.accounts.gatekeeper import View
from creditdelta.repair.portal import desk, own, public

Row = tuple[str, View, str, str]

PUBLIC: tuple[Row, ...] = (
    ("repair/", public.repair_guide, "repair_guide", "repair.public"),
    ("repair/statistics/", public.repair_statistics, "repair_statistics", "repair.public"),
)
READ: tuple[Row, ...] = (
    ("desk/repair/", desk.desk_repair, "desk_repair", "repair.read"),
    ("desk/repair/<str:case>/", desk.desk_repair_case, "desk_repair_case", "repair.read"),
    (
        "desk/repair/<str:case>/paper/<str:digest>/",
        desk.desk_repair_paper,
        "desk_repair_paper",
        "repair.read",
    ),
    ("mine/repair/", own.mine_repair, "mine_repair", "repair.own"),
    ("mine/repair/<str:case>/", own.mine_repair_case, "mine_repair_case", "repair.own"),
)
ACTED: tuple[Row, ...] = (
    (
        "desk/repair/<str:case>/prepare/",
        desk.desk_repair_prepare,
        "desk_repair_prepare",
        "repair.prepare",
    ),
    (
        "desk/repair/<str:case>/decide/",
        desk.desk_repair_decide,
        "desk_repair_decide",
        "repair.decide",
    ),
    (
        "desk/repair/<str:case>/confirm/",
        desk.desk_repair_confirm,
        "desk_repair_confirm",
        "repair.confirm",
    ),
    (
        "mine/repair/new/<str:about>/<str:target_id>/",
        own.mine_repair_new,
        "mine_repair_new",
        "repair.apply",
    ),
    ("mine/repair/<str:case>/act/", own.mine_repair_act, "mine_repair_act", "repair.apply"),
)
