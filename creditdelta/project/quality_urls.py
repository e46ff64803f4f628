"""Routes of quality boards of reporters and provinces, monthly reports; with the operation of each.

Those that are only read, and those that are sent to.
"""

from creditdelta.accounts.gatekeeper import View
from creditdelta.quality.portal import boards, exchanges, months

Row = tuple[str, View, str, str]

READ: tuple[Row, ...] = (
    ("desk/quality/", boards.desk_quality, "desk_quality", "quality.own"),
    (
        "quality/reporters/<str:name>/",
        boards.quality_reporter,
        "quality_reporter",
        "quality.read",
    ),
    (
        "quality/provinces/<str:division>/",
        boards.quality_province,
        "quality_province",
        "quality.read",
    ),
    ("quality/exchanges/", exchanges.quality_exchanges, "quality_exchanges", "quality.read"),
    ("desk/exchanges/", exchanges.desk_exchanges, "desk_exchanges", "quality.own"),
    ("desk/quality/<str:month>/", months.desk_month, "desk_month", "quality.own"),
    ("desk/quality/<str:month>/<str:form>", months.desk_month, "desk_month_file", "quality.own"),
    (
        "quality/reporters/<str:name>/<str:month>/",
        months.reporter_month,
        "reporter_month",
        "quality.read",
    ),
    (
        "quality/reporters/<str:name>/<str:month>/<str:form>",
        months.reporter_month,
        "reporter_month_file",
        "quality.read",
    ),
    (
        "quality/provinces/<str:division>/<str:month>/",
        months.province_month,
        "province_month",
        "quality.read",
    ),
    (
        "quality/provinces/<str:division>/<str:month>/<str:form>",
        months.province_month,
        "province_month_file",
        "quality.read",
    ),
)
ACTED: tuple[Row, ...] = ()
