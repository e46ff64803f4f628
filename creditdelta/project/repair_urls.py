"""Routes of repair, with the operation of each: those that everybody reads."""

from creditdelta.accounts.gatekeeper import View
from creditdelta.repair.portal import public

Row = tuple[str, View, str, str]

PUBLIC: tuple[Row, ...] = (
    ("repair/", public.repair_guide, "repair_guide", "repair.public"),
    ("repair/statistics/", public.repair_statistics, "repair_statistics", "repair.public"),
)
