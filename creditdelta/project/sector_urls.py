"""Routes of sectors and memoranda, with the operation of each."""

from creditdelta.accounts.gatekeeper import View
from creditdelta.handbook.portal import sectors

Row = tuple[str, View, str, str]

READ: tuple[Row, ...] = (
    ("sectors/", sectors.sectors, "sectors", "standard.read"),
    ("sectors/<slug:name>/", sectors.sector, "sector", "standard.read"),
    ("memoranda/", sectors.memoranda, "memoranda", "standard.read"),
    ("memoranda/<slug:name>/", sectors.memorandum, "memorandum", "standard.read"),
)
